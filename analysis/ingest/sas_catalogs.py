"""Catalogs of SAS formats, brought beside the data: what the codes of its columns stand for.

A column of SAS names its format ("DXF"), the catalog says what the format's values are called. The catalog
that goes by the name of a data file comes before others; what two others tell differently is not used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

import pyarrow.compute as pc

from analysis.errors import FileError, Issue
from analysis.ingest.book import Book, Column, Sheet

HEADERS = ("format", "value", "label")
READ_AS = "SAS catalog"
_ALONE = "A SAS catalog holds formats and no data; bring the data (.sas7bdat or .xpt) together with it."
_MOSTLY = 0.5  # more than this share of a column's different values must have a label

Labels = Mapping[str, str]


@dataclass(frozen=True)
class _Catalog:
    """The formats of one catalog: for each its labels by the value as written."""

    file: str
    formats: Mapping[str, Labels]


def is_catalog(sheet: Sheet) -> bool:
    """Whether a sheet holds the formats of a SAS catalog."""
    return sheet.read_as == READ_AS


def with_catalogs(book: Book) -> Book:
    """The book whose columns carry the labels of the catalogs that were brought with it.

    FileError where there is nothing but catalogs.
    """
    catalogs = _catalogs(book)
    if catalogs and all(is_catalog(sheet) for sheet in book.sheets):
        raise FileError(Issue("error", _ALONE, file=catalogs[0].file))
    return replace(book, sheets=tuple(_explained(sheet, catalogs) for sheet in book.sheets))


def about_catalogs(book: Book) -> Iterator[Issue]:
    """What is to be said of catalogs, here and missing, in a book that does not carry their labels yet."""
    catalogs = _catalogs(book)
    for sheet in book.sheets:
        yield from _about_missing(sheet, catalogs)
    used = _used_formats(book) if catalogs else ()
    for each in catalogs:
        message = "This is a catalog of SAS formats."
        count = sum(form in each.formats for form in used)
        if count:
            done = f"Its labels say what the codes of {count} column{'s' if count > 1 else ''} stand for."
            yield Issue("note", message, done, each.file)
        else:
            done = "No column names a format that it explains, so that nothing of it is used."
            yield Issue("warning", message, done, each.file)
    for form in sorted(_contradicting(catalogs)):
        message = f"Two SAS catalogs explain the format {form} differently."
        yield Issue("warning", message, "It is used only for a data file that a catalog is named after.")


def _about_missing(sheet: Sheet, catalogs: tuple[_Catalog, ...]) -> Iterator[Issue]:
    known = {form for catalog in catalogs for form in catalog.formats}
    count = sum(bool(column.form) and column.form not in known for column in sheet.columns)
    if count:
        message = (
            f"The labels of {count} column{'s' if count > 1 else ''} stand in a SAS catalog that is not here."
        )
        done = "Bring the catalog (such as formats.sas7bcat) with this file; without it codes are asked."
        yield Issue("note", message, done, sheet.file, sheet.name)


def _used_formats(book: Book) -> tuple[str, ...]:
    """The format of every column that is read by a catalog."""
    pairs = zip(book.sheets, with_catalogs(book).sheets, strict=True)
    return tuple(
        column.form
        for before, after in pairs
        for plain, column in zip(before.columns, after.columns, strict=True)
        if column.codes != plain.codes
    )


def _catalogs(book: Book) -> tuple[_Catalog, ...]:
    return tuple(_Catalog(sheet.file, _formats(sheet)) for sheet in book.sheets if is_catalog(sheet))


def _formats(sheet: Sheet) -> dict[str, dict[str, str]]:
    formats: dict[str, dict[str, str]] = {}
    columns = (column.part("text").to_pylist()[1:] for column in sheet.columns)
    for form, value, label in zip(*columns, strict=True):
        formats.setdefault(form, {})[value] = label
    return formats


def _contradicting(catalogs: tuple[_Catalog, ...]) -> set[str]:
    found: dict[str, Labels] = {}
    return {
        form
        for catalog in catalogs
        for form, labels in catalog.formats.items()
        if found.setdefault(form, labels) != labels
    }


def _explained(sheet: Sheet, catalogs: tuple[_Catalog, ...]) -> Sheet:
    if not catalogs or not any(column.form for column in sheet.columns):
        return sheet
    unsure = _contradicting(catalogs)
    formats: dict[str, Labels] = {}
    for catalog in catalogs:
        formats |= {form: labels for form, labels in catalog.formats.items() if form not in unsure}
    for catalog in catalogs:
        if PurePath(catalog.file).stem.casefold() == PurePath(sheet.file).stem.casefold():
            formats |= catalog.formats
    columns = (_labelled(column, formats.get(column.form, {})) for column in sheet.columns)
    return replace(sheet, columns=tuple(columns))


def _labelled(column: Column, labels: Labels) -> Column:
    if not labels or column.codes or not _are_codes(column, labels):
        return column
    return replace(column, codes=dict(labels))


def _are_codes(column: Column, labels: Labels) -> bool:
    """Whether a format names values and no ranges of them, of which the catalog tells one end alone."""
    values = set(pc.unique(column.written().slice(1).drop_null()).to_pylist()) - set(column.missing)
    return len(values & set(labels)) > _MOSTLY * len(values) or set(labels) <= set(column.missing)
