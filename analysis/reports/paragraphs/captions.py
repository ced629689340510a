"""Figure captions for a manuscript: what is drawn, of how many, and what bars, whiskers and markers mean.

Made of the figures' descriptions alone, so that a caption tells no more than its figure.
"""

from collections.abc import Iterator

from analysis import labels
from analysis.figures import Figure
from analysis.figures.description import (
    AxisNote,
    Dots,
    Flow,
    Rate,
    RateBars,
    StackedBreakdown,
    Trajectories,
)
from analysis.reports.paragraphs.paragraph import Paragraph, paragraph
from analysis.reports.report import Report, Section

_WILSON = "Whiskers: 95% Wilson intervals."
_OUTLINE = "An outline stands for a group of fewer than 10 patients."


def captions(report: Report) -> tuple[Paragraph, ...]:
    """One caption per figure, numbered in the order of the report."""
    drawn = [
        (section, figure, caption)
        for section in report.sections
        for figure, caption in zip(section.figures, section.captions, strict=True)
    ]
    return tuple(
        paragraph(report, f"Figure {number}", _caption(section, figure, caption), section.title)
        for number, (section, figure, caption) in enumerate(drawn, 1)
    )


def _caption(section: Section, figure: Figure, caption: str) -> Iterator[str]:
    yield caption
    if section.view:
        yield f"Selected: {section.view}; {section.patients}."
    if figure.empty:
        yield figure.empty
        return
    yield from (said for said in _legend(figure) if said not in caption)


def _legend(figure: Figure) -> Iterator[str]:
    if isinstance(figure, RateBars):
        yield from _bars(figure)
    elif isinstance(figure, Dots):
        yield from _dots(figure)
    elif isinstance(figure, StackedBreakdown):
        yield from _stacked(figure)
    elif isinstance(figure, Trajectories):
        yield from _lines(figure)
    elif isinstance(figure, Flow):
        yield f"The width of a box is its share of {labels.patients(figure.total)}; below it are its parts."


def _bars(figure: RateBars) -> Iterator[str]:
    rates = [group.rate for group in figure.groups]
    counts = (f"{group.label} {group.rate.counts}" for group in figure.groups)
    yield f"Bars: {figure.bar_label.removesuffix(', with 95% CI').lower()}; n: {', '.join(counts)}."
    yield _WILSON
    if any(group.other for group in figure.groups):
        yield f"Diamonds: {figure.other_label.lower()}."
    if any(group.published for group in figure.groups):
        yield f"Triangles: {labels.within_sentence(figure.published_label)}."
    yield from _outlines(rates)


def _dots(figure: Dots) -> Iterator[str]:
    keys = [labels.within_sentence(key.label) for key in figure.series]
    yield f"Dots: the rates of {labels.listed(keys)}, beside each its counts."
    yield _WILSON
    yield from _outlines([rate for row in figure.rows for rate in row.rates if rate])


def _outlines(rates: list[Rate]) -> Iterator[str]:
    if any(rate.small for rate in rates):
        yield _OUTLINE


def _stacked(figure: StackedBreakdown) -> Iterator[str]:
    parts = [labels.within_sentence(category.label) for category in figure.categories]
    bars = (f"{row.label} {sum(row.counts):,}" for row in figure.rows)
    yield f"Each bar is everyone in a group, each patient in one part of it: {labels.listed(parts, 'or')}."
    yield f"n: {', '.join(bars)}."


def _lines(figure: Trajectories) -> Iterator[str]:
    if figure.lines:
        yield f"Thin lines: single patients ({'; '.join(line.label for line in figure.lines)})."
    bold = [labels.within_sentence(summary.label) for summary in figure.summaries]
    if bold:
        whiskers = "quartiles" if any("median" in each for each in bold) else "95% t intervals, cut at 0"
        yield f"Bold lines with markers: {'; '.join(bold)}. Whiskers: {whiskers}."
    windows = labels.listed(span.label for span in figure.windows)
    yield f"Shaded: the windows {windows}. Dotted line: the start of treatment."
    yield from (f"{_when(figure, note)}: {', '.join(note.lines)}." for note in figure.notes_below)


def _when(figure: Trajectories, note: AxisNote) -> str:
    """The window in which a note stands, or the baseline."""
    return next((span.label for span in figure.windows if span.start <= note.month <= span.stop), "Baseline")
