"""The first lines of a page: the answer in one line of text, and the line that qualifies it."""

from collections.abc import Iterator

from analysis.answers.flow import Flow, Split
from analysis.answers.patient import PatientHistory
from analysis.answers.patient_list import PatientList
from analysis.answers.response import Response
from analysis.answers.tacrolimus import Tacrolimus
from analysis.answers.trajectory import Trajectory
from analysis.answers.windows_table import WindowChange
from analysis.labels.results import estimate_interval, mean_value, point, proportion, test, test_name, test_p
from analysis.labels.words import against, because, listed, missing, patients, states, within_sentence
from analysis.outcomes import Arm, Clock
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable

#: Between the parts of a line.
_DOT = " · "

#: More groups than this are not listed one by one: the table has them.
_MOST_GROUPS = 6

#: The arms of a headline, as they stand in it.
_ARMS: dict[Arm, str] = {"ild": "ILD", "myositis": "myositis", "both": "both"}

_NOBODY = "No patient is selected"
_STARTED: dict[Clock, str] = {
    "tacrolimus": "after tacrolimus was started",
    "conventional": "after conventional treatment was started",
}


def response_headline(found: Response) -> str:
    """The overall rate: "31/54 (57%, 95% CI 44 to 70) responded to conventional treatment"."""
    rate = found.overall.rate
    if not rate.group_size:
        return _NOBODY
    if not rate.of:
        return f"No selected patient has a known response ({missing(rate)})"
    return f"{proportion(rate)} responded to conventional treatment"


def response_line(found: Response) -> str:
    """The groups' counts, the test over them by name, and who is missing."""
    counts = [f"{group.group} {group.rate.count:,}/{group.rate.of:,}" for group in found.groups]
    unknown = missing(
        {
            "indeterminate": found.overall.rate.indeterminate,
            "left out": found.overall.rate.not_applicable,
            "not recorded": found.overall.rate.not_recorded,
        }
    )
    return _DOT.join(
        part
        for part in (
            ", ".join(counts) if len(counts) <= _MOST_GROUPS else "",
            test(found.comparison.test) if found.groups else "",
            unknown,
            f"outcome as {found.source}",
        )
        if part
    )


def tacrolimus_headline(found: Tacrolimus) -> str:
    """Lung, muscle and both: "ILD improved in 17/18 (94%, ...), myositis in ..., both in ...".

    Of an answer that does not hold all arms those that it holds.
    """
    if not found.treated:
        return "No selected patient is in the tacrolimus analysis"
    rates = {arm.arm: proportion(arm.rate) for arm in found.arms}
    first, *others = [(name, rates[arm]) for arm, name in _ARMS.items() if arm in rates] or [("", "")]
    if not first[0]:
        return f"{patients(found.treated)} treated"
    said = f"{first[0][:1].upper()}{first[0][1:]} improved in {first[1]}"
    return ", ".join((said, *(f"{name} in {text}" for name, text in others)))


def tacrolimus_line(found: Tacrolimus) -> str:
    """Where everyone treated stands, and how many others are on tacrolimus."""
    parts = found.breakdown
    places = {
        "both": parts.both,
        "ILD only": parts.ild_only,
        "myositis only": parts.myositis_only,
        "neither": parts.neither,
        "indeterminate": parts.indeterminate,
        "not applicable": parts.not_applicable,
    }
    others = found.on_tacrolimus - found.treated
    outside = f"{others:,} more on tacrolimus, not in this analysis" if others > 0 else ""
    shown = (f"{patients(found.treated)}: {states(places)}" if found.treated else "", outside)
    return _DOT.join(part for part in (*shown, f"outcome as {found.source}") if part)


def trajectory_title(found: Trajectory) -> str:
    """What is shown, without a claim: "Prednisone dose after tacrolimus was started"."""
    what = "Prednisone dose" if found.measure == "prednisone" else found.measure_label
    return f"{what} {_STARTED[found.clock]}"


def trajectory_headline(found: Trajectory) -> str:
    """Each window against its own baseline: "3-6 months: mean 28.8 to 10.0 mg/day (−65%, ...)"."""
    shown = [_change(found, change) for change in found.overall.windows if change.pairs]
    if not shown:
        return f"No selected patient has {within_sentence(found.measure_label)} at baseline and in a window"
    return "; ".join(shown)


def _change(found: Trajectory, change: WindowChange) -> str:
    pair = (change.mean_baseline, change.mean)
    percent = change.change_in_mean_percent
    if found.summary == "median":
        pair = (change.median_baseline, change.median)
        percent = change.median_percent_change
    first, later = (mean_value(value, found.table_unit) for value in pair)
    return (
        f"{change.window}: {found.summary} {first} to {later} {found.table_unit} "
        f"({_percent(found, percent)}{patients(change.pairs)})"
    )


def _percent(found: Trajectory, change: Estimate | NotEstimable) -> str:
    """The relative change, named where it is not that of the two numbers before it; empty where none."""
    if isinstance(change, NotEstimable):
        return ""
    name = "median individual change " if found.summary == "median" else ""
    interval = estimate_interval(change, "percent")
    return (
        f"{name}{point(change, 'percent')}, 95% CI {interval}, "
        if interval
        else f"{name}{point(change, 'percent')}, "
    )


def trajectory_line(found: Trajectory) -> str:
    """The test of each window (of a split: between its groups), and whom the line follows."""
    tests = _between_tests(found) if found.groups else _window_tests(found)
    throughout = f"line: the same {patients(found.overall.throughout)} throughout"
    follows = throughout if not found.groups and found.overall.throughout else ""
    return _DOT.join(part for part in (*tests, follows, found.population) if part)


def _window_tests(found: Trajectory) -> Iterator[str]:
    tested = [(w.window, w.test) for w in found.overall.windows if w.pairs]
    known = [(window, t) for window, t in tested if isinstance(t, HypothesisTest)]
    names = dict.fromkeys(test_name(t) for _, t in known)
    if known:
        yield f"{listed(names)}: {listed(f'{test_p(t)} at {window}' for window, t in known)}"
    yield from (f"{window} {because(t)}" for window, t in tested if isinstance(t, NotEstimable))


def _between_tests(found: Trajectory) -> Iterator[str]:
    for each in found.between:
        if isinstance(each.test, HypothesisTest):
            groups = against(each.groups)
            yield f"change at {each.window}, {groups} ({test_name(each.test)}): {test_p(each.test)}"


def flow_headline(found: Flow) -> str:
    """Who there is: "54 patients: 31 responders, 23 failures; of the failures 18 in ..."."""
    if not found.selected.count:
        return _NOBODY
    classes = _parts(found.response)
    analysed = found.failures.parts[0].count if found.failures.whole.count else 0
    inside = (
        f"; of the failures {analysed:,} in the tacrolimus analysis" if found.failures.whole.count else ""
    )
    return f"{patients(found.selected.count)}: {classes}{inside}"


def flow_line(found: Flow) -> str:
    """Where those analysed were at each window."""
    shown = [f"{split.title}: {_parts(split)}" for split in found.windows if split.whole.count]
    return _DOT.join(shown)


def _parts(split: Split) -> str:
    return ", ".join(f"{box.count:,} {within_sentence(box.label)}" for box in split.parts if box.count)


def patients_headline(found: PatientList, total: int) -> str:
    """How many of the cohort's patients are listed: "18 of 54 patients"."""
    return f"{len(found):,} of {patients(total)}"


def patient_title(found: PatientHistory) -> str:
    """One patient: "Patient D10, DM"."""
    return f"Patient {found.patient_id}, {found.diagnosis or 'diagnosis not recorded'}"


def patient_line(found: PatientHistory) -> str:
    """What the physician recorded, and that the tables below are derived: the two may differ."""
    said = [
        f"{within_sentence(label.removesuffix(' as recorded'))} {word}"
        for label, word in found.recorded.items()
    ]
    recorded = f"Recorded: {', '.join(said)}" if said else "No outcome is recorded"
    return f"{recorded}{_DOT}below: as derived from the measurements"
