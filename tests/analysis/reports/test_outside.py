"""What leaves the team: aggregates only, small groups pooled and everything about them asked again.

The demo is taken as if its patients were real. P by R 4.5, fisher.test:
matrix(c(20, 10, 11, 13), 2) for the response, the level table 9/2, 10/10, 11/10 for race.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import labels
from analysis.reports import SECTIONS, SUBTRACTION
from tests.analysis.answers.small_cohort import cohort_of, people
from tests.analysis.demo import demo, rows
from tests.analysis.reports.reports import cells, real, report_of, said, three_patients, view_of

EVERYTHING = tuple(kind.key for kind in SECTIONS)


def row_of(table, first):
    return next(row for row in table.rows if row[0] == first)


KEPT_INSIDE = ("demo_cohort", "22 November", "(range)", "raynaud", "mechanics", "SHA-256")


def ids_in(told):
    words = set(told.split())
    return [row["patient_id"] for row in rows() if row["patient_id"] in words]


def test_no_id_file_name_day_range_or_word_of_an_extra_column_leaves():
    outside = said(report_of(view_of(real()), sections=EVERYTHING))
    team = said(report_of(view_of(real()), sections=EVERYTHING, audience="team"))
    assert (ids_in(outside), len(ids_in(team))) == ([], 54)
    assert [words for words in KEPT_INSIDE if words in outside] == []
    assert [words for words in KEPT_INSIDE if words not in team] == []
    assert "November 2026" in outside


def test_no_patient_has_a_line_of_their_own():
    outside = report_of(view_of(real()), sections=EVERYTHING)
    team = report_of(view_of(real()), sections=EVERYTHING, audience="team")
    assert outside.section("prednisone").figures[0].lines == ()
    assert team.section("prednisone").figures[0].lines[0].label == "18 patients"


def test_the_team_has_ids_only_with_the_list_of_patients():
    with_list = report_of(view_of(real()), sections=("prednisone", "patients"), audience="team")
    without = report_of(view_of(real()), sections=("prednisone",), audience="team")
    assert set(with_list.section("prednisone").figures[0].lines[0].patient_id) > {"D10"}
    assert set(without.section("prednisone").figures[0].lines[0].patient_id) == {""}
    assert with_list.provenance.files[0][0] == "demo_cohort.xlsx"


def test_cadm_is_told_with_dm_and_the_test_is_of_the_two_groups():
    section = report_of(view_of(real())).section("response")
    assert section.lines[0].startswith(
        "PM 20/30, DM + CADM 11/24 · Fisher exact, PM vs DM + CADM (n = 54): P = .17"
    )
    figure = section.figures[0]
    assert [group.label for group in figure.groups] == ["PM", "DM + CADM"]
    assert figure.groups[1].rate.low == pytest.approx(0.2789133, abs=1e-7)
    assert figure.groups[1].published is None
    assert "CADM" not in cells(figure.table, "Diagnosis")
    assert not any("4/4" in sentence for sentence in section.method)
    assert section.left_out == ("Shown together, since one is too small: DM + CADM.",)


def test_with_eleven_a_group_of_twenty_may_stay_alone():
    figure = report_of(view_of(real()), smallest=11).section("response").figures[0]
    assert [group.rate.counts for group in figure.groups] == ["20/30", "11/24"]


def test_patients_without_a_diagnosis_are_no_remainder_that_could_be_subtracted():
    patients = [*people(PM=(20, 30), DM=(7, 20)), *people(DM=(2, 3))]
    for patient in patients[-3:]:
        patient["diagnosis"] = None
    section = report_of(view_of(cohort_of(patients)), sections=("response",)).section("response")
    assert section.lines[0].startswith("PM 20/30, DM + not recorded 9/23")
    assert section.headline.startswith("29/53")


def test_the_levels_of_table_one_are_pooled_and_tested_anew():
    table = report_of(view_of(real())).section("baseline").tables[0]
    assert row_of(table, "Race: Asian + Hispanic")[1:4] == ("9/30 (30%)", "2/22 (9%)", "11/52 (21%)")
    assert row_of(table, "Race: Asian + Hispanic")[-2] == ".19"
    assert row_of(table, "Diagnosis: DM + CADM")[3] == "24/54 (44%)"
    assert not any(row[0].startswith("Any necrotizing-myopathy") for row in table.rows)
    assert table.notes[0] == "18 tests, exploratory."


def test_no_place_of_the_treated_stands_beside_rates_that_would_give_it_away():
    section = report_of(view_of(real())).section("tacrolimus")
    (rates,) = section.figures
    assert [group.rate.counts for group in rates.groups] == ["14/18", "17/18"]
    assert section.headline.startswith("ILD improved in 17/18")
    assert "both" not in section.headline
    assert section.lines == ("18 patients · outcome as recorded",)
    assert any("where every treated patient stands" in each for each in section.left_out)
    assert any("Both improved" in each for each in section.left_out)


def test_without_the_rates_the_places_are_pooled_and_add_up():
    section = report_of(view_of(real()), strict=True).section("tacrolimus")
    rates, places = section.figures
    assert [group.rate.counts for group in rates.groups] == ["13/18", "18/18", "0/18"]
    assert places.rows[0].counts == (13, 5, 0, 0, 0)
    assert places.categories[1].label == "ILD only + myositis only"
    assert cells(places.table, "Treated") == [18]
    assert "13 both improved, 5 ILD only + myositis only" in section.lines[0]
    assert "1 myositis only" not in said(report_of(view_of(real()), strict=True))


def test_small_states_of_a_window_are_not_told_apart():
    found = report_of(view_of(real()))
    assert not any("1 lost" in text for text in said(found).split("\n"))
    assert "Patient flow, steps with too small parts: 12 months." in found.left_out


def test_an_antibody_is_left_out_where_a_group_would_give_it_away():
    section = report_of(view_of(real()), sections=("antibodies",)).section("antibodies")
    shown = [row[0] for row in section.tables[0].rows]
    assert "Jo-1" in shown
    assert "MDA5" not in shown  # 6 of the 10 with a DM antibody: the rest, 4, are too few
    assert "Any dermatomyositis-specific" not in shown  # 34 - 21 - 10 would give 3 away
    assert section.tables[0].notes[1] == "6 tests, exploratory."


def test_strict_mode_covers_counts_and_complements_and_says_which_rates():
    found = report_of(view_of(real()), strict=True)
    section = found.section("tacrolimus")
    assert "17/18" not in said(found)
    assert [number.value for number in section.numbers] == ["72%"]
    assert any("small numbers could be worked out: Myositis improved" in each for each in section.left_out)


def test_what_a_report_empties_is_known_before_it_is_written():
    found = report_of(view_of(real(), "diagnosis=DM"), strict=True, smallest=11)
    assert "Who responded to conventional treatment?" in found.emptied
    assert found.section("response").figures == ()
    assert "7/20" not in said(found)


def test_of_three_patients_nothing_is_told_outside_and_everything_in_the_team():
    outside = report_of(view_of(three_patients()))
    assert outside.n is None
    assert outside.patients == "fewer than 5 patients"
    assert len(outside.emptied) == 6
    assert not [section.key for section in outside.sections if section.figures]
    assert (
        report_of(view_of(three_patients()), audience="team").section("response").headline.startswith("1/3")
    )


def test_synthetic_patients_are_never_suppressed():
    found = report_of(view_of(demo()))
    assert "CADM 4/4" in found.section("response").lines[0]
    assert found.section("tacrolimus").figures[1].rows[0].counts == (13, 4, 1, 0, 0, 0)
    assert found.warnings == ()
    assert found.footer().startswith("Synthetic data · Demo cohort (")


def test_a_real_report_warns_of_subtraction_and_of_the_persons_own_words():
    assert report_of(view_of(real())).warnings == (SUBTRACTION,)
    assert len(report_of(view_of(real()), conclusion="See patient D10.").warnings) == 2
    assert report_of(view_of(real()), audience="team").warnings == ()


def test_a_filter_on_an_extra_column_is_not_named_outside():
    selected = view_of(real(), "extra:raynaud=present&diagnosis=PM")
    outside, team = report_of(selected), report_of(selected, audience="team")
    assert outside.view == "diagnosis: PM; a further column of the file: not named here"
    assert "raynaud" not in said(outside)
    assert team.view == "raynaud: present; diagnosis: PM"
    assert outside.n == team.n == selected.n


def test_a_further_column_of_a_later_visit_is_counted_and_not_named_outside():
    later = replace(real(), later=frozenset({"raynaud"}))
    outside = report_of(view_of(later), sections=("baseline",))
    assert "raynaud" not in said(outside)
    assert "without 2 further columns of the file" in said(outside)
    assert "raynaud" in said(report_of(view_of(later), sections=("baseline",), audience="team"))


@pytest.mark.parametrize("section", ["baseline", "response", "dose_by_group"])
def test_groups_by_an_extra_column_do_not_leave(section):
    found = report_of(view_of(real()), sections=(section,), by={section: "extra:raynaud"})
    assert found.section(section).empty
    assert "present" not in said(found)


def test_a_window_with_few_pairs_is_left_out_of_table_and_figure():
    patients = [
        {"conventional_response": "refractory", "second_line": "tacrolimus", "tacrolimus_start_month": 6.0}
        for _ in range(8)
    ]
    visits = [
        {"patient": at, "month": month, "prednisone_mg": 40.0 - month - at}
        for at in range(8)
        for month in (6.0, 12.0, 18.0)
        if month < 18 or at < 3
    ]
    section = report_of(view_of(cohort_of(patients, (), visits)), sections=("prednisone",)).section(
        "prednisone"
    )
    assert [row[0] for row in section.beside[0].rows] == ["3-6 months"]
    assert "12 months" not in section.headline
    assert section.figures[0].summaries == ()  # only three were measured at every window
    assert "12 months, fewer than 5 patients with a pair." in section.left_out[0]
    assert all("12 months" not in table.columns for table in section.tables)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), min_size=8, max_size=8),
    st.booleans(),
)
def test_whatever_the_groups_none_is_small_and_together_they_are_everyone(groups, strict):
    names = ("PM", "DM", "CADM", "ASyS", "IMNM", "IBM", "OM", "other")
    patients = people(**{name: tuple(pair) for name, pair in zip(names, groups, strict=True)})
    section = report_of(view_of(cohort_of(patients)), sections=("response",), strict=strict).section(
        "response"
    )
    told = [group.rate.counts.split("/") for figure in section.figures for group in figure.groups]
    rates = [(int(count), int(of)) for count, of in told]
    if not section.figures or section.figures[0].empty:
        return
    assert sum(of for _, of in rates) == sum(of for _, of in groups)
    assert sum(count for count, _ in rates) == sum(count for count, _ in groups)
    assert min(of for _, of in rates) >= 5
    if strict:
        assert not [pair for pair in rates if 0 < pair[0] < 5 or 0 < pair[1] - pair[0] < 5]


def test_the_sentence_about_before_and_after_stands_in_every_section_on_tacrolimus():
    found = report_of(view_of(real()), sections=EVERYTHING)
    for key in ("glance", "tacrolimus", "prednisone", "dose_by_group", "fvc", "ck"):
        assert labels.BEFORE_AND_AFTER in found.section(key).notes
