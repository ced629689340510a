"""Improvement after tacrolimus was started in a manuscript's sentences."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import ArmRate, Tacrolimus
from analysis.figures.description import StackedBreakdown
from analysis.labels.tables.cells import sentence
from analysis.outcomes import Arm
from analysis.reports.disclosure import Rule
from analysis.reports.paragraphs.wording import judged_by, told_count
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
    found: Tacrolimus,
    arms: tuple[ArmRate, ...],
    places: StackedBreakdown,
    settings: Settings,
    rule: Rule | None,
) -> Prose:
    """The arms and the places that may be told, who improved by symptoms alone, and who died."""
    return Prose(
        results=tuple(_results(found, arms, places, rule)),
        methods=(
            *judged_by(found.source),
            *labels.definitions(_DEFINITIONS, settings),
            _RECORDED_DEATH if found.source == "recorded" else _DEATH[settings.death],
        ),
        statistics=(sentence(f"Intervals of rates: {arms[0].rate.method}, 95%"),) if arms else (),
    )


def _results(
    found: Tacrolimus, arms: tuple[ArmRate, ...], places: StackedBreakdown, rule: Rule | None
) -> Iterator[str]:
    if not found.treated:
        yield sentence(labels.tacrolimus_headline(found))
        return
    yield f"In the tacrolimus analysis: {labels.patients(found.treated)}. Outcome as {found.source}."
    yield from _rates(found, arms)
    yield from _places(places)
    alone = f"ILD improved by symptoms alone, by the measurements: {labels.patients(found.by_symptoms)}"
    yield from told_count(alone, found.by_symptoms, found.treated, rule)
    if found.died:
        died = f"{labels.patients(found.died)} died or had a lung transplant before evaluation"
        yield from told_count(died, found.died, found.treated, rule)
    yield from found.notes


def _rates(found: Tacrolimus, arms: tuple[ArmRate, ...]) -> Iterator[str]:
    """Every arm's rate, and who is in the analysis but not in a rate."""
    if not arms:
        return
    yield sentence(labels.tacrolimus_headline(found))
    others = [arm for arm in arms if arm.arm not in _IN_HEADLINE]
    said = (f"{labels.within_sentence(arm.label)} {labels.proportion(arm.rate)}" for arm in others)
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
