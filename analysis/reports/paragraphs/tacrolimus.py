"""Improvement after tacrolimus was started in a manuscript's sentences."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import Tacrolimus
from analysis.figures.description import StackedBreakdown
from analysis.labels.tables.cells import sentence
from analysis.outcomes import Arm
from analysis.reports.disclosure import Rule
from analysis.reports.paragraphs.wording import judged_by
from analysis.reports.report import Prose
from analysis.settings import Settings

#: The arms that the headline names; the others follow it.
_IN_HEADLINE: tuple[Arm, ...] = ("ild", "myositis", "both")

_DEFINITIONS = (
    "tacrolimus_analysis",
    "improved_myositis",
    "improved_ild",
    "both",
    "either",
    "neither",
    "improved_by_symptoms",
)

_DEATH = {
    "failure": "Death or lung transplant before evaluation counts as not improved.",
    "left out": "Patients who died or had a lung transplant before evaluation are left out.",
}
_RECORDED_DEATH = "Death or lung transplant before evaluation counts as the physician recorded it."


def tacrolimus_prose(
    found: Tacrolimus, places: StackedBreakdown | None, settings: Settings, rule: Rule | None
) -> Prose:
    """The arms and the places that may be told, who improved by symptoms alone, and who died."""
    arms = found.arms
    return Prose(
        results=tuple(_results(found, places, rule)),
        methods=(
            *judged_by(found.source),
            *labels.definitions(_DEFINITIONS, settings),
            _RECORDED_DEATH if found.source == "recorded" else _DEATH[settings.death],
        ),
        statistics=(sentence(f"Intervals of rates: {arms[0].rate.method}, 95%"),) if arms else (),
    )


def _results(found: Tacrolimus, places: StackedBreakdown | None, rule: Rule | None) -> Iterator[str]:
    if not found.treated:
        yield sentence(labels.tacrolimus_headline(found))
        return
    yield f"In the tacrolimus analysis: {labels.patients(found.treated)}. Outcome as {found.source}."
    yield from _rates(found)
    yield from _places(places) if places else ()
    if rule is None or found.by_symptoms:
        yield f"ILD improved by symptoms alone, by the measurements: {labels.patients(found.by_symptoms)}."
    if found.died:
        yield f"{labels.patients(found.died)} died or had a lung transplant before evaluation."
    yield from found.notes


def _rates(found: Tacrolimus) -> Iterator[str]:
    """Every arm's rate, and who is in the analysis but not in a rate."""
    arms = found.arms
    if not arms:
        return
    yield sentence(labels.tacrolimus_headline(found))
    others = [arm for arm in arms if arm.arm not in _IN_HEADLINE]
    said = (f"{labels.within_sentence(arm.label)} {labels.proportion(arm.rate)}" for arm in others)
    if others:
        yield sentence("; ".join(said))
    unknown = [(arm, labels.missing(arm.rate)) for arm in arms if labels.missing(arm.rate)]
    if unknown:
        missing = (f"{text} ({labels.within_sentence(arm.label)})" for arm, text in unknown)
        yield f"Not in a rate: {'; '.join(missing)}."


def _places(places: StackedBreakdown) -> Iterator[str]:
    """Where every treated patient stands, over all and by group: "All treated (18 patients): 13 both ..."."""
    names = [labels.within_sentence(category.label) for category in places.categories]
    for row in places.rows:
        said = labels.states(dict(zip(names, row.counts, strict=True)))
        yield f"{row.label} ({row.detail}): {said}."
