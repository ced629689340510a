"""The report's value: what was asked, in the order asked, with the words of the pages."""

from datetime import date

import pytest

from analysis import answers, figures, labels
from analysis.errors import ReportError
from analysis.reports import SECTIONS, USUAL, Request
from tests.analysis.demo import demo
from tests.analysis.reports.reports import HOSTILE, report_of, view_of


def test_the_sections_stand_in_the_order_that_was_asked_for():
    keys = ("methods", "prednisone", "glance", "response")
    assert tuple(section.key for section in report_of(view_of(demo()), sections=keys).sections) == keys


def test_a_usual_report_has_the_deck_that_was_agreed():
    keys = ("glance", "flow", "baseline", "response", "tacrolimus", "prednisone", "dose_by_group", "methods")
    assert keys == USUAL
    assert {kind.key for kind in SECTIONS if kind.team_only} == {"patients"}


def test_a_section_says_what_its_page_says():
    selected = view_of(demo())
    found = report_of(selected)
    response, tacrolimus = answers.response(selected), answers.tacrolimus(selected)
    assert found.section("response").headline == labels.response_headline(response)
    assert found.section("response").figures[0].alt == figures.response(response).alt
    assert found.section("tacrolimus").headline == labels.tacrolimus_headline(tacrolimus)
    assert found.section("tacrolimus").method == labels.tacrolimus_calculated(selected, tacrolimus)


def test_the_first_page_has_the_key_numbers_of_the_sections_in_the_report():
    numbers = {n.words: (n.value, n.counts) for n in report_of(view_of(demo())).section("glance").numbers}
    assert numbers["responded to conventional treatment"] == ("57%", "31/54, 95% CI 44 to 70")
    assert numbers["ILD improved after tacrolimus was started"] == ("94%", "17/18, 95% CI 74 to 99")
    assert numbers["change in mean prednisone dose at 12 months"][0] == f"{labels.MINUS}81%"
    alone = report_of(view_of(demo()), sections=("glance", "response"))
    assert [n.value for n in alone.section("glance").numbers] == ["57%"]


def test_on_the_first_page_each_answer_stands_apart_from_its_title():
    lines = report_of(view_of(demo())).section("glance").lines
    assert lines[1].startswith("Who responded to conventional treatment? 31/54 (57%")
    assert lines[3].startswith("Prednisone dose after tacrolimus was started. 3-6 months: mean")


def test_a_filter_on_the_response_is_off_where_the_response_is_reported():
    found = report_of(view_of(demo(), "response=refractory&diagnosis=DM"))
    assert found.patients == "13 of 54 patients"
    section = found.section("response")
    assert (section.patients, section.view) == ("20 of 54 patients", "diagnosis: DM")
    assert section.standing == ("Not applied here, since this section reports it: response: refractory.",)
    assert "13 of 54 patients · filtered: response: refractory; diagnosis: DM" in found.footer()
    assert "20 of 54 patients · filtered: diagnosis: DM" in found.footer(section)
    assert found.section("prednisone").standing == ("These patients are selected by outcome.",)


def test_settings_that_differ_travel_with_the_report():
    found = report_of(view_of(demo(), ck_limit=1.5))
    assert found.settings == ("CK is raised above 1.5 x ULN (default 1)",)
    assert "CK is raised above 1.5" in found.section("methods").headline
    definitions = found.section("methods").tables[0]
    assert any("CK above 1.5 x ULN" in row[1] for row in definitions.rows)


def test_the_day_is_told_to_the_team_and_the_month_outside():
    team, outside = report_of(view_of(demo()), audience="team"), report_of(view_of(demo()))
    assert (team.dated, team.day) == ("22 November 2026", date(2026, 11, 22))
    assert (outside.dated, outside.day) == ("November 2026", date(2026, 11, 1))


def test_the_persons_words_are_kept_but_for_what_cannot_be_read():
    found = report_of(
        view_of(demo()), title=HOSTILE[5], remarks={"flow": HOSTILE[1]}, conclusion=" a \r\n b "
    )
    assert found.title == "aevil"
    assert found.section("flow").remark == HOSTILE[1]
    assert found.conclusion == "a\nb"


@pytest.mark.parametrize(
    ("request_of", "sentence"),
    [
        ({"sections": ("flow", "flows")}, "There is no section flows."),
        ({"remarks": {"x": "y"}}, "There is no section x."),
        ({"sections": ("flow", "flow")}, "only once"),
        ({"smallest": 4}, "The smallest group is 5 or 11."),
        ({"audience": "press"}, "for outside or for the team"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_sentence(request_of, sentence):
    with pytest.raises(ReportError, match=sentence):
        Request(**request_of).checked()


def test_provenance_names_this_program_and_what_it_calculated_with():
    found = report_of(view_of(demo())).provenance
    assert found.software[0] == ("MA-ILD Cohort Explorer", "0.1.0")
    assert {name for name, _ in found.software} >= {"Python", "numpy", "scipy", "pandas"}
    assert found.fingerprint == demo().fingerprint


def test_a_report_of_nobody_says_so_in_every_section():
    found = report_of(view_of(demo(), "diagnosis=CADM&antibody_all=Jo-1&antibody_all=MDA5"))
    assert found.section("response").headline == "No patient is selected"
    assert found.section("response").figures[0].empty
    assert found.n == 0


def test_every_figure_has_its_caption():
    found = report_of(view_of(demo()), sections=tuple(kind.key for kind in SECTIONS), audience="team")
    for section in found.sections:
        assert len(section.captions) == len(section.figures)
        assert section.method or section.key in {"glance", "methods"}
