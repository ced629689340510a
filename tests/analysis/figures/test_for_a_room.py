"""Figures for a room: nobody's name in them, and larger."""

import numpy as np
import plotly.graph_objects as go

from analysis import answers, figures
from analysis.settings import Settings
from tests.analysis.answers.small_cohort import cohort_of, view_of

VISITS = [
    {"patient": 0, "tacrolimus_month": 0.0, "prednisone_mg": 20.0},
    {"patient": 0, "tacrolimus_month": 6.0, "prednisone_mg": 10.0},
    {"patient": 1, "tacrolimus_month": 0.0, "prednisone_mg": 30.0},
]


def trajectory():
    patients = [{"patient_id": name, "tacrolimus_start_month": 6.0} for name in ("Anna", "Boris")]
    view = view_of(cohort_of(patients, visits=VISITS), tacrolimus_set="all")
    return figures.trajectory(answers.trajectory(view), Settings())


def test_a_masked_figure_names_nobody_and_the_one_it_came_from_is_unchanged():
    figure = trajectory()
    names = set(figure.lines[0].patient_id)
    shown = figures.masked(figure)
    assert names >= {"Anna", "Boris"}
    assert set(shown.lines[0].patient_id) == {"Patient", ""}
    assert set(figure.lines[0].patient_id) == names
    np.testing.assert_array_equal(shown.lines[0].value, figure.lines[0].value)
    assert set(shown.lines[0].patient) <= {-1, 0, 1}


def test_an_enlarged_drawing_has_larger_type_and_the_given_height_but_the_same_bars():
    drawing = go.Figure(
        {
            "data": [{"type": "bar", "x": [1], "y": [2], "width": 0.5, "marker": {"line": {"width": 2}}}],
            "layout": {
                "height": 300,
                "font": {"size": 15},
                "annotations": [{"text": "n", "font": {"size": 10}}],
            },
        }
    )
    larger = figures.enlarged(drawing, 600, factor=2)
    assert larger.layout.height == 600
    assert larger.layout.font.size == 30
    assert larger.layout.annotations[0].font.size == 20
    assert larger.data[0].width == 0.5
    assert larger.data[0].marker.line.width == 4
    assert drawing.layout.font.size == 15
