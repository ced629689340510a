"""What figures show of an answer: the same numbers, in the places that the methods give them."""

from importlib import import_module

import numpy as np
import pytest

from analysis import answers, figures, labels
from analysis.figures.description import Dots, RateBars
from tests.analysis.answers.small_cohort import cohort_of, people, view_of
from tests.analysis.figures.small_study import DOSES, study_view


def cells(figure, **where):
    """The rows of a figure's table as mappings, those with the given cells."""
    rows = [dict(zip(figure.table.columns, row, strict=True)) for row in figure.table.rows]
    return [row for row in rows if all(row[key] == value for key, value in where.items())]


def test_the_bars_are_the_published_groups_and_say_so_in_words():
    drawn = figures.response(answers.response(study_view()))
    assert [(g.label, g.tone, g.rate.counts, g.rate.percent) for g in drawn.groups] == [
        ("PM", "PM", "20/30", "67%"),
        ("DM", "DM", "7/20", "35%"),
        ("CADM", "CADM", "4/4", "100%"),
    ]
    assert "PM 20/30 (67%, 95% CI 49 to 81)" in drawn.alt
    assert drawn.published_label == labels.PUBLISHED
    assert [g.published.counts for g in drawn.groups] == ["20/30", "7/20", "4/4"]


def test_only_the_group_under_ten_is_an_outline():
    drawn = figures.response(answers.response(study_view()))
    assert [g.rate.small for g in drawn.groups] == [False, False, True]
    assert [g.below for g in drawn.groups] == [("30 patients",), ("20 patients",), ("4 patients",)]


def test_the_derived_rate_stands_beside_the_recorded_one_and_who_is_missing_below():
    recorded = figures.response(answers.response(study_view()))
    derived = figures.response(answers.response(study_view(outcome="derived")))
    assert recorded.other_label == "Derived from the measurements"
    assert derived.other_label == "Recorded"
    assert derived.groups[0].below == ("30 patients", "24 indeterminate")
    assert derived.groups[0].rate.counts == "0/6"
    assert derived.groups[1].rate.value is None
    assert derived.groups[0].other.counts == "20/30"


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (0, []),
        (
            1,
            ["Derived from the measurements: 2 indeterminate; its marker shows the other 1 patient."],
        ),
        (3, []),
    ],
)
def test_whom_the_marker_of_the_other_outcome_leaves_out_is_said(measured, said):
    """CK stays above its limit in everyone measured: refractory; without visits nothing can be derived."""
    visits = [
        {"patient": patient, "month": month, "ck": 900.0, "ck_uln": 200.0}
        for patient in range(measured)
        for month in (0.0, 6.0)
    ]
    drawn = figures.response(answers.response(view_of(cohort_of(people(PM=(2, 3)), visits=visits))))
    assert [note for note in drawn.notes if "its marker" in note] == said


def test_the_table_behind_the_bars_is_unrounded_and_marks_the_published():
    drawn = figures.response(answers.response(study_view()))
    (own,) = cells(drawn, Diagnosis="PM", Outcome="recorded")
    (study,) = cells(drawn, Diagnosis="PM", Outcome="published")
    assert own["Proportion"] == 20 / 30
    assert own["95% CI low"] == pytest.approx(0.4878005, abs=1e-7)  # R: prop.test(20, 30, correct = FALSE)
    assert study["Method"] == labels.PUBLISHED


def test_other_columns_have_no_published_rate_and_no_colour_of_a_diagnosis():
    drawn = figures.response(answers.response(study_view(), "sex"))
    assert [g.published for g in drawn.groups] == [None, None]
    assert drawn.published_label == ""
    assert {g.tone for g in drawn.groups} == {"series 0", "series 1"}


def test_each_antibody_has_those_positive_and_those_negative():
    drawn = figures.antibodies(answers.antibodies(study_view()))
    row = next(row for row in drawn.rows if row.label == "Jo-1")
    assert [rate.counts for rate in row.rates] == ["8/8", "19/32"]
    assert row.detail == "14 not tested"
    assert [rate.small for rate in row.rates] == [True, False]


def test_the_arms_are_bars_and_with_groups_dots():
    overall = figures.arms(answers.tacrolimus(study_view()))
    split = figures.arms(answers.tacrolimus(study_view(), "sex"))
    assert isinstance(overall, RateBars)
    assert isinstance(split, Dots)
    assert [group.rate.counts for group in overall.groups] == ["3/6", "6/6", "3/6", "6/6", "0/6"]
    assert overall.groups[1].published.counts == "17/18"
    assert overall.groups[4].published is None
    assert sum(int(rate.counts.split("/")[1]) for rate in split.rows[0].rates) == 6


def test_everyone_treated_is_in_one_part_of_the_bar():
    drawn = figures.breakdown(answers.tacrolimus(study_view(), "sex"))
    assert drawn.rows[0].counts == (3, 3, 0, 0, 0, 0)
    assert np.sum([row.counts for row in drawn.rows[1:]], axis=0).tolist() == [3, 3, 0, 0, 0, 0]


def test_the_bold_line_has_points_only_where_something_was_measured():
    view = study_view()
    drawn = figures.trajectory(answers.trajectory(view), view.outcomes.settings)
    (bold,) = drawn.summaries
    complete = np.array([doses for doses in DOSES if doses[-1] is not None])
    assert [dot.month for dot in bold.dots] == pytest.approx([0, 6, 12], abs=0.02)
    assert [dot.value for dot in bold.dots] == pytest.approx(complete.mean(axis=0))
    assert bold.label == "Mean with 95% CI, the same 5 patients"
    assert all(dot.low >= 0 for dot in bold.dots)


def test_pairs_and_states_stand_under_each_window():
    view = study_view()
    drawn = figures.trajectory(answers.trajectory(view), view.outcomes.settings)
    assert [note.lines for note in drawn.notes_below] == [
        ("n = 6",),
        ("6 pairs",),
        ("5 pairs", "1 not measured"),
    ]
    assert [(span.label, round(span.start, 1), round(span.stop, 1)) for span in drawn.windows] == [
        ("3-6 months", 2.5, 6.5),
        ("12 months", 10.0, 14.0),
    ]


def test_a_split_gives_every_group_its_own_patients():
    view = study_view()
    answer = answers.trajectory(view, by="diagnosis")
    drawn = figures.trajectory(answer, view.outcomes.settings)
    whole = figures.trajectory(answers.trajectory(view), view.outcomes.settings)
    drawn_patients = [set(lines.patient[lines.patient >= 0].tolist()) for lines in drawn.lines]
    assert set.union(*drawn_patients) == set(whole.lines[0].patient[whole.lines[0].patient >= 0].tolist())
    assert [group.label for group in answer.groups] == [lines.label for lines in drawn.lines] == ["PM"]
    assert drawn.summaries[0].tone == drawn.lines[0].tone == "PM"


def test_no_two_patients_of_a_group_are_joined_by_a_line():
    view = study_view()
    drawn = figures.trajectory(answers.trajectory(view, by="sex"), view.outcomes.settings)
    for lines in drawn.lines:
        ends = np.flatnonzero(np.diff(lines.patient) != 0)
        joined = (lines.patient[ends] >= 0) & (lines.patient[ends + 1] >= 0)
        assert not joined.any()


def test_percent_of_baseline_starts_at_a_hundred():
    view = study_view()
    drawn = figures.trajectory(answers.trajectory(view, scale="percent"), view.outcomes.settings)
    assert drawn.whole == 100
    assert drawn.summaries[0].dots[0].value == pytest.approx(100)
    assert drawn.value_label == "Prednisone, % of baseline"


def test_lung_function_does_not_start_at_zero_and_doses_do():
    view = study_view()
    settings = view.outcomes.settings
    assert figures.trajectory(answers.trajectory(view), settings).from_zero
    assert not figures.trajectory(answers.trajectory(view, "fvc"), settings).from_zero


def test_every_step_of_the_flow_lies_under_the_part_it_comes_from():
    drawn = figures.flow(answers.flow(study_view()))
    selected, response, failures, *windows = drawn.rows
    assert (selected.parts[0].start, selected.parts[0].count) == (0, 54)
    assert [(p.count, p.start) for p in response.parts] == [(31, 0), (23, 31)]
    assert [(p.count, p.start) for p in failures.parts] == [(6, 31), (17, 37)]
    assert [[(p.count, p.start) for p in row.parts] for row in windows] == [[(6, 31)], [(5, 31), (1, 36)]]


def test_the_matrix_says_of_each_measure_which_way_it_went():
    drawn = figures.matrix(answers.tacrolimus(study_view()))
    assert drawn.columns == ("Myositis", "ILD", "Strength", "CK", "TLC", "FVC", "DLCO", "Symptoms")
    assert drawn.groups == (("Improved", 2), ("Muscle", 2), ("Lung", 4))
    assert {row[1] for row in drawn.cells} == {"yes"}
    # CK and FVC change enough only by month 18, a visit that the last patient does not have.
    went = {name: [row[place] for row in drawn.cells] for place, name in enumerate(drawn.columns)}
    assert sorted(went["CK"]) == sorted(went["FVC"]) == ["better"] * 5 + ["neither"]
    assert set(went["TLC"]) == {"indeterminate"}


def test_a_long_matrix_is_cut_and_says_so(monkeypatch):
    # The package's name `matrix` is the function; the module of that name is asked for by import.
    monkeypatch.setattr(import_module("analysis.figures.matrix"), "MOST_ROWS", 4)
    drawn = figures.matrix(answers.tacrolimus(study_view()))
    assert (drawn.shown, drawn.of) == (4, 6)
    assert len(drawn.cells) == len(drawn.patients) == len(drawn.table.rows) == 4
    assert "The first 4 of 6 patients are shown; the list of patients has all." in drawn.notes


def test_a_drug_is_a_bar_over_the_patients_with_data():
    drawn = figures.dmards(answers.dmards(study_view()))
    counts = {
        row.label: dict(zip([c.label for c in drawn.categories], row.counts, strict=True))
        for row in drawn.rows
    }
    assert counts["azathioprine"]["Stopped"] == 1
    assert counts["mycophenolate"]["Unchanged"] + counts["mycophenolate"]["Started"] == 1


def test_one_patient_has_strips_courses_and_marks_on_one_axis():
    drawn = figures.patient(answers.patient(study_view(), "P20"))
    assert [panel.label for panel in drawn.panels] == ["Prednisone", "FVC", "CK"]
    assert [panel.from_zero for panel in drawn.panels] == [True, False, True]
    assert [(course.drug, course.open_end) for course in drawn.courses] == [
        ("azathioprine", False),
        ("mycophenolate", True),
    ]
    assert any(mark.strong for mark in drawn.marks)
    assert drawn.alt.startswith("Time axis of patient P20 (PM)")


@pytest.mark.parametrize("query", ["age=200-", "diagnosis=CADM"])
def test_nobody_to_show_is_a_sentence(query):
    view = study_view(query)
    empties = [
        figures.arms(answers.tacrolimus(view)),
        figures.breakdown(answers.tacrolimus(view)),
        figures.matrix(answers.tacrolimus(view)),
        figures.trajectory(answers.trajectory(view), view.outcomes.settings),
        figures.dmards(answers.dmards(view)),
    ]
    assert all(figure.empty.endswith(".") for figure in empties)
    assert bool(figures.response(answers.response(view)).empty) == (view.n == 0)
    assert bool(figures.flow(answers.flow(view)).empty) == (view.n == 0)


def test_every_figure_after_tacrolimus_says_that_a_change_is_no_effect():
    view = study_view()
    found = answers.tacrolimus(view)
    drawn = [
        figures.arms(found),
        figures.breakdown(found),
        figures.matrix(found),
        figures.dmards(answers.dmards(view)),
    ]
    drawn.append(figures.trajectory(answers.trajectory(view), view.outcomes.settings))
    assert all(labels.BEFORE_AND_AFTER in figure.notes for figure in drawn)
    assert not any("effect" in figure.title for figure in drawn)
