"""The patients behind the Prednisone page, which serves every measure."""

from collections.abc import Iterator

from analysis.answers.low_dose import LowDose
from analysis.answers.trajectory import GroupTrajectory, Trajectory
from analysis.answers.windows_table import WindowChange
from analysis.labels.openings.opening import Group, Opening, opening, to_open
from analysis.labels.rounding import amount
from analysis.labels.words import within_sentence


def trajectory(found: Trajectory) -> tuple[Opening, ...]:
    """Who is compared at each window, changed, or is down to a low dose; then who is missing; by group."""
    groups = [(Group(found.by, found.by_label, group.key), group) for group in found.groups]
    nowhere = Group(found.by, found.by_label, "")
    return to_open(
        (
            *_of(found, found.overall),
            *(each for slot in found.low_dose or () for each in _low_doses(found, slot)),
            *_followed(found, found.overall.n),
            *_line(found),
            *(
                each
                for group, part in groups
                for each in group.narrowed((*_of(found, part), *_followed(found, part.n)))
            ),
            *(nowhere.narrowed(_followed(found, found.ungrouped)) if found.by else ()),
        )
    )


def _of(found: Trajectory, group: GroupTrajectory) -> Iterator[Opening]:
    for each in group.windows:
        yield from _compared(found, each)
    for each in group.windows:
        yield from _changed(found, each)
    for each in group.windows:
        yield from _states(found, each)


def _compared(found: Trajectory, each: WindowChange) -> Iterator[Opening]:
    words = f"with {_measure(found)} at baseline and at {each.window}"
    yield _at(found, each, "pairs", words, each.pairs)


def _changed(found: Trajectory, each: WindowChange) -> Iterator[Opening]:
    """Who fell or rose beyond the rule's threshold; nobody for a measure without a rule."""
    for answer, verb, rate in (("fallen", "fell", each.fallen), ("risen", "rose", each.risen)):
        if rate:
            words = f"whose {_measure(found)} {verb} {each.threshold} at {each.window}"
            yield _at(found, each, answer, words, rate.count)


def _states(found: Trajectory, each: WindowChange) -> Iterator[Opening]:
    """Everyone followed by where they stand at a window, and who had stopped tacrolimus before."""
    words = {
        "measured": f"with {_measure(found)} at {each.window}",
        "died or transplanted": f"died or transplanted before {each.window}",
        "lost": f"lost before {each.window}",
        "not yet reached": f"not yet at {each.window}",
        "seen but not measured": f"seen at {each.window} without {_measure(found)}",
    }
    for state, count in each.states.items():
        yield _at(found, each, state, words[state], count)
    yield _at(
        found, each, "stopped before", f"who stopped tacrolimus before {each.window}", each.stopped_before
    )
    if each.available != each.states["measured"]:
        counted = f"with {_measure(found)} at {each.window}, tacrolimus not stopped"
        yield _at(found, each, "available", counted, each.available)


def _at(found: Trajectory, each: WindowChange, answer: str, words: str, count: int) -> Opening:
    return opening("window", (found.measure, found.clock, each.window, answer), words, count)


def _low_doses(found: Trajectory, slot: LowDose) -> Iterator[Opening]:
    for limit, rate in slot.at_or_below:
        dose = f"at or below {amount(limit)} mg" if limit else f"off {_measure(found)}"
        parts = (found.clock, slot.slot, f"{limit:g}")
        yield opening("low_dose", parts, f"{dose} at {slot.slot}", rate.count)


def _followed(found: Trajectory, count: int) -> Iterator[Opening]:
    parts = (found.measure, found.clock, "followed")
    yield opening("trajectory", parts, f"followed, {found.population}", count)


def _line(found: Trajectory) -> Iterator[Opening]:
    """Who makes up the bold line of everyone, and who has no line in percent of baseline."""
    place = (found.measure, found.clock)
    throughout = "throughout in percent" if found.scale == "percent" else "throughout"
    yield opening(
        "trajectory", (*place, throughout), "followed throughout, in the bold line", found.overall.throughout
    )
    yield opening(
        "trajectory", (*place, "no percent"), "without a baseline to take a percentage of", found.no_percent
    )


def _measure(found: Trajectory) -> str:
    return within_sentence(found.measure_label)
