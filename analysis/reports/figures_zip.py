"""The figures of a report as files: each as vectors, as pixels, and its numbers as a table."""

from collections.abc import Iterator

from analysis.figures import Figure, csv, file_name
from analysis.figures.matplotlib import png, svg
from analysis.reports.progress import Progress, one_by_one, silent
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section
from analysis.reports.reproducible import archive

_NUMBERS = "The tables hold the unrounded numbers behind each figure, with their methods."


def figure_files(report: Report, progress: Progress = silent) -> bytes:
    """A zip with a folder of SVG, PNG and CSV for each section, and a text that says what they are."""
    return archive([("about.txt", _about(report)), *_files(report, progress)])


def _files(report: Report, progress: Progress) -> Iterator[tuple[str, bytes]]:
    for section in one_by_one(report, progress):
        for figure in _drawn(section):
            folder = f"{section.key}/"
            yield folder + file_name(figure, "svg"), svg(figure)
            yield folder + file_name(figure, "png"), png(figure)
            yield folder + file_name(figure, "csv"), csv(figure)


def _drawn(section: Section) -> Iterator[Figure]:
    return (figure for figure in section.figures if not figure.empty)


def _about(report: Report) -> bytes:
    """Title, selection and captions: a figure on its own would not say whom it shows."""
    lines = [report.title, report.footer(), *report.settings, *report.warnings, _NUMBERS]
    for section in report.sections:
        if section.figures:
            lines += ["", section.title, report.footer(section), *section.captions, *section.notes]
    lines += ["", *report.left_out] if report.left_out else []
    return "".join(f"{readable(line)}\r\n" for line in lines).encode("utf-8-sig")
