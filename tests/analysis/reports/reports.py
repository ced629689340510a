"""Reports for tests: of the demo as if it were real, of three patients, of many, and of hostile names."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np

from analysis.cohort import Cohort
from analysis.figures.description import DataTable
from analysis.filters import Filters, View, view
from analysis.outcomes import classify
from analysis.reports import Progress, Report, Request, report, silent
from analysis.settings import Settings
from tests.analysis.answers.small_cohort import cohort_of
from tests.analysis.demo import demo

TODAY = date(2026, 11, 22)
DIAGNOSES = ("PM", "DM", "CADM", "ASyS", "IMNM", "IBM", "OM", "other")

#: What a file may hold: a formula, markup, two other scripts, a name too long for any slide, controls.
HOSTILE = (
    "=cmd|'/c calc'!A1",
    '<b>&amp;"bold"</b>',
    "مرحبا بالعالم 12",
    "😀 smile",
    "x" * 120,
    "a\x00\x0b\u202eevil",
)


@cache
def real() -> Cohort:
    """The demo as if its patients were real, so that small groups are nobody's business."""
    return replace(demo(), synthetic=False)


def view_of(cohort: Cohort, query: str = "", **settings: float | bool | str) -> View:
    """The patients of a query under some settings."""
    return view(cohort, classify(cohort, Settings().with_values(settings)), Filters.parse(query))


def report_of(selected: View, *, progress: Progress = silent, **request: object) -> Report:
    """The report of a request made of these fields."""
    return report(selected, Request(**request), today=TODAY, version="0.1.0", progress=progress)


def three_patients() -> Cohort:
    """Three patients of the demo as if they were real."""
    chosen = np.zeros(len(real()), dtype=np.bool_)
    chosen[[0, 1, 9]] = True
    return real().select(chosen)


def many_patients(how_many: int = 400) -> Cohort:
    """Made-up patients of every diagnosis, about a third on tacrolimus, with hostile names."""
    draw = np.random.default_rng(1)
    patients, visits, serology = [], [], []
    for at in range(how_many):
        refractory = draw.random() < 0.4
        patient = {
            "patient_id": f"{HOSTILE[at % 6][:8]}-{at}",
            "diagnosis": DIAGNOSES[at % 8],
            "sex": "female" if draw.random() < 0.6 else "male",
            "age": float(draw.integers(20, 85)),
            "race": HOSTILE[at % 6],
            "centre": HOSTILE[(at + 1) % 6],
            "conventional_response": "refractory" if refractory else "responder",
            "last_seen_month": 40.0,
        }
        if refractory:
            patient |= {
                "second_line": "tacrolimus",
                "tacrolimus_start_month": 6.0,
                "tacrolimus_myositis_improved": "yes" if draw.random() < 0.7 else "no",
                "tacrolimus_ild_improved": "yes" if draw.random() < 0.8 else "no",
            }
            dose = float(draw.integers(10, 60))
            visits += [
                {"patient": at, "month": month, "prednisone_mg": dose * part}
                for month, part in ((0.0, 1.2), (6.0, 1.0), (12.0, 0.4), (18.0, 0.2))
            ]
        patients.append(patient)
        serology += [
            (at, name, "positive" if draw.random() < 0.2 else "negative") for name in ("Jo-1", "Ro52")
        ]
    return cohort_of(patients, serology, visits)


def said(found: Report) -> str:
    """Every text of a report, and every number of its figures, as one text."""
    texts = [found.title, found.footer(), found.conclusion, *found.left_out, *found.warnings, *found.settings]
    texts += [f"{name} {value}" for name, value in (*found.provenance.software, *found.provenance.files)]
    for section in found.sections:
        texts += [section.title, section.headline, section.remark, section.empty, found.footer(section)]
        texts += [*section.lines, *section.notes, *section.method, *section.standing, *section.captions]
        texts += [f"{n.value} {n.counts} {n.words}" for n in section.numbers]
        texts += [text for figure in section.figures for text in (figure.alt, figure.empty, *figure.notes)]
        texts += [repr(figure) for figure in section.figures]
        texts += [
            text
            for table in (
                *section.beside,
                *section.tables,
                *(figure.table for figure in section.figures),
            )
            for row in (table.columns, *table.rows)
            for text in map(str, row)
        ]
        texts += [note for table in (*section.beside, *section.tables) for note in table.notes]
    return "\n".join(texts)


def cells(table: DataTable, column: str) -> list[object]:
    """One column of the table behind a figure."""
    return [row[table.columns.index(column)] for row in table.rows]
