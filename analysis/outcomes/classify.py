"""Decide every outcome of a cohort once, before anything is selected."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from analysis.cohort import Cohort
from analysis.outcomes.clocks import exposed_briefly, timelines
from analysis.outcomes.conventional import response_classes, with_deaths
from analysis.outcomes.definitions import DEFINITIONS
from analysis.outcomes.findings import Findings, findings
from analysis.outcomes.improvement import by_symptoms_alone, mixed
from analysis.outcomes.recorded import recorded_improvement, recorded_response, source_in_use
from analysis.outcomes.results import Arm, Clock, Decision, Outcomes, Source
from analysis.outcomes.second_line import SecondLine, second_line
from analysis.outcomes.serology import antibody_statuses, serology_group
from analysis.outcomes.tacrolimus import ENDED, arms
from analysis.outcomes.verdicts import Mask, ResponseClass, Verdicts
from analysis.settings import Settings

#: Called with a fraction from 0 to 1 and a few words.
Progress = Callable[[float, str], None]
Decisions = Mapping[str, Decision]


def classify(cohort: Cohort, settings: Settings, progress: Progress | None = None) -> Outcomes:
    """Every outcome of every patient under these settings."""
    tell = progress or _silent
    tell(0.0, "Ordering the visits")
    second = second_line(cohort)
    clocks = timelines(cohort, second, settings)
    brief = exposed_briefly(second, settings)
    tell(0.4, "Comparing baseline and evaluation")
    found: dict[Clock, Findings] = {
        "conventional": findings(cohort, clocks["conventional"], brief, settings),
        "tacrolimus": findings(cohort, clocks["tacrolimus"], np.zeros_like(brief), settings),
    }
    tell(0.8, "Applying the definitions")
    decisions, derived, died_before = _response(found)
    died_on_tacrolimus = _died_on_tacrolimus(decisions, second)
    response: dict[Source, npt.NDArray[np.int8]] = {"recorded": recorded_response(cohort), "derived": derived}
    response_source = source_in_use(settings, response["recorded"])
    improved, improvement_source = _improvement(cohort, decisions, settings)
    failed = response[response_source] == ResponseClass.REFRACTORY
    left_out = died_on_tacrolimus & (settings.death == "left out") & (improvement_source == "derived")
    statuses = antibody_statuses(cohort, settings)
    outcomes = Outcomes(
        settings=settings,
        response=response,
        response_source=response_source,
        improved=improved,
        improvement_source=improvement_source,
        on_tacrolimus=second.on_tacrolimus,
        failed=failed,
        analysed=_analysis_set(second, failed, settings) & ~left_out,
        second_line=second.drugs,
        treated_with=second.treated_with,
        antibodies=statuses,
        died_before=died_before,
        died_on_tacrolimus=died_on_tacrolimus,
        by_symptoms=by_symptoms_alone(found["tacrolimus"], decisions["improved_ild"].verdict),
        mixed=mixed(found["tacrolimus"]),
        decisions=decisions,
        start_month={"conventional": np.zeros(len(cohort)), "tacrolimus": second.tacrolimus_month},
        serology_group=serology_group(statuses, len(cohort)),
        exposed_briefly=brief,
        strength_conflict={clock: finding.strength_conflict for clock, finding in found.items()},
        timelines=clocks,
    )
    tell(1.0, "Done")
    return outcomes


def _silent(_fraction: float, _words: str) -> None:
    """Tell nobody."""


def _response(found: Mapping[Clock, Findings]) -> tuple[Decisions, npt.NDArray[np.int8], Mask]:
    """Every decision, the derived classes of response, and whose death or transplant decided them."""
    decisions = {
        key: definition.decide(found[definition.clock])
        for key, definition in DEFINITIONS.items()
        if definition.decide is not None
    }
    arms_of = ("myositis", "ild")
    refractory = [decisions[f"refractory_{arm}"].verdict for arm in arms_of]
    better = [decisions[f"improved_{arm}_conventional"].verdict for arm in arms_of]
    conventional = found["conventional"]
    classes, died = with_deaths(
        response_classes(refractory, better), conventional.ended, conventional.settings
    )
    for arm in arms_of:
        decisions[f"refractory_{arm}"] = decisions[f"refractory_{arm}"].explained(died, ENDED)
    return decisions, classes, died


def _died_on_tacrolimus(decisions: Decisions, second: SecondLine) -> Mask:
    """Whose death or transplant decided an arm of the improvement after tacrolimus was started."""
    myositis, ild = (decisions[key].reason == ENDED for key in ("improved_myositis", "improved_ild"))
    return np.asarray((myositis | ild) & second.on_tacrolimus, dtype=np.bool_)


def _improvement(
    cohort: Cohort, decisions: Decisions, settings: Settings
) -> tuple[dict[Arm, dict[Source, Verdicts]], Source]:
    """Every arm by both sources, and the source in use."""
    recorded = recorded_improvement(cohort)
    by_record = arms(*recorded)
    derived = arms(decisions["improved_myositis"].verdict, decisions["improved_ild"].verdict)
    both_sources: dict[Arm, dict[Source, Verdicts]] = {
        arm: {"recorded": by_record[arm], "derived": derived[arm]} for arm in derived
    }
    return both_sources, source_in_use(settings, *recorded)


def _analysis_set(second: SecondLine, failed: Mask, settings: Settings) -> Mask:
    """Who failed conventional treatment and started tacrolimus afterwards; by the switch, all on it."""
    if settings.tacrolimus_set == "all":
        return second.on_tacrolimus
    return failed & second.on_tacrolimus & second.afterwards
