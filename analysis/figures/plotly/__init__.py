"""Draws a figure's description with plotly, in light and dark."""

from analysis.figures.plotly.drawing import config, draw, enlarged

__all__ = ["config", "draw", "enlarged"]
