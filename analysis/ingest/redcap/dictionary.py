"""The data dictionary of a REDCap project, brought beside its export: what fields and codes mean.

It has one row per field and 18 columns; older and API versions name them otherwise (`_NAMES`).
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from analysis.ingest.book import Book, Column, Sheet
from analysis.schema import normalised

_NAMES = {
    "name": ("variablefieldname", "fieldname", "variablename"),
    "form": ("formname",),
    "type": ("fieldtype",),
    "label": ("fieldlabel",),
    "choices": ("choicescalculationsorsliderlabels", "selectchoicesorcalculations", "choicesorcalculations"),
    "identifier": ("identifier",),
}
_NEEDED = ("name", "form", "type", "label")
_WITH_CHOICES = frozenset({"radio", "dropdown", "checkbox"})
_YES_NO = {"yesno": {"1": "Yes", "0": "No"}, "truefalse": {"1": "True", "0": "False"}}
_TAG = re.compile(r"<[^>]+>")
_REDCAP = re.compile(r"redcap_.*|.*_complete|.*_timestamp|complete\?", re.IGNORECASE)
_ENOUGH = 0.3  # the share of a sheet's headers that a dictionary must know for it to be about that sheet


@dataclass(frozen=True, slots=True)
class DictionaryField:
    """One field: the form it stands on, its type and label, what its codes mean, whether it names people."""

    name: str
    form: str
    type: str
    label: str
    choices: dict[str, str] = field(default_factory=dict)
    is_identifier: bool = False


@dataclass(frozen=True)
class Dictionary:
    """All fields of a project by name, in their order."""

    fields: dict[str, DictionaryField] = field(default_factory=dict)

    def of_header(self, header: str) -> DictionaryField | None:
        """The field that a header of an export names: by its name, or by its label."""
        plain = header.strip()
        return self.fields.get(plain.lower()) or self._by_label().get(normalised(plain))

    def _by_label(self) -> dict[str, DictionaryField]:
        labels: dict[str, DictionaryField] = {}
        for each in self.fields.values():
            labels.setdefault(normalised(each.label), each)
        return labels

    def is_about(self, headers: tuple[str, ...]) -> bool:
        """Whether it explains a sheet with these headers."""
        written = [header.split("___")[0] for header in headers if header and not _REDCAP.fullmatch(header)]
        known = sum(self.of_header(header) is not None for header in written)
        return known > 1 and known >= _ENOUGH * len(written)


def is_dictionary(sheet: Sheet) -> bool:
    """Whether a sheet is the data dictionary of a REDCap project."""
    return _positions(sheet) is not None


def dictionary_of(book: Book) -> Dictionary:
    """The fields of all data dictionaries among the files; empty where none was brought."""
    fields: dict[str, DictionaryField] = {}
    for sheet in book.sheets:
        positions = _positions(sheet)
        if positions:
            fields |= {each.name: each for each in _fields(sheet, positions)}
    return Dictionary(fields)


def with_dictionary(book: Book) -> Book:
    """The book whose columns carry the labels and codes of the data dictionary that was brought with it."""
    dictionary = dictionary_of(book)
    if not dictionary.fields:
        return book
    return replace(book, sheets=tuple(_explained(sheet, dictionary) for sheet in book.sheets))


def choices_in(text: str) -> dict[str, str]:
    """Code -> label: parted at each pipe, then at the first comma.

    >>> choices_in("1, Yes, definitely | 2, No")
    {'1': 'Yes, definitely', '2': 'No'}
    """
    pairs = (part.partition(",") for part in text.split("|"))
    return {code.strip(): plain_text(label) for code, comma, label in pairs if comma and code.strip()}


def plain_text(text: str) -> str:
    """A label without markup and line breaks.

    >>> plain_text("<b>FVC</b>,<br>% predicted")
    'FVC, % predicted'
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split()).replace(" ,", ",")


def _positions(sheet: Sheet) -> dict[str, int] | None:
    """Where the columns of a dictionary stand, None where the sheet is none."""
    if len(sheet.filled_rows) == 0:
        return None
    headers = [normalised(text) for text in sheet.texts(int(sheet.filled_rows[0]))]
    found = {
        key: next((headers.index(name) for name in names if name in headers), -1)
        for key, names in _NAMES.items()
    }
    return found if all(found[key] >= 0 for key in _NEEDED) else None


def _fields(sheet: Sheet, positions: dict[str, int]) -> Iterator[DictionaryField]:
    columns = {key: _texts(sheet, position) for key, position in positions.items()}
    for row in sheet.filled_rows[1:].tolist():
        said = {key: texts[row] for key, texts in columns.items()}
        if said["name"]:
            yield _field(said)


def _texts(sheet: Sheet, position: int) -> list[str]:
    if position < 0:
        return [""] * sheet.rows
    return [(text or "").strip() for text in sheet.columns[position].written().to_pylist()]


def _field(said: dict[str, str]) -> DictionaryField:
    kind = said["type"].lower()
    choices = choices_in(said["choices"]) if kind in _WITH_CHOICES else _YES_NO.get(kind, {})
    return DictionaryField(
        name=said["name"].lower(),
        form=said["form"].lower(),
        type=kind,
        label=plain_text(said["label"]),
        choices=choices,
        is_identifier=said["identifier"].lower() in {"y", "yes", "1"},
    )


def _explained(sheet: Sheet, dictionary: Dictionary) -> Sheet:
    if _positions(sheet) or len(sheet.filled_rows) == 0:
        return sheet
    headers = sheet.texts(int(sheet.filled_rows[0]))
    if not dictionary.is_about(headers):
        return sheet
    pairs = zip(sheet.columns, headers, strict=True)
    return replace(sheet, columns=tuple(_labelled(column, dictionary.of_header(h)) for column, h in pairs))


def _labelled(column: Column, said: DictionaryField | None) -> Column:
    if said is None or said.type == "checkbox":
        return column
    return replace(column, label=column.label or said.label, codes=column.codes or said.choices)
