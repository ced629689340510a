"""Typesets a report. The layout is a fixed program, the report its data: no text can become code.

The fonts come with the libraries, so that the same report has the same bytes everywhere.
"""

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

import typst

from analysis.figures import Figure
from analysis.figures.matplotlib import FONTS_FOLDER, has_letters_of, svg
from analysis.figures.palette import THEMES
from analysis.labels.tables import TextTable
from analysis.reports.progress import Progress, one_by_one, silent
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section
from analysis.reports.shown import shown_tables

#: What the layout reads.
Json: TypeAlias = dict[str, Any]

_LAYOUT = Path(__file__).parent / "report.typ"

#: For the text, and for what that font lacks.
_FONTS = ("Libertinus Serif", "DejaVu Sans")

#: It has a box for every character there is.
_BOXES = "Last Resort High-Efficiency"

_LONG_WORD = re.compile(r"\S{24}(?=\S)")


def pdf(report: Report, progress: Progress = silent) -> bytes:
    """The document as PDF/A-2a (archivable with its structure) and PDF/UA-1 (accessible).

    Letters that the libraries' fonts lack (Chinese, say) come from the machine's fonts where it has them.
    """
    told = _told(report, progress)
    is_far = not has_letters_of(json.dumps(told, ensure_ascii=False))
    midnight = datetime.combine(report.day, time(), UTC)
    typeset = typst.compile(
        _LAYOUT,
        font_paths=[FONTS_FOLDER],
        ignore_system_fonts=not is_far,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"report": json.dumps({**told, "fonts": _fonts(is_far=is_far)})},
        timestamp=int(midnight.timestamp()),
    )
    if not isinstance(typeset, bytes):
        raise TypeError("a document that is not written to a file is bytes")
    return typeset


def _fonts(*, is_far: bool) -> list[str]:
    """The fonts in which a letter is looked for, one after the other."""
    machine = typst.Fonts(include_embedded_fonts=False).families() if is_far else []
    return [*_FONTS, *(family for family in machine if family not in _FONTS), _BOXES]


def _told(report: Report, progress: Progress) -> Json:
    ground = THEMES["light"]
    methods = report.section("methods") is None
    return {
        "title": _text(report.title),
        "footer": _text(report.footer()),
        "day": {"year": report.day.year, "month": report.day.month, "day": report.day.day},
        "settings": _texts(report.settings),
        "warnings": _texts(report.warnings),
        "sections": [_section(section, report, methods=methods) for section in one_by_one(report, progress)],
        "closing": _closing(report, methods=methods),
        "text": ground.text,
        "muted": ground.muted,
        "accent": ground.accent,
    }


def _section(section: Section, report: Report, *, methods: bool) -> Json:
    drawn = zip(section.figures, section.captions, strict=True)
    return {
        "title": _text(section.title),
        "headlines": _texts((section.empty, section.headline)),
        "lines": _texts((*section.lines, *section.standing)),
        "remark": _text(section.remark),
        "notes": _texts(section.notes),
        "figures": [_figure(figure, caption) for figure, caption in drawn],
        "tables": [_table(table) for table in shown_tables(section)],
        "method": _texts(section.method) if methods else [],
        "footer": _text(report.footer(section)),
    }


def _figure(figure: Figure, caption: str) -> Json:
    return {"caption": _text(caption), "alt": _text(figure.alt), "svg": svg(figure).decode()}


def _table(table: TextTable) -> Json:
    return {
        "title": _text(table.title),
        "columns": [_text(column) for column in table.columns],
        "rows": [[_text(cell) for cell in row] for row in table.rows],
        "notes": _texts(table.notes),
    }


def _closing(report: Report, *, methods: bool) -> list[Json]:
    source = report.provenance
    made_with = [f"{name} {version}" for name, version in source.software]
    files = [f"{name}: SHA-256 {digest}" for name, digest in source.files]
    said = (f"Cohort fingerprint {source.fingerprint}. Made with {', '.join(made_with)}.", *files)
    parts = (
        ("Conclusion", (report.conclusion,)),
        ("Not shown outside the team", report.left_out),
        ("Provenance", said if methods else ()),
    )
    return [{"title": title, "lines": _texts(lines)} for title, lines in parts if _texts(lines)]


def _texts(texts: tuple[str, ...]) -> list[str]:
    return [_text(text) for text in texts if text]


def _text(text: str) -> str:
    """A text as it can be set: very long words may be broken, at zero-width spaces."""
    return _LONG_WORD.sub("\\g<0>\u200b", readable(text))
