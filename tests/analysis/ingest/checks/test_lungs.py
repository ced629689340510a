"""Litres, percent, FVC and TLC of one patient must fit together."""

import pytest


@pytest.mark.parametrize(
    ("fvc", "tlc", "cells"), [(3.1, 3.1, []), (3.2, 3.1, [("C2", "3.2 (TLC 3.1 in D2)")])]
)
def test_fvc_may_equal_tlc_and_not_exceed_it(visits_of, finding, fvc, tlc, cells):
    assert finding(visits_of(fvc_l=[fvc], tlc_l=[tlc]), "larger than TLC") == cells


def test_fvc_without_tlc_says_nothing(visits_of, finding):
    assert finding(visits_of(fvc_l=[3.2], tlc_l=[None]), "larger than TLC") == []


@pytest.mark.parametrize(
    ("litres", "percent", "is_found"),
    [(3.75, 50, False), (3.76, 50, True), (0.6, 50, False), (0.59, 50, True), (3, None, False)],
)
def test_litres_and_percent_must_mean_a_lung_that_exists(visits_of, finding, litres, percent, is_found):
    found = finding(visits_of(fvc_l=[litres], fvc_pct=[percent]), "was predicted.")
    assert found == ([("C2", f"{litres} (percent of predicted {percent} in D2)")] if is_found else [])


def test_one_visit_that_means_another_body_than_the_others_is_pointed_at(visits_of, finding):
    steady = visits_of(fvc_l=[2, 2.2, 2.4], fvc_pct=[50, 55, 50])
    assert finding(steady, "other visits") == []  # 4, 4 and 4.8: just 20% apart
    cohort = visits_of(fvc_l=[2, 2.2, 2.45], fvc_pct=[50, 55, 50])
    assert finding(cohort, "other visits") == [("C4", "2.45 (percent of predicted 50 in D4)")]


def test_a_pair_that_is_impossible_by_itself_is_told_once(visits_of, finding):
    cohort = visits_of(fvc_l=[2, 2, 2], fvc_pct=[50, 50, 20])
    assert finding(cohort, "contradicts its percent") == [("C4", "2 (percent of predicted 20 in D4)")]
