"""The DMARDs beside tacrolimus, drug by drug: what the treated did between baseline and 12 months."""

from analysis import labels
from analysis.answers import Dmards, DrugChange
from analysis.figures.description import DataTable, SeriesKey, StackedBreakdown, StackedRow

_NO_DRUGS = "No treated patient has a course of a DMARD."

#: What a patient did -> (label, tone), in the order of the bar.
_CHANGES = {
    "started": ("Started", "series 3"),
    "raised": ("Raised", "series 2"),
    "unchanged": ("Unchanged", "unknown"),
    "reduced": ("Reduced", "good"),
    "stopped": ("Stopped", "best"),
    "never": ("Never taken", "nobody"),
}


def dmards(answer: Dmards) -> StackedBreakdown:
    """One bar per drug over the patients with data; who is unknown is said beside its name."""
    said = "; ".join(f"{drug.drug}: {_said(drug)}" for drug in answer.drugs)
    return StackedBreakdown(
        name="dmards-before-and-after",
        title="DMARDs before tacrolimus was started and at 12 months",
        alt=f"Bars per DMARD of the treated patients with data, baseline against {answer.window}. {said}.",
        table=DataTable(
            ("Drug", "With data", *(label for label, _ in _CHANGES.values()), "Unknown"),
            tuple((drug.drug, drug.started.of, *_counts(drug), drug.unknown) for drug in answer.drugs),
        ),
        notes=(labels.BEFORE_AND_AFTER, *answer.notes),
        empty="" if answer.drugs else _NO_DRUGS,
        categories=tuple(SeriesKey(label, tone) for label, tone in _CHANGES.values()),
        rows=tuple(_row(drug) for drug in answer.drugs),
    )


def _row(drug: DrugChange) -> StackedRow:
    unknown = f", {drug.unknown:,} unknown" if drug.unknown else ""
    return StackedRow(drug.drug, f"{labels.patients(drug.started.of)}{unknown}", _counts(drug))


def _counts(drug: DrugChange) -> tuple[int, ...]:
    return tuple(getattr(drug, change).count for change in _CHANGES)


def _said(drug: DrugChange) -> str:
    counts = zip(_CHANGES.values(), _counts(drug), strict=True)
    return ", ".join(f"{count} {label.lower()}" for (label, _), count in counts if count) or "no data"
