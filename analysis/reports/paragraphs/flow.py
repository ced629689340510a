"""The patients' way through the study in a manuscript's sentences."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import Flow, Split
from analysis.labels.tables.cells import sentence
from analysis.reports.report import Prose
from analysis.settings import Settings

_DEFINITIONS = ("responder", "refractory", "tacrolimus_analysis")


def flow_prose(found: Flow, settings: Settings, *, others: bool) -> Prose:
    """Who was selected, responded, failed and was treated; `others` on tacrolimus where they may be told."""
    return Prose(
        results=tuple(_results(found, others=others)),
        methods=(*labels.definitions(_DEFINITIONS, settings), *found.notes),
    )


def _results(found: Flow, *, others: bool) -> Iterator[str]:
    yield sentence(labels.flow_headline(found))
    if not found.selected.count:
        return
    if found.second_line.whole.count:
        yield f"{found.second_line.title}: {_parts(found.second_line)}."
    for split in found.windows:
        if split.whole.count:
            whole = f"{labels.patients(split.whole.count)} in the tacrolimus analysis"
            yield f"Of {whole}, at {split.title}: {_parts(split)}."
    if others and found.others.count:
        yield f"On tacrolimus outside the tacrolimus analysis: {labels.patients(found.others.count)}."


def _parts(split: Split) -> str:
    return labels.states({labels.within_sentence(box.label): box.count for box in split.parts})
