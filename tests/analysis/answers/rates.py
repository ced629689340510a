"""Every rate of the answers, each with the key that must lead to its patients."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from analysis.answers import (
    ArmRate,
    Breakdown,
    Dmards,
    Exposure,
    Flow,
    GroupRate,
    GroupTrajectory,
    Response,
    Tacrolimus,
    Trajectory,
)
from analysis.answers.antibodies import Antibodies
from analysis.answers.baseline import Baseline
from analysis.answers.members import RateKey
from analysis.statistics import NotEstimable, Proportion

CLASSES = {"refractory", "stable", "indeterminate", "not_recorded", "left_out"}


@dataclass(frozen=True)
class Rate:
    """A count of an answer, the rate it belongs to if it has one, and how to ask for its patients."""

    key: str
    by: str
    count: int
    proportion: Proportion | None = None


def proportions_in(answer: object) -> Iterator[Proportion]:
    """Every proportion anywhere inside an answer."""
    if isinstance(answer, Proportion):
        yield answer
    elif is_dataclass(answer):
        for each in fields(answer):
            yield from proportions_in(getattr(answer, each.name))
    elif isinstance(answer, tuple):
        for part in answer:
            yield from proportions_in(part)
    elif isinstance(answer, Mapping):
        yield from proportions_in(tuple(answer.values()))


def rate(key: RateKey, by: str, found: int | Proportion) -> Rate:
    if isinstance(found, Proportion):
        return Rate(key.write(), by, found.count, found)
    return Rate(key.write(), by, found)


def of_response(found: Response) -> Iterator[Rate]:
    by = found.grouping.key
    yield from _of_group(found.overall, by, None, found.other_source)
    for group in found.groups:
        yield from _of_group(group, by, group.group, found.other_source)
    yield rate(RateKey("response", ("all",), ""), by, found.grouping.missing)
    if not isinstance(found.agreement, NotEstimable):
        yield rate(RateKey("response", ("agreed",)), by, found.agreement.same)
        yield rate(RateKey("response", ("differing",)), by, len(found.agreement.differing))


def _of_group(found: GroupRate, by: str, group: str | None, other: str | None) -> Iterator[Rate]:
    yield rate(RateKey("response", ("responded",), group), by, found.rate)
    if other and found.other:
        yield rate(RateKey("response", ("responded", other), group), by, found.other)
    for name in CLASSES:
        parts = (name.replace("_", " "),)
        yield rate(RateKey("response", parts, group), by, getattr(found.classes, name))
    yield rate(RateKey("response", ("died",), group), by, found.deaths)


def of_antibodies(found: Antibodies) -> Iterator[Rate]:
    for row in found.rows:
        counts = {
            "positive responders": row.positive, "negative responders": row.negative,
            "not tested": row.not_tested, "weak": row.weak, "equivocal": row.equivocal,
        }  # fmt: skip
        for answer, count in counts.items():
            yield rate(RateKey("antibody", (answer, row.antibody)), "diagnosis", count)


def of_tacrolimus(found: Tacrolimus) -> Iterator[Rate]:
    by = found.by or "diagnosis"
    yield from _of_arms(found.arms, found.breakdown, found.treated, by, None)
    for group in found.groups:
        yield from _of_arms(group.arms, group.breakdown, group.treated, by, group.key)
    if found.by:
        yield rate(RateKey("tacrolimus", ("treated",), ""), by, found.ungrouped)
    for name in ("by_symptoms", "mixed", "died", "on_tacrolimus"):
        yield rate(RateKey("tacrolimus", (name,)), by, getattr(found, name))
    for each in found.agreements:
        arm = each.question.rpartition(":")[2]
        yield rate(RateKey(arm, ("agreed",)), by, each.same)
        yield rate(RateKey(arm, ("differing",)), by, len(each.differing))
    yield from of_exposure(found.exposure)


def _of_arms(
    arms: tuple[ArmRate, ...], parts: Breakdown, treated: int, by: str, group: str | None
) -> Iterator[Rate]:
    for arm in arms:
        yield rate(RateKey("tacrolimus", (arm.arm,), group), by, arm.rate)
        yield rate(RateKey("tacrolimus", (arm.arm, "derived"), group), by, arm.derived)
        if isinstance(arm.recorded, Proportion):
            yield rate(RateKey("tacrolimus", (arm.arm, "recorded"), group), by, arm.recorded)
    for part in fields(parts):
        yield rate(RateKey("tacrolimus", (part.name,), group), by, getattr(parts, part.name))
    yield rate(RateKey("tacrolimus", ("treated",), group), by, treated)


def of_exposure(found: Exposure) -> Iterator[Rate]:
    counts: dict[tuple[str, ...], int | Proportion] = {("stopped", "all"): found.stopped}
    for each in found.troughs:
        counts["trough", each.window, "in target"] = each.in_target
        counts["trough", each.window, "measured"] = each.in_target.of
    for each in found.on_drug:
        counts["on_drug", each.window, "yes"] = each.still_on
        counts["on_drug", each.window, "no"] = each.still_on.of - each.still_on.count
    for each in () if isinstance(found.reasons, NotEstimable) else found.reasons:
        counts["stopped", each.reason] = each.patients
    for each in () if isinstance(found.events, NotEstimable) else found.events:
        counts["event", each.category] = each.patients
    counts["event", "any"] = found.patients_with_event
    for (question, *parts), count in counts.items():
        yield rate(RateKey(question, tuple(parts)), "diagnosis", count)


def of_flow(found: Flow) -> Iterator[Rate]:
    yield rate(RateKey("flow", ("selected",)), "diagnosis", found.selected.count)
    yield rate(RateKey("flow", ("others",)), "diagnosis", found.others.count)
    splits = {"response": found.response, "failures": found.failures, "second line": found.second_line}
    for name, split in (splits | {split.title: split for split in found.windows}).items():
        for box in split.parts:
            yield rate(RateKey("flow", (name, box.key)), "diagnosis", box.count)


def of_baseline(found: Baseline) -> Iterator[Rate]:
    groups = (None, *found.grouping.groups)
    for line in found.characteristics:
        for group, summary in zip(groups, (line.overall, *line.groups), strict=True):
            for at, level in enumerate(line.levels):
                key = RateKey("baseline", (line.key, level), group)
                yield rate(key, found.grouping.key, summary.counts[at])


def of_trajectory(found: Trajectory) -> Iterator[Rate]:
    place, by = (found.measure, found.clock), found.by or "diagnosis"
    yield from _of_line(found.overall, place, by, None)
    for group in found.groups:
        yield from _of_line(group, place, by, group.key)
    line = "throughout in percent" if found.scale == "percent" else "throughout"
    yield rate(RateKey("trajectory", (*place, line)), by, found.overall.throughout)
    if found.scale == "percent":
        yield rate(RateKey("trajectory", (*place, "no percent")), by, found.no_percent)
    if found.by:
        yield rate(RateKey("trajectory", (*place, "followed"), ""), by, found.ungrouped)
    for slot in found.low_dose or ():
        for limit, share in slot.at_or_below:
            yield rate(RateKey("low_dose", (found.clock, slot.slot, f"{limit:g}")), by, share)


def _of_line(found: GroupTrajectory, place: tuple[str, ...], by: str, group: str | None) -> Iterator[Rate]:
    yield rate(RateKey("trajectory", (*place, "followed"), group), by, found.n)
    for each in found.windows:
        counts = {
            **each.states, "pairs": each.pairs, "available": each.available,
            "stopped before": each.stopped_before, "fallen": each.fallen, "risen": each.risen,
        }  # fmt: skip
        for answer, count in counts.items():
            if count is not None:
                yield rate(RateKey("window", (*place, each.window, answer), group), by, count)


def of_dmards(found: Dmards) -> Iterator[Rate]:
    for each in found.drugs:
        for name in (
            "started", "raised", "unchanged", "reduced", "stopped", "never",
            "users_before", "users_after", "unknown", "still_running",
        ):  # fmt: skip
            yield rate(RateKey("dmard", (each.drug, name)), "diagnosis", getattr(each, name))
    if isinstance(found.count, NotEstimable):
        return
    for when in ("before", "after"):
        for number, count in getattr(found.count, when).items():
            yield rate(RateKey("dmards", (when, str(number))), "diagnosis", count)
    for name in ("more", "same", "fewer"):
        yield rate(RateKey("dmards", (name,)), "diagnosis", getattr(found.count, name))
    yield rate(RateKey("dmards", ("known",)), "diagnosis", found.count.patients)
