"""The charts as values: what one patient was given, and which story that was."""

from dataclasses import dataclass

from data.demo.charts import DMARDS, FIRST_LINE, OTHER_SECOND_LINE, SECOND_LINE
from data.demo.stories import CONVENTIONAL, CYCLOPHOSPHAMIDE, RECORDED, STARTS, TACROLIMUS, Start, Story


@dataclass(frozen=True, slots=True)
class Phase:
    """A story that begins in month `start` of the conventional clock and is complete after `lasts` months."""

    start: int
    story: Story
    lasts: int = 6

    def told(self, month: int) -> float:
        """How much of the story has happened by this month, from 0 to 1; what it has brought stays."""
        return max(0.0, min(1.0, (month - self.start) / self.lasts))


@dataclass(frozen=True, slots=True)
class Tacrolimus:
    """A course of tacrolimus: visits in months since its start with their prednisone, and its dose.

    `myositis_improved` and `ild_improved` are what the physician recorded.
    """

    start: int
    months: tuple[int, ...]
    prednisone: tuple[float | None, ...]
    mg: float
    myositis_improved: str
    ild_improved: str


@dataclass(frozen=True, slots=True)
class Dmard:
    """One course of a conventional drug, in its usual unit; `stop` None while it goes on."""

    drug: str
    dose: float
    start: int
    stop: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """What one patient was given and what became of it.

    `months` are the visits on the conventional clock (until tacrolimus, or all of them), `prednisone`
    the doses at the first and last of them, `lung` percent predicted at month 0 by measure. `phases`
    holds conventional treatment and then, for those who failed, second-line treatment.
    """

    patient: str
    at_start: Start
    lung: dict[str, float]
    months: tuple[int, ...]
    prednisone: tuple[float, float]
    dmards: tuple[Dmard, ...]
    phases: tuple[Phase, ...]
    second_line: str
    tacrolimus: Tacrolimus | None

    @property
    def second_line_start(self) -> int | None:
        """The month second-line treatment was started, or None."""
        return self.phases[1].start if len(self.phases) > 1 else None

    @property
    def refractory(self) -> bool:
        """Whether the physician recorded that conventional treatment failed."""
        return len(self.phases) > 1


def _whole(text: str) -> tuple[int, ...]:
    return tuple(int(month) for month in text.split())


def _doses(text: str) -> tuple[float | None, ...]:
    return tuple(None if dose == "-" else float(dose) for dose in text.split())


def _first_and_last(text: str) -> tuple[float, float]:
    first, last = text.split(" to ")
    return float(first), float(last)


def _dmard(text: str) -> Dmard:
    drug, dose, months = text.split()
    start, stop = months.split("-")
    return Dmard(drug, float(dose), int(start), int(stop) if stop else None)


def _tacrolimus(line: dict[str, str]) -> Tacrolimus:
    return Tacrolimus(
        int(line["start"]),
        _whole(line["months"]),
        _doses(line["prednisone"]),
        float(line["mg"]),
        *RECORDED[line["story"]],
    )


def _second_line(patient: str) -> tuple[str, tuple[Phase, ...], Tacrolimus | None]:
    """Its name, its story, and the course if it was tacrolimus; nothing for those who responded."""
    if line := _TACROLIMUS.get(patient):
        course = _tacrolimus(line)
        return "tacrolimus", (Phase(course.start, TACROLIMUS[line["story"]]),), course
    if line := _OTHER.get(patient):
        return line["drugs"], (Phase(int(line["start"]), CYCLOPHOSPHAMIDE),), None
    return "", (), None


def _course(line: dict[str, str]) -> Course:
    patient = line["patient"]
    second_line, later, tacrolimus = _second_line(patient)
    return Course(
        patient=patient,
        at_start=STARTS[line["at the start"]],
        lung={measure: float(line[measure]) for measure in ("tlc", "fvc", "dlco")},
        months=_whole(line["months"]),
        prednisone=_first_and_last(line["prednisone"]),
        dmards=tuple(_dmard(text.strip()) for text in _DMARDS[patient].split(",")),
        phases=(Phase(0, CONVENTIONAL[line["story"]], min([6, *(phase.start for phase in later)])), *later),
        second_line=second_line,
        tacrolimus=tacrolimus,
    )


_TACROLIMUS = {line["patient"]: line for line in SECOND_LINE}
_OTHER = {line["patient"]: line for line in OTHER_SECOND_LINE}
_DMARDS = {line["patient"]: line["courses"] for line in DMARDS}

COURSES: dict[str, Course] = {line["patient"]: _course(line) for line in FIRST_LINE}
