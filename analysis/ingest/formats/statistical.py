"""Files of SPSS, Stata and SAS as a sheet: the variables' names in the first row, the values below.

Only the reading process imports this. What the file says about its variables is kept beside the cells:
labels, what codes stand for, which values count as missing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyreadstat
from pyreadstat._readstat_parser import parser_entry_point

from analysis.errors import FileError
from analysis.ingest.book import KINDS, Column, Contents
from analysis.ingest.formats.statistical_dates import dated, own_format
from analysis.ingest.formats.tabular import as_sheet
from analysis.ingest.formats.watched import Watched
from analysis.ingest.limits import Limits

_NAMES = {
    "spss": "SPSS",
    "spss portable": "SPSS portable",
    "stata": "Stata",
    "sas": "SAS",
    "xport": "SAS transport",
}
#: `read_por` and `read_xport` give what is declared as missing as blanks; the reader below them keeps it.
_READERS: dict[str, Callable[..., Any]] = {
    "spss": pyreadstat.read_sav,
    "spss portable": partial(parser_entry_point, parser_format="por"),
    "stata": pyreadstat.read_dta,
    "sas": pyreadstat.read_sas7bdat,
    "xport": partial(parser_entry_point, parser_format="xport"),
}
_MEMBER = b"HEADER RECORD*******MEMB"  # begins each table of a SAS transport file
_WITH_CATALOGS = ("sas", "xport")  # their value labels stand in a file of their own
Progress = Callable[[float], None]
Value = float | int | str | None


def contents_of(name: str, kind: str, data: bytes, _limits: Limits, progress: Progress) -> Contents:
    """The one table of the file; FileError where it is damaged or empty."""
    # The library reads the first table and is silent on the others.
    if kind == "xport" and data.count(_MEMBER) > 1:
        raise FileError("The SAS transport file holds several tables; write each to a file of its own.")
    try:
        columns, metadata = _read(kind, data, progress)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError):
        raise FileError(
            f"The {_NAMES[kind]} file is damaged, incomplete or protected; save it again without a password."
        ) from None
    if not metadata.column_names:
        raise FileError("The file is empty.")
    rows = len(next(iter(columns.values())))
    cells = [_column(kind, title, columns[title], metadata) for title in metadata.column_names]
    sheet = as_sheet(name, metadata.column_names, cells, rows, _NAMES[kind], metadata.table_name or "")
    return Contents((sheet,), _properties(metadata))


def _read(kind: str, data: bytes, progress: Progress) -> tuple[dict[str, list[Value]], Any]:
    columns, metadata = _READERS[kind](
        Watched(data, progress), output_format="dict", disable_datetime_conversion=True, user_missing=True
    )
    return columns, metadata


def _column(kind: str, name: str, values: Sequence[Value], metadata: Any) -> Column:  # noqa: ANN401
    """One variable with what the file says about it."""
    is_text = metadata.readstat_variable_types.get(name) == "string"
    form = metadata.original_variable_types.get(name) or ""
    parts = _texts(values) if is_text else _numbers(kind, form, values)
    parts = {kind_: part for kind_, part in parts.items() if part.null_count < len(part)}
    labels = metadata.variable_value_labels.get(name, {})
    label = metadata.column_names_to_labels.get(name) or ""
    column = Column(
        parts,
        len(values),
        form=own_format(form) if kind in _WITH_CATALOGS else "",
        label="" if label == name else label,
        codes={as_written(value, is_text=is_text): str(label) for value, label in labels.items()},
    )
    declared = _declared_missing(column, metadata.missing_ranges.get(name, ()))
    return replace(column, missing=tuple(sorted(declared if is_text else declared | _reasons(values))))


def _texts(values: Sequence[Value]) -> dict[str, pa.Array]:
    return {"text": pa.array([value or None for value in values], KINDS["text"])}


def _numbers(kind: str, form: str, values: Sequence[Value]) -> dict[str, pa.Array]:
    """Stata and SAS keep reasons for missing as letters: they become the text ".a"."""
    numbers = pa.array([None if isinstance(v, str) else v for v in values], KINDS["number"])
    parts = dated(kind, form, numbers)
    if not _reasons(values):
        return parts
    letters = pa.array([f".{v}" if isinstance(v, str) else None for v in values], KINDS["text"])
    return parts | {"text": pc.coalesce(letters, parts["text"]) if "text" in parts else letters}


def _reasons(values: Sequence[Value]) -> set[str]:
    return {f".{value}" for value in values if isinstance(value, str)}


def as_written(value: Value, *, is_text: bool) -> str:
    """A code as `Column.written` writes it."""
    if isinstance(value, str):
        return value if is_text else f".{value}"
    number = Column({"number": pa.array([value], KINDS["number"])}, 1)
    return str(number.written()[0].as_py())


def _declared_missing(column: Column, ranges: Sequence[Mapping[str, Any]]) -> set[str]:
    """The values that occur and that SPSS was told to leave out, as written."""
    found: set[str] = set()
    for declared in ranges:
        low, high = declared["lo"], declared["hi"]
        if isinstance(low, str):
            found.add(low)
            continue
        numbers = column.part("number")
        inside = pc.and_(pc.greater_equal(numbers, float(low)), pc.less_equal(numbers, float(high)))
        found |= set(column.written().filter(inside).drop_null().to_pylist())
    return found


def _properties(metadata: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401
    notes = [("note", str(note)) for note in metadata.notes or ()]
    return (*([("title", str(metadata.file_label))] if metadata.file_label else []), *notes)
