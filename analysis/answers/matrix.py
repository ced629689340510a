"""The treated patients as a small matrix: who improved, and by which criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.outcomes.results import Arm, Source
from analysis.outcomes.verdicts import Mask, Verdicts


@dataclass(frozen=True, eq=False)
class MatrixColumn:
    """One criterion of the derived verdicts over the matrix's rows."""

    key: str
    label: str
    arm: Arm
    met: Verdicts


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
