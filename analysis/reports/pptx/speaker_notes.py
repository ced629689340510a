"""Speaker notes: what was asked, how it was calculated, and where its limits are."""

from collections.abc import Iterable

from pptx.slide import Slide

from analysis import labels
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section


def add_notes(slide: Slide, text: str) -> None:
    """Write the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = readable(text)


def opening_notes(report: Report) -> str:
    """Whose data these are, what was selected and which settings differ."""
    return _joined(
        (
            ("", (report.footer(),)),
            ("Settings", report.settings or ("All settings are those of the study's rule.",)),
            ("Limits", (*_limits(report), labels.BEFORE_AND_AFTER)),
            ("Left out", report.left_out),
        )
    )


def section_notes(report: Report, section: Section, more: Iterable[str] = ()) -> str:
    """The question and its answer, methods, limits, what was left out, and the foot of the slide."""
    return _joined(
        (
            ("Question", (section.title,)),
            ("Answer", (section.headline or section.empty, *section.lines)),
            ("Method", section.method or report.settings or ("See the slides on methods.",)),
            ("Limits", (*dict.fromkeys((*section.notes, *more, *section.standing)), *_limits(report))),
            ("Settings that differ", report.settings),
            ("Left out", section.left_out),
            ("", (report.footer(section),)),
        )
    )


def _limits(report: Report) -> tuple[str, ...]:
    return (*((f"{labels.SYNTHETIC}.",) if report.synthetic else ()), labels.RESEARCH_USE)


def _joined(parts: Iterable[tuple[str, Iterable[str]]]) -> str:
    blocks = []
    for heading, sentences in parts:
        said = [sentence for sentence in sentences if sentence]
        if said:
            lines = [f"- {each}" for each in said] if heading and len(said) > 1 else said
            blocks.append("\n".join((*((heading + ":",) if heading else ()), *lines)))
    return "\n\n".join(blocks)
