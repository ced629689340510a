"""How far the axes of a figure reach, so that every drawer shows the same stretch and cuts nothing off."""

import numpy as np

from analysis.figures.description import Panel, PatientTimeline, Trajectories

#: A stretch of an axis.
Range = tuple[float, float]


def months_of(figure: Trajectories) -> Range:
    """From baseline to the last window with a margin for the texts; lines may go on beyond."""
    stops = [window.stop for window in figure.windows]
    return -1.8, max([12.0, *stops]) + 0.8


def values_of(figure: Trajectories) -> Range:
    """From 0 or a little below the lowest value to a little above the highest: none is cut off."""
    first, last = months_of(figure)
    drawn = [
        lines.value[(lines.month >= first) & (lines.month <= last) & ~np.isnan(lines.value)]
        for lines in figure.lines
    ]
    points = np.concatenate([*drawn, _ends(figure), [] if figure.whole is None else [figure.whole]])
    if not points.size:
        return 0.0, 1.0
    low, high = float(points.min()), float(points.max())
    margin = 0.06 * (high if figure.from_zero else high - low) or 1.0
    return 0.0 if figure.from_zero else max(0.0, low - margin), high + margin


def _ends(figure: Trajectories) -> list[float]:
    dots = [dot for summary in figure.summaries for dot in summary.dots]
    ends = [end for dot in dots for end in (dot.value, dot.low, dot.high)]
    return [end for end in ends if end is not None]


def timeline_months(figure: PatientTimeline) -> Range:
    """From the first to the last thing that is drawn, with a margin."""
    points = [0.0, *(mark.month for mark in figure.marks)]
    points += [month for course in figure.courses for month in (course.start, course.stop)]
    points += [float(month) for panel in figure.panels for month in panel.month]
    first, last = min(points), max(points)
    margin = max(0.5, 0.04 * (last - first))
    return first - margin, last + margin


def panel_values(panel: Panel) -> Range:
    """The scale of one strip of a timeline."""
    values = np.concatenate([panel.value, panel.limit])
    known = values[~np.isnan(values)]
    if not known.size or known.max() <= 0:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    margin = 0.12 * high if panel.from_zero else max(0.25 * (high - low), 0.05 * high)
    return 0.0 if panel.from_zero else max(0.0, low - margin), high + margin
