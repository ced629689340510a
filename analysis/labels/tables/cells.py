"""The cells that every table is made of, and the sentences below a table that explain them."""

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from analysis.answers.spread import Spread
from analysis.labels.results import disagree, estimate_interval, point, test_name, with_unit
from analysis.labels.results import proportion as proportion_text
from analysis.labels.rounding import amount
from analysis.labels.sentences import DISAGREEMENT, SUBGROUP
from analysis.labels.words import because, counted, in_words, listed, patients
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable, Proportion

#: Stands where nothing is to be said; a note says why where that is not plain.
DASH = "–"

#: A table of single patients shows no more rows than this; a note says how many there are.
MOST_ROWS = 200

Row: TypeAlias = tuple[str, ...]
Result: TypeAlias = Proportion | Estimate | HypothesisTest | Spread | float | NotEstimable | None


def or_dash(text: str) -> str:
    """The text, or an en dash for an empty one."""
    return text or DASH


def count(patients_or_rows: int) -> str:
    """A count with thousands separated: "1,204"."""
    return f"{patients_or_rows:,}"


def rate(found: Proportion | NotEstimable | None) -> str:
    """A rate as everywhere, "20/30 (67%, 95% CI 49 to 81)"; an en dash where there is none."""
    return proportion_text(found) if isinstance(found, Proportion) else DASH


def estimate_cell(found: Estimate | NotEstimable, unit: str) -> str:
    """An estimate for a column headed "(95% CI)": "32 points (3 to 54)"; an en dash where there is none."""
    if isinstance(found, NotEstimable):
        return DASH
    interval = estimate_interval(found, unit)
    if found.value is None:
        return f"{point(found, unit)}, {interval}"
    return f"{point(found, unit)} ({interval})" if interval else point(found, unit)


def interval_cell(found: Estimate | NotEstimable, unit: str) -> str:
    """The interval alone, for a column whose estimate stands beside it."""
    return DASH if isinstance(found, NotEstimable) else or_dash(estimate_interval(found, unit))


def spread_cell(found: Spread | NotEstimable, unit: str = "") -> str:
    """A median with its range: "7.2 (3.1 to 12.4)"."""
    if isinstance(found, NotEstimable):
        return DASH
    median = amount(found.median)
    behind = "%" if unit == "%" else f" {unit}" if unit else ""
    return f"{median}{behind} ({amount(found.low)} to {amount(found.high)})"


def value_cell(value: float, unit: str = "") -> str:
    """A measured value with its unit behind it: "1.70 L", "64% predicted"; an en dash where it is missing."""
    return DASH if math.isnan(value) else with_unit(value, unit)


def sentence(text: str) -> str:
    """A text with a capital at its start and a full stop at its end.

    >>> sentence("not estimable: no pairs")
    'Not estimable: no pairs.'
    """
    return f"{capitalised(text).rstrip('.')}." if text else ""


def capitalised(text: str) -> str:
    """A text with a capital at its start, the rest as it is ("seen but not measured", "ILD improved")."""
    return f"{text[:1].upper()}{text[1:]}"


def several(names: Iterable[str]) -> str:
    """Names as a list, of more than four only the first three: "PM, DM, CADM and two others".

    >>> several(["PM", "DM", "PM"])
    'PM and DM'
    """
    found = list(dict.fromkeys(names))
    if len(found) > 4:
        found = [*found[:3], f"{in_words(len(found) - 3)} others"]
    return listed(found)


def named_once(sentences: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Each sentence once, behind the names it holds for; entries are (sentence, name).

    >>> named_once([("Fewer than 6 pairs.", "PM"), ("Fewer than 6 pairs.", "DM")])
    ('PM and DM: Fewer than 6 pairs.',)
    """
    names: dict[str, list[str]] = {}
    for text, name in sentences:
        names.setdefault(text, []).append(name)
    return tuple(sentence(f"{several(found)}: {text}") for text, found in names.items())


def unanswered(named: Iterable[tuple[str, Result]]) -> tuple[str, ...]:
    """One sentence per reason why results are not estimable, naming the results that have it."""
    names: dict[NotEstimable, list[str]] = {}
    for name, result in named:
        answer = result.value if isinstance(result, Proportion) else result
        if isinstance(answer, NotEstimable):
            names.setdefault(answer, []).append(name)
    return tuple(sentence(f"{several(found)}, {because(answer)}") for answer, found in names.items())


def remarks(named: Iterable[tuple[str, Result]]) -> tuple[str, ...]:
    """What estimates and tests say of themselves, one sentence each, naming whose it is."""
    notes = [(note, name) for name, result in named for note in _own_notes(result)]
    subgroup = (sentence(f"P values: {SUBGROUP}"),) if any(note == SUBGROUP for note, _ in notes) else ()
    return (*named_once(entry for entry in notes if entry[0] != SUBGROUP), *subgroup)


def _own_notes(result: Result) -> tuple[str, ...]:
    return result.notes if isinstance(result, Estimate | HypothesisTest) else ()


def changed_of(named: Iterable[tuple[str, HypothesisTest | NotEstimable]]) -> tuple[str, ...]:
    """Of how many pairs a test is made that drops the unchanged: "12 months: 14 changed of 16 patients."."""
    return tuple(
        f"{name}: {test.n - test.dropped:,} changed of {patients(test.n)}."
        for name, test in named
        if isinstance(test, HypothesisTest) and test.dropped
    )


def p_from(tests: Iterable[HypothesisTest | NotEstimable], heading: str = "P") -> tuple[str, ...]:
    """Which tests the P of a column come from: "P: Fisher exact."; nothing where there is none."""
    names = {test_name(test) for test in tests if isinstance(test, HypothesisTest)}
    return (sentence(f"{heading}: {listed(sorted(names))}"),) if names else ()


def adjusted_by(tests: Iterable[HypothesisTest | NotEstimable]) -> tuple[str, ...]:
    """How the adjusted P of a column were adjusted; nothing where none was."""
    ways = {test.adjustment for test in tests if isinstance(test, HypothesisTest) and test.adjustment}
    return (sentence(f"Adjusted P: {listed(sorted(ways))}"),) if ways else ()


def disagreements(
    named: Iterable[tuple[str, HypothesisTest | NotEstimable, Estimate | NotEstimable, float]],
) -> tuple[str, ...]:
    """The one sentence where a P and an interval beside it disagree, naming where.

    Each entry: its name, the test, the estimate, and the value that means no difference.
    """
    names = [name for name, test, found, none in named if disagree(test, found, none)]
    return (f"{several(names)}: {DISAGREEMENT}",) if names else ()


def outside_groups(how_many: int, why: str) -> tuple[str, ...]:
    """Who is in none of a table's groups: "3 patients in no group: not tested."; nothing for nobody."""
    return (sentence(f"{patients(how_many)} in no group: {why}"),) if how_many else ()


def distinct(columns: Iterable[str]) -> tuple[str, ...]:
    """Column titles of which no two read the same: a group may be named as another column is.

    >>> distinct(["Diagnosis", "All", "All"])
    ('Diagnosis', 'All', 'All (2)')
    """
    found: list[str] = []
    for column in (" ".join(text.split()) for text in columns):
        title, place = column, 2
        while title in found:
            title, place = f"{column} ({place})", place + 1
        found.append(title)
    return tuple(found)


def turned(columns: Sequence[str], rows: Sequence[Row]) -> tuple[Row, tuple[Row, ...]]:
    """The same cells with rows and columns exchanged; the first column's titles become the header."""
    header, *body = zip(columns, *rows, strict=True)
    return distinct(header), tuple(body)


def first_of(rows: Sequence[Row], most: int, noun: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The first rows of a long table, and the note that says how many there are."""
    return tuple(rows[:most]), only_first(len(rows), most, noun)


def only_first(of: int, most: int, noun: str = "patient") -> tuple[str, ...]:
    """The note below a table that shows only the first rows; nothing where it shows all."""
    return (f"The first {most:,} of {counted(of, noun)} are listed.",) if of > most else ()
