"""The paragraphs of Table 1, antibodies and DMARDs, and the caveat in all that speak of tacrolimus."""

import re
from dataclasses import replace

from analysis import labels
from analysis.reports import methods_paragraphs, results_paragraphs
from tests.analysis.answers.small_cohort import view_of
from tests.analysis.demo import demo
from tests.analysis.reports.pasted import report_of, texts

EVERYTHING = ("baseline", "antibodies", "dmards", "fvc", "dlco", "tlc", "ck", "mmt8", "trough", "prednisone")


def test_every_section_with_numbers_has_a_paragraph_of_results_and_those_on_tacrolimus_the_caveat():
    made = report_of(view_of(demo()), sections=EVERYTHING)
    told = texts(made, results_paragraphs)
    assert len(told) == len(EVERYTHING)
    for title, text in told.items():
        if re.search("tacrolimus|prednisone", f"{title} {text}", re.IGNORECASE):
            assert labels.BEFORE_AND_AFTER in text


def test_table_one_is_told_in_the_cells_of_the_table():
    made = report_of(view_of(demo()), sections=("baseline",))
    text = texts(made, results_paragraphs)["Baseline characteristics"]
    table = made.section("baseline").tables[0]
    assert text.startswith("At baseline, 54 patients, by response to conventional treatment: responder 31")
    for row in table.rows:
        if "median" not in row[0]:
            assert f"{row[0]} {row[3]}" in text
            assert row[1] in text
    assert "; P = .013" in text
    statistics = texts(made, methods_paragraphs)["Statistical analysis"]
    assert f"Reported in this text: {made.section('baseline').prose.tests} tests" in statistics


def test_antibodies_are_told_with_both_rates_and_their_test():
    made = report_of(view_of(demo()), sections=("antibodies",))
    text = texts(made, results_paragraphs)["Response by antibody"]
    table = made.section("antibodies").tables[0]
    for row in table.rows:
        if "0/0" not in (row[1], row[2]):
            assert f"{row[0]}: positive {row[1]}, negative {row[2]}" in text
    assert "exploratory" in text


def test_dmards_are_told_drug_by_drug():
    made = report_of(view_of(demo()), sections=("dmards",))
    text = texts(made, results_paragraphs)["DMARDs"]
    for row in made.section("dmards").figures[0].rows:
        assert f"{row.label.capitalize()} ({row.detail}): " in text


def test_how_tacrolimus_went_is_for_the_team_and_for_synthetic_patients():
    found = report_of(view_of(demo()), sections=("exposure",)).section("exposure")
    assert [table.title for table in found.tables][:2] == ["Tacrolimus trough", "Still on tacrolimus"]
    assert "Median (range)" not in found.tables[0].columns
    team = report_of(
        view_of(replace(demo(), synthetic=False)), sections=("exposure",), audience="team"
    ).section("exposure")
    assert "Median (range)" in team.tables[0].columns
    assert (
        report_of(view_of(replace(demo(), synthetic=False)), sections=("exposure",)).section("exposure").empty
    )
