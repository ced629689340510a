"""Files on their way to a cohort: read, understood, corrected one thing at a time, then used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analysis import ingest
from analysis.cohort import Cohort
from analysis.errors import CohortError, Issue
from analysis.ingest import Book, Choices, Mapping
from analysis.ingest.choices import choices_of

File = tuple[str, bytes]
Tell = Callable[[float, str], None]

_READ = 0.6  # the share of the time that reading the files takes


@dataclass(frozen=True, eq=False)
class Draft:
    """Files as they are understood now, and the cohort that this gives.

    `cohort` is None where it gives none; `problems` then says why.
    """

    name: str
    files: tuple[File, ...]
    book: Book
    mapping: Mapping
    cohort: Cohort | None
    problems: tuple[Issue, ...] = ()

    @property
    def choices(self) -> Choices:
        """Everything that was decided about these files."""
        return choices_of(self.mapping)


def drafted(name: str, files: Sequence[File], choices: Choices, tell: Tell) -> Draft:
    """The draft of newly brought files; raises `CohortError` where they cannot be read."""
    book = ingest.read(files, progress=lambda part, text: tell(_READ * part, text))
    tell(_READ, "Recognizing the columns")
    mapping = ingest.understand(book, choices)
    return _built(Draft(name, tuple(files), book, mapping, None), tell)


def redrafted(draft: Draft, choices: Choices, tell: Tell) -> Draft:
    """The same files understood under other choices; raises `CohortError` where they leave nothing."""
    mapping = ingest.understand(draft.book, choices)
    return _built(replace(draft, mapping=mapping), tell)


def _built(draft: Draft, tell: Tell) -> Draft:
    def told(part: float, text: str) -> None:
        tell(_READ + (1 - _READ) * part, text)

    try:
        cohort = ingest.build(draft.book, draft.mapping, name=draft.name, progress=told)
    except CohortError as problem:
        return replace(draft, cohort=None, problems=problem.issues)
    return replace(draft, cohort=cohort, problems=())


def recognised_by(mapping: Mapping) -> frozenset[tuple[str, ...]]:
    """What files are known by when they come back: the headers of every table, whatever the files' names."""
    plans = (*mapping.sheets, *mapping.unused)
    return frozenset(tuple(column.header for column in plan.columns) for plan in plans)
