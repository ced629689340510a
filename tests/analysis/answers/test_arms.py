"""The arms of improvement and the breakdown say the same of the same patients."""

import itertools

from analysis.answers import members, tacrolimus
from tests.analysis.answers.small_cohort import cohort_of, view_of

WORDS = ("yes", "no", "not applicable", None)

#: Where each pair of arms (myositis, ILD) belongs, written by hand; None is a blank.
PLACES = {
    ("yes", "yes"): "both",
    ("yes", "no"): "myositis_only",
    ("no", "yes"): "ild_only",
    ("no", "no"): "neither",
    ("no", "not applicable"): "neither",
    ("yes", "not applicable"): "not_applicable",
    ("not applicable", "yes"): "not_applicable",
    ("not applicable", "no"): "neither",
    ("not applicable", "not applicable"): "not_applicable",
    ("not applicable", None): "not_applicable",
    (None, "not applicable"): "not_applicable",
    ("yes", None): "indeterminate",
    ("no", None): "indeterminate",
    (None, "yes"): "indeterminate",
    (None, "no"): "indeterminate",
    (None, None): "indeterminate",
}
PAIRS = list(itertools.product(WORDS, WORDS))


def every_pair():
    patients = [
        {
            "conventional_response": "refractory",
            "tacrolimus_start_month": 6.0,
            "tacrolimus_myositis_improved": muscle,
            "tacrolimus_ild_improved": lung,
        }
        for muscle, lung in PAIRS
    ]
    return view_of(cohort_of(patients))


def test_every_pair_of_arms_has_one_place_in_the_breakdown():
    for place in sorted(set(PLACES.values())):
        expected = [PAIRS[position] for position in range(len(PAIRS)) if PLACES[PAIRS[position]] == place]
        assert [PAIRS[position] for position in members(every_pair(), f"tacrolimus:{place}")] == expected


def test_both_and_neither_are_as_many_in_the_breakdown_as_in_the_rates():
    found = tacrolimus(every_pair())
    assert found.breakdown.treated == found.treated == len(PAIRS)
    assert (found.breakdown.both, found.breakdown.neither) == (1, 3)
    assert (found.arm("both").rate.count, found.arm("neither").rate.count) == (1, 3)
