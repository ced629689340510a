"""A cohort from a few rows, as it would be after reading, for the tests of answers."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.answers import GroupRate
from analysis.cohort import SOURCE_COLUMNS, Cohort, SourceFile
from analysis.filters import Filters, View, view
from analysis.outcomes import classify
from analysis.schema import RESULTS, TABLES, Field
from analysis.settings import Settings

BOOLEAN = {"weak", "oxygen", "serious"}
FILE = SourceFile("small.csv", "0" * 64)


def cohort_of(
    patients: Sequence[Mapping[str, object]],
    serology: Sequence[tuple[int, str, str]] = (),
    visits: Sequence[Mapping[str, object]] = (),
    treatments: Sequence[Mapping[str, object]] = (),
    events: Sequence[Mapping[str, object]] = (),
) -> Cohort:
    """A cohort from rows; visits name their patient's position, serology is (position, antibody, result)."""
    rows_of = {"patients": patients, "visits": visits, "treatments": treatments, "events": events}
    collected = {(table, key) for table, rows in rows_of.items() for row in rows for key in row}
    return Cohort(
        patients=_table("patients", patients),
        serology=_serology(serology),
        visits=_table("visits", visits),
        treatments=_table("treatments", treatments),
        events=_table("events", events),
        conversions=pd.DataFrame(),
        name="small",
        files=(FILE,),
        collected=frozenset(collected),
    )


def view_of(cohort: Cohort, query: str = "", **settings: float | bool | str) -> View:
    """The patients of a query under some settings."""
    return view(cohort, classify(cohort, Settings().with_values(settings)), Filters.parse(query))


def people(**groups: tuple[int, int]) -> list[dict[str, object]]:
    """Patients by diagnosis: PM=(20, 30) are 20 responders of 30, the others refractory."""
    return [
        {"diagnosis": diagnosis, "conventional_response": "responder" if place < count else "refractory"}
        for diagnosis, (count, of) in groups.items()
        for place in range(of)
    ]


def counts(rate: GroupRate) -> tuple[str, int, int]:
    """A group's name, its responders, and how many are known."""
    return rate.group, rate.rate.count, rate.rate.of


def _table(name: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    fields = {field.key: field for field in TABLES[name].fields}
    extras = dict.fromkeys(key for row in rows for key in row if key not in {*fields, "patient"})
    columns = {key: _column(field, [row.get(key) for row in rows]) for key, field in fields.items()}
    columns |= {key: pd.Series([row.get(key) for row in rows]) for key in extras}
    if name == "patients":
        columns["diagnosis_as_written"] = columns["diagnosis"].astype("str")
    else:
        columns["patient"] = pd.Series([row["patient"] for row in rows], dtype="int64")
    columns |= {key: pd.Series([""] * len(rows), dtype="str") for key in SOURCE_COLUMNS}
    columns["source_row"] = pd.Series(range(2, len(rows) + 2), dtype="int64")
    columns["source_part"] = pd.Series([-1] * len(rows), dtype="int64")
    return pd.DataFrame(columns)


def _column(field: Field, values: list[object]) -> pd.Series:
    if field.kind in {"number", "month"}:
        return pd.Series(values, dtype="float64")
    if field.key in BOOLEAN:
        return pd.Series(values, dtype="boolean")
    if field.kind == "date":
        return pd.Series(values, dtype="datetime64[ns]")
    if field.kind in {"words", "diagnosis", "drug"}:
        return pd.Series(pd.Categorical(values, categories=list(field.levels)))
    if field.kind in {"level", "several"}:
        return pd.Series(pd.Categorical(values, categories=sorted({str(v) for v in values if v is not None})))
    return pd.Series(values, dtype="str")


def _serology(rows: Sequence[tuple[int, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "patient": pd.Series([row[0] for row in rows], dtype="int64"),
            "antibody": pd.Categorical([row[1] for row in rows]),
            "result": pd.Categorical([row[2] for row in rows], categories=list(RESULTS)),
            "value": pd.Series([float("nan")] * len(rows), dtype="float64"),
            "as_written": pd.Series([row[2] for row in rows], dtype="str"),
        }
    )
