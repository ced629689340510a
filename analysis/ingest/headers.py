"""Which field, antibody or extra column a header names, and which row of a wide sheet it belongs to."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from analysis.ingest.mapping import Slot, TableKey
from analysis.schema import FIELDS, TABLES, Field, antibody_named, drug_named, field_named, normalised

_VISIT = re.compile(r"(?P<field>.+?)_(?P<tac>tac_)?(?P<month>-?\d+(?:\.\d+)?)")
_COURSE = re.compile(r"(?P<drug>.+)_(?P<part>start|stop|dose|unit)")
_EVENT = re.compile(
    r"(?:event|ae|adverse_events?|side_effects?|complications?|toxicity|toxicities)"
    r"(?:_?(?P<number>\d+))?(?:_(?P<part>month|date|category|serious|drug|action))?"
)
_COURSE_FIELDS = {"start": "start_month", "stop": "stop_month", "dose": "dose", "unit": "unit"}
#: Fields of a visit that the header's suffix itself gives.
_TIMES = frozenset({"patient_id", "month", "tacrolimus_month"})
#: Names by which a single long sheet repeats, visit by visit, what belongs to the patient.
_OF_THE_PATIENT = frozenset(normalised(name) for f in TABLES["patients"].fields for name in (f.key, f.label))
#: Names of a column in which several antibodies stand, each perhaps with its result.
_LISTS = frozenset(normalised(name) for name in ("antibodies", *FIELDS["serology", "antibodies"].aliases))


@dataclass(frozen=True, slots=True)
class Named:
    """What a header names: a field of a table, or an antibody (table "serology")."""

    table: str
    name: str
    confidence: float
    why: str
    slot: Slot | None = None


def named(header: str, table: TableKey) -> list[Named]:
    """Everything a header of a sheet can name, the best first.

    >>> [(n.table, n.name, n.slot) for n in named("prednisone_mg_tac_3", "patients")]
    [('visits', 'prednisone_mg', Slot(key='tacrolimus_month', value=3.0))]
    """
    found = [_field(header, table)]
    if table == "visits" and normalised(header) in _OF_THE_PATIENT:
        found.append(_field(header, "patients"))
    if table in {"patients", "visits"}:
        found += [_antibody(header), _antibody_list(header)]
    if table == "patients":
        plain = re.sub(r"[\s_]+", "_", header.strip().casefold())
        found += [_visit(plain), _course(plain), _event(plain)]
    return [name for name in found if name is not None]


def _field(header: str, table: str) -> Named | None:
    field = field_named(table, header)
    if field is None:
        return None
    if normalised(header) == normalised(field.key):
        return Named(table, field.key, 1.0, "the field's own name")
    return Named(table, field.key, 0.95, "another name of the field")


def _antibody(header: str) -> Named | None:
    antibody = antibody_named(header)
    return Named("serology", antibody.name, 0.95, "an antibody's name") if antibody else None


def _antibody_list(header: str) -> Named | None:
    if normalised(header) not in _LISTS:
        return None
    return Named("serology", "antibodies", 0.9, "a column of several antibodies")


def _visit(header: str) -> Named | None:
    match = _VISIT.fullmatch(header)
    # "mmt_8" is a name of MMT8, not the MMT of month 8.
    if match is None or field_named("visits", header) is not None:
        return None
    field = field_named("visits", match["field"])
    if field is None or field.key in _TIMES:
        return None
    clock = "tacrolimus_month" if match["tac"] else "month"
    why = f"{field.label} with its month on the {'tacrolimus' if match['tac'] else 'conventional'} clock"
    return Named("visits", field.key, 0.9, why, Slot(clock, float(match["month"])))


def _course(header: str) -> Named | None:
    match = _COURSE.fullmatch(header)
    drug = drug_named(match["drug"]) if match else None
    if match is None or drug is None:
        return None
    return Named("treatments", _COURSE_FIELDS[match["part"]], 0.9, "a drug's course", Slot("drug", drug.name))


def _event(header: str) -> Named | None:
    match = _EVENT.fullmatch(header)
    if match is None:
        return None
    part = "month" if match["part"] == "date" else match["part"] or "event"
    why = "a numbered event" if match["number"] else "events of the patient"
    return Named("events", part, 0.9, why, Slot("", float(match["number"] or 1)))


def close_field(header: str, table: str) -> Field | None:
    """The field whose name a header resembles without being it: what the person may have meant.

    >>> close_field("diagnossis", "patients").key
    'diagnosis'
    """
    plain = normalised(header)
    if len(plain) < 4:
        return None
    names = {normalised(n): field for (t, _), field in FIELDS.items() if t == table for n in _names(field)}
    matches = get_close_matches(plain, names, n=1, cutoff=0.85)
    return names[matches[0]] if matches else None


def _names(field: Field) -> tuple[str, ...]:
    return field.key, field.label
