"""Paragraphs that can be pasted into a manuscript: results and methods of a report, for its audience."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis import labels
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section
from analysis.reports.request import SECTIONS

_TITLES = {kind.key: kind.label for kind in SECTIONS}

#: Whoever reads of these must read what a change after tacrolimus is not.
_CARRIES_THE_CAVEAT = ("tacrolimus", "prednisone")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text on one line under a title."""

    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title and text as they are pasted."""
        return f"{self.title}. {self.text}"


def results_paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """One paragraph per section that has numbers to tell, or the sentence why it has none."""
    return tuple(
        paragraph(report, _TITLES[section.key], (*_selected(section), *sentences))
        for section in report.sections
        if (sentences := section.prose.results or ((section.empty,) if section.empty else ()))
    )


def methods_paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """Patients, each section's outcome and windows, how it was tested, and with what it was calculated.

    A section that has nothing of its own to say, since others say it, has no paragraph.
    """
    written = [
        ("Patients", tuple(_patients(report))),
        *((_TITLES[section.key], section.prose.methods) for section in _with_own_methods(report)),
        ("Statistical analysis", tuple(_statistics(report))),
        ("Software", tuple(_software(report))),
    ]
    return tuple(paragraph(report, title, sentences) for title, sentences in written if sentences)


def paragraph(report: Report, title: str, sentences: Iterable[str], about: str = "") -> Paragraph:
    """The sentences as one line, with what must stand beside them; `about` says more of their subject."""
    text = " ".join(" ".join(readable(sentence).split()) for sentence in sentences if sentence)
    subject = f"{title} {about} {text}".lower()
    caveat = labels.BEFORE_AND_AFTER if any(word in subject for word in _CARRIES_THE_CAVEAT) else ""
    synthetic = f"{labels.SYNTHETIC}." if report.synthetic else ""
    return Paragraph(title, " ".join(part for part in (text, caveat, synthetic) if part))


def _with_own_methods(report: Report) -> Iterator[Section]:
    """The sections that say more than those before them; the flow last, since it rests on the others."""
    said: set[str] = set()
    for section in sorted(report.sections, key=lambda section: section.key == "flow"):
        if not said.issuperset(section.prose.methods):
            yield section
            said.update(section.prose.methods)


def _selected(section: Section) -> tuple[str, ...]:
    """Who is looked at where it is not everyone, and what is to be said of that choice."""
    if not section.view:
        return section.standing
    return (f"Selected: {section.view}; {section.patients}.", *section.standing)


def _patients(report: Report) -> Iterator[str]:
    yield f"{report.cohort}: {report.patients}."
    yield f"Selected: {report.view}." if report.view else "No patient was left out by a filter."
    yield (
        f"Differs from the study's rule: {'; '.join(report.settings)}."
        if report.settings
        else "All settings are those of the study's rule."
    )


def _statistics(report: Report) -> Iterator[str]:
    """How it was calculated, how many tests were made, and what they are worth."""
    told = [section for section in report.sections if section.prose.results]
    yield from dict.fromkeys(sentence for section in told for sentence in section.prose.statistics)
    tests = sum(section.prose.tests for section in told)
    if tests:
        yield f"Every test is two-sided. Reported in this text: {labels.counted(tests, 'test')}."
        yield "No P is adjusted for the other sections' tests."
    if any(section.view and section.prose.tests for section in told):
        yield f"P values among selected patients: {labels.SUBGROUP}."


def _software(report: Report) -> Iterator[str]:
    made_with = (f"{name} {version}" for name, version in report.provenance.software)
    yield f"Calculated with {labels.listed(made_with)}."
    yield f"Cohort fingerprint {report.provenance.fingerprint}; {report.dated}."
