"""The tables of the Tacrolimus page: who improved, patient by patient, and how the drug itself went."""

from collections.abc import Iterator

from analysis.answers.arms import ArmRate, Breakdown
from analysis.answers.matrix import Matrix
from analysis.answers.tacrolimus import ArmComparison, Tacrolimus, TacrolimusGroup
from analysis.labels.results import bounds, test_cell
from analysis.labels.sentences import BEFORE_AND_AFTER
from analysis.labels.tables.cells import (
    MOST_ROWS,
    Result,
    Row,
    count,
    disagreements,
    distinct,
    estimate_cell,
    only_first,
    or_dash,
    outside_groups,
    p_from,
    rate,
    remarks,
    sentence,
    several,
    turned,
    unanswered,
)
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import against, count_of, missing, patients
from analysis.outcomes.results import Arm, Source
from analysis.outcomes.verdicts import Verdict
from analysis.statistics.results import NotEstimable, Proportion

_SOURCES = {"recorded": "Recorded", "derived": "Derived"}
_OTHER: dict[Source, Source] = {"recorded": "derived", "derived": "recorded"}
_BOUNDS = "Bounds: the rate if everyone indeterminate or not recorded were a no, and if all were a yes."
_NO_GROUPS = "No group has a treated patient."

#: With more groups than this they become the rows, so that the table stays as narrow as a page.
_MOST_GROUPS_ABREAST = 4

#: Where a treated patient stands, in the order of the breakdown.
_PLACES = {
    "both": "Both",
    "myositis_only": "Myositis only",
    "ild_only": "ILD only",
    "neither": "Neither",
    "indeterminate": "Indeterminate",
    "not_applicable": "Not applicable",
}


def arms(found: Tacrolimus) -> TextTable:
    """The rate of improvement per arm, by both sources, with who is missing and the bounds."""
    other = _OTHER[found.source]
    two = any(isinstance(_by(arm, other), Proportion) for arm in found.arms)
    return TextTable(
        title="Improved after tacrolimus was started",
        columns=(
            "Outcome",
            _SOURCES[found.source],
            *((_SOURCES[other],) if two else ()),
            "Missing",
            "Bounds",
        ),
        rows=tuple(_arm_row(arm, (found.source, other) if two else (found.source,)) for arm in found.arms),
        notes=(
            *_details(found),
            *((_BOUNDS,) if any(bounds(arm.rate) for arm in found.arms) else ()),
            *unanswered((arm.label, arm.rate) for arm in found.arms),
            *(() if two else unanswered((_SOURCES[other], _by(arm, other)) for arm in found.arms)),
            *found.notes,
            BEFORE_AND_AFTER,
        ),
    )


def breakdown(found: Tacrolimus) -> TextTable:
    """Every treated patient in exactly one place, overall and in each group."""
    groups: list[tuple[str, Breakdown]] = [("All", found.breakdown)]
    groups += [(group.label, group.breakdown) for group in found.groups]
    rows = tuple(
        (label, *(count_of(getattr(part, place), part.treated) for _, part in groups))
        for place, label in _PLACES.items()
    )
    blank = found.breakdown.not_recorded
    return TextTable(
        title="Where every treated patient stands",
        columns=distinct(("Improved", *(f"{name} (n = {count(part.treated)})" for name, part in groups))),
        rows=rows,
        notes=(
            *((f"Indeterminate includes {patients(blank)} with an arm not recorded.",) if blank else ()),
            *outside_groups(found.ungrouped, "the group is not known"),
        ),
    )


def by_group(found: Tacrolimus) -> tuple[TextTable, ...]:
    """Every arm's rate in each group; no table where the answer is not split."""
    if not found.by:
        return ()
    columns = ("Outcome", *(f"{group.label} (n = {count(group.treated)})" for group in found.groups))
    rows = tuple(
        (arm.label, *(rate(group.arm(arm.arm).rate) for group in found.groups)) for arm in found.arms
    )
    if len(found.groups) > _MOST_GROUPS_ABREAST:
        columns, rows = turned((found.by_label, *columns[1:]), rows)
    return (
        TextTable(
            title=f"By group: {found.by_label}",
            columns=distinct(columns),
            rows=rows if found.groups else (),
            notes=(
                *((_NO_GROUPS,) if not found.groups else ()),
                *_missing_in_groups(found.groups),
                *outside_groups(found.ungrouped, "the group is not known"),
                *found.notes,
            ),
        ),
    )


def arm_comparisons(found: Tacrolimus) -> tuple[TextTable, ...]:
    """Every arm between the groups: a test, and for two groups their difference; none without groups."""
    if not found.comparisons:
        return ()
    labels = {arm.arm: arm.label for arm in found.arms}
    named = [(labels[each.arm], each) for each in found.comparisons]
    return (
        TextTable(
            title=f"Between groups: {found.by_label}",
            columns=("Outcome", "Groups", "Difference (95% CI)", "P"),
            rows=tuple(_comparison_row(name, each) for name, each in named),
            notes=(
                "Difference: first group minus second.",
                *p_from(each.test for _, each in named),
                *disagreements((name, each.test, each.difference, 0) for name, each in named),
                *unanswered(_compared(named)),
                *remarks(_compared(named)),
            ),
        ),
    )


def matrix(found: Tacrolimus) -> TextTable:
    """The treated patients one by one: what improved, and which criteria were met."""
    rows = found.matrix
    return TextTable(
        title=f"The treated patients, outcome as {found.source}",
        columns=("Patient", "Diagnosis", "Myositis", "ILD", "Criteria met (derived)", "Remark"),
        rows=tuple(_patient_row(rows, at, found.source) for at in range(min(len(rows), MOST_ROWS))),
        notes=only_first(len(rows), MOST_ROWS),
    )


def _by(arm: ArmRate, source: Source) -> Proportion | NotEstimable:
    return arm.recorded if source == "recorded" else arm.derived


def _arm_row(arm: ArmRate, sources: tuple[Source, ...]) -> Row:
    rates = {source: _by(arm, source) for source in sources}
    who = {source: missing(found) for source, found in rates.items() if isinstance(found, Proportion)}
    named = [f"{source}: {text}" if len(sources) > 1 else text for source, text in who.items() if text]
    return (arm.label, *map(rate, rates.values()), or_dash("; ".join(named)), or_dash(bounds(arm.rate)))


def _details(found: Tacrolimus) -> Iterator[str]:
    """How many improved by symptoms alone (always said), were mixed, or died before evaluation."""
    yield f"{patients(found.treated)} in the analysis, {patients(found.on_tacrolimus)} ever on tacrolimus."
    yield f"ILD improved by symptoms alone (derived): {patients(found.by_symptoms)}."
    if found.mixed:
        yield f"ILD better by one measure, worse by another (derived: not improved): {patients(found.mixed)}."
    if found.died:
        yield f"Died or had a lung transplant before evaluation: {patients(found.died)}."


def _missing_in_groups(groups: tuple[TacrolimusGroup, ...]) -> Iterator[str]:
    """Who is missing from which rate of a group: "DM: 1 indeterminate (Myositis improved)."."""
    for group in groups:
        who: dict[str, list[str]] = {}
        for arm in group.arms:
            if missing(arm.rate):
                who.setdefault(missing(arm.rate), []).append(arm.label)
        if who:
            named = "; ".join(f"{text} ({several(names)})" for text, names in who.items())
            yield sentence(f"{group.label}: {named}")


def _comparison_row(name: str, found: ArmComparison) -> Row:
    groups = or_dash(against(found.groups))
    return (name, groups, estimate_cell(found.difference, "fraction"), test_cell(found.test))


def _compared(named: list[tuple[str, ArmComparison]]) -> Iterator[tuple[str, Result]]:
    for name, found in named:
        yield f"{name} (difference)", found.difference
        yield f"{name} (P)", found.test


def _patient_row(found: Matrix, at: int, source: Source) -> Row:
    return (
        str(found.patient_id[at]),
        or_dash(str(found.diagnosis[at])),
        _verdict(found, "myositis", source, at),
        _verdict(found, "ild", source, at),
        _criteria(found, at),
        _remark(found, at, source),
    )


def _verdict(found: Matrix, arm: Arm, source: Source, at: int) -> str:
    verdict = Verdict(found.verdict[arm][source][at])
    return {Verdict.YES: "improved", Verdict.NO: "not improved"}.get(verdict, verdict.label)


def _criteria(found: Matrix, at: int) -> str:
    """What fired, as derived from the measurements: "Strength better, CK normalised, FVC rose"."""
    return or_dash(", ".join(column.label for column in found.criteria if column.met[at] == Verdict.YES))


def _remark(found: Matrix, at: int, source: Source) -> str:
    said = {
        "ILD by symptoms alone": found.by_symptoms[at],
        "ILD mixed": found.mixed[at],
        "died or transplanted before evaluation": found.died[at],
    }
    other = _OTHER[source]
    differ: list[Arm] = [arm for arm in ("myositis", "ild") if _differ(found, arm, at)]
    names = {"myositis": "myositis", "ild": "ILD"}
    parts = [text for text, holds in said.items() if holds]
    parts += [f"{names[arm]} as {other}: {_verdict(found, arm, other, at)}" for arm in differ]
    return or_dash("; ".join(parts))


def _differ(found: Matrix, arm: Arm, at: int) -> bool:
    """Whether recorded and derived say two different things; where nothing is recorded they do not."""
    recorded, derived = found.verdict[arm]["recorded"][at], found.verdict[arm]["derived"][at]
    return bool(recorded not in {derived, Verdict.NOT_RECORDED})
