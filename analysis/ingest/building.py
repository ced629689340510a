"""The third step: Book + Mapping -> Cohort."""

from pathlib import PurePath

import pandas as pd

from analysis.cohort import Cohort, MappedColumn, SourceFile, SourceTable, nothing_elsewhere
from analysis.errors import FileError
from analysis.ingest.amounts.clocks import with_clocks
from analysis.ingest.amounts.measure_columns import with_units
from analysis.ingest.amounts.untreated import without_untreated
from analysis.ingest.book import Book
from analysis.ingest.checks import Tables, checked
from analysis.ingest.choices import choices_of
from analysis.ingest.findings import findings
from analysis.ingest.headers.later_visits import of_later_visits
from analysis.ingest.headers.visit_times import with_times
from analysis.ingest.identity import usable
from analysis.ingest.ledger import MISSING_CODE, MISSING_WORD, Ledger
from analysis.ingest.mapping import Mapping
from analysis.ingest.patients import patients_table
from analysis.ingest.places import Places
from analysis.ingest.privacy.identifiers import settled
from analysis.ingest.questions import with_open_marked
from analysis.ingest.reading import Progress, silent
from analysis.ingest.redcap.dictionary import with_dictionary
from analysis.ingest.rows import rows_table
from analysis.ingest.sas_catalogs import with_catalogs
from analysis.ingest.saved_mapping import as_json
from analysis.ingest.serology.tests import serology_table
from analysis.ingest.sources import Roster, gathered
from analysis.ingest.words.deaths import with_deaths_placed
from analysis.ingest.words.since import since_baseline


def build(book: Book, mapping: Mapping, *, name: str | None = None, progress: Progress = silent) -> Cohort:
    """The cohort that a book holds by its mapping. By default it is named after the file of the patients.

    FileError where no row has a patient's id.
    """
    book = with_catalogs(with_dictionary(book))
    ledger = Ledger()
    progress(0.0, "Finding the patients")
    roster = gathered(book, prepared(mapping), ledger)
    if len(roster.ids) == 0:
        raise FileError("No row says whose it is: the column of the patient's id is blank.")
    patients = patients_table(roster, ledger)
    progress(0.2, "Reading the visits")
    visits = rows_table("visits", roster, ledger)
    progress(0.7, "Reading treatments, events and antibodies")
    treatments = rows_table("treatments", roster, ledger)
    events = rows_table("events", roster, ledger)
    serology = serology_table(roster, ledger)
    visits = without_untreated(visits, patients, treatments, roster, ledger)
    visits = since_baseline(with_clocks(visits, patients, treatments, roster.starts), roster, ledger)
    patients = with_deaths_placed(patients, visits, roster, ledger)
    progress(0.9, "Checking for contradictions")
    tables = Tables(patients, serology, visits, treatments, events, roster.starts)
    elsewhere = pd.concat([nothing_elsewhere(), *ledger.elsewhere], ignore_index=True)
    checks, found = checked(tables, roster.sources, _places(book, tables, ledger, elsewhere))
    issues = (*mapping.issues, *ledger.issues, *checks)
    return Cohort(
        patients=patients,
        serology=serology,
        visits=visits,
        treatments=treatments,
        events=events,
        conversions=ledger.conversions(),
        findings=findings(issues, [*ledger.found, *found]),
        parts=tuple(ledger.parts),
        elsewhere=elsewhere,
        name=name or PurePath(roster.sources[0].plan.file).stem,
        files=tuple(SourceFile(file.name, file.sha256) for file in book.files),
        tables=_tables(roster),
        mapping=_mapped(usable(with_units(settled(mapping)))),
        issues=issues,
        collected=_collected(roster, patients, visits),
        later=_later(roster),
        synthetic=mapping.synthetic,
        id_source=mapping.id_source,
        reading=as_json(choices_of(mapping)),
        disguised_ids=roster.disguised_ids,
    )


def prepared(mapping: Mapping) -> Mapping:
    """The mapping as it is built: with what was answered applied, and what is open marked."""
    return usable(with_units(with_times(with_open_marked(settled(mapping)))))


def taken_as_missing(cohort: Cohort) -> pd.DataFrame:
    """What counted as missing: one row per column and text, with how often it did."""
    rows = cohort.conversions
    missing = rows[rows["rule"].str.startswith((MISSING_WORD, MISSING_CODE))]
    by = ["file", "sheet", "column", "as_written"]
    return missing.groupby(by, sort=False).size().rename("count").reset_index()


def _places(book: Book, tables: Tables, ledger: Ledger, elsewhere: pd.DataFrame) -> Places:
    by_name = {
        name: getattr(tables, name) for name in ("patients", "serology", "visits", "treatments", "events")
    }
    sheets = {(sheet.file, sheet.name): sheet for sheet in book.sheets}
    return Places(by_name, ledger.parts, elsewhere, sheets)


def _tables(roster: Roster) -> tuple[SourceTable, ...]:
    return tuple(
        SourceTable(s.plan.file, s.plan.sheet, len(s.rows), s.plan.header_row + 1, s.sheet.read_as)
        for s in roster.sources
    )


def _mapped(mapping: Mapping) -> tuple[MappedColumn, ...]:
    return tuple(
        MappedColumn(
            file=plan.file,
            sheet=plan.sheet,
            column=column.header or column.name,
            table=column.table,
            field="" if column.role in {"extra", "dropped"} else column.name,
            confidence=column.confidence,
            why=column.why,
            position=column.position,
            slot=(column.slot.key, _said(column.slot.value)) if column.slot else ("", ""),
        )
        for plan in mapping.sheets
        for column in plan.columns
    )


def _later(roster: Roster) -> frozenset[str]:
    """The patients' extra columns that are of a later visit, by their headers or by their files' labels."""
    names: set[str] = set()
    for source in roster.sources:
        extras = [column for column in source.columns("patients") if column.role == "extra"]
        labels = {c.name: source.sheet.columns[c.position].label for c in extras}
        later = of_later_visits([*(c.header for c in extras), *labels.values()])
        names |= {c.name for c in extras if c.header in later or labels[c.name] in later}
    return frozenset(names)


def _said(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _collected(roster: Roster, patients: pd.DataFrame, visits: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """The fields that the files have, a clock and an age that could be derived among them.

    A sheet without a row, as the blank template has it, collected nothing.
    """
    plans = [source.plan for source in roster.sources if len(source.rows)]
    columns = [column for plan in plans for column in plan.columns if column.role not in {"extra", "dropped"}]
    stated = {(column.table, column.name) for column in columns}
    slots = {(column.table, column.slot.key) for column in columns if column.slot and column.slot.key}
    derived = {("visits", key) for key in ("month", "tacrolimus_month") if visits[key].notna().any()}
    if patients["age"].notna().any():
        derived.add(("patients", "age"))  # from a birth date
    return frozenset(stated | slots | derived)
