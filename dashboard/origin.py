"""Where a link or a saved analysis was made, as far as it knows: on which cohort, and how large that was."""

from dataclasses import dataclass, field

from analysis.cohort import Cohort
from analysis.filters import Filters
from analysis.labels import counted, patients


@dataclass(frozen=True)
class Origin:
    """The cohort that a link or an analysis was made on; it may not be loaded here.

    `what` is "link" or "analysis"; `size` is "54.300" for patients and visits, empty where not known.
    `filters` are kept until that cohort comes.
    """

    what: str
    fingerprint: str
    size: str = ""
    filters: Filters = field(default_factory=Filters)

    def named(self) -> str:
        """The cohort in words: "fingerprint 0a1b2c3d4e5f, 54 patients, 300 visits"."""
        size = in_words(self.size)
        return f"fingerprint {self.fingerprint}{f', {size}' if size else ''}"

    def differs_from(self, cohort: Cohort, then: str) -> str:
        """Where another cohort is open: both by name, what became of the view, and what to do."""
        return (
            f"This {self.what} was made on another cohort ({self.named()}). Open now: fingerprint "
            f"{cohort.fingerprint}, {in_words(size_of(cohort))}. {then} Load the other cohort's file as well "
            "to see patient by patient what differs."
        )


def size_of(cohort: Cohort) -> str:
    """How large a cohort is, as a link holds it: "54.300" for patients and visits."""
    return f"{len(cohort)}.{len(cohort.visits)}"


def in_words(size: str) -> str:
    """A cohort's size in words; empty where it is none.

    >>> in_words("54.300"), in_words("1.x"), in_words("")
    ('54 patients, 300 visits', '', '')
    """
    parts = size.split(".")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) < 10 for part in parts):
        return ""
    people, visits = map(int, parts)
    return f"{patients(people)}, {counted(visits, 'visit')}"
