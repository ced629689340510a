"""An export of a REDCap project: what its own columns say of rows, forms and boxes to tick.

There is one row per record, event and instance of a repeating form. Raw exports have field names for
headers and codes for cells, labelled ones have labels for both; headers and cells can be mixed.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Sheet
from analysis.ingest.cells import in_rows
from analysis.ingest.mapping import Area
from analysis.ingest.redcap.boxes import TICKED, UNTICKED
from analysis.ingest.redcap.dictionary import Dictionary, DictionaryField, is_dictionary
from analysis.ingest.sheets.areas import rows_of
from analysis.ingest.sheets.lines import Rows
from analysis.schema import MISSING_CODES, MISSING_WORDS, field_named, normalised

EVENT, INSTRUMENT, INSTANCE, COMPLETE, OTHER = "event", "instrument", "instance", "complete", "other"

_OWN = {
    "redcap_event_name": EVENT, "event name": EVENT,
    "redcap_repeat_instrument": INSTRUMENT, "repeat instrument": INSTRUMENT,
    "redcap_repeat_instance": INSTANCE, "repeat instance": INSTANCE,
    "redcap_data_access_group": OTHER, "data access group": OTHER,
    "redcap_survey_identifier": OTHER, "survey identifier": OTHER, "survey timestamp": OTHER,
}  # fmt: skip
_RAW = frozenset(name for name in _OWN if name.startswith("redcap_"))
_STATES = frozenset({"0", "1", "2", "Incomplete", "Unverified", "Complete"})
_OF_A_FORM = "_complete"
_LABELLED_STATE = "complete?"
_BOX = re.compile(r"(?P<field>[a-z][a-z0-9_]*?)___(?P<code>[a-z0-9_.-]+)", re.IGNORECASE)
_LABELLED_BOX = re.compile(r"(?P<field>.*?)\s*\(choice=(?P<quote>'?)(?P<code>.*)(?P=quote)\)", re.DOTALL)
_UNKNOWN = frozenset(MISSING_WORDS) | {str(code) for code in MISSING_CODES} | {"nottested", "asku", "ni"}


@dataclass(frozen=True, slots=True)
class Box:
    """One box to tick: its column, the field it belongs to, and what it stands for.

    `is_unknown` marks the box of a missing data code: ticked, it says that nothing is known of the others.
    """

    position: int
    field: str
    label: str
    is_unknown: bool = False


@dataclass(frozen=True, eq=False)
class Export:
    """One sheet that is an export, with what a data dictionary says of it."""

    sheet: Sheet
    area: Area
    dictionary: Dictionary = field(default_factory=Dictionary)

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The header of every column."""
        return self.sheet.texts(self.area.header_rows[-1])

    @cached_property
    def rows(self) -> Rows:
        """The rows of data, counted from 0."""
        return rows_of(self.sheet, self.area)

    @cached_property
    def own(self) -> dict[int, str]:
        """The columns that REDCap adds, by position."""
        return {i: kind for i, header in enumerate(self.headers) if (kind := self._kind(i, header))}

    def _kind(self, position: int, header: str) -> str:
        plain = header.lower()
        if plain.endswith(_OF_A_FORM) or plain == _LABELLED_STATE:
            return COMPLETE if set(self.texts(position)) <= _STATES else ""
        return OTHER if plain.endswith("_timestamp") else _OWN.get(plain, "")

    def position(self, kind: str) -> int | None:
        """Where a column of REDCap's own stands; None where the export has none."""
        return next((i for i, own in self.own.items() if own == kind), None)

    def written(self, position: int) -> pa.Array:
        """A column's cells in the rows of data as text, an empty text where blank."""
        cells = in_rows(self.sheet.columns[position].written(), self.rows)
        return pc.fill_null(pc.utf8_trim_whitespace(cells), "")

    def texts(self, position: int) -> tuple[str, ...]:
        """The different texts of a column that are not blank."""
        return tuple(text for text in self.written(position).unique().to_pylist() if text)

    def said(self, position: int) -> DictionaryField | None:
        """What the dictionary says of a column."""
        box = next((box for box in self.boxes if box.position == position), None)
        return self.dictionary.of_header(box.field if box else self.headers[position])

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes to tick, in the order of the columns."""
        return tuple(box for i, header in enumerate(self.headers) if (box := self._box(i, header)))

    def _box(self, position: int, header: str) -> Box | None:
        match = _BOX.fullmatch(header) or _LABELLED_BOX.fullmatch(header)
        if match is None or not set(self.texts(position)) <= TICKED | UNTICKED:
            return None
        said = self.dictionary.of_header(match["field"])
        code = match["code"]
        # The minus of a code is written as a fourth underscore; codes are written in small letters.
        code = f"-{code[1:]}" if match.re is _BOX and code.startswith("_") else code
        labels = {key.lower(): label for key, label in said.choices.items()} if said else {}
        label = labels.get(code.lower(), code)
        is_unknown = normalised(label) in _UNKNOWN or code.lower() in _UNKNOWN - set(labels)
        return Box(position, match["field"], label, is_unknown)

    @cached_property
    def forms(self) -> dict[int, str]:
        """The form of each column, empty where nothing says it.

        By the dictionary, else by the form's state, which stands behind the form's last field.
        """
        forms: dict[int, str] = {}
        section: list[int] = []
        for i, header in enumerate(self.headers):
            section.append(i)
            if self.own.get(i) == COMPLETE:
                name = header.lower().removesuffix(_OF_A_FORM) if header.lower() != _LABELLED_STATE else ""
                told = {said.form for j in section if (said := self.said(j))}
                name = name or (told.pop() if len(told) == 1 else f"form before column {i + 1}")
                forms |= dict.fromkeys(section, name)
                section = []
        named = {i: said.form for i in range(len(self.headers)) if (said := self.said(i))}
        return dict.fromkeys(section, "") | forms | named

    def state_of(self, form: str) -> int | None:
        """Where the column stands that says whether a form was filled in."""
        return next((i for i, kind in self.own.items() if kind == COMPLETE and self.forms[i] == form), None)

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """The repeating forms, as the rows name them."""
        position = self.position(INSTRUMENT)
        return () if position is None else self.texts(position)


def export_of(sheet: Sheet, dictionary: Dictionary) -> Export | None:
    """The sheet as an export of REDCap, None where nothing says that it is one."""
    if len(sheet.filled_rows) < 2 or is_dictionary(sheet):
        return None
    export = Export(sheet, Area((int(sheet.filled_rows[0]),)), dictionary)
    headers = {header.lower() for header in export.headers}
    own = set(export.own.values())
    if headers & _RAW or {"repeat instrument", "repeat instance"} <= headers:
        return export
    if dictionary.fields and dictionary.is_about(export.headers):
        return export
    names_id = field_named("patients", export.headers[0])
    begins = names_id is not None and names_id.key == "patient_id"
    return export if begins and (COMPLETE in own or export.boxes) else None
