"""Figure captions: what is drawn, of how many, and what bars, whiskers and markers mean."""

from analysis.reports import captions
from tests.analysis.answers.small_cohort import cohort_of, view_of
from tests.analysis.demo import demo
from tests.analysis.reports.pasted import demo_report, report_of


def test_every_figure_has_a_caption_that_says_what_is_drawn():
    made = demo_report()
    found = captions(made)
    assert len(found) == sum(len(section.figures) for section in made.sections)
    assert [caption.title for caption in found] == [f"Figure {at + 1}" for at in range(len(found))]
    by_start = {caption.text.partition(".")[0]: caption.text for caption in found}
    response = by_start["Patients who responded to conventional treatment by diagnosis, outcome as recorded"]
    assert "n: PM 20/30, DM 7/20, CADM 4/4." in response
    for words in ("Bars: recorded", "Whiskers: 95% Wilson", "Diamonds: derived", "Triangles: published"):
        assert response.count(words) == 1
    assert "outline" in response
    prednisone = by_start["Prednisone, mean with 95% t interval, cut at 0, tacrolimus analysis"]
    assert "the same 16 patients. Whiskers: 95% t intervals, cut at 0." in prednisone
    assert "Baseline: n = 18. 3-6 months: 18 pairs. 12 months: 16 pairs, 1 lost, 1 not yet." in prednisone
    assert "Thin lines" not in prednisone


def test_a_caption_names_no_marker_that_is_not_drawn():
    rows = [{"diagnosis": "IMNM", "weak": None}] * 12
    (_, response, *_) = captions(report_of(view_of(cohort_of(rows))))
    assert not any(word in response.text for word in ("Diamonds", "Triangles", "outline"))
    team = captions(report_of(view_of(demo()), audience="team"))
    assert any("Thin lines: single patients (18 patients)." in caption.text for caption in team)
