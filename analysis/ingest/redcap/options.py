"""What the boxes of a REDCap export are read as: antibodies, second-line drugs, or extra columns."""

from collections.abc import Iterator
from itertools import groupby

from analysis.ingest.headers.matching import USED, antibody_in, matches
from analysis.ingest.mapping import ColumnPlan
from analysis.ingest.redcap.boxes import readings
from analysis.ingest.redcap.export import Box, Export
from analysis.schema import Field, drug_named, word_for

_SECOND_LINE = "second_line"
_SEVERAL = 2


def box_plans(export: Export, table: str) -> Iterator[ColumnPlan]:
    """A plan for every box of an export; extra columns go to a table."""
    for field, found in groupby(export.boxes, key=lambda box: box.field):
        boxes = tuple(found)
        said = export.dictionary.of_header(field)
        title = said.label if said and said.label else field
        yield from _Group(export, boxes, title).plans(table)


class _Group:
    """The boxes of one field."""

    def __init__(self, export: Export, boxes: tuple[Box, ...], title: str) -> None:
        self.export, self.boxes, self.title = export, boxes, title
        state = export.state_of(export.forms[boxes[0].position])
        known = [box.position for box in boxes if not box.is_unknown]
        unknown = [box.position for box in boxes if box.is_unknown]
        self.common = (known, unknown, state)

    def plans(self, table: str) -> Iterator[ColumnPlan]:
        field = self._field()
        for box in self.boxes:
            antibody = antibody_in(box.label)
            if box.is_unknown:
                yield self._unknown(box, table)
            elif field is None and antibody and antibody[1] >= USED:
                why = "a box to tick for this antibody"
                read_as = readings(*self.common, "positive", "negative")
                yield self._plan(box, "antibody", "serology", antibody[0].name, why, read_as)
            elif field is not None and (level := _level(box, field)):
                read_as = readings(*self.common, level, "no" if field.kind == "words" else "")
                yield self._plan(box, "field", "patients", field.key, f"a box to tick: {level}", read_as)
            else:
                yield self._extra(box, table)

    def _field(self) -> Field | None:
        """The patients' field that all boxes together fill: second line, or a yes-or-no with one box."""
        names = (self.title, self.boxes[0].field.replace("_", " "))
        for match in (match for name in names for match in matches(name, "patients")):
            if match.field.key == _SECOND_LINE:
                return match.field
            if match.field.words == "yes_no" and len(self.boxes) < _SEVERAL:
                return match.field
        return None

    def _plan(
        self, box: Box, role: str, table: str, name: str, why: str, read_as: tuple[tuple[str, str], ...]
    ) -> ColumnPlan:
        header = self.export.headers[box.position]
        return ColumnPlan(box.position, header, role, table, name, None, 0.9, why, read_as)  # type: ignore[arg-type]

    def _extra(self, box: Box, table: str) -> ColumnPlan:
        name = f"{self.title}: {box.label}"
        return self._plan(box, "extra", table, name, "a box to tick", readings(*self.common))

    def _unknown(self, box: Box, table: str) -> ColumnPlan:
        why = "a box that says that nothing is known"
        return self._plan(box, "dropped", table, f"{self.title}: {box.label}", why, ())


def _level(box: Box, field: Field) -> str:
    """The level that a ticked box means; empty where it means none."""
    if field.words == "yes_no":
        return "yes"
    drug = drug_named(box.label)
    level = word_for(field.words, drug.name if drug else box.label)
    return level or ("other" if drug or box.label.lower().startswith("other") else "")
