"""The bare libraries doing the least possible work: what everything is measured against."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pptx
import pyarrow as pa
import pyarrow.csv as pacsv
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from python_calamine import load_workbook

from analysis.cohort import Cohort
from analysis.filters import View
from analysis.outcomes import Outcomes, Verdict, reading
from analysis.schema import group_named

Files = Sequence[tuple[str, bytes]]
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def read_csv(files: Files) -> list[pa.Table]:
    """pyarrow, which guesses the types and looks at nothing else."""
    return [pacsv.read_csv(pa.BufferReader(data)) for _, data in files]


def read_workbook(files: Files) -> list[object]:
    """Calamine in this process: every sheet's cells as Python's values."""
    workbooks = [load_workbook(io.BytesIO(data)) for _, data in files]
    return [book.get_sheet_by_name(name).to_python() for book in workbooks for name in book.sheet_names]


def write_deck(slides: int) -> bytes:
    """python-pptx: so many slides, each with a title and a chart of four numbers."""
    presentation, data = pptx.Presentation(), CategoryChartData()
    data.categories = list("abcd")
    data.add_series("Patients", (1, 2, 3, 4))
    for _ in range(slides):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = "Patients"
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *map(Inches, (1, 2, 8, 5)), data)
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


@dataclass(frozen=True, eq=False)
class Counting:
    """A cohort as plain arrays, and NumPy's masks and counts where the pages give whole answers.

    One entry per patient; `positive` one row per antibody, `doses` one per time (baseline, windows).
    """

    ids: npt.NDArray[np.str_]
    diagnosis: Codes
    dermatomyositis: int
    antisynthetase: Mask
    positive: Mask
    response: Codes
    improved: Mask
    doses: Floats
    fvc: Floats
    selected: Mask

    @classmethod
    def of(cls, cohort: Cohort, outcomes: Outcomes, view: View) -> "Counting":
        """Every array taken from what is known already."""
        diagnosis = cohort.patients["diagnosis"].cat
        names = diagnosis.categories.tolist()
        antibodies = {name: found for name, found in outcomes.antibodies.items() if ":" not in name}
        arms = [outcomes.improved[arm][outcomes.improvement_source] for arm in ("myositis", "ild")]
        slots = ("baseline", "3-6 months", "12 months")
        return cls(
            ids=cohort.patients["patient_id"].to_numpy(dtype=str),
            diagnosis=diagnosis.codes.to_numpy().astype(np.int64) + 1,
            dermatomyositis=names.index("DM") + 1,
            antisynthetase=_positive(
                [found for name, found in antibodies.items() if name in group_named("ARS")]
            ),
            positive=_positive(list(antibodies.values())),
            response=outcomes.response[outcomes.response_source].astype(np.int64),
            improved=np.stack([arm == Verdict.YES for arm in arms]) & outcomes.analysed,
            doses=np.stack(
                [reading(cohort, outcomes, "prednisone", "tacrolimus", slot).value for slot in slots]
            ),
            fvc=np.stack(
                [reading(cohort, outcomes, "fvc", "conventional", slot).value for slot in slots[:2]]
            ),
            selected=view.mask,
        )

    def classify(self) -> int:
        """One threshold on one measure."""
        before, later = self.fvc
        return int(np.count_nonzero(before - later >= 0.1 * before))

    def filter(self) -> int:
        """DM with any antisynthetase antibody."""
        kept = (self.diagnosis == self.dermatomyositis) & self.antisynthetase.any(axis=0)
        return int(np.count_nonzero(kept))

    def cohort(self) -> Codes:
        """How many are in each class of response."""
        return np.bincount(self.response[self.selected])

    def responses(self) -> tuple[Codes, list[Codes]]:
        """Each class of response by diagnosis, and the positive of each antibody by class."""
        classes = self.response[self.selected]
        by_diagnosis = np.bincount(10 * self.diagnosis[self.selected] + classes)
        return by_diagnosis, [np.bincount(classes[row]) for row in self.positive[:, self.selected]]

    def tacrolimus(self) -> list[int]:
        """How many improved in each arm."""
        return [int(np.count_nonzero(arm & self.selected)) for arm in self.improved]

    def prednisone(self) -> list[float]:
        """The mean dose at each window and of the same patients at baseline."""
        paired = self.selected & ~np.isnan(self.doses[0]) & ~np.isnan(self.doses[1:])
        return [float(np.mean(dose[row])) for row in paired for dose in self.doses if row.any()]

    def everything(self) -> None:
        """What all pages count, once."""
        self.cohort(), self.responses(), self.tacrolimus(), self.prednisone()

    def patients(self) -> npt.NDArray[np.str_]:
        """The ids of the first 200."""
        return self.ids[np.flatnonzero(self.selected)[:200]]


def _positive(verdicts: list[npt.NDArray[np.int8]]) -> Mask:
    return np.stack([found == Verdict.YES for found in verdicts])
