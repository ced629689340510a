"""The treated patients one by one: who improved, and which measure went which way."""

from collections.abc import Iterator

import numpy as np

from analysis import labels
from analysis.answers import Matrix, Tacrolimus
from analysis.answers.matrix import MatrixColumn
from analysis.figures.description import DataTable, PatientMatrix
from analysis.figures.tacrolimus import NOBODY, TITLE
from analysis.outcomes import Arm, Source, Verdict, Verdicts

#: More patients than this are not drawn one by one: the table has them all.
MOST_ROWS = 60

_ARMS: tuple[tuple[Arm, str, str], ...] = (("myositis", "Myositis", "Muscle"), ("ild", "ILD", "Lung"))

#: Names that would be too long for a column.
_SHORT = {"symptoms": "Symptoms"}

#: What a measure did, by whether it is better and whether it is worse.
_BETTER, _WORSE, _NEITHER, _UNKNOWN = "better", "worse", "neither", "indeterminate"


def matrix(answer: Tacrolimus) -> PatientMatrix:
    """A row per patient: the verdicts in use, then each measure, better, worse or neither (derived)."""
    found = answer.matrix
    parts = tuple(_columns(found, answer.source))
    columns = tuple(name for name, _, _ in parts)
    cells = [words for _, words, _ in parts]
    shown = min(len(found), MOST_ROWS)
    return PatientMatrix(
        name="patients-after-tacrolimus",
        title=TITLE,
        alt=f"Matrix of {labels.patients(answer.treated)}: a row per patient, signs for improvement "
        f"({answer.source}) and for each measure.",
        table=DataTable(
            ("Patient", "Diagnosis", *columns),
            tuple(zip(found.patient_id.tolist(), found.diagnosis.tolist(), *cells, strict=True)),
        ),
        notes=(labels.BEFORE_AND_AFTER, *_left_out(shown, len(found))),
        empty="" if len(found) else NOBODY,
        patients=tuple(found.patient_id[:shown].tolist()),
        details=tuple(found.diagnosis[:shown].tolist()),
        columns=columns,
        groups=_headings([group for _, _, group in parts]),
        cells=tuple(zip(*(column[:shown] for column in cells), strict=True)),
        shown=shown,
        of=len(found),
    )


def _left_out(shown: int, of: int) -> tuple[str, ...]:
    return (
        () if shown == of else (f"The first {shown} of {labels.patients(of)} are drawn; the table has all.",)
    )


def _columns(found: Matrix, source: Source) -> Iterator[tuple[str, list[str], str]]:
    """Each column's name, its words for every patient, and the heading it stands under."""
    verdicts = np.array([verdict.label for verdict in Verdict])
    for arm, name, _ in _ARMS:
        yield name, verdicts[found.verdict[arm][source]].tolist(), "Improved"
    for arm, _, heading in _ARMS:
        own = [column for column in found.criteria if column.arm == arm]
        for better in (column for column in own if column.role == "for"):
            worse = [
                column for column in own if column.role == "against" and column.measure == better.measure
            ]
            yield _name(better), _went(better.met, [column.met for column in worse]), heading


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
