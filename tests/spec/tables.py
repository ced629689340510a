"""Patients as small text tables: what a spec test shows is what it tests."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS, Cohort, SourceFile
from analysis.outcomes import Outcomes, ResponseClass, Source, Verdict, Verdicts, classify
from analysis.schema import FIELDS, RESULTS, TABLES, field_named
from analysis.schema.fields import Field
from analysis.settings import Settings

_PATIENT_FIELDS = {field.key for field in TABLES["patients"].fields}
_VISIT_FIELDS = {field.key for field in TABLES["visits"].fields} - {"patient_id"}


def cohort_from(text: str, *, treatments: str = "", serology: str = "") -> Cohort:
    """The cohort that a table of patients and visits shows.

    The first column names the patient; the others are the schema's keys or aliases ("tac start"). A row
    is a visit if it fills any visit's column; a patient's own values may stand on any of the rows.
    What is no field of the schema (such as `expected`) is an extra column of the patients. `treatments`
    and `serology` are tables of their own, with `patient` first.
    """
    rows = _rows(text, "visits", "patients")
    patients: dict[str, dict[str, str]] = {}
    visits = []
    for row in rows:
        mine = patients.setdefault(row["patient"], {"patient_id": row["patient"]})
        for key, cell in row.items():
            if key not in _VISIT_FIELDS and key != "patient" and cell:
                assert mine.setdefault(key, cell) == cell, f"{row['patient']} has two values of {key}"
        visit = {key: cell for key, cell in row.items() if key in _VISIT_FIELDS and cell}
        if visit:
            visits.append({"patient": list(patients).index(row["patient"]), **visit})
    extras = {key: "" for row in rows for key in row if key not in _VISIT_FIELDS | {"patient"}}
    order = list(patients)
    return build_cohort(
        [{**extras, **patient} for patient in patients.values()],
        visits,
        treatments=_of_patients(order, treatments, "treatments"),
        serology=_of_patients(order, serology),
    )


def build_cohort(
    patients: Sequence[Mapping[str, object]] | pd.DataFrame,
    visits: Sequence[Mapping[str, object]] | pd.DataFrame = (),
    *,
    treatments: Sequence[Mapping[str, object]] | pd.DataFrame = (),
    serology: Sequence[Mapping[str, object]] | pd.DataFrame = (),
) -> Cohort:
    """A cohort with every column of the schema, typed as the cohort's docstring says."""
    tables = {"patients": patients, "visits": visits, "treatments": treatments, "events": ()}
    frames = {key: _typed(key, pd.DataFrame(rows)) for key, rows in tables.items()}
    filled = {
        (key, str(column))
        for key, frame in frames.items()
        for column in frame
        if (key, column) in FIELDS and frame[column].notna().any()
    }
    return Cohort(
        **frames,
        serology=_serology(pd.DataFrame(serology)),
        conversions=pd.DataFrame(),
        name="a table in a test",
        files=(SourceFile("table.txt", "0" * 64),),
        collected=frozenset(filled),
    )


def _rows(text: str, *tables: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    keys = ["patient", *(_key(name, tables) for name in lines[0][1:])] if lines else []
    return [dict(zip(keys, cells, strict=True)) for cells in lines[1:]]


def _key(header: str, tables: tuple[str, ...]) -> str:
    """The schema's key for a header, which may be an alias; an unknown one stays."""
    fields = [field for table in tables if (field := field_named(table, header))]
    return fields[0].key if fields else header


def _of_patients(order: list[str], text: str, *tables: str) -> list[dict[str, object]]:
    return [
        {"patient": order.index(row.pop("patient")), **{key: cell for key, cell in row.items() if cell}}
        for row in _rows(text, *tables)
    ]


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    typed = {
        field.key: _column(field, frame.get(field.key, pd.Series(index=frame.index, dtype="object")))
        for field in TABLES[table].fields
        if field.key != "patient_id" or table == "patients"
    }
    if table == "patients":
        typed["diagnosis_as_written"] = typed["diagnosis"].astype("str")
        typed |= {str(key): frame[key].astype("str") for key in frame if key not in _PATIENT_FIELDS}
    else:
        position = frame.get("patient", pd.Series(dtype="int64"))
        typed = {"patient": position.astype("int64"), **typed}
    return pd.DataFrame(typed, index=frame.index).assign(**_source(len(frame))).reset_index(drop=True)


def _source(count: int) -> dict[str, object]:
    file, sheet, row, part = SOURCE_COLUMNS
    return {file: "table.txt", sheet: "Table", row: np.arange(count) + 2, part: -1}


def _column(field: Field, cells: pd.Series) -> pd.Series:
    cells = cells.astype("object").where(cells.notna() & (cells != ""), None)
    if field.kind in {"number", "month"}:
        return cells.astype("float64")
    if field.kind == "date":
        return pd.to_datetime(cells)
    if field.words == "yes_no":
        return cells.map({"yes": True, "no": False}).astype("boolean")
    if field.kind == "several":
        return cells.astype("category")
    if field.levels:
        assert cells.dropna().isin(field.levels).all(), f"no level of {field.key}"
        return cells.astype(pd.CategoricalDtype(list(field.levels)))
    return cells.astype("category" if field.kind == "level" else "str")


def _serology(rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.reindex(columns=["patient", "antibody", "result", "value", "as_written"])
    return frame.astype(
        {
            "patient": "int64",
            "antibody": "category",
            "result": pd.CategoricalDtype(list(RESULTS)),
            "value": "float64",
            "as_written": "str",
        }
    ).assign(**_source(len(frame)))


def outcomes_of(cohort: Cohort, **settings: float | bool | str) -> Outcomes:
    """The cohort's outcomes under the default settings, but for those named."""
    return classify(cohort, Settings().with_values(settings))


def verdicts_of(cohort: Cohort, definition: str, **settings: float | bool | str) -> list[str]:
    """What a definition says of each patient, in words."""
    return labels(outcomes_of(cohort, **settings).decisions[definition].verdict)


def labels(verdicts: Verdicts) -> list[str]:
    """Verdicts in words."""
    return [Verdict(verdict).label for verdict in verdicts]


def responses_of(cohort: Cohort, source: Source = "derived", **settings: float | bool | str) -> list[str]:
    """The class of response of each patient, in words."""
    return [ResponseClass(code).label for code in outcomes_of(cohort, **settings).response[source]]


def expected(cohort: Cohort, column: str = "expected") -> list[str]:
    """What the table expects of each patient."""
    return [str(cell) for cell in cohort.patients[column]]
