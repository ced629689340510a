"""Synthetic cohorts of any size, and their files in the template's layout: no real patients.

Every patient has a visit every three months from the start of conventional treatment. Of those who
fail it most are given tacrolimus at month 6, 9 or 12; their visits from then on are on both clocks.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv
import xlsxwriter

from analysis.schema import TABLES

SEED = 54

#: The antibodies of the synthetic files, with the share of the tested who are positive.
ANTIBODIES = {
    "Jo-1": 0.22, "PL-7": 0.06, "PL-12": 0.06, "EJ": 0.03, "Mi-2": 0.05, "MDA5": 0.08,
    "TIF1-gamma": 0.05, "SRP": 0.04, "Ro52": 0.4, "PM-Scl": 0.06, "U1-RNP": 0.05, "ANA": 0.5,
}  # fmt: skip
_DIAGNOSES = {"PM": 0.42, "DM": 0.34, "CADM": 0.1, "ASyS": 0.09, "IMNM": 0.05}
_RESPONSES = {"responder": 0.56, "stable": 0.02, "refractory": 0.42}
_MUSCLE = {"yes": 0.75, "no": 0.2, "not applicable": 0.05}
_RESULTS = {"positive": 0.0, "weak": 0.02, "equivocal": 0.02, "negative": 0.86, "not tested": 0.1}
_COURSES = {
    "azathioprine": (100, "mg/day"),
    "methotrexate": (15, "mg/week"),
    "mycophenolate": (2000, "mg/day"),
}
_EVENTS = {
    "Pneumonia": "infection",
    "Herpes zoster": "infection",
    "Tremor": "neurologic",
    "Diabetes": "metabolic",
}

Draw: TypeAlias = np.random.Generator
Values: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class SyntheticCohort:
    """One Arrow table per sheet of the template, by the schema's key of the table."""

    tables: Mapping[str, pa.Table]

    def csv_files(self) -> list[tuple[str, bytes]]:
        """One CSV file per sheet, as (name, bytes)."""
        return [(f"{key}.csv", _csv(table)) for key, table in self.tables.items()]

    def workbook(self) -> list[tuple[str, bytes]]:
        """The same sheets as one .xlsx, written row by row."""
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
            for key, table in self.tables.items():
                sheet = workbook.add_worksheet(TABLES[key].sheet)
                sheet.write_row(0, 0, table.column_names)
                columns = [column.to_pylist() for column in table.columns]
                for number, row in enumerate(zip(*columns, strict=True), start=1):
                    sheet.write_row(number, 0, row)
        return [("cohort.xlsx", file.getvalue())]


def _csv(table: pa.Table) -> bytes:
    """Without quotation marks, as a spreadsheet program writes it: no value here needs them."""
    file = io.BytesIO(",".join(table.column_names).encode() + b"\n")
    file.seek(0, io.SEEK_END)
    pacsv.write_csv(table, file, pacsv.WriteOptions(include_header=False, quoting_style="none"))
    return file.getvalue()


def synthetic_cohort(patients: int, visits: int, seed: int = SEED) -> SyntheticCohort:
    """A cohort of so many patients with so many visits each; the same at each call."""
    draw = np.random.default_rng(seed)
    people = _People.drawn(patients, draw)
    return SyntheticCohort({
        "patients": _patients(people, visits, draw),
        "visits": _visits(people, visits, draw),
        "treatments": _treatments(people, draw),
        "events": _events(people, visits, draw),
    })  # fmt: skip


@dataclass(frozen=True, eq=False)
class _People:
    """What several sheets have to agree on; one entry per patient. `start` is NaN without tacrolimus."""

    name: pa.Array
    response: Values
    start: Values

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def drawn(cls, patients: int, draw: Draw) -> "_People":
        response = _drawn(draw, _RESPONSES, patients)
        treated = (response == "refractory") & (draw.random(patients) < 0.8)
        start = np.where(treated, draw.choice([6.0, 9.0, 12.0], patients), np.nan)
        name = pa.array(np.char.mod("S%07d", np.arange(1, patients + 1)))
        return cls(name, response, start)


def _patients(people: _People, visits: int, draw: Draw) -> pa.Table:
    n, treated = len(people), ~np.isnan(people.start)
    others = (people.response == "refractory") & ~treated
    second = np.where(treated, "tacrolimus", "cyclophosphamide").astype(object)
    died = draw.random(n) < 0.03
    last_seen = np.full(n, 3.0 * (visits - 1))
    return pa.table({
        "patient_id": people.name,
        "diagnosis": _drawn(draw, _DIAGNOSES, n),
        "sex": _drawn(draw, {"female": 0.68, "male": 0.32}, n),
        "age": _known(np.clip(draw.normal(48, 14, n), 16, 89).round(), draw, missing=0.01),
        "race": _known(_drawn(draw, {"White": 0.6, "Black": 0.22, "Asian": 0.12, "Other": 0.06}, n), draw),
        "smoking": _known(_drawn(draw, {"never": 0.6, "former": 0.3, "current": 0.1}, n), draw),
        "ild_pattern": _known(_drawn(draw, {"NSIP": 0.6, "OP": 0.2, "UIP": 0.15, "NSIP/OP": 0.05}, n), draw),
        "ild_onset": _known(_drawn(draw, {"subacute": 0.5, "chronic": 0.4, "rapid": 0.1}, n), draw),
        "oxygen": _known(_drawn(draw, {"no": 0.8, "yes": 0.2}, n), draw),
        "tacrolimus_start_month": _only(people.start, treated),
        "second_line": _only(second, treated | others),
        "second_line_start_month": _only(np.where(treated, people.start, 9.0), treated | others),
        "conventional_response": _known(people.response, draw, missing=0.02),
        "tacrolimus_myositis_improved": _only(_drawn(draw, _MUSCLE, n), treated),
        "tacrolimus_ild_improved": _only(_drawn(draw, {"yes": 0.8, "no": 0.2}, n), treated),
        "last_seen_month": last_seen,
        "death_month": _only(last_seen, died),
        **{name: _antibody(draw, share, n) for name, share in ANTIBODIES.items()},
        "centre": _drawn(draw, {f"Centre {letter}": 0.125 for letter in "ABCDEFGH"}, n),
    })  # fmt: skip


def _antibody(draw: Draw, positive: float, n: int) -> Values:
    others = 1 - positive
    return _drawn(
        draw, {result: share * others for result, share in _RESULTS.items()} | {"positive": positive}, n
    )


def _visits(people: _People, visits: int, draw: Draw) -> pa.Table:
    """Every measure starts at the patient's own value and drifts by how the patient fares."""
    n = len(people) * visits
    month = np.tile(3.0 * np.arange(visits), len(people))
    on_tacrolimus = month - np.repeat(people.start, visits)
    later = on_tacrolimus >= 0
    worse = np.repeat(people.response == "refractory", visits) & ~later
    drift = np.where(worse, -0.04, 0.03) * month / 3
    fvc = np.clip(_own(draw, people, visits, 2.4, 0.6) * (1 + drift), 0.7, 6.2)
    tlc = np.clip(fvc * _own(draw, people, visits, 1.45, 0.1), np.maximum(fvc, 1.5), 9)
    dlco = np.clip(_own(draw, people, visits, 13, 4) * (1 + drift), 3, 45)
    ck = np.exp(_own(draw, people, visits, 6.2, 0.9) - np.where(worse, 0.02, 0.25) * month / 3)
    mmt8 = _own(draw, people, visits, 118, 15) + np.where(worse, 0, 4) * month / 3
    since = np.where(later, on_tacrolimus, month)
    return pa.table({
        "patient_id": people.name.take(np.repeat(np.arange(len(people)), visits)),
        "visit": np.char.mod("Month %d", month.astype(np.int64)),
        "month": month,
        "tacrolimus_month": _only(on_tacrolimus, later),
        "prednisone_mg": _known(_dose(draw, people, visits, since), draw),
        "tacrolimus_mg": _only(draw.choice([2.0, 3.0, 4.0, 5.0, 6.0], n), later),
        "tacrolimus_trough": _only(_troughs(draw, n), later & (since > 0)),
        "fvc_l": _known(fvc.round(2), draw, missing=0.1),
        "fvc_pct": _known(np.clip(28 * fvc, 20, 130).round(), draw, missing=0.1),
        "tlc_l": _known(tlc.round(2), draw, missing=0.2),
        "tlc_pct": _known(np.clip(18 * tlc, 30, 130).round(), draw, missing=0.2),
        "dlco": _known(dlco.round(1), draw, missing=0.15),
        "dlco_pct": _known(np.clip(4 * dlco, 10, 130).round(), draw, missing=0.15),
        "ck": _known(np.clip(ck, 20, 20_000).round(), draw, missing=0.05),
        "ck_uln": np.full(n, 176.0),
        "mmt8": _known(np.clip(mmt8, 40, 150).round(), draw),
        "mmt8_max": np.full(n, 150.0),
        "weak": _known(_drawn(draw, {"yes": 0.5, "no": 0.5}, n), draw),
        "weakness": _known(_change(draw, worse), draw, missing=0.3),
        "respiratory_symptoms": _known(_change(draw, worse), draw, missing=0.2),
        "hrct": _known(_change(draw, worse), draw, missing=0.7),
        "creatinine": _known(np.clip(draw.normal(0.85, 0.2, n), 0.4, 4).round(2), draw, missing=0.3),
    })  # fmt: skip


def _own(draw: Draw, people: _People, visits: int, mean: float, spread: float) -> Values:
    """Each patient's own value at every visit, and a little noise around it."""
    own = np.repeat(draw.normal(mean, spread, len(people)), visits)
    return own + draw.normal(0, 0.05 * spread, len(own))


def _dose(draw: Draw, people: _People, visits: int, months: Values) -> Values:
    """Daily prednisone in steps of 2.5 mg, tapered since the last start of a treatment."""
    first = np.repeat(draw.choice([20.0, 30.0, 40.0, 50.0, 60.0], len(people)), visits)
    noise = draw.normal(1, 0.2, len(first))
    return np.clip(2.5 * np.round(first * np.exp(-months / 6) * noise / 2.5), 0, 80)


def _troughs(draw: Draw, n: int) -> Values:
    """Levels as laboratories write them: below 2 only that they are."""
    levels = np.clip(draw.normal(7.5, 2.5, n), 0.5, 20).round(1)
    return np.where(levels < 2, "<2.0", levels.astype(np.str_))


def _change(draw: Draw, worse: Values) -> Values:
    failing = _drawn(draw, {"worse": 0.6, "stable": 0.3, "better": 0.1}, len(worse))
    return np.where(worse, failing, _drawn(draw, {"worse": 0.05, "stable": 0.35, "better": 0.6}, len(worse)))


def _treatments(people: _People, draw: Draw) -> pa.Table:
    """One DMARD for most patients, and tacrolimus for those who have it."""
    conventional = np.flatnonzero(draw.random(len(people)) < 0.85)
    treated = np.flatnonzero(~np.isnan(people.start))
    patient = np.concatenate([conventional, treated])
    drug = draw.choice(list(_COURSES), len(conventional))
    stopped = np.append(draw.random(len(conventional)) < 0.4, np.zeros(len(treated), dtype=bool))
    units = {"tacrolimus": (3, "mg/day")} | _COURSES
    drugs = np.append(drug, np.full(len(treated), "tacrolimus"))
    return pa.table({
        "patient_id": people.name.take(patient),
        "drug": drugs,
        "start_month": np.append(draw.choice([0.0, 1.0, 3.0], len(conventional)), people.start[treated]),
        "stop_month": _only(draw.choice([9.0, 12.0, 18.0], len(patient)), stopped),
        "dose": _looked_up(drugs, {name: float(dose) for name, (dose, _) in units.items()}),
        "unit": _looked_up(drugs, {name: unit for name, (_, unit) in units.items()}),
    })  # fmt: skip


def _events(people: _People, visits: int, draw: Draw) -> pa.Table:
    """One event in about every third patient."""
    patient = np.flatnonzero(draw.random(len(people)) < 0.35)
    event = draw.choice(list(_EVENTS), len(patient))
    return pa.table({
        "patient_id": people.name.take(patient),
        "month": draw.integers(1, 3 * visits, len(patient)),
        "event": event,
        "category": _looked_up(event, _EVENTS),
        "serious": _drawn(draw, {"no": 0.7, "yes": 0.3}, len(patient)),
    })  # fmt: skip


def _drawn(draw: Draw, shares: Mapping[str, float], n: int) -> Values:
    return draw.choice(np.array(list(shares)), n, p=np.array(list(shares.values())))


def _looked_up(names: Values, values: Mapping[str, Any]) -> Values:
    found, which = np.unique(names, return_inverse=True)
    return np.array([values[str(name)] for name in found])[which]


def _known(values: Values, draw: Draw, missing: float = 0.05) -> pa.Array:
    """The values with some missing, as in real charts."""
    return _only(values, draw.random(len(values)) >= missing)


def _only(values: Values, mask: Values) -> pa.Array:
    return pa.array(values, mask=~mask)
