"""The patients behind the Tacrolimus page: who improved, and how the drug itself went."""

from collections.abc import Iterator

from analysis.answers.agreement import Agreement
from analysis.answers.arms import ArmRate, Breakdown
from analysis.answers.exposure import Exposure
from analysis.answers.tacrolimus import Tacrolimus
from analysis.labels.openings.opening import Group, Opening, opening, to_open
from analysis.labels.openings.response import agreement
from analysis.outcomes.results import Arm, Source
from analysis.statistics.results import NotEstimable, Proportion

_TACROLIMUS = "tacrolimus"
_ARMS: dict[Arm, str] = {
    "ild": "improved in ILD",
    "myositis": "improved in myositis",
    "both": "improved in both",
    "either": "improved in either",
    "neither": "improved in neither",
}
_ARM_NAMES = {"ild": "ILD", "myositis": "myositis"}
#: The parts of the breakdown that no arm counts.
_PARTS = {
    "ild_only": "improved in ILD only",
    "myositis_only": "improved in myositis only",
    "indeterminate": "with an indeterminate improvement",
    "not_applicable": "to whom an arm does not apply",
    "not_recorded": "with an arm not recorded",
}


def tacrolimus(found: Tacrolimus) -> tuple[Opening, ...]:
    """Who improved in which arm, overall and by group, by the other source, and who differs."""
    groups = [(Group(found.by, found.by_label, group.key), group) for group in found.groups]
    nowhere = Group(found.by, found.by_label, "")
    return to_open(
        (
            *_improved(found.arms, found.breakdown),
            *_whole(found),
            *_as_other(found.arms, found.source),
            *(each for compared in found.agreements for each in _agreement(compared)),
            *(
                each
                for group, part in groups
                for each in group.narrowed(
                    (
                        *_improved(part.arms, part.breakdown),
                        *_treated(part.treated),
                        *_as_other(part.arms, found.source),
                    )
                )
            ),
            *(nowhere.narrowed(_treated(found.ungrouped)) if found.by else ()),
        )
    )


def _agreement(found: Agreement) -> Iterator[Opening]:
    """In whom recorded and derived agree on an arm; the arm is its question ("myositis", "ild")."""
    arm = found.question.rpartition(":")[2]
    return agreement(arm, f"improvement in {_ARM_NAMES[arm]}", found)


def exposure(found: Exposure) -> tuple[Opening, ...]:
    """Trough in target and still on the drug at each window, why it was stopped, and what happened."""
    reasons = () if isinstance(found.reasons, NotEstimable) else found.reasons
    events = () if isinstance(found.events, NotEstimable) else found.events
    return to_open(
        (
            *_in_target(found),
            *_on_drug(found),
            *_with_trough(found),
            opening("stopped", ("all",), "who stopped tacrolimus", found.stopped),
            *(
                opening("stopped", (each.reason,), f"who stopped, reason: {each.reason}", each.patients)
                for each in reasons
            ),
            opening(
                "event", ("any",), "with an event after tacrolimus was started", found.patients_with_event
            ),
            *(
                opening(
                    "event",
                    (each.category,),
                    f"with an event after tacrolimus was started: {each.category}",
                    each.patients,
                )
                for each in events
            ),
        )
    )


def _improved(arms: tuple[ArmRate, ...], parts: Breakdown) -> Iterator[Opening]:
    rates = {arm.arm: arm.rate.count for arm in arms}
    for arm, words in _ARMS.items():
        yield opening(_TACROLIMUS, (arm,), words, rates[arm])
    for part, words in _PARTS.items():
        yield opening(_TACROLIMUS, (part,), words, getattr(parts, part))


def _whole(found: Tacrolimus) -> Iterator[Opening]:
    counts = {
        "by_symptoms": ("improved in ILD by symptoms alone (derived)", found.by_symptoms),
        "mixed": ("better in one lung measure, worse in another (derived)", found.mixed),
        "died": ("died or transplanted before evaluation", found.died),
        "on_tacrolimus": ("ever on tacrolimus", found.on_tacrolimus),
    }
    yield from _treated(found.treated)
    for key, (words, count) in counts.items():
        yield opening(_TACROLIMUS, (key,), words, count)


def _treated(count: int) -> Iterator[Opening]:
    yield opening(_TACROLIMUS, ("treated",), "in the tacrolimus analysis", count)


def _as_other(arms: tuple[ArmRate, ...], used: Source) -> Iterator[Opening]:
    other = "derived" if used == "recorded" else "recorded"
    for arm in arms:
        rate = arm.derived if other == "derived" else arm.recorded
        if isinstance(rate, Proportion):
            yield opening(_TACROLIMUS, (arm.arm, other), f"{_ARMS[arm.arm]} as {other}", rate.count)


def _in_target(found: Exposure) -> Iterator[Opening]:
    for each in found.troughs:
        words = f"with a trough in target at {each.window}"
        yield opening("trough", (each.window, "in target"), words, each.in_target.count)


def _with_trough(found: Exposure) -> Iterator[Opening]:
    for each in found.troughs:
        yield opening(
            "trough", (each.window, "measured"), f"with a trough at {each.window}", each.in_target.of
        )


def _on_drug(found: Exposure) -> Iterator[Opening]:
    for each in found.on_drug:
        at, rate = f"at {each.window}", each.still_on
        yield opening("on_drug", (each.window, "yes"), f"still on tacrolimus {at}", rate.count)
        yield opening("on_drug", (each.window, "no"), f"off tacrolimus {at}", rate.of - rate.count)
