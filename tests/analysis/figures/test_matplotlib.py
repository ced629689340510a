"""Figures as files: the same words and places as the description, harmless, the same bytes each time."""

import re
import struct
from threading import Thread
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest

from analysis.figures.description import (
    DataTable,
    DotRow,
    Dots,
    Figure,
    Flow,
    PatientMatrix,
    PatientTimeline,
    Rate,
    RateBars,
    RateGroup,
    SeriesKey,
    StackedBreakdown,
    Trajectories,
)
from analysis.figures.matplotlib import has_letters_of, png, svg
from analysis.figures.matplotlib.frame import WIDTH, shortened, wrapped
from analysis.figures.palette import THEMES
from tests.analysis.figures.test_drawing import FIGURES

EVERY = pytest.mark.parametrize("drawn", FIGURES.values(), ids=FIGURES)
HOSTILE = "$\\frac{1}{2}$ <script>x</script> &amp; \x00\x1b"


def root(figure):
    return ET.fromstring(svg(figure))  # noqa: S314 - our own file


def words(figure):
    return [element.text for element in root(figure).iter() if element.tag.endswith("}text")]


def size(figure):
    """Width and height of the pixels."""
    return struct.unpack(">II", png(figure, 72)[16:24])


@EVERY
def test_the_same_figure_is_the_same_bytes(drawn):
    assert svg(drawn) == svg(drawn)
    assert png(drawn, 72) == png(drawn, 72)


@EVERY
def test_every_drawing_is_as_wide_as_a_page_of_text(drawn):
    assert float(root(drawn).get("width").removesuffix("pt")) == WIDTH
    assert size(drawn)[0] == WIDTH


@EVERY
def test_a_drawing_carries_its_alt_text_and_nothing_from_elsewhere(drawn):
    text = svg(drawn).decode()
    described = [element.text for element in root(drawn).iter() if element.tag.endswith("}description")]
    assert described == [drawn.alt]
    assert not re.search(r"<(image|script|foreignObject|a)\b", text)


def test_every_kind_of_figure_is_among_those_drawn():
    kinds = {RateBars, Dots, StackedBreakdown, Trajectories, Flow, PatientMatrix, PatientTimeline}
    assert {type(drawn) for drawn in FIGURES.values()} == kinds


def test_bars_say_their_rates_groups_and_who_is_small():
    said = words(FIGURES["response"])
    assert {"67%", "20/30", "35%", "7/20", "100%", "4/4", "PM", "DM", "CADM", "30 patients"} <= set(said)
    assert "Outline: fewer than 10 patients" in said


def test_dots_say_counts_and_percentages():
    assert {"8/8  100%", "19/32  59%"} <= set(words(FIGURES["antibodies"]))


def test_parts_of_a_bar_say_their_counts():
    assert words(FIGURES["breakdown"]).count("3") >= 2


def test_trajectories_say_the_pairs_below_each_window():
    said = words(FIGURES["trajectory"])
    assert {"n = 6", "6 pairs", "5 pairs", "1 not measured", "3-6 months", "12 months"} <= set(said)


def test_a_step_of_the_flow_says_its_parts():
    said = " ".join(words(FIGURES["flow"])).replace("\N{NO-BREAK SPACE}", " ")
    assert "Conventional treatment: 31 responders, 23 failures" in said


def test_a_small_group_is_an_outline_in_its_own_colour():
    text = svg(FIGURES["response"]).decode().lower()
    assert f"fill: {THEMES['light'].tones['PM'].lower()}" in text
    assert re.search(rf"fill: none; stroke: {THEMES['light'].tones['CADM'].lower()}", text)


def rates(label):
    rate = Rate(0.5, 0.2, 0.8, "5/10", "50%", label, small=False)
    return RateBars(
        name="x", title=label, alt=label, table=DataTable((), ()), value_label=label, bar_label=label,
        other_label="", published_label="", groups=(RateGroup(label, "PM", (label,), rate),) * 7,
    )  # fmt: skip


def test_a_text_is_neither_formula_nor_markup():
    text = svg(rates(HOSTILE)).decode()
    assert "<script" not in text
    assert "\x00" not in text
    assert "\x1b" not in text
    assert "$\\frac{1}{2}$" in "".join(filter(None, words(rates(HOSTILE))))


def test_a_very_long_name_leaves_the_drawing_as_tall_as_a_page():
    assert size(rates("word " * 500))[1] < 800
    assert size(rates("x" * 3000))[1] < 800


def test_letters_that_no_font_has_are_boxes_and_no_complaint(caplog):
    png(rates("\u4e2d\u6587 \U0001fac1"), 72)
    assert caplog.records == []


def test_a_rate_that_is_not_estimable_has_no_bar_and_no_dot():
    nothing = Rate(None, None, None, "0/0", "", "x", small=True)
    bars = RateBars(
        name="x", title="x", alt="x", table=DataTable((), ()), value_label="x", bar_label="x",
        other_label="", published_label="", groups=(RateGroup("A", "PM", (), nothing),),
    )  # fmt: skip
    dots = Dots(
        name="x", title="x", alt="x", table=DataTable((), ()), value_label="x",
        series=(SeriesKey("S", "PM"), SeriesKey("T", "DM")), rows=(DotRow("A", (nothing, None)),),
    )  # fmt: skip
    assert "0/0" in words(bars)
    assert words(dots).count("0/0  ") == 1


def test_nobody_in_a_bar_leaves_it_empty():
    bars = FIGURES["breakdown"]
    empty = StackedBreakdown(
        name="x", title="x", alt="x", table=bars.table, categories=bars.categories,
        rows=(type(bars.rows[0])("Nobody", "0 patients", (0,) * len(bars.categories)),),
    )  # fmt: skip
    assert "Nobody" in words(empty)


def test_a_figure_without_anything_to_draw_says_so():
    nothing = Figure(name="x", title="x", alt="x", table=DataTable((), ()), empty="No patient <b>here</b>.")
    assert words(nothing) == ["No patient <b>here</b>."]


def test_drawing_leaves_the_settings_of_the_process_alone():
    before = dict(mpl.rcParams)
    svg(FIGURES["response"])
    assert dict(mpl.rcParams) == before


def test_two_sessions_draw_at_the_same_time():
    alone = {name: svg(FIGURES[name]) for name in ("response", "flow", "matrix", "trajectory")}
    drawn = {}
    threads = [Thread(target=lambda name=name: drawn.update({name: svg(FIGURES[name])})) for name in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == alone


def test_values_are_drawn_unbroken_within_a_patient_only():
    lines = FIGURES["trajectory"].lines[0]
    gaps = int(np.isnan(lines.value).sum())
    paths = [
        element.get("d") for element in root(FIGURES["trajectory"]).iter() if element.tag.endswith("}path")
    ]
    assert any(path.count("M") == gaps + 1 and path.count("L") > gaps for path in paths if path)


def test_lines_break_within_a_word_only_where_it_is_too_long():
    assert wrapped("one two three", 7) == "one two\nthree"
    assert wrapped("unbreakable", 5) == "unbre\nakabl\ne"
    assert shortened("a name\nin lines", 8) == "a name …"
    assert has_letters_of("PM γ ≥ −")
    assert not has_letters_of("\u4e2d")
