"""The patients' way through the study: every row's parts lie under the part they come from."""

from collections.abc import Iterator, Sequence

from analysis import labels
from analysis.answers import Box, Flow
from analysis.figures.description import Cell, DataTable, FlowPart, FlowRow
from analysis.figures.description import Flow as FlowFigure

_NOBODY = "No patient is selected."

#: Part -> tone; everything else is grey.
_TONES = {
    "selected": "accent",
    "responder": "good",
    "stable": "fair",
    "refractory": "poor",
    "analysed": "accent",
    "measured": "best",
}

#: The order in which classes of response stand, so that those who failed come last and go on downwards.
_CLASSES = ("responder", "stable", "indeterminate", "not_recorded", "left_out", "refractory")


def flow(answer: Flow) -> FlowFigure:
    """Selected, response, tacrolimus after failure, and where those analysed were at each window."""
    rows = tuple(_rows(answer))
    said = ". ".join(f"{row.title}: {_said(row.parts)}".removeprefix(": ") for row in rows)
    return FlowFigure(
        name="patient-flow",
        title="The patients' way",
        alt=f"Patient flow. {said}.",
        table=DataTable(("Step", "Patients are", "Patients"), _cells(rows)),
        notes=answer.notes,
        empty="" if answer.selected.count else _NOBODY,
        total=answer.selected.count,
        rows=rows,
    )


def _said(parts: tuple[FlowPart, ...]) -> str:
    return ", ".join(f"{part.count:,} {part.label}" for part in parts)


def _rows(answer: Flow) -> Iterator[FlowRow]:
    total = answer.selected.count
    yield FlowRow("", _parts((answer.selected,), 0))
    classes = sorted(answer.response.parts, key=_order)
    yield FlowRow("Conventional treatment", _parts(classes, 0))
    failures = answer.failures.whole.count
    if failures:
        yield FlowRow("Failures", tuple(_failures(answer, total - failures)))
    for split in answer.windows:
        if split.whole.count:
            yield FlowRow(
                f"{split.title} on tacrolimus", _parts(split.parts, total - max(failures, split.whole.count))
            )


def _order(box: Box) -> int:
    """The place of a class; pooled classes ("stable+refractory") stand where their first one does."""
    return _CLASSES.index(box.key.partition("+")[0])


def _parts(boxes: Sequence[Box], start: int) -> tuple[FlowPart, ...]:
    """The boxes side by side from `start`."""
    parts = []
    for box in boxes:
        if box.count:
            tone = _TONES.get(box.key, "unknown")
            parts.append(FlowPart(labels.within_sentence(box.label), box.count, start, tone))
        start += box.count
    return tuple(parts)


def _failures(answer: Flow, start: int) -> Iterator[FlowPart]:
    """Those analysed, then the others by their second line."""
    yield from _parts(answer.failures.parts[:1], start)
    yield from _parts(answer.second_line.parts, start + answer.failures.parts[0].count)


def _cells(rows: tuple[FlowRow, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((row.title or "Selected", part.label, part.count) for row in rows for part in row.parts)
