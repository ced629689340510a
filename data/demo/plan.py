"""When each patient was seen, and on how much prednisone."""

from dataclasses import dataclass

from data.demo.courses import Course, Tacrolimus
from data.demo.wobble import wobble

#: Doses that can be made of tablets, in mg.
_TABLETS = (0, 2.5, 5, 7.5, 10, 12.5, 15, 20, 25, 30, 40, 50, 60)

#: While conventional treatment fails the dose is brought down, and up again at the last visit.
_TAPER_TRIED = 0.6


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: `month` on the conventional clock, `on_tacrolimus` on the other (None before its start).

    `decides` marks the visits that a rule may take as baseline or evaluation; a chart's small gaps
    fall on the others.
    """

    month: int
    on_tacrolimus: int | None
    prednisone: float | None
    decides: bool

    @property
    def label(self) -> str:
        """The visit's name in the chart."""
        if self.on_tacrolimus is None:
            return f"Month {self.month}"
        return f"Tacrolimus month {self.on_tacrolimus}"


def visits_of(course: Course) -> tuple[Visit, ...]:
    """Every visit of a patient, in their order."""
    later = _after_tacrolimus(course.tacrolimus) if course.tacrolimus else ()
    return (*_conventional(course), *later)


def _conventional(course: Course) -> tuple[Visit, ...]:
    judged = [month for month in course.months if month <= min(12, course.second_line_start or 12)]
    return tuple(
        Visit(month, None, _tapered(course, month), decides=month in {0, judged[-1]})
        for month in course.months
    )


def _after_tacrolimus(course: Tacrolimus) -> tuple[Visit, ...]:
    judged = [month for month in course.months if month <= 14]
    return tuple(
        Visit(course.start + month, month, dose, decides=month in {0, 6, judged[-1]})
        for month, dose in zip(course.months, course.prednisone, strict=True)
    )


def _tapered(course: Course, month: int) -> float:
    """The dose on the way from the first visit's to the last one's, in whole tablets."""
    first, last = course.prednisone
    share = min(1.0, month / min(12, course.months[-1]))
    if month == 0 or share == 1:
        return first if month == 0 else last
    dose = first ** (1 - share) * max(last, 2.5) ** share * (1 + wobble(0.15, course.patient, month, "dose"))
    if course.tacrolimus:
        dose *= _TAPER_TRIED
    return min(_TABLETS, key=lambda tablets: abs(tablets - dose))
