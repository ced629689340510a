"""Every rate of every answer opens exactly the patients that it counts."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import answers
from analysis.answers.members import RateKey, asked, members
from analysis.errors import FilterError
from analysis.filters import Filters, View, view
from analysis.outcomes import MEASURES, classify
from analysis.outcomes.results import Outcomes
from analysis.settings import Settings
from tests.analysis.answers import rates
from tests.analysis.answers.rates import Rate
from tests.analysis.answers.rough_cohort import SITE, rough_cohort
from tests.analysis.demo import demo

COHORTS = {"demo": demo, "rough": rough_cohort}
#: Settings under which a count differs from what the default makes it.
OTHER_RULES = "outcome=derived&stable_responds=yes&death=left out&stopped=left out&tacrolimus_set=all"
RULES = {"the study's": "", "other": OTHER_RULES, "points": "change=points&weak=negative"}

CASES = [
    ("demo", "the study's", "", "diagnosis"),
    ("demo", "the study's", "diagnosis=DM&antibody_any=group:ARS", "age"),
    ("demo", "other", "age=40-60&sex=female", "antibody:group:MSA"),
    ("demo", "other", "diagnosis=CADM&antibody_all=Jo-1&antibody_all=MDA5", "sex"),
    ("rough", "the study's", "", f"extra:{SITE}"),
    ("rough", "other", "", "diagnosis"),
    ("rough", "points", "diagnosis=DM&diagnosis=PM", "antibody:anti: a/b"),
    ("rough", "the study's", "response=refractory&improved=ild", "improvement"),
    ("rough", "other", "response=stable&sex=male", "response"),
]
ON_THE_CLOCKS = [
    ("demo", "the study's", ""),
    ("rough", "the study's", "sex=female"),
    ("rough", "other", ""),
]


@cache
def decided(cohort: str, rules: str) -> Outcomes:
    texts = dict(pair.split("=") for pair in RULES[rules].split("&") if pair)
    return classify(COHORTS[cohort](), Settings().with_texts(texts))


def view_of(cohort: str, rules: str, query: str) -> View:
    return view(COHORTS[cohort](), decided(cohort, rules), Filters.parse(query))


@cache
def every_rate(cohort: str, rules: str, query: str, by: str) -> tuple[tuple[object, list[Rate]], ...]:
    """Each answer about a view with its rates and the keys that lead to them."""
    found = view_of(cohort, rules, query)
    asked_for = (
        (answers.response(found, by), rates.of_response),
        (answers.antibodies(found), rates.of_antibodies),
        (answers.tacrolimus(found, by), rates.of_tacrolimus),
        (answers.flow(found), rates.of_flow),
        (answers.baseline(found, by), rates.of_baseline),
        (answers.dmards(found), rates.of_dmards),
    )
    return tuple((answer, list(its_rates(answer))) for answer, its_rates in asked_for)


def wrong(found: View, its_rates: list[Rate]) -> list[tuple[Rate, int]]:
    """The rates whose key leads to another number of patients than they count."""
    opened = [(each, len(members(found, each.key, each.by))) for each in its_rates]
    return [(each, n) for each, n in opened if n != each.count]


@pytest.mark.parametrize(("cohort", "rules", "query", "by"), CASES)
def test_every_rate_opens_as_many_patients_as_it_counts(cohort, rules, query, by):
    found = view_of(cohort, rules, query)
    for answer, its_rates in every_rate(cohort, rules, query, by):
        assert wrong(found, its_rates) == [], type(answer).__name__


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("clock", ["tacrolimus", "conventional"])
@pytest.mark.parametrize(("cohort", "rules", "query"), ON_THE_CLOCKS)
def test_every_window_of_every_measure_opens_its_patients_on_both_clocks(
    cohort, rules, query, clock, measure
):
    found = view_of(cohort, rules, query)
    answer = answers.trajectory(found, measure, clock, "diagnosis", scale="percent")
    assert wrong(found, list(rates.of_trajectory(answer))) == []


def test_no_rate_of_an_answer_is_without_a_key():
    found = view_of("rough", "the study's", "")
    asked_for = [*every_rate("rough", "the study's", "", f"extra:{SITE}")]
    trajectory = answers.trajectory(found, "fvc", by="diagnosis")
    doses = answers.trajectory(found, "prednisone")
    asked_for += [(each, list(rates.of_trajectory(each))) for each in (trajectory, doses)]
    for answer, its_rates in asked_for:
        with_key = {id(each.proportion) for each in its_rates}
        assert [each for each in rates.proportions_in(answer) if id(each) not in with_key] == []
    assert sum(each.count > 0 for _, found_rates in asked_for for each in found_rates) > 300


def test_every_kind_of_rate_counts_somebody_in_one_of_the_cases():
    """Nobody opened where nobody is counted would prove nothing."""
    most: dict[str, int] = {}
    for case in CASES:
        for _, its_rates in every_rate(*case):
            for each in its_rates:
                kind = kind_of(RateKey.parse(each.key))
                most[kind] = max(most.get(kind, 0), each.count)
    assert [kind for kind, count in most.items() if not count] == []


def kind_of(key: RateKey) -> str:
    """A key without its group, and without the name of an antibody or a drug."""
    parts = {"antibody": key.parts[:1], "dmard": key.parts[1:], "baseline": ()}.get(key.question, key.parts)
    return f"{key.question}:{'/'.join(parts)}"


def test_the_patients_opened_are_those_of_the_answer_not_only_as_many():
    found = view_of("rough", "the study's", "")
    for box in answers.flow(found).second_line.parts:
        key = RateKey("flow", ("second line", box.key)).write()
        assert members(found, key).tolist() == box.patients.tolist()
    response = answers.response(found, "diagnosis")
    for group in response.groups:
        everyone = members(found, f"response:all:{group.group}")
        assert everyone.tolist() == group.patients.tolist()
        assert set(members(found, f"response:responded:{group.group}")) <= set(everyone.tolist())
    agreement = answers.response(found).agreement
    assert members(found, "response:differing").tolist() == sorted(agreement.differing.tolist())


def test_the_states_of_a_window_hold_everyone_followed_exactly_once():
    found = view_of("rough", "the study's", "")
    states = answers.trajectory(found, "fvc").overall.windows[0].states
    opened = [members(found, f"window:fvc/3-6 months/{state}") for state in states]
    everyone = members(found, "trajectory:fvc/followed")
    assert np.sort(np.concatenate(opened)).tolist() == everyone.tolist()


def test_a_key_without_a_clock_means_the_clock_of_tacrolimus():
    found = view_of("demo", "the study's", "")
    same = [f"low_dose:{clock}12 months/10" for clock in ("", "tacrolimus/")]
    assert [len(members(found, key)) for key in same] == [16, 16]
    assert len(members(found, "window:prednisone/12 months/measured")) == 16
    assert len(members(found, "window:prednisone/conventional/12 months/measured")) != 16


def test_a_filter_on_the_outcome_that_a_rate_reports_does_not_narrow_its_patients():
    found = view_of("demo", "the study's", "response=refractory")
    assert len(members(found, "response:responded")) == 31
    assert asked(found, "response:responded").switched_off == ("response",)
    assert asked(found, "window:prednisone/12 months/lost") is found


def test_a_group_that_nobody_selected_is_in_is_empty_and_one_that_does_not_exist_is_refused():
    found = view_of("demo", "the study's", "diagnosis=DM")
    assert len(members(found, "response:responded:PM")) == 0
    with pytest.raises(FilterError, match="There is no group"):
        members(found, "response:responded:flu")


@pytest.mark.parametrize(
    "key",
    [
        "", "age:old", "response:happy", "response:responded/guessed", "response:responder/x",
        "antibody:positive/Jo-2", "antibody:keen/Jo-1", "antibody:positive", "flow:nowhere",
        "flow:left/right", "window:fvc/summer/12 months/lost",
        "baseline:sex/blue", "baseline:age/44", "tacrolimus:most", "ild:maybe", "ild:yes/no",
        "trough:12 months/high", "trough:2 months/measured", "on_drug:12 months/perhaps", "stopped:tired",
        "event:surprise", "trajectory:prednisone/lost", "trajectory:height/followed",
        "window:fvc/3-6 months/asleep", "window:height/3-6 months/lost", "window:fvc/lost",
        "window:prednisone/12 months/fallen", "low_dose:12 months/3", "low_dose:never/10",
        "dmard:azathioprine/forgotten", "dmards:many", "dmards:before/many", "dmards:soon/1",
    ],
)  # fmt: skip
def test_a_key_of_no_rate_is_refused_with_a_sentence(key):
    with pytest.raises(FilterError, match=r"There (is|are) no|has no antibody"):
        members(view_of("demo", "the study's", ""), key)


texts = st.text(min_size=1, max_size=12)


@given(
    question=st.sampled_from(["flow", "window"]), parts=st.lists(texts, min_size=1), group=st.none() | texts
)
def test_any_key_that_is_written_reads_back(question, parts, group):
    key = RateKey(question, tuple(parts), group)
    assert RateKey.parse(key.write()) == key
