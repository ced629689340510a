"""A mapping as a small JSON file: names of sheets and columns, what they mean, and the answers given.

It holds no value of a patient. Its form is described in `docs/mapping.md`.
"""

import json
from typing import Any, cast, get_args

from analysis.errors import FileError
from analysis.ingest.choices import Choices, ColumnChoice, SheetChoice
from analysis.ingest.mapping import Readings, Role, Slot, TableKey
from analysis.schema import FIELDS

_VERSION = 1
_TABLES: tuple[str, ...] = get_args(TableKey)
_ROLES: tuple[str, ...] = get_args(Role)
_CLOCKS = ("month", "tacrolimus_month", "clock", "visit", "drug", "")  # what a column's place can be known by
_NOT_ONE = "This is no mapping that was saved here; save one on the page that shows how a file is read."


def written(choices: Choices) -> str:
    """The choices as JSON text."""
    return json.dumps(as_json(choices), ensure_ascii=False, indent=1) + "\n"


def as_json(choices: Choices) -> dict[str, Any]:
    """The choices as plain values, to be part of a larger JSON file."""
    return {
        "mapping": _VERSION,
        "sheets": [_sheet(choice) for choice in choices.sheets],
        "answers": dict(choices.read_as),
    }


def _sheet(choice: SheetChoice) -> dict[str, Any]:
    return {
        "sheet": choice.sheet,
        "table": choice.table,
        "headers": list(choice.headers),
        "only": list(choice.only),
        "answers": dict(choice.read_as),
        "columns": [_column(column) for column in choice.columns],
    }


def _column(column: ColumnChoice) -> dict[str, Any]:
    slot = column.slot
    return {
        "column": column.header,
        "occurrence": column.occurrence,
        "role": column.role,
        "table": column.table,
        "field": column.name,
        "time": [slot.key, slot.value, slot.label] if slot else None,
        "answers": dict(column.read_as),
    }


def parsed(content: bytes | str) -> Choices:
    """The choices of a saved mapping; FileError with a sentence where it is none."""
    try:
        return from_json(json.loads(content))
    except (ValueError, RecursionError):  # no JSON, or no UTF-8
        raise FileError(_NOT_ONE) from None


def from_json(saved: object) -> Choices:
    """The choices in plain values as `as_json` gives them; FileError where they are none."""
    try:
        return _choices(saved)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise FileError(_NOT_ONE) from None


def _choices(saved: Any) -> Choices:  # noqa: ANN401 whatever stands in the file
    if saved["mapping"] != _VERSION:
        raise FileError("This mapping was saved by another version of the program; make it anew.")
    sheets = tuple(_read_sheet(each) for each in saved["sheets"])
    return Choices(sheets, _answers(saved["answers"]))


def _read_sheet(saved: Any) -> SheetChoice:  # noqa: ANN401
    return SheetChoice(
        sheet=_text(saved["sheet"]),
        table=None if saved["table"] is None else cast(TableKey, _one_of(saved["table"], _TABLES)),
        headers=tuple(map(_text, saved["headers"])),
        only=tuple(map(_text, saved["only"])),
        columns=tuple(_read_column(each) for each in saved["columns"]),
        read_as=_answers(saved["answers"]),
    )


def _read_column(saved: Any) -> ColumnChoice:  # noqa: ANN401
    column = ColumnChoice(
        header=_text(saved["column"]),
        occurrence=int(saved["occurrence"]),
        role=cast(Role, _one_of(saved["role"], _ROLES)),
        table=_one_of(saved["table"], _TABLES),
        name=_text(saved["field"]),
        slot=_slot(saved["time"]),
        read_as=_answers(saved["answers"]),
    )
    if column.role in {"id", "field"} and (column.table, column.name) not in FIELDS:
        raise ValueError
    return column


def _slot(saved: Any) -> Slot | None:  # noqa: ANN401
    if saved is None:
        return None
    key, value, label = saved
    return Slot(_one_of(key, _CLOCKS), value if isinstance(value, str) else float(value), _text(label))


def _answers(saved: Any) -> Readings:  # noqa: ANN401
    return tuple((_text(key), _text(answer)) for key, answer in saved.items())


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _one_of(value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError
    return str(value)
