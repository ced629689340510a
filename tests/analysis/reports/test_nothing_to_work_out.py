"""A reader outside who tries to find few patients: in every text, in every number, and by subtraction.

Within a report the reader knows every count that is told, that counts are whole and not negative, and how
the arms of improvement go together. What is found is compared with the truth, which the test knows.
"""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from analysis.figures.description import Dots, Flow, RateBars, StackedBreakdown, Trajectories
from analysis.labels import PUBLISHED_P
from analysis.reports import SECTIONS
from tests.analysis.reports.reports import report_of, said, view_of
from tests.analysis.reports.small_studies import small_study

EVERYTHING = tuple(kind.key for kind in SECTIONS if not kind.team_only)
SMALLEST = 5

#: What our sentences count patients by.
OF_PATIENTS = (
    "patients?|lost|indeterminate|not applicable|not recorded|not known|left out|died|dead|unknown|more|"
    "had stopped|not tested|pairs?|changed|unchanged|both|ILD only|myositis only|neither|in no group|mixed|"
    "measured|seen|not yet|responders?|stable|refractory|missing|weak|equivocal"
)
FEW = re.compile(rf"(?<![\d.,/–+≥-])\b[1-4] (?:{OF_PATIENTS})\b")
RATE = re.compile(r"(?<![\d.,/])(\d+)/(\d+)(?![\d/])")
#: Definitions speak of criteria and visits, and begin with the name of what they define.
DEFINES = re.compile(r"^[A-Z].*: .*Source: ")

#: A failing study is told by its number: there is nothing to be made smaller.
SEARCH = settings(max_examples=15, deadline=None, phases=[Phase.reuse, Phase.generate])


def few(count):
    return 0 < count < SMALLEST


def sections_of(seed, strict):
    found = report_of(view_of(small_study(seed)), strict=strict, sections=EVERYTHING)
    return found, {section.key: section for section in found.sections}


def sentences(found):
    """Every text of a report but the published sentence and the definitions."""
    prose = [s for section in found.sections for s in (*section.prose.results, *section.prose.methods)]
    shown = replace(
        found, sections=tuple(replace(section, figures=(), captions=()) for section in found.sections)
    )
    alone = (figure.alt for section in found.sections for figure in section.figures)
    for text in (*said(shown).split("\n"), *prose, *alone):
        if PUBLISHED_P not in text and not DEFINES.match(text) and "At least" not in text:
            yield text


def rates(found):
    """Every rate that is drawn as (count, of)."""
    for section in found.sections:
        for figure in section.figures:
            drawn = []
            if isinstance(figure, RateBars):
                drawn = [rate for group in figure.groups for rate in (group.rate, group.other) if rate]
            if isinstance(figure, Dots):
                drawn = [rate for row in figure.rows for rate in row.rates if rate]
            for rate in drawn:
                count, of = map(int, rate.counts.replace(",", "").split("/"))
                yield section.key, count, of


def counts(found):
    """Every count of patients in a drawing, with where it stands."""
    for section in found.sections:
        for figure in section.figures:
            if isinstance(figure, StackedBreakdown):
                yield from ((section.key, n) for row in figure.rows for n in (*row.counts, sum(row.counts)))
            if isinstance(figure, Flow):
                yield from ((section.key, part.count) for row in figure.rows for part in row.parts)
            if isinstance(figure, Trajectories):
                at = figure.table.columns.index("Patients")
                yield from ((section.key, row[at]) for row in figure.table.rows)


@SEARCH
@given(st.integers(0, 10**6), st.booleans())
def test_no_text_and_no_drawing_counts_too_few(seed, strict):
    found, _ = sections_of(seed, strict)
    assert [text for text in sentences(found) if FEW.search(text)] == []
    told = [*((int(a), int(b)) for text in sentences(found) for a, b in RATE.findall(text))]
    told += [(count, of) for _, count, of in rates(found)]
    assert [pair for pair in told if few(pair[1])] == []
    if strict:
        assert [pair for pair in told if few(pair[0]) or few(pair[1] - pair[0])] == []
    assert [each for each in counts(found) if few(each[1])] == []


@SEARCH
@given(st.integers(0, 10**6), st.booleans())
def test_no_group_that_is_left_over_is_too_few(seed, strict):
    """Everyone less the groups that are told leaves nobody or enough, of those with a known outcome."""
    found, by_key = sections_of(seed, strict)
    response = by_key["response"]
    if not response.figures or response.figures[0].empty:
        return
    whole = int(RATE.search(response.headline)[2]), int(RATE.search(response.headline)[1])
    own = [tuple(map(int, g.rate.counts.split("/"))) for g in response.figures[0].groups]
    assert not few(whole[0] - sum(of for _, of in own))
    if strict:
        assert not few(found.n - whole[0])
        assert not few(whole[1] - sum(count for count, _ in own))


MUSCLE, LUNG = (np.array(each) for each in zip(*product(range(5), repeat=2), strict=True))
YES, NO = 1, 0


def arm_of(name):
    """Who is a yes, and who is known, of the 25 pairs of verdicts (0 no, 1 yes, 2 to 4 unknown)."""
    if name == "Myositis":
        return MUSCLE == YES, MUSCLE <= YES
    if name == "ILD":
        return LUNG == YES, LUNG <= YES
    if name == "Both":
        yes = (MUSCLE == YES) & (LUNG == YES)
        return yes, yes | (MUSCLE == NO) | (LUNG == NO)
    either = (MUSCLE == YES) | (LUNG == YES)
    open_ = ((MUSCLE == 2) | (LUNG == 2) | (MUSCLE == 4) | (LUNG == 4)) & ~either
    none = ~either & ~open_ & ((MUSCLE == NO) | (LUNG == NO))
    return (either, either | none) if name == "Either" else (none, either | none)


PLACES = {
    "both": (MUSCLE == YES) & (LUNG == YES),
    "ILD only": (MUSCLE == NO) & (LUNG == YES),
    "myositis only": (MUSCLE == YES) & (LUNG == NO),
    "neither": arm_of("Neither")[0],
}


def told_of_improvement(section):
    """The sums that a reader gets from the section: (cells that are summed, sum)."""
    total = int(re.match(r"(\d+) patient", section.lines[0])[1])
    yield np.ones(25, dtype=bool), total
    for figure in section.figures:
        if isinstance(figure, RateBars):
            for group in figure.groups:
                yes, known = arm_of(group.label.split()[0])
                count, of = map(int, group.rate.counts.split("/"))
                yield yes, count
                yield known, of
        if isinstance(figure, StackedBreakdown):
            for category, count in zip(figure.categories, figure.rows[0].counts, strict=True):
                names = category.label.lower().replace(" improved", "").split(" + ")
                masks = [mask for place, mask in PLACES.items() if place.lower() in names]
                if len(masks) == len(names):
                    yield np.any(masks, axis=0), count


def values_of(wanted, sums):
    """The few values that a sum of cells can take where these sums are told, each tried by itself."""
    matrix = np.array([mask for mask, _ in sums], dtype=float)
    told = np.array([count for _, count in sums], dtype=float)
    fits = set()
    for value in range(SMALLEST + 1):
        rows = np.vstack([matrix, wanted.astype(float)])
        each = np.append(told, value)
        answer = milp(np.zeros(25), integrality=np.ones(25), constraints=LinearConstraint(rows, each, each))
        if answer.success:
            fits.add(value)
    return fits


@SEARCH
@given(st.integers(0, 10**6), st.booleans())
def test_no_place_of_the_treated_can_be_worked_out_that_is_too_few(seed, strict):
    selected = view_of(small_study(seed))
    found = report_of(selected, strict=strict, sections=("tacrolimus",))
    section = found.section("tacrolimus")
    if section.empty:
        return
    sums = list(told_of_improvement(section))
    outcomes = selected.outcomes
    source = outcomes.improvement_source
    treated = selected.mask & outcomes.analysed
    pair = 5 * outcomes.improved["myositis"][source][treated] + outcomes.improved["ild"][source][treated]
    cells = np.bincount(pair, minlength=25)
    for mask, total in sums:
        assert int(cells[mask].sum()) == total  # the reader's sums are those of the truth
    for place, mask in PLACES.items():
        if few(int(cells[mask].sum())):
            assert len(values_of(mask, sums)) > 1, (place, sums)


@pytest.mark.parametrize("strict", [False, True])
def test_synthetic_patients_have_nothing_to_hide(strict):
    study = replace(small_study(3), synthetic=True)
    found = report_of(view_of(study), strict=strict, sections=EVERYTHING)
    assert found.left_out == tuple(s for s in found.left_out if "own lines" in s or "further column" in s)
    assert not found.emptied
