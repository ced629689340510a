"""The patients' way through the study as an indented table, for where no diagram can be drawn."""

from collections.abc import Iterator

from analysis.answers.flow import Box, Flow, Split
from analysis.labels.tables.cells import Row, count
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import count_of

#: Stands before a step for every step it lies inside another; white space would be lost on a page.
_INSIDE = "· "


def flow(found: Flow) -> TextTable:
    """Every box once, under the one it is a part of, with its share of it."""
    return TextTable(
        title="The patients' way through the study",
        columns=("Step", "Patients"),
        rows=(
            (found.selected.label, count(found.selected.count)),
            *_conventional(found),
            *(row for split in found.windows for row in _window(split)),
            (found.others.label, count(found.others.count)),
        ),
        notes=found.notes,
    )


def _conventional(found: Flow) -> Iterator[Row]:
    for box in found.response.parts:
        yield _part(box, found.response.whole, 1)
        if box.key == found.failures.whole.key:
            yield from _failures(found)


def _failures(found: Flow) -> Iterator[Row]:
    for box in found.failures.parts:
        yield _part(box, found.failures.whole, 2)
        if box.key == found.second_line.whole.key:
            yield from (_part(part, found.second_line.whole, 3) for part in found.second_line.parts)


def _window(split: Split) -> Iterator[Row]:
    """The states of everyone in the tacrolimus analysis, which may hold more than the failures."""
    yield (f"{split.whole.label}, at {split.title}", count(split.whole.count))
    yield from (_part(box, split.whole, 1) for box in split.parts)


def _part(box: Box, whole: Box, depth: int) -> Row:
    return (f"{_INSIDE * depth}{box.label}", count_of(box.count, whole.count))
