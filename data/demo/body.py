"""Muscle and lung of one patient in one month: the stories, told month by month."""

from dataclasses import dataclass, replace

from data.demo.courses import Course
from data.demo.stories import Story
from data.demo.wobble import wobble


@dataclass(frozen=True, slots=True)
class Body:
    """`tlc`, `fvc`, `dlco` in percent predicted, `ck` in multiples of its limit, `strength` from 0 to 1."""

    tlc: float
    fvc: float
    dlco: float
    ck: float
    strength: float


def body(course: Course, month: int) -> Body:
    """How the patient is, `month` months after conventional treatment was started."""
    now = _first_day(course)
    for phase in course.phases:
        now = _lived(now, phase.story, phase.told(month))
    return now


def _first_day(course: Course) -> Body:
    return Body(
        **course.lung,
        ck=course.at_start.ck * (1 + wobble(0.5, course.patient, "first CK")),
        strength=min(1.0, course.at_start.strength + wobble(0.08, course.patient, "first strength")),
    )


def _lived(before: Body, story: Story, share: float) -> Body:
    """The body after this share of a story; CK moves evenly on a logarithmic scale."""
    return replace(
        before,
        tlc=before.tlc * (1 + share * story.tlc),
        fvc=before.fvc * (1 + share * story.fvc),
        dlco=before.dlco * (1 + share * story.dlco),
        ck=before.ck if story.ck is None else before.ck ** (1 - share) * story.ck**share,
        strength=before.strength + share * story.strength * (1 - before.strength),
    )
