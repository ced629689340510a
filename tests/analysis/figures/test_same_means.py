"""A mean reads the same at a dot, in the alternative text, in the table and in the first line."""

from analysis import answers, figures, labels
from analysis.labels import tables
from tests.analysis.answers.small_cohort import cohort_of, view_of


def raised_ck():
    patients = [{"tacrolimus_start_month": 0.0}] * 3
    visits = [
        {"patient": patient, "month": month, "ck": ck, "ck_uln": 200.0}
        for patient, values in enumerate([(900.0, 400.0), (500.0, 300.0), (300.0, 201.0)])
        for month, ck in zip((0.0, 6.0), values, strict=True)
    ]
    return view_of(cohort_of(patients, visits=visits), tacrolimus_set="all")


def test_a_mean_ck_is_a_whole_number_everywhere():
    # (900 + 500 + 300) / 3 = 566.7 and (400 + 300 + 201) / 3 = 300.3
    view = raised_ck()
    found = answers.trajectory(view, "ck")
    drawn = figures.trajectory(found, view.outcomes.settings)
    assert tables.changes(found).rows[0][2] == "567 → 300"
    assert "mean 567 to 300 U/L" in labels.trajectory_headline(found)
    assert [("567 U/L" in dot.hover, "300 U/L" in dot.hover) for dot in drawn.summaries[0].dots] == [
        (True, False),
        (False, True),
    ]
    assert "baseline 567 U/L, 3-6 months 300 U/L" in drawn.alt
