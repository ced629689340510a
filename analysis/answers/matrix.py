"""The treated patients as a small matrix: who improved, and by which criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.answers.arms import breakdown_masks
from analysis.filters import View
from analysis.outcomes import Arm, Criterion, Mask, Source, Verdicts
from analysis.outcomes.results import Role

_ARMS: tuple[Arm, ...] = ("myositis", "ild")
_ORDER = ("both", "ild_only", "myositis_only", "neither")


@dataclass(frozen=True, eq=False)
class MatrixColumn:
    """One criterion of the derived verdicts over the matrix's rows: what is measured, and its role."""

    key: str
    label: str
    arm: Arm
    met: Verdicts
    measure: str
    role: Role


@dataclass(frozen=True, eq=False)
class Matrix:
    """One row per treated patient; every array has one entry per row.

    `verdict[arm][source]` for the arms myositis and ild; `criteria` are those of both arms.
    Rows are ordered by what improved (both, ILD only, myositis only, neither, unknown), then as in the file.
    """

    position: npt.NDArray[np.intp]
    patient_id: npt.NDArray[np.str_]
    diagnosis: npt.NDArray[np.str_]
    verdict: Mapping[Arm, Mapping[Source, Verdicts]]
    criteria: tuple[MatrixColumn, ...]
    by_symptoms: Mask
    mixed: Mask
    died: Mask

    def __len__(self) -> int:
        return len(self.position)


def matrix(view: View, among: Mask) -> Matrix:
    """The matrix of the patients of a mask."""
    outcomes = view.outcomes
    rows = _ordered(view, among)
    return Matrix(
        position=rows,
        patient_id=written(view, "patient_id", rows),
        diagnosis=written(view, "diagnosis", rows),
        verdict={
            arm: {source: found[rows] for source, found in outcomes.improved[arm].items()} for arm in _ARMS
        },
        criteria=tuple(
            _column(criterion, arm, rows)
            for arm in _ARMS
            for criterion in outcomes.decisions[f"improved_{arm}"].criteria
        ),
        by_symptoms=outcomes.by_symptoms[rows],
        mixed=outcomes.mixed[rows],
        died=outcomes.died_on_tacrolimus[rows],
    )


def written(view: View, column: str, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.str_]:
    """A column of the patients' table as text at these positions; missing is an empty text."""
    values = view.cohort.patients[column].iloc[rows].astype(object)
    return values.where(values.notna(), "").to_numpy().astype(np.str_)


def _ordered(view: View, among: Mask) -> npt.NDArray[np.intp]:
    masks = breakdown_masks(view)
    rank = np.select([masks[place] for place in _ORDER], range(len(_ORDER)), len(_ORDER))
    rows = np.flatnonzero(among)
    return rows[np.argsort(rank[rows], kind="stable")]


def _column(criterion: Criterion, arm: Arm, rows: npt.NDArray[np.intp]) -> MatrixColumn:
    return MatrixColumn(
        criterion.key, criterion.label, arm, criterion.met[rows], criterion.measure, criterion.role
    )
