"""The deck: every slide says whose data it shows, every chart carries its numbers, nothing is a picture."""

import re
from functools import cache
from io import BytesIO
from math import isfinite
from zipfile import ZipFile

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

from analysis import answers, labels
from analysis.reports import SECTIONS
from analysis.reports.pptx import pptx
from tests.analysis.demo import demo, rows
from tests.analysis.reports.reports import real, report_of, view_of
from tests.analysis.reports.slides import charts, everything_inside, foot, opened, tables, texts
from tests.analysis.reports.studies import demo_for

EVERYTHING = tuple(kind.key for kind in SECTIONS)


@cache
def deck(audience="team", sections=EVERYTHING):
    return pptx(report_of(view_of(demo()), audience=audience, sections=sections, conclusion="Ours."))


@cache
def slides():
    return tuple(opened(deck()).slides)


@cache
def all_charts():
    return tuple(charts(opened(deck())))


def chart_of(title):
    return next(chart for chart in all_charts() if chart.title == title)


def test_slides_are_wide_and_hold_no_picture():
    presentation = opened(deck())
    assert presentation.slide_width / presentation.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert not [
        name for name in ZipFile(BytesIO(deck())).namelist() if "media" in name or "thumbnail" in name
    ]


def test_every_slide_has_the_foot_a_number_and_notes():
    for number, slide in enumerate(slides(), start=1):
        footer = foot(slide, PP_PLACEHOLDER.FOOTER)
        assert demo().fingerprint in footer
        assert "54 patients" in footer
        assert "not filtered" in footer
        assert "22 November 2026" in footer
        assert foot(slide, PP_PLACEHOLDER.SLIDE_NUMBER) == str(number)
        notes = slide.notes_slide.notes_text_frame.text
        assert "Limits:" in notes
        assert "Method:" in notes or "Settings:" in notes


def test_the_foot_has_the_filters_that_hold_on_its_slide():
    found = opened(pptx(report_of(view_of(demo(), "response=refractory&diagnosis=DM"))))
    feet = {slide.shapes.title.text_frame.text: foot(slide, PP_PLACEHOLDER.FOOTER) for slide in found.slides}
    assert "20 of 54 patients · filtered: diagnosis: DM" in feet["Who responded to conventional treatment?"]
    assert "13 of 54 patients · filtered: response: refractory" in feet["At a glance"]


def test_charts_and_tables_say_in_words_what_they_show():
    described = [shape for slide in slides() for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert len(described) > 20
    for shape in described:
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
    alt = chart_of("Who responded to conventional treatment?").alt
    assert "PM 20/30 (67%, 95% CI 49 to 81)" in alt


def test_the_columns_are_the_rates_with_asymmetric_wilson_whiskers():
    chart = chart_of("Who responded to conventional treatment?")
    recorded = chart.series()["Recorded, with 95% CI"]
    assert recorded == pytest.approx((20 / 30, 7 / 20, 1.0))
    # R: prop.test(20, 30, correct = FALSE), prop.test(7, 20, correct = FALSE)
    lows, highs = (chart.column(f"Recorded, with 95% CI: 95% CI {end}") for end in ("low", "high"))
    assert lows[:2] == pytest.approx([0.4878005, 0.1811918], abs=1e-6)
    assert highs[:2] == pytest.approx([0.8076950, 0.5671457], abs=1e-6)
    up = chart.xml.xpath("//c:ser[1]/c:errBars/c:plus//c:v/text()")
    down = chart.xml.xpath("//c:ser[1]/c:errBars/c:minus//c:v/text()")
    assert [float(v) for v in up[:2]] == pytest.approx([0.8076950 - 20 / 30, 0.5671457 - 0.35], abs=1e-6)
    assert [float(v) for v in down[:2]] == pytest.approx([20 / 30 - 0.4878005, 0.35 - 0.1811918], abs=1e-6)


def test_k_of_n_stands_in_the_bar():
    chart = chart_of("Who responded to conventional treatment?")
    labels = chart.xml.xpath("//c:barChart/c:ser[1]//c:dLbl[1]//a:t/text()")
    assert labels == ["20/30", "67%"]
    assert chart.column("Recorded, with 95% CI: count") == ["20/30", "7/20", "4/4"]
    categories = list(chart.chart.plots[0].categories)
    assert categories[2] == "CADM\n4 patients"


def test_a_small_group_is_an_outline_and_the_slide_says_so():
    chart = chart_of("Who responded to conventional treatment?")
    assert chart.xml.xpath("//c:ser[1]/c:dPt/c:idx/@val") == ["2"]
    slide = next(s for s in slides() if s.shapes.title.text_frame.text.startswith("Who responded to conv"))
    assert "Outline: fewer than 10 patients." in texts(slide)


def test_everyone_is_in_one_part_of_the_stacked_bars():
    chart = [each for each in all_charts() if each.title == "Who improved after tacrolimus was started?"][1]
    assert chart.series() == {"Both improved": (13, 5, 8), "ILD only": (4, 2, 2), "Myositis only": (1, 1, 0)}


def test_the_mean_has_whiskers_at_baseline_and_windows_and_patients_are_thin_lines():
    chart = chart_of("Prednisone dose after tacrolimus was started")
    points = answers.trajectory(view_of(demo())).overall.points
    assert chart.series()["Mean with 95% CI, the same 16 patients"] == tuple(point.value for point in points)
    assert len(chart.xml.xpath("//c:ser[2]/c:errBars/c:plus//c:pt")) == 3
    assert chart.xml.xpath("//c:ser[1]/c:errBars") == []
    assert "D10" in chart.column("Patient")


def test_a_gap_between_two_patients_is_a_missing_point():
    chart = chart_of("Prednisone dose after tacrolimus was started")
    points = chart.xml.xpath("//c:ser[1]/c:yVal//c:pt/@idx")
    said = int(chart.xml.xpath("//c:ser[1]/c:yVal//c:ptCount/@val")[0])
    assert said - len(points) == 17  # 18 patients
    values = chart.xml.xpath("//c:numCache/c:pt/c:v/text()")
    assert all(isfinite(float(value)) for value in values)


def test_whiskers_stand_where_the_schema_wants_them_and_axes_have_positive_ids():
    for chart in all_charts():
        for bars in chart.xml.xpath("//c:errBars"):
            assert bars.getnext().tag.split("}")[1] in {"cat", "xVal"}
        assert all(int(each) > 0 for each in chart.xml.xpath("//c:axId/@val"))


def test_a_table_has_at_most_eighteen_rows_a_slide_and_loses_none():
    found = [
        slide for slide in slides() if slide.shapes.title.text_frame.text.startswith("Who were the patients")
    ]
    parts = [tables(slide)[0] for slide in found]
    assert [len(part) - 1 <= 18 for part in parts] == [True] * len(parts)
    whole = report_of(view_of(demo()), audience="team").section("baseline").tables[0]
    assert [tuple(row) for part in parts for row in part[1:]] == list(whole.rows)
    assert "continued, 2 of" in found[1].shapes.title.text_frame.text


def test_borders_stand_before_the_fill_and_shapes_have_no_shadow():
    for slide in slides():
        tree = slide.shapes._spTree
        assert tree.xpath(".//p:style") == []
        for cell in tree.xpath(".//a:tcPr"):
            names = [child.tag.split("}")[1] for child in cell]
            assert names.index("lnB") < names.index("noFill")


def test_the_flow_is_boxes_with_glued_connectors():
    slide = next(s for s in slides() if s.shapes.title.text_frame.text == "Who is in this cohort?")
    boxes = {shape.shape_id: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    ends = [
        (boxes[int(start)].split("\n")[0], boxes[int(end)].split("\n")[0])
        for start, end in zip(
            slide.shapes._spTree.xpath(".//a:stCxn/@id"),
            slide.shapes._spTree.xpath(".//a:endCxn/@id"),
            strict=True,
        )
    ]
    assert ends == [
        ("54", "31"),
        ("54", "23"),
        ("23", "18"),
        ("23", "5"),
        ("18", "3-6 months on tacrolimus"),
        ("18", "12 months on tacrolimus"),
    ]


def test_the_conclusion_stands_before_the_methods_and_what_is_left_out_last():
    titles = [slide.shapes.title.text_frame.text for slide in opened(deck("outside")).slides]
    assert titles.index("Conclusion") + 1 == titles.index("How were these numbers made?")
    assert titles[-1] == "What is not shown"


def test_the_same_report_gives_the_same_bytes():
    again = pptx(report_of(view_of(demo()), audience="team", sections=EVERYTHING, conclusion="Ours."))
    assert again == deck()
    assert {entry.date_time[:3] for entry in ZipFile(BytesIO(again)).infolist()} == {(1980, 1, 1)}


def test_nothing_of_a_patient_is_anywhere_in_a_deck_for_outside():
    inside = everything_inside(pptx(report_of(view_of(real()), sections=EVERYTHING)))
    team = everything_inside(deck())
    assert [row["patient_id"] for row in rows() if f">{row['patient_id']}<" in inside] == []
    assert f">{rows()[0]['patient_id']}<" in team
    for word in ("demo_cohort", "raynaud", "CADM 4/4", "22 November", "2026-11-22"):
        assert word not in inside


def test_every_slide_about_tacrolimus_says_what_a_change_after_it_is_not():
    """On the slides of the answers; definitions and provenance only name the drug."""
    for deck in (pptx(demo_for("outside")), pptx(demo_for("team"))):
        for slide in list(opened(deck).slides)[1:]:
            title = slide.shapes.title.text_frame.text
            if title.startswith(("How were", "What is not", "Which patients", "Conclusion")):
                continue
            told = texts(slide)
            if re.search("tacrolimus|prednisone dose", told, re.IGNORECASE):
                assert labels.BEFORE_AND_AFTER in told, title
