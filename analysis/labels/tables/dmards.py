"""The DMARDs beside tacrolimus: before it was started and at the last window."""

from collections.abc import Callable

from analysis.answers.dmards import DmardCount, Dmards, DrugChange
from analysis.labels.tables.cells import capitalised, count, distinct, rate, sentence, spread_cell, unanswered
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import because, count_of, counted, patients
from analysis.statistics.results import NotEstimable

#: What a patient with data can have done with a drug; the rates add up to them.
_DONE = ("started", "raised", "unchanged", "reduced", "stopped", "never")


def dmards(found: Dmards) -> TextTable:
    """What became of every drug, one column per drug; never summed across drugs."""
    drugs = found.drugs
    lines: list[tuple[str, Callable[[DrugChange], str]]] = [
        ("Users before", lambda drug: count(drug.users_before)),
        (f"Users at {found.window}", lambda drug: count(drug.users_after)),
        *((capitalised(done), _share_of(done)) for done in _DONE),
        ("Unknown", lambda drug: count(drug.unknown)),
        ("Median change (range)", lambda drug: spread_cell(drug.median_change, drug.unit)),
        ("Median change, percent (range)", lambda drug: spread_cell(drug.median_percent_change, "%")),
    ]
    return TextTable(
        title=f"DMARDs before tacrolimus and at {found.window}",
        columns=distinct(("Change", *(capitalised(drug.drug) for drug in drugs))),
        rows=tuple((label, *map(cell, drugs)) for label, cell in lines) if drugs else (),
        notes=(
            f"{patients(found.treated)} treated; rates are of those with data, doses of users at both times.",
            *_running(drugs),
            *unanswered((f"{drug.drug} (change of dose)", drug.median_change) for drug in drugs),
            *dict.fromkeys(note for drug in drugs for note in drug.notes),
            *found.notes,
            *(() if drugs else (_nothing(found),)),
        ),
    )


def dmard_counts(found: Dmards) -> TextTable:
    """How many DMARDs a patient takes, before tacrolimus and at the last window."""
    title, columns = "DMARDs per patient", ("DMARDs", "Before", f"At {found.window}")
    number = found.count
    if isinstance(number, NotEstimable):
        return TextTable(title, columns, (), (sentence(because(number)),))
    numbers = sorted({*number.before, *number.after})
    return TextTable(
        title=title,
        columns=columns,
        rows=tuple(
            (count(n), *(count_of(each.get(n, 0), number.patients) for each in (number.before, number.after)))
            for n in numbers
        ),
        notes=(
            _more_or_fewer(number),
            f"{patients(number.patients)} of {count(found.treated)} known at both times.",
        ),
    )


def _share_of(done: str) -> Callable[[DrugChange], str]:
    return lambda drug: rate(getattr(drug, done))


def _running(drugs: tuple[DrugChange, ...]) -> tuple[str, ...]:
    running = [f"{drug.drug} {counted(drug.still_running, 'course')}" for drug in drugs if drug.still_running]
    return (f"Taken as ongoing since their stop is blank: {', '.join(running)}.",) if running else ()


def _nothing(found: Dmards) -> str:
    answer = found.count if isinstance(found.count, NotEstimable) else NotEstimable("No course of a DMARD.")
    return sentence(because(answer))


def _more_or_fewer(number: DmardCount) -> str:
    parts = {"more": number.more, "the same number": number.same, "fewer": number.fewer}
    return sentence(", ".join(f"{words} in {count_of(n, number.patients)}" for words, n in parts.items()))
