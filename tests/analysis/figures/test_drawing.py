"""Every drawing: in light and dark, with its own colours, escaped, empty where there is nothing."""

import json

import numpy as np
import plotly.io
import pytest

from analysis import answers, figures
from analysis.figures.description import (
    AxisNote,
    DataTable,
    Figure,
    PatientLines,
    Span,
    SummaryDot,
    SummaryLine,
    Trajectories,
)
from analysis.figures.palette import THEMES
from analysis.figures.plotly.frame import legend_name, plain, wrapped
from tests.analysis.figures.small_study import study_view

VIEW = study_view()
SETTINGS = VIEW.outcomes.settings
FIGURES = {
    "response": figures.response(answers.response(VIEW)),
    "response by a hostile column": figures.response(answers.response(VIEW, "extra:centre")),
    "antibodies": figures.antibodies(answers.antibodies(VIEW)),
    "arms": figures.arms(answers.tacrolimus(VIEW)),
    "arms by group": figures.arms(answers.tacrolimus(VIEW, "sex")),
    "breakdown": figures.breakdown(answers.tacrolimus(VIEW, "sex")),
    "matrix": figures.matrix(answers.tacrolimus(VIEW)),
    "trajectory": figures.trajectory(answers.trajectory(VIEW), SETTINGS),
    "trajectory by group": figures.trajectory(answers.trajectory(VIEW, by="sex", scale="percent"), SETTINGS),
    "fvc": figures.trajectory(answers.trajectory(VIEW, "fvc"), SETTINGS),
    "flow": figures.flow(answers.flow(VIEW)),
    "dmards": figures.dmards(answers.dmards(VIEW)),
    "patient": figures.patient(answers.patient(VIEW, "P20")),
}
EVERY = pytest.mark.parametrize("drawn", FIGURES.values(), ids=FIGURES)
THEME = pytest.mark.parametrize("theme", THEMES)


def spec(drawn, theme="light"):
    return json.loads(figures.draw(drawn, theme).to_json())


@EVERY
@THEME
def test_a_drawing_carries_its_own_ground_whatever_the_page_has_set(drawn, theme, monkeypatch):
    monkeypatch.setattr(plotly.io.templates, "default", "plotly_dark" if theme == "light" else "plotly_white")
    layout = spec(drawn, theme)["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == THEMES[theme].background
    assert layout["font"]["color"] == THEMES[theme].text
    assert "colorway" not in json.dumps(layout["template"])


@EVERY
@THEME
def test_every_trace_is_svg_with_a_colour_of_its_own(drawn, theme):
    for trace in spec(drawn, theme)["data"]:
        assert trace["type"] in {"scatter", "bar"}
        colours = [trace[part].get("color") for part in ("marker", "line", "textfont") if part in trace]
        assert any(colours) or trace["marker"].get("opacity") == 0


@EVERY
def test_no_text_is_smaller_than_fourteen_pixels(drawn):
    layout = spec(drawn)["layout"]
    fonts = [layout["font"], *(axis["tickfont"] for name, axis in layout.items() if "axis" in name)]
    fonts += [note["font"] for note in layout.get("annotations", ()) if "font" in note]
    assert all(font["size"] >= 14 for font in fonts)


@EVERY
def test_a_text_from_a_file_is_never_markup(drawn):
    text = json.dumps(spec(drawn))
    assert "<b>&amp;</b>" not in text
    assert "href" not in text


@EVERY
def test_a_drawing_names_no_other_host(drawn):
    config = figures.config(drawn)
    assert "http" not in json.dumps([spec(drawn), config])
    assert config["plotlyServerURL"] == ""
    assert config["showSendToCloud"] is False
    assert config["toImageButtonOptions"] == {"format": "svg", "filename": drawn.name}


@EVERY
def test_words_accompany_every_figure(drawn):
    assert drawn.title
    assert drawn.alt.endswith(".")
    assert drawn.table.columns
    assert all(len(row) == len(drawn.table.columns) for row in drawn.table.rows)
    assert figures.csv(drawn)


@THEME
def test_a_figure_without_anything_to_draw_says_so(theme):
    nothing = Figure(name="x", title="x", alt="x", table=DataTable((), ()), empty="No patient <b>here</b>.")
    found = spec(nothing, theme)
    assert found["data"] == []
    assert [note["text"] for note in found["layout"]["annotations"]] == [
        "No patient &lt;b&gt;here&lt;/b&gt;."
    ]


def test_a_small_group_is_an_outline_and_the_legend_explains_it():
    bars = next(trace for trace in spec(FIGURES["response"])["data"] if trace["type"] == "bar")
    assert bars["marker"]["color"] == ["#0072B2", "#D55E00", "rgba(255,255,255,0)"]
    assert bars["marker"]["line"]["color"][2] == "#CC79A7"
    names = [trace.get("name") for trace in spec(FIGURES["response"])["data"] if trace.get("showlegend")]
    assert names == [
        "Derived from the measurements",
        "Published: whole published cohort, not filtered",
        "Recorded, with 95% CI",
        "Outline: fewer than 10 patients",
    ]


def test_all_patients_are_one_trace_that_breaks_between_them():
    drawn = FIGURES["trajectory"]
    traces = figures.draw(drawn).data
    patients = [trace for trace in traces if trace.customdata is not None]
    assert len(patients) == 1
    assert np.isnan(patients[0].y).sum() == 5
    assert patients[0].connectgaps is False


def test_nothing_is_drawn_between_the_windows_but_the_lines():
    traces = spec(FIGURES["trajectory"])["data"]
    assert not any("fill" in trace for trace in traces)


@pytest.mark.parametrize(("from_zero", "lowest"), [(True, 0.0), (False, 1.0)])
def test_no_value_is_cut_off(from_zero, lowest):
    drawn = trajectories(np.array([1.0, 8.0, np.nan, 3.0, 40.0]), from_zero=from_zero)
    low, high = spec(drawn)["layout"]["yaxis"]["range"]
    assert low <= lowest
    assert high >= 40
    assert (low == 0) == from_zero or low < 1


def test_values_that_are_all_zero_still_have_an_axis():
    low, high = spec(trajectories(np.zeros(5), from_zero=True))["layout"]["yaxis"]["range"]
    assert (low, high) == (0, 1)


def test_lines_without_a_summary_are_drawn():
    alone = trajectories(np.array([1.0, 2.0, np.nan, 3.0, 4.0]), from_zero=True, summaries=())
    assert spec(alone)["data"][0]["mode"] == "lines+markers"


def trajectories(values, *, from_zero, summaries=None):
    month = np.array([0.0, 6.0, np.nan, 0.0, 6.0])
    patient = np.array([0, 0, -1, 1, 1])
    lines = PatientLines("2 patients", "", month, values, patient, np.array(["A", "A", "", "B", "B"]))
    finite = values[~np.isnan(values)]
    bold = SummaryLine("Mean", "accent", (SummaryDot(0, float(finite.mean()), None, None, "x"),))
    return Trajectories(
        name="x", title="x", alt="x.", table=DataTable(("x",), ()), month_label="Months", value_label="x",
        lines=(lines,), summaries=(bold,) if summaries is None else summaries,
        windows=(Span("3-6 months", 2.5, 6.5),),
        notes_below=(AxisNote(0.0, ("n = 2",)),), from_zero=from_zero,
    )  # fmt: skip


def test_texts_are_escaped_and_broken_where_they_may_be():
    assert plain("<img src=x> & more") == "&lt;img src=x&gt; &amp; more"
    assert wrapped("one two three", 7) == "one two<br>three"
    assert wrapped("31\N{NO-BREAK SPACE}responders, 23\N{NO-BREAK SPACE}failures", 16) == (
        "31\N{NO-BREAK SPACE}responders,<br>23\N{NO-BREAK SPACE}failures"
    )
    assert wrapped("unbreakablylongword", 5) == "unbreakablylongword"
    assert wrapped("", 5) == ""
    assert legend_name("x" * 10) == "x" * 10
