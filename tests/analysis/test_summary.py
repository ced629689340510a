"""The summary: a contract in JSON, the demo's numbers, and the same numbers as text."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from analysis.errors import FilterError
from analysis.filters import Filters, view
from analysis.labels import proportion, tables
from analysis.outcomes import classify
from analysis.settings import Settings
from analysis.statistics import odds_ratio, signed_rank
from analysis.statistics import proportion as rate_of
from analysis.summary import everything, summary, summary_of, summary_text
from analysis.summary.numbers import estimate_json, hypothesis_json, proportion_json
from analysis.summary.plain import plain
from tests.analysis.demo import VIEWS, demo, is_selected, rows

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "summary.schema.json").read_text(encoding="utf-8"))


def summarised(query: str = "", **texts: str):
    return summary(demo(), Settings().with_texts(texts), Filters.parse(query)) if texts else by_default(query)


@cache
def by_default(query: str):
    return summary_of(answered(query))


@cache
def answered(query: str):
    return everything(view(demo(), classify(demo(), Settings()), Filters.parse(query)))


def problems(found: object) -> list[str]:
    written = json.loads(json.dumps(found, allow_nan=False))
    errors = jsonschema.Draft202012Validator(SCHEMA).iter_errors(written)
    return [f"{error.json_path}: {error.message[:200]}" for error in errors]


@pytest.mark.parametrize("query", VIEWS)
def test_the_summary_keeps_to_its_schema_under_every_view(query):
    assert problems(summarised(query)) == []


@pytest.mark.parametrize(
    "texts",
    [{"outcome": "derived"}, {"tacrolimus_set": "all", "death": "left out"}, {"change": "points"}],
)
def test_the_summary_keeps_to_its_schema_under_other_settings(texts):
    found = summarised(**texts)
    assert problems(found) == []
    assert found["settings"] == texts


def test_the_schema_refuses_what_the_contract_does_not_have():
    found = summarised()
    assert problems({**found, "mood": "good"})
    assert problems({**found, "response": {**found["response"], "overall": {"count": 31}}})
    assert problems({name: part for name, part in found.items() if name != "dmards"})
    windows = found["prednisone"]["windows"]
    assert problems({**found, "prednisone": {**found["prednisone"], "windows": windows[::-1]}})


@pytest.mark.parametrize("query", VIEWS)
def test_the_counts_are_those_of_the_files_rows(query):
    # Witness: the demo's CSV read with the csv module and counted by hand.
    mine = [row for row in rows() if is_selected(row, query)]
    found = summarised(query)
    words = [row["conventional_response"] for row in mine]
    treated = [
        row for row in mine if row["tacrolimus_start_month"] and row["conventional_response"] == "refractory"
    ]
    assert found["selected"] == len(mine)
    assert found["response"]["overall"]["count"] == words.count("responder")
    assert found["response"]["overall"]["of"] == len([word for word in words if word])
    assert found["tacrolimus"]["treated"] == len(treated)
    for arm in ("myositis", "ild"):
        recorded = [row[f"tacrolimus_{arm}_improved"] for row in treated]
        assert found["tacrolimus"][arm]["count"] == recorded.count("yes")


def test_the_demo_says_what_the_study_says():
    # Witness: the published figures (methods and domain notes); exact P from R's fisher.test.
    found = summarised()
    overall, diagnosis = found["response"]["overall"], found["response"]["diagnosis"]
    assert (overall["count"], overall["of"]) == (31, 54)
    assert overall["ci"] == [pytest.approx(0.44162733826), pytest.approx(0.696681759801)]
    groups = {group["group"]: (group["count"], group["of"]) for group in diagnosis["groups"]}
    assert groups == {"PM": (20, 30), "DM": (7, 20), "CADM": (4, 4)}
    assert diagnosis["test"]["p"] == pytest.approx(0.0134912393913, rel=1e-9)
    pair = diagnosis["pairs"][0]
    assert pair["groups"] == ["PM", "DM"]
    assert pair["test"]["p"] == pytest.approx(0.0428318778216, rel=1e-9)
    assert pair["odds_ratio"]["estimate"] == pytest.approx(3.6108, abs=5e-4)
    assert pair["odds_ratio"]["ci"] == [pytest.approx(1.0997, abs=5e-4), pytest.approx(12.727, abs=5e-3)]
    assert pair["odds_ratio_central"]["ci"] == [
        pytest.approx(0.9759, abs=5e-4),
        pytest.approx(14.58, abs=2e-2),
    ]
    classes = found["response"]["classes"]
    assert (classes["responder"], classes["stable"], classes["refractory"], classes["indeterminate"]) == (
        31,
        0,
        23,
        0,
    )


def test_the_demos_tacrolimus_patients_improve_as_published():
    found = summarised()["tacrolimus"]
    assert found["treated"] == 18
    assert {arm: found[arm]["count"] for arm in ("myositis", "ild", "both")} == {
        "myositis": 14,
        "ild": 17,
        "both": 13,
    }
    assert found["breakdown"] == {
        "both": 13,
        "myositis_only": 1,
        "ild_only": 4,
        "neither": 0,
        "indeterminate": 0,
        "not_applicable": 0,
    }


def test_the_demos_prednisone_falls_as_published():
    early, late = summarised()["prednisone"]["windows"]
    assert (early["window"], early["pairs"], late["window"], late["pairs"]) == (
        "3-6 months",
        18,
        "12 months",
        16,
    )
    assert round(early["change_in_mean_percent"]["estimate"]) == -65
    assert round(late["change_in_mean_percent"]["estimate"]) == -81
    assert round(early["test"]["p"], 2) == 0.02
    assert late["test"]["p"] < 0.001
    assert early["median_percent_change"]["estimate"] != 0
    assert (late["states"]["lost"], late["states"]["not_yet_reached"]) == (1, 1)


def test_the_flow_leads_from_everyone_to_the_windows():
    found = summarised()["flow"]
    assert found["response"]["parts"] == {"responder": 31, "refractory": 23}
    assert found["failures"]["parts"] == {"analysed": 18, "not_analysed": 5}
    assert sum(found["second_line"]["parts"].values()) == 5
    assert all("cyclophosphamide" in line for line in found["second_line"]["parts"])
    assert [window["of"] for window in found["windows"]] == [18, 18]


@pytest.mark.parametrize("query", VIEWS)
def test_everything_adds_up(query):
    found = summarised(query)
    part, tacrolimus = found["response"], found["tacrolimus"]
    sizes = [sum(each[key] for key in ("of", "indeterminate", "not_applicable", "not_recorded")) for each in
             (part["overall"], *part["diagnosis"]["groups"])]  # fmt: skip
    assert sizes[0] == found["selected"] == sum(part["classes"].values())
    assert sum(sizes[1:]) + part["diagnosis"]["unknown"] == found["selected"]
    assert sum(tacrolimus["breakdown"].values()) == tacrolimus["treated"]
    for window in found["prednisone"]["windows"]:
        assert sum(window["states"].values()) == tacrolimus["treated"]


def test_an_empty_view_is_answered_with_reasons():
    found = summarised(VIEWS[-1])
    assert found["selected"] == 0
    assert "not_estimable" in found["response"]["overall"]
    assert "not_estimable" in found["response"]["diagnosis"]["test"]
    assert [window["pairs"] for window in found["prednisone"]["windows"]] == [0, 0]


def test_with_a_filter_every_test_says_that_it_is_a_subgroups():
    assert summarised()["response"]["diagnosis"]["test"]["notes"] == []
    found = summarised("sex=female")
    tests = [
        found["response"]["diagnosis"]["test"],
        *(row["test"] for row in found["response"]["antibodies"]),
    ]
    tests += [window["test"] for window in found["prednisone"]["windows"]]
    assert all("subgroup, exploratory" in test["notes"] for test in tests if "notes" in test)


def test_a_filter_on_an_outcome_says_where_it_is_not_applied():
    found = summarised("response=refractory")
    said = "Not applied here, where it is what is reported: response: refractory."
    for part in ("response", "flow", "baseline"):
        assert said in found[part]["notes"]
    assert said not in found["tacrolimus"]["notes"]
    assert (found["selected"], found["response"]["overall"]["of"], found["flow"]["selected"]) == (23, 54, 54)
    improved = summarised("improved=both")
    assert any("improved after tacrolimus: both" in note for note in improved["tacrolimus"]["notes"])
    assert improved["response"]["overall"]["of"] == 13


def test_the_text_says_where_a_filter_is_not_applied_and_that_patients_are_selected_by_outcome():
    text = summary_text(answered("response=refractory"))
    assert text.count("Not applied here, where it is what is reported: response: refractory.") == 3
    assert "Selected by outcome" in text.split("\n\n")[0]
    assert "Selected by outcome" not in summary_text(answered("diagnosis=DM"))
    assert "improved after tacrolimus: both." in summary_text(answered("improved=both"))


def test_the_view_is_written_as_it_can_be_read_again():
    query = "diagnosis=DM&antibody_any=group:ARS"
    found = summarised(query)
    assert found["view"] == query
    assert summary(demo(), Settings(), Filters.parse(found["view"])) == found


def test_a_view_of_what_is_not_there_is_refused():
    with pytest.raises(FilterError):
        summarised("hair=red")


@pytest.mark.parametrize("query", VIEWS)
def test_the_text_shows_the_tables_that_the_pages_show(query):
    found = answered(query)
    text = summary_text(found)
    assert proportion(found.response.overall.rate) in text
    for table in (
        tables.rates(found.response),
        tables.antibodies(found.antibodies),
        tables.flow(found.flow),
        tables.baseline(found.baseline),
        tables.arms(found.tacrolimus),
        tables.changes(found.prednisone),
    ):
        assert plain(table) in text


def test_the_text_says_whose_numbers_they_are():
    here = view(
        demo(), classify(demo(), Settings().with_texts({"fvc_change": "5"})), Filters.parse("diagnosis=DM")
    )
    head = summary_text(everything(here)).split("\n\n")[0]
    assert "20 of 54 patients" in head
    assert "Synthetic" in head
    assert "diagnosis: DM" in head
    assert "FVC changed by at least: 5 %" in head


def test_an_unbounded_estimate_is_null_and_says_on_which_side():
    # R 4: fisher.test of 4/4 against 7/20 gives an infinite odds ratio; exact2x2 bounds it at 1.213.
    found = estimate_json(odds_ratio(4, 4, 7, 20))
    assert (found["estimate"], found["unbounded"], found["ci"][1]) == (None, "above", None)
    assert found["ci"][0] == pytest.approx(1.2132, abs=5e-4)


def test_a_rate_of_nobody_keeps_its_counts():
    found = proportion_json(rate_of(0, 0, indeterminate=2, not_applicable=1, not_recorded=3))
    assert "proportion" not in found
    assert found["not_estimable"]
    assert [found[key] for key in ("count", "of", "indeterminate", "not_applicable", "not_recorded")] == [
        0,
        0,
        2,
        1,
        3,
    ]


def test_a_test_that_cannot_be_done_is_its_reason():
    assert list(hypothesis_json(signed_rank([10.0, 5.0], [10.0, 5.0]))) == ["not_estimable"]
