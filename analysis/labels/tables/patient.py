"""The tables of one patient: how every outcome was decided, the treatments, and what happened."""

from analysis.answers.patient import Course, PatientHistory
from analysis.labels.rounding import amount
from analysis.labels.tables.cells import DASH, Row, or_dash, sentence, value_cell
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import counted
from analysis.outcomes.trail import Line, Trail, Visit
from analysis.outcomes.verdicts import Verdict

_CLOCKS = {"conventional": "conventional treatment", "tacrolimus": "tacrolimus"}
_ROLES = {"for": "", "against": "speaks against it", "applies": "then it does not apply"}


def trail(history: PatientHistory) -> tuple[TextTable, ...]:
    """One table per decision: every criterion with its two visits, its threshold and what was missing."""
    return tuple(_decision(found) for found in history.trail)


def courses(history: PatientHistory) -> TextTable:
    """The courses of treatment."""
    return TextTable(
        title="Treatments",
        columns=("Drug", "From month", "To month", "Dose"),
        rows=tuple(_course_row(found) for found in history.courses),
        notes=_clock_note(history) if history.courses else ("The file has no treatment of this patient.",),
    )


def happenings(history: PatientHistory) -> TextTable:
    """Starts and stops, events, and where the story ends."""
    serious = {True: "yes", False: "no", None: DASH}
    undated = history.undated
    return TextTable(
        title="What happened",
        columns=("Month", "What", "Category", "Serious"),
        rows=tuple(
            (value_cell(found.month), found.label, or_dash(found.category), serious[found.serious])
            for found in history.happenings
        ),
        notes=(
            *_clock_note(history),
            *((f"Not shown, since they have no month: {counted(undated, 'visit')}.",) if undated else ()),
        ),
    )


def _clock_note(history: PatientHistory) -> tuple[str, ...]:
    return (f"Months since {_CLOCKS[history.clock]} was started.",)


def _decision(found: Trail) -> TextTable:
    return TextTable(
        title=f"{found.label}: {found.verdict.label}",
        columns=("Criterion", "Met", "Baseline", "Evaluation", "Threshold", "Missing"),
        rows=tuple(_criterion_row(line) for line in found.lines),
        notes=(
            *((sentence(found.reason),) if found.reason else ()),
            *found.notes,
            f"Months since {_CLOCKS[found.clock]} was started.",
        ),
    )


def _criterion_row(line: Line) -> Row:
    role = _ROLES[line.role]
    return (
        f"{line.label} ({role})" if role else line.label,
        "unknown" if line.met == Verdict.INDETERMINATE else line.met.label,
        _visit(line.baseline, line.unit),
        _visit(line.evaluation, line.unit),
        or_dash(line.threshold),
        or_dash(line.missing),
    )


def _visit(found: Visit | None, unit: str) -> str:
    """A value with its unit, its month and where it stands in the file: "2.1 L, month 0 (Visits, row 7)"."""
    if found is None:
        return DASH
    value = found.word or value_cell(found.value, unit)
    limit = "" if found.limit != found.limit else f", upper limit {amount(found.limit)}"
    place = ", ".join(part for part in (found.sheet or found.file, f"row {found.source_row}") if part)
    return f"{value}{limit}, month {amount(found.month)} ({place})"


def _course_row(found: Course) -> Row:
    until = "ongoing" if found.ongoing else value_cell(found.stop)
    return (found.drug, value_cell(found.start), until, value_cell(found.dose, found.unit))
