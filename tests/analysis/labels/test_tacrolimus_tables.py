"""The tables of the Tacrolimus page, from answers written by hand."""

from dataclasses import replace

from analysis.answers.arms import ARMS, Breakdown
from analysis.answers.tacrolimus import TacrolimusGroup
from analysis.labels import BEFORE_AND_AFTER, tables
from analysis.outcomes.verdicts import Verdict
from analysis.statistics import NotEstimable
from tests.analysis.labels.made_answers import arm, exposure, matrix_of, notes_of, rows_of, tacrolimus


def test_the_arms_are_those_of_the_study():
    """Counts as published; Wilson limits by R 4, prop.test(correct = FALSE)."""
    table = tables.arms(tacrolimus())
    assert table.columns == ("Outcome", "Recorded", "Derived", "Missing", "Bounds")
    assert [row[:2] for row in table.rows] == [
        ("Myositis improved", "14/18 (78%, 95% CI 55 to 91)"),
        ("ILD improved", "17/18 (94%, 95% CI 74 to 99)"),
        ("Both improved", "13/18 (72%, 95% CI 49 to 88)"),
        ("Either improved", "18/18 (100%, 95% CI 82 to 100)"),
        ("Neither improved", "0/18 (0%, 95% CI 0 to 18)"),
    ]
    assert rows_of(table)["Myositis improved"][1:] == (
        "13/17 (76%, 95% CI 53 to 90)",
        "derived: 1 indeterminate",
        "–",
    )


def test_what_must_never_be_left_out_stands_below_the_arms():
    notes = tables.arms(tacrolimus()).notes
    assert "18 patients in the analysis, 19 patients ever on tacrolimus." in notes
    assert "ILD improved by symptoms alone (derived): 2 patients." in notes
    assert notes[-1] == BEFORE_AND_AFTER
    said = notes_of(tables.arms(tacrolimus(by_symptoms=0, mixed=1, died=3)))
    assert "by symptoms alone (derived): 0 patients" in said
    assert "worse by another (derived: not improved): 1 patient." in said
    assert "before evaluation: 3 patients." in said


def test_a_file_that_records_no_improvement_has_the_derived_one_alone():
    derived = tuple(arm(key, 1, 2, used="derived", indeterminate=1, not_applicable=1) for key in ARMS)
    table = tables.arms(tacrolimus(source="derived", arms=derived))
    assert table.columns == ("Outcome", "Derived", "Missing", "Bounds")
    assert table.rows[0][2:] == ("1 indeterminate, 1 not applicable", "33% to 67%")
    assert "Recorded, not estimable: the file records no improvement." in table.notes


def test_nobody_treated_is_said_and_not_divided_by():
    table = tables.arms(tacrolimus(treated=0, arms=tuple(arm(key, 0, 0) for key in ARMS)))
    assert {row[1] for row in table.rows} == {"0/0"}
    assert "not estimable: no patient with a known outcome." in notes_of(table)
    empty = tables.breakdown(tacrolimus(breakdown=Breakdown(0, 0, 0, 0, 0, 0, 0), groups=()))
    assert empty.columns == ("Improved", "All (n = 0)")
    assert {row[1] for row in empty.rows} == {"0/0"}


def test_the_breakdown_adds_up_to_the_treated_overall_and_by_group():
    table = tables.breakdown(tacrolimus(ungrouped=1))
    assert table.columns == ("Improved", "All (n = 18)", "PM (n = 8)", "DM (n = 10)")
    assert rows_of(table)["Both"] == ("13/18 (72%)", "5/8 (63%)", "8/10 (80%)")
    for column in range(1, 4):
        counts = [row[column].split(" ")[0].split("/") for row in table.rows]
        assert {sum(int(count) for count, _ in counts)} == {int(of) for _, of in counts}
    assert "1 patient in no group: the group is not known." in table.notes


def test_arms_of_a_blank_record_are_counted_among_the_indeterminate():
    blank = tables.breakdown(tacrolimus(breakdown=Breakdown(13, 1, 2, 0, 2, 0, 1)))
    assert "Indeterminate includes 1 patient with an arm not recorded." in blank.notes


def test_groups_stand_abreast_with_their_size_and_who_is_missing():
    (table,) = tables.by_group(tacrolimus())
    assert table.columns == ("Outcome", "PM (n = 8)", "DM (n = 10)")
    assert rows_of(table)["Myositis improved"] == (
        "6/8 (75%, 95% CI 41 to 93)",
        "8/9 (89%, 95% CI 57 to 98)",
    )
    assert (
        "DM: 1 indeterminate (Myositis improved, ILD improved, Both improved and two others)." in table.notes
    )


def test_many_groups_become_rows():
    rates = tuple(arm(key, 1, 1) for key in ARMS)
    levels = tuple(TacrolimusGroup(name, name, 1, rates, Breakdown(1, 0, 0, 0, 0, 0, 0)) for name in "ABCDE")
    (table,) = tables.by_group(tacrolimus(groups=levels, by_label="Site"))
    assert table.columns == ("Site", *ARMS.values())
    assert [row[0] for row in table.rows] == [f"{name} (n = 1)" for name in "ABCDE"]


def test_without_a_split_there_are_no_groups_and_no_comparison():
    whole = tacrolimus(by="", by_label="", groups=(), comparisons=())
    assert tables.by_group(whole) == ()
    assert tables.arm_comparisons(whole) == ()


def test_a_split_in_which_nobody_was_treated_says_so():
    (table,) = tables.by_group(tacrolimus(groups=(), comparisons=()))
    assert table.rows == ()
    assert "No group has a treated patient." in table.notes


def test_groups_named_alike_keep_their_own_columns():
    both = tacrolimus().groups[0]
    (table,) = tables.by_group(tacrolimus(groups=(both, replace(both, key="PM "))))
    assert table.columns == ("Outcome", "PM (n = 8)", "PM (n = 8) (2)")
    assert len(table.records()[0]) == 3


def test_arms_are_compared_by_a_named_test():
    """P of 6/8 against 8/9 by R 4, fisher.test: 0.5765."""
    (table,) = tables.arm_comparisons(tacrolimus())
    assert table.rows == (
        ("Myositis improved", "PM vs DM", "−14 points (−49 to 22)", ".58"),
        ("Neither improved", "PM", "–", "–"),
    )
    assert "P: Fisher exact." in table.notes
    assert "Neither improved (difference) and Neither improved (P), not estimable: one group." in table.notes


def test_the_matrix_can_be_read_without_colours():
    table = tables.matrix(tacrolimus())
    assert table.columns[-2] == "Criteria met (derived)"
    assert table.rows == (
        ("P1", "PM", "improved", "improved", "Strength better, FVC rose", "–"),
        (
            "P2",
            "–",
            "not improved",
            "improved",
            "–",
            "ILD by symptoms alone; ILD as derived: not improved",
        ),
        (
            "P3",
            "DM",
            "not applicable",
            "not recorded",
            "–",
            "ILD mixed; died or transplanted before evaluation",
        ),
    )


def test_a_long_matrix_is_cut_and_says_so():
    one = ("P", "PM", Verdict.YES, Verdict.YES, Verdict.YES, (), 0, 0, 0)
    table = tables.matrix(tacrolimus(matrix=matrix_of(*[one] * 201)))
    assert len(table.rows) == tables.MOST_ROWS
    assert table.notes == ("The first 200 of 201 patients are listed.",)
    assert tables.matrix(tacrolimus(matrix=matrix_of())).rows == ()


def test_troughs_are_counted_in_the_range_that_is_set():
    table = tables.troughs(tacrolimus())
    assert table.columns == ("Window", "In 5 to 10 ng/mL", "Median (range)")
    assert table.rows == (
        ("3-6 months", "17/18 (94%, 95% CI 74 to 99)", "7.4 ng/mL (5.6 to 10.4)"),
        ("12 months", "0/0", "–"),
    )
    assert "12 months, not estimable: no patient with a value." in table.notes


def test_who_is_still_on_the_drug_names_who_is_missing():
    table = tables.on_drug(tacrolimus())
    assert rows_of(table)["12 months"] == (
        "15/16 (94%, 95% CI 72 to 99)",
        "1 died or transplanted, 1 lost or not yet reached",
    )


def test_reasons_and_events_are_counted_over_their_own_denominator():
    reasons = tables.stop_reasons(tacrolimus())
    assert reasons.rows == (("adverse event", "1/2 (50%)"), ("remission", "1/2 (50%)"))
    assert reasons.notes == ("2/18 (11%) stopped tacrolimus at any time.",)
    events = tables.tacrolimus_events(tacrolimus(exposure=exposure(undated_events=2)))
    assert events.rows == (("infection", "3/18 (17%)", "4", "1"),)
    assert events.notes == (
        "3/18 (17%) had at least one event.",
        "Not counted, since their month is not known: 2 events.",
    )


def test_what_was_not_collected_is_not_none():
    unknown = NotEstimable("Events were not collected.")
    table = tables.tacrolimus_events(tacrolimus(exposure=exposure(events=unknown)))
    assert table.rows == ()
    assert table.notes == ("Not estimable: events were not collected.",)
    reasons = tables.stop_reasons(tacrolimus(exposure=exposure(reasons=NotEstimable("Not collected."))))
    assert reasons.rows == ()
    assert reasons.notes[-1] == "Not estimable: not collected."
