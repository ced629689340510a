"""The baseline table: who the patients were at the start, group by group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.answers.columns import Codes, can_be_grouped, coded, is_number, numbers
from analysis.answers.comparisons import exploratory
from analysis.answers.groups import Grouping, grouping
from analysis.errors import FilterError
from analysis.filters import View, antibody_words
from analysis.outcomes import MEASURES, Mask, Verdict, reading
from analysis.outcomes.results import Floats
from analysis.schema import FIELDS
from analysis.statistics import (
    HypothesisTest,
    NotEstimable,
    adjust_many,
    fisher_exact,
    freeman_halton,
    kruskal_wallis,
    rank_sum,
)

#: The lines of the table from the patients' own columns, in their order.
_FIELDS = ("age", "sex", "diagnosis", "race", "smoking", "ild_pattern", "ild_onset", "oxygen")
#: The measures whose value at the start of conventional treatment is a line, in the first of these
#: units that the file has (MMT8 has two scales, so that points alone cannot be averaged).
_MEASURES = (
    ("fvc", ("% predicted",)),
    ("tlc", ("% predicted",)),
    ("dlco", ("% predicted",)),
    ("ck", ("U/L",)),
    ("mmt8", ("% of maximum", "points")),
    ("prednisone", ("mg/day",)),
)
_GROUP = "group:"
_NOBODY = NotEstimable("No patient with a value.")
_ONE_GROUP = NotEstimable("Fewer than two groups have a patient with a value.")
_ONE_LEVEL = NotEstimable("All patients are at the same level.")


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """A number in one group: `n` known, `missing`, and where n allows, its centre and spread."""

    n: int
    missing: int
    mean: float | NotEstimable
    sd: float | NotEstimable
    median: float | NotEstimable
    lower_quartile: float | NotEstimable
    upper_quartile: float | NotEstimable


@dataclass(frozen=True, slots=True)
class LevelSummary:
    """How many of a group are at each level (in the characteristic's order), of `n` known."""

    n: int
    missing: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One line of the table. `levels` is empty for a number.

    `overall` is everyone selected, `groups` one summary per group; `test` compares the groups.
    """

    key: str
    label: str
    unit: str
    levels: tuple[str, ...]
    overall: NumberSummary | LevelSummary
    groups: tuple[NumberSummary | LevelSummary, ...]
    test: HypothesisTest | NotEstimable


@dataclass(frozen=True, eq=False)
class Baseline:
    """The table: one column per group with its size, and how many tests the adjusted P account for.

    `not_collected` are the labels of the characteristics that the file does not have, `later` the file's
    further columns that are of a later visit and therefore no lines of the table.
    """

    grouping: Grouping
    selected: int
    sizes: tuple[int, ...]
    characteristics: tuple[Characteristic, ...]
    tests: int
    not_collected: tuple[str, ...]
    later: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Number:
    """A line of numbers before it is split into groups; one value per patient, NaN where missing."""

    key: str
    label: str
    unit: str
    values: Floats


@dataclass(frozen=True, eq=False)
class _Levels:
    """A line of levels before it is split into groups; one code per patient, -1 where missing."""

    key: str
    label: str
    names: tuple[str, ...]
    codes: Codes


def baseline(view: View, by: str = "response") -> Baseline:
    """The baseline table of the selected patients, by one column (see `groups.grouping`).

    A filter on the response is switched off where the table compares by response. The P of all
    lines are adjusted together. Raises `FilterError` for a column that is none.
    """
    view = view.reporting("response") if by == "response" else view
    groups = grouping(view, by)
    members = groups.members(view)
    lines = [_characteristic(view, line, groups.groups, members) for line in _lines(view) if line.key != by]
    tests = adjust_many([line.test for line in lines])
    return Baseline(
        grouping=groups,
        selected=view.n,
        sizes=tuple(int(np.count_nonzero(mask)) for mask in members),
        characteristics=tuple(replace(line, test=test) for line, test in zip(lines, tests, strict=True)),
        tests=sum(isinstance(test, HypothesisTest) for test in tests),
        not_collected=_not_collected(view),
        later=tuple(name for name in _further(view) if name in view.cohort.later),
        notes=(*groups.notes, *view.not_applied),
    )


def level_members(view: View, key: str, level: str) -> Mask:
    """The selected patients at one level of a characteristic, such as "female" of "sex".

    Raises `FilterError` where the table has no such line, or the line no such level.
    """
    lines = (line for line in _lines(view) if isinstance(line, _Levels) and line.key == key)
    line = next(lines, None)
    if not line or level not in line.names:
        raise FilterError(f"There are no patients by {level} of {key} in the baseline table.")
    return np.asarray(view.mask & (line.codes == line.names.index(level)), dtype=np.bool_)


def _lines(view: View) -> Iterator[_Number | _Levels]:
    for key in _FIELDS:
        if view.cohort.has("patients", key):
            field = FIELDS["patients", key]
            yield _column(view, key, key, field.label, field.unit)
    for measure, units in _MEASURES:
        unit = _unit(view, measure, units)
        if unit:
            values = reading(view.cohort, view.outcomes, measure, "conventional", "baseline", unit).value
            yield _Number(f"baseline:{measure}", MEASURES[measure].label, unit, values)
    for key, found in view.outcomes.antibodies.items():
        if key.startswith(_GROUP):
            codes = np.select([found == Verdict.YES, found == Verdict.NO], [0, 1], -1).astype(np.int64)
            yield _Levels(f"antibody:{key}", antibody_words(key), ("positive", "negative"), codes)
    for name in _further(view):
        if name not in view.cohort.later:
            yield _column(view, f"extra:{name}", name, name, "")


def _further(view: View) -> Iterator[str]:
    """The file's further columns that can be told in a table."""
    patients = view.cohort.patients
    return (name for name in view.cohort.extras if can_be_grouped(patients[name]))


def _column(view: View, key: str, column: str, label: str, unit: str) -> _Number | _Levels:
    values = view.cohort.patients[column]
    if is_number(values) or (unit and column in _FIELDS):
        return _Number(key, label, unit, numbers(values))
    codes, names = coded(values)
    return _Levels(key, label, names, codes)


def _unit(view: View, measure: str, units: tuple[str, ...]) -> str:
    """The first of the units whose columns the file has, empty where it has none."""
    for name in units:
        unit = MEASURES[measure].unit_named(name)
        if all(view.cohort.has("visits", column) for column in (unit.column, unit.over) if column):
            return name
    return ""


def _characteristic(
    view: View, line: _Number | _Levels, names: tuple[str, ...], members: tuple[Mask, ...]
) -> Characteristic:
    if isinstance(line, _Number):
        return _of_numbers(view, line, names, members)
    return _of_levels(view, line, names, members)


def _of_numbers(
    view: View, line: _Number, names: tuple[str, ...], members: tuple[Mask, ...]
) -> Characteristic:
    samples = [line.values[mask] for mask in members]
    return Characteristic(
        key=line.key,
        label=line.label,
        unit=line.unit,
        levels=(),
        overall=_summary(line.values[view.mask]),
        groups=tuple(_summary(sample) for sample in samples),
        test=exploratory(view, _compare_numbers(names, samples)),
    )


def _summary(sample: Floats) -> NumberSummary:
    known = sample[~np.isnan(sample)]
    n, missing = len(known), len(sample) - len(known)
    if not n:
        return NumberSummary(n, missing, _NOBODY, _NOBODY, _NOBODY, _NOBODY, _NOBODY)
    low, middle, high = (float(q) for q in np.quantile(known, (0.25, 0.5, 0.75)))
    sd = float(known.std(ddof=1)) if n > 1 else NotEstimable("Only one patient with a value.")
    return NumberSummary(n, missing, float(known.mean()), sd, middle, low, high)


def _compare_numbers(names: tuple[str, ...], samples: Sequence[Floats]) -> HypothesisTest | NotEstimable:
    pairs = zip(names, (sample[~np.isnan(sample)] for sample in samples), strict=True)
    known = {name: sample for name, sample in pairs if len(sample)}
    groups = tuple(known)
    if len(groups) < 2:
        return _ONE_GROUP
    if len(groups) == 2:
        return rank_sum(*known.values(), groups=groups)
    return kruskal_wallis(list(known.values()), groups=groups)


def _of_levels(
    view: View, line: _Levels, names: tuple[str, ...], members: tuple[Mask, ...]
) -> Characteristic:
    overall = _counts(line, view.mask)
    present = np.flatnonzero(overall)
    table = np.array([_counts(line, mask)[present] for mask in members]).reshape(len(members), len(present))
    sizes = [int(np.count_nonzero(mask)) for mask in members]
    return Characteristic(
        key=line.key,
        label=line.label,
        unit="",
        levels=tuple(line.names[level] for level in present),
        overall=_levels_summary(overall[present], view.n),
        groups=tuple(_levels_summary(row, size) for row, size in zip(table, sizes, strict=True)),
        test=exploratory(view, compare_levels(names, table)),
    )


def _counts(line: _Levels, mask: Mask) -> Codes:
    return np.bincount(line.codes[mask & (line.codes >= 0)], minlength=len(line.names))


def _levels_summary(counts: Codes, size: int) -> LevelSummary:
    n = int(counts.sum())
    return LevelSummary(n, size - n, tuple(int(count) for count in counts))


def compare_levels(names: tuple[str, ...], table: Codes) -> HypothesisTest | NotEstimable:
    """One exact test over the groups (rows) and levels (columns) with anyone in them."""
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    known = table[rows][:, columns]
    groups = tuple(name for name, kept in zip(names, rows, strict=True) if kept)
    if len(groups) < 2:
        return _ONE_GROUP
    if known.shape[1] < 2:
        return _ONE_LEVEL
    if known.shape == (2, 2):
        (a, b), (c, d) = ((int(cell) for cell in row) for row in known)
        return fisher_exact(a, a + b, c, c + d, groups=(groups[0], groups[1]))
    return freeman_halton(known, groups=groups)


def _not_collected(view: View) -> tuple[str, ...]:
    fields = [FIELDS["patients", key].label for key in _FIELDS if not view.cohort.has("patients", key)]
    measures = [MEASURES[key].label for key, units in _MEASURES if not _unit(view, key, units)]
    antibodies = [] if view.outcomes.antibodies else ["Antibodies"]
    return (*fields, *measures, *antibodies)
