"""A report as a value: questions, answers in words, figures, tables and where they come from.

Writers (slides, page, PDF, Word, workbook) lay this value out and calculate nothing: every number in
it is rounded text, or stands unrounded in a figure's description. What may not be told to its audience
is not in it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from analysis.figures import Figure
from analysis.labels.tables import TextTable

#: Outside: aggregates only. Team: those who may see the patients' own values.
Audience = Literal["outside", "team"]


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One number for the first page: "57%", "31/54, 95% CI 44 to 70", "responded to ..."."""

    value: str
    counts: str
    words: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A section in the sentences of a manuscript, as its audience may read them.

    `results` hold the numbers; `methods` say what was decided and when it was read; `statistics` name
    the methods behind the numbers; `tests` counts the tests that `results` give a P of.
    """

    results: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    tests: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Section:
    """One question with everything that is said of it.

    `title` is the question, `headline` the answer in one line, `lines` qualify it. `figures` belong
    to `captions` one by one; `beside` are narrow tables that stand next to the first figure, `tables`
    the full ones. `notes` must stand in sight of the figures; `method` says how it was calculated and
    where its limits are. `patients` ("20 of 54 patients") and `view` (the filters in words, empty for
    none) hold for this section: a filter on the outcome that it reports is switched off in it, and
    `standing` says so. `remark` is the person's own. `numbers` are for the first page. `left_out` says
    what the audience is not told; `empty` is a sentence where that is everything. `prose` is for a
    manuscript.
    """

    key: str
    title: str
    headline: str = ""
    lines: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    captions: tuple[str, ...] = ()
    beside: tuple[TextTable, ...] = ()
    tables: tuple[TextTable, ...] = ()
    notes: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    patients: str = ""
    view: str = ""
    standing: tuple[str, ...] = ()
    remark: str = ""
    numbers: tuple[KeyNumber, ...] = ()
    left_out: tuple[str, ...] = ()
    empty: str = ""
    prose: Prose = field(default_factory=Prose)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the numbers were made from and with.

    `software` are names with versions, this program first. `files` are names with SHA-256, and are
    told to the team only.
    """

    fingerprint: str
    software: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """Everything a writer needs.

    `cohort` is its name as the audience may read it. `patients` says who is selected ("20 of 54
    patients"), `n` how many (None where that is too few to be told), `view` the filters in words (empty
    for none), `settings` each one that differs from the study's rule. `dated` is the day in words, for
    outside the month; `day` the same for a file's own date (outside the first of the month).
    `warnings` must be read before the report is sent.
    """

    title: str
    cohort: str
    patients: str
    n: int | None
    synthetic: bool
    view: str
    settings: tuple[str, ...]
    dated: str
    day: date
    audience: Audience
    sections: tuple[Section, ...]
    conclusion: str
    provenance: Provenance
    warnings: tuple[str, ...] = field(default=())

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the audience is not told, each once, in the order of the sections."""
        return tuple(dict.fromkeys(sentence for section in self.sections for sentence in section.left_out))

    @property
    def emptied(self) -> tuple[str, ...]:
        """The titles of the sections of which nothing may be told."""
        return tuple(section.title for section in self.sections if section.empty and section.left_out)

    def section(self, key: str) -> Section | None:
        """The section with this key, or None where it was not asked for."""
        return next((section for section in self.sections if section.key == key), None)

    def footer(self, section: Section | None = None) -> str:
        """What stands on every page: the cohort, who is shown, the filters, the date."""
        patients = section.patients if section and section.patients else self.patients
        view = section.view if section and section.patients else self.view
        parts = (
            "Synthetic data" if self.synthetic else "",
            f"{self.cohort} ({self.provenance.fingerprint})",
            patients,
            f"filtered: {view}" if view else "not filtered",
            self.dated,
        )
        return " · ".join(part for part in parts if part)
