"""All three steps in one call."""

from collections.abc import Callable, Sequence

from analysis.cohort import Cohort
from analysis.ingest.building import build
from analysis.ingest.choices import Choices
from analysis.ingest.limits import LIMITS, Limits
from analysis.ingest.reading import read, silent
from analysis.ingest.understanding import UNAIDED, understand

_READ, _UNDERSTOOD = 0.5, 0.55  # the share of the time that each step has taken at its end


def read_cohort(
    files: Sequence[tuple[str, bytes]],
    *,
    name: str | None = None,
    choices: Choices = UNAIDED,
    limits: Limits = LIMITS,
    progress: Callable[[float, str], None] | None = None,
) -> Cohort:
    """The cohort of one or several files, given as (name, bytes), understood as the choices say.

    FileError with one sentence where the files cannot be used. `progress` is told the share of the
    work that is done, between 0 and 1, and what is being done.
    """
    tell = progress or silent
    book = read(files, limits=limits, progress=lambda part, text: tell(_READ * part, text))
    tell(_READ, "Recognizing the columns")
    mapping = understand(book, choices)
    cohort = build(
        book,
        mapping,
        name=name,
        progress=lambda part, text: tell(_UNDERSTOOD + (1 - _UNDERSTOOD) * part, text),
    )
    tell(1.0, "Done")
    return cohort
