"""The patients behind the Cohort page and the DMARDs."""

from collections.abc import Iterator

from analysis.answers.baseline import Baseline, Characteristic, LevelSummary, NumberSummary
from analysis.answers.dmards import DmardCount, Dmards, DrugChange
from analysis.answers.flow import Flow, Split
from analysis.labels.openings.opening import Group, Opening, opening, to_open
from analysis.labels.words import counted, within_sentence

_FLOW = "flow"
#: What a box with a single patient is called, where that differs.
_ONE = {"Responders": "responder", "Failures": "failure"}


def flow(found: Flow) -> tuple[Opening, ...]:
    """Every box of the patients' way through the study."""
    return to_open(
        (
            *_boxes("response", found.response),
            *_boxes("failures", found.failures),
            *_boxes("second line", found.second_line, "second line: "),
            *(each for split in found.windows for each in _boxes(split.title, split, f"at {split.title}: ")),
            opening(_FLOW, ("others",), "others on tacrolimus", found.others.count),
            opening(_FLOW, ("selected",), "selected patients", found.selected.count, one="selected patient"),
        )
    )


def _boxes(name: str, split: Split, before: str = "") -> Iterator[Opening]:
    for box in split.parts:
        words = f"{before}{within_sentence(box.label)}"
        yield opening(_FLOW, (name, box.key), words, box.count, one=_ONE.get(box.label, ""))


def baseline(found: Baseline) -> tuple[Opening, ...]:
    """Every level of the baseline table, overall and by group."""
    column = found.grouping
    groups = [Group(column.key, column.label, name) for name in column.groups]
    lines = [line for line in found.characteristics if line.levels]
    return to_open(
        (
            *(each for line in lines for each in _levels(line, line.overall, column.key)),
            *(
                each
                for line in lines
                for group, summary in zip(groups, line.groups, strict=True)
                for each in group.narrowed(_levels(line, summary, column.key))
            ),
        )
    )


def _levels(line: Characteristic, found: NumberSummary | LevelSummary, by: str) -> Iterator[Opening]:
    if isinstance(found, LevelSummary):
        for level, count in zip(line.levels, found.counts, strict=True):
            words = f"{within_sentence(line.label)}: {level}"
            yield Opening(opening("baseline", (line.key, level), words, count).key, words, count, by)


def dmards(found: Dmards) -> tuple[Opening, ...]:
    """What became of every drug, and how many DMARDs a patient takes."""
    number = found.count
    return to_open(
        (
            *(each for drug in found.drugs for each in _drug(drug, found.window)),
            *(_numbers(number, found.window) if isinstance(number, DmardCount) else ()),
        )
    )


def _drug(found: DrugChange, window: str) -> Iterator[Opening]:
    drug = found.drug
    counts = {
        "started": (f"who started {drug}", found.started.count),
        "raised": (f"with {drug} raised", found.raised.count),
        "unchanged": (f"on the same dose of {drug}", found.unchanged.count),
        "reduced": (f"with {drug} reduced", found.reduced.count),
        "stopped": (f"who stopped {drug}", found.stopped.count),
        "never": (f"without {drug} at both times", found.never.count),
        "users_before": (f"on {drug} before tacrolimus", found.users_before),
        "users_after": (f"on {drug} at {window}", found.users_after),
        "unknown": (f"whose {drug} is not known at both times", found.unknown),
        "still_running": (f"on {drug}, taken as ongoing", found.still_running),
    }
    for key, (words, count) in counts.items():
        yield opening("dmard", (drug, key), words, count)


def _numbers(found: DmardCount, window: str) -> Iterator[Opening]:
    for name, when, counts in (("before", "before", found.before), ("after", f"at {window}", found.after)):
        for number, count in counts.items():
            on = counted(number, "DMARD") if number else "no DMARD"
            yield opening("dmards", (name, str(number)), f"on {on} {when}", count)
    yield opening("dmards", ("more",), "on more DMARDs than before", found.more)
    yield opening("dmards", ("same",), "on as many DMARDs as before", found.same)
    yield opening("dmards", ("fewer",), "on fewer DMARDs than before", found.fewer)
    yield opening("dmards", ("known",), "with DMARDs known at both times", found.patients)
