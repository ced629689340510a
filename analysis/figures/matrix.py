"""The treated patients one by one: who improved, and which measure went which way."""

from collections.abc import Iterator

import numpy as np

from analysis import labels
from analysis.answers import Matrix, Tacrolimus
from analysis.answers.matrix import MatrixColumn
from analysis.figures.description import DataTable, PatientMatrix
from analysis.figures.tacrolimus import NOBODY, TITLE
from analysis.outcomes import Arm, Source, Verdict, Verdicts

#: More patients than this are not shown one by one here: the list of patients has them all.
MOST_ROWS = 60

_ARMS: tuple[tuple[Arm, str, str], ...] = (("myositis", "Myositis", "Muscle"), ("ild", "ILD", "Lung"))

#: Names that would be too long for a column.
_SHORT = {"symptoms": "Symptoms"}

#: What a measure did, by whether it is better and whether it is worse.
_BETTER, _WORSE, _NEITHER, _UNKNOWN = "better", "worse", "neither", "indeterminate"


def matrix(answer: Tacrolimus) -> PatientMatrix:
    """A row per patient: the verdicts in use, then each measure, better, worse or neither (derived)."""
    found = answer.matrix
    shown = min(len(found), MOST_ROWS)
    parts = tuple(_columns(found, answer.source, slice(shown)))
    columns = tuple(name for name, _, _ in parts)
    cells = tuple(zip(*(words for _, words, _ in parts), strict=True))
    patients = tuple(found.patient_id[:shown].tolist())
    diagnoses = tuple(found.diagnosis[:shown].tolist())
    return PatientMatrix(
        name="patients-after-tacrolimus",
        title=TITLE,
        alt=f"Matrix of {labels.patients(answer.treated)}: a row per patient, signs for improvement "
        f"({answer.source}) and for each measure.",
        table=DataTable(
            ("Patient", "Diagnosis", *columns),
            tuple((*who, *row) for *who, row in zip(patients, diagnoses, cells, strict=True)),
        ),
        notes=(labels.BEFORE_AND_AFTER, *_left_out(shown, len(found))),
        empty="" if len(found) else NOBODY,
        patients=patients,
        details=diagnoses,
        columns=columns,
        groups=_headings([group for _, _, group in parts]),
        cells=cells,
        shown=shown,
        of=len(found),
    )


def _left_out(shown: int, of: int) -> tuple[str, ...]:
    note = f"The first {shown} of {labels.patients(of)} are shown; the list of patients has all."
    return () if shown == of else (note,)


def _columns(found: Matrix, source: Source, rows: slice) -> Iterator[tuple[str, list[str], str]]:
    """Each column's name, its words for the patients shown, and the heading it stands under."""
    verdicts = np.array([verdict.label for verdict in Verdict])
    for arm, name, _ in _ARMS:
        yield name, verdicts[found.verdict[arm][source][rows]].tolist(), "Improved"
    for arm, _, heading in _ARMS:
        own = [column for column in found.criteria if column.arm == arm]
        for better in (column for column in own if column.role == "for"):
            worse = [column.met[rows] for column in own if _is_opposite(column, better)]
            yield _name(better), _went(better.met[rows], worse), heading


def _is_opposite(column: MatrixColumn, better: MatrixColumn) -> bool:
    return column.role == "against" and column.measure == better.measure


def _name(column: MatrixColumn) -> str:
    """What is measured: the label without its last word, which says the direction."""
    return _SHORT.get(column.measure, column.label.rsplit(" ", 1)[0])


def _went(better: Verdicts, worse: list[Verdicts]) -> list[str]:
    """What a measure did for every patient; neither only where both directions are known."""
    is_worse = np.any([met == Verdict.YES for met in worse], axis=0) if worse else np.zeros(len(better), bool)
    known = np.all([met != Verdict.INDETERMINATE for met in (better, *worse)], axis=0)
    words = np.select([better == Verdict.YES, is_worse, known], [_BETTER, _WORSE, _NEITHER], _UNKNOWN)
    return [str(word) for word in words.tolist()]


def _headings(groups: list[str]) -> tuple[tuple[str, int], ...]:
    """The headings in their order, each with the number of columns under it."""
    return tuple((group, groups.count(group)) for group in dict.fromkeys(groups))
