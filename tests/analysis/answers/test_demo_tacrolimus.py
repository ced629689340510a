"""The demo cohort answers as the study did: improvement, prednisone and DMARDs after tacrolimus."""

from pathlib import Path

import pytest

from analysis.answers import dmards, patient_list, tacrolimus, trajectory
from analysis.ingest import read_cohort
from tests.analysis.answers.small_cohort import view_of

DEMO = Path(__file__).parents[3] / "data" / "demo_cohort.xlsx"


@pytest.fixture(scope="module")
def demo():
    return view_of(read_cohort([(DEMO.name, DEMO.read_bytes())]))


def test_eighteen_are_treated_and_the_breakdown_is_the_studys(demo):
    """Sharma 2017 (J Rheumatol 44:1612): 18 treated, ILD 17, both 13; its news summary: myositis 14."""
    answer = tacrolimus(demo)
    rates = {rate.arm: (rate.rate.count, rate.rate.of) for rate in answer.arms}
    assert rates == {
        "myositis": (14, 18), "ild": (17, 18), "both": (13, 18), "either": (18, 18), "neither": (0, 18),
    }  # fmt: skip
    parts = answer.breakdown
    assert (parts.both, parts.myositis_only, parts.ild_only, parts.neither) == (13, 1, 4, 0)
    assert parts.treated == answer.treated == 18


def test_the_derived_improvement_agrees_in_at_least_sixteen_of_eighteen_with_a_reason_for_the_rest(demo):
    for agreement in tacrolimus(demo).agreements:
        assert agreement.same.count >= 16
        assert len(agreement.differing) == 18 - agreement.same.count
        assert all(agreement.reason)


def test_the_mean_prednisone_dose_falls_as_published(demo):
    """P by R 4, exactRankTests::wilcox.exact, paired, on the demo's own doses."""
    early, late = trajectory(demo).overall.windows
    assert (early.pairs, late.pairs) == (18, 16)
    assert early.change_in_mean_percent.value == pytest.approx(-65, abs=0.5)
    assert late.change_in_mean_percent.value == pytest.approx(-81, abs=0.5)
    assert early.test.p == pytest.approx(0.02001953125, rel=1e-9)
    assert late.test.p == pytest.approx(0.0001220703125, rel=1e-9)
    assert early.median_percent_change.value != 0
    assert (late.states["measured"], late.states["lost"], late.states["not yet reached"]) == (16, 1, 1)


def test_dmards_before_and_after_add_up_to_the_treated(demo):
    answer = dmards(demo)
    assert [each.drug for each in answer.drugs] == ["azathioprine", "methotrexate", "mycophenolate"]
    for each in answer.drugs:
        parts = (each.started, each.raised, each.unchanged, each.reduced, each.stopped, each.never)
        assert sum(part.count for part in parts) + each.unknown == 18


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("tacrolimus:both", 13),
        ("tacrolimus:ild_only", 4),
        ("tacrolimus:treated", 18),
        ("response:responder:PM", 20),
    ],
)
def test_every_rate_leads_to_its_patients(demo, key, count):
    found = patient_list(demo, key)
    assert len(found) == count
    assert all(found.why)
