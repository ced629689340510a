"""One patient on one time axis, and the trail of how each outcome was decided."""

from dataclasses import dataclass

from analysis.outcomes.results import Clock, Floats


@dataclass(frozen=True, eq=False)
class Series:
    """One measure over time. `limit` is a limit beside each value (CK's upper limit), NaN where none."""

    key: str
    label: str
    unit: str
    month: Floats
    value: Floats
    limit: Floats


@dataclass(frozen=True, slots=True)
class Course:
    """One bar of treatment. `ongoing`: its stop is blank, so it is drawn until the patient was last seen."""

    drug: str
    start: float
    stop: float
    ongoing: bool
    dose: float
    unit: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A point on the axis: an event, a start of treatment, death, transplant or last visit."""

    kind: str
    label: str
    month: float
    category: str = ""
    serious: bool | None = None


@dataclass(frozen=True, eq=False)
class PatientHistory:
    """The answer. Months count from the start of the `clock`; `undated` rows have no month on it.

    `trail` is what `analysis.outcomes.trail` returns for this patient.
    """

    position: int
    patient_id: str
    diagnosis: str
    clock: Clock
    series: tuple[Series, ...]
    courses: tuple[Course, ...]
    happenings: tuple[Happening, ...]
    undated: int
    trail: object
