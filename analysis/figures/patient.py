"""One patient on one time axis: doses, lung function, CK, strength, treatments and events."""

import math
from collections.abc import Iterator

from analysis import labels
from analysis.answers import PatientHistory
from analysis.figures.description import Cell, CourseBar, DataTable, Mark, Panel, PatientTimeline
from analysis.figures.naming import slug

_CLOCKS = {
    "tacrolimus": "Months since tacrolimus was started",
    "conventional": "Months since conventional treatment was started",
}

#: Measures whose strip does not start at 0: they move within a part of their scale.
_WITHIN_SCALE = {"fvc", "dlco", "tlc", "mmt8"}


def patient(answer: PatientHistory) -> PatientTimeline:
    """Everything of one patient that has a month."""
    nothing = not (answer.series or answer.courses or answer.happenings)
    who = f"patient {answer.patient_id} ({answer.diagnosis or 'diagnosis not recorded'})"
    measures = labels.listed(panel.label for panel in answer.series) or "no measurements"
    courses = labels.counted(len(answer.courses), "course")
    events = labels.counted(len(answer.happenings), "event")
    return PatientTimeline(
        name=slug("patient", answer.patient_id),
        title=f"Patient {answer.patient_id}",
        alt=f"Time axis of {who}: {measures}; {courses} of treatment; {events}.",
        table=DataTable(("Kind", "What", "Month", "Until month", "Value", "Unit"), tuple(_rows(answer))),
        notes=(f"{labels.counted(answer.undated, 'visit')} without a month are not drawn.",)
        if answer.undated
        else (),
        empty="Nothing about this patient has a month." if nothing else "",
        month_label=_CLOCKS[answer.clock],
        panels=tuple(_panels(answer)),
        courses=tuple(_courses(answer)),
        marks=tuple(_marks(answer)),
    )


def _panels(answer: PatientHistory) -> Iterator[Panel]:
    for series in answer.series:
        yield Panel(
            series.label,
            series.unit,
            "accent",
            series.month,
            series.value,
            series.limit,
            from_zero=series.key not in _WITHIN_SCALE,
        )


def _courses(answer: PatientHistory) -> Iterator[CourseBar]:
    """Courses with both ends; a start that is unknown cannot be placed."""
    for course in answer.courses:
        if math.isfinite(course.start) and math.isfinite(course.stop):
            dose = "" if math.isnan(course.dose) else labels.with_unit(course.dose, course.unit)
            yield CourseBar(course.drug, dose, course.start, max(course.start, course.stop), course.ongoing)


def _marks(answer: PatientHistory) -> Iterator[Mark]:
    for happening in answer.happenings:
        serious = " (serious)" if happening.serious else ""
        yield Mark(f"{happening.label}{serious}", happening.month, happening.serious is True)


def _rows(answer: PatientHistory) -> Iterator[tuple[Cell, ...]]:
    for series in answer.series:
        for month, value in zip(series.month.tolist(), series.value.tolist(), strict=True):
            yield ("measure", series.label, month, None, value, series.unit)
    for course in answer.courses:
        numbers = (_known(course.start), None if course.ongoing else _known(course.stop), _known(course.dose))
        yield ("course", course.drug, *numbers, course.unit)
    for happening in answer.happenings:
        yield (happening.kind, happening.label, happening.month, None, None, "")


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
