"""Small pieces of sentences: counts of patients, lists, and who is missing."""

from collections.abc import Iterable, Mapping, Sequence

from analysis.labels.rounding import percent
from analysis.statistics.results import NotEstimable, Proportion

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAMED = 8  # so many columns are told by name


def in_words(count: int) -> str:
    """A count up to nine as a word, beyond as digits: "three", "12"."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def patients(count: int) -> str:
    """How many patients: "1 patient", "54 patients", "100,000 patients"."""
    return counted(count, "patient")


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun in the right number.

    >>> counted(1, "test"), counted(12, "antibody", "antibodies")
    ('1 test', '12 antibodies')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """A list as a person says it: "PM, DM and CADM"."""
    texts = tuple(items)
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def not_at_baseline(columns: Sequence[str]) -> str:
    """Which of the file's further columns are no lines of the baseline table, and why; a few by name."""
    named = [f"“{name}”" for name in columns[:_NAMED]]
    more = [counted(len(columns) - _NAMED, "more column")] if len(columns) > _NAMED else []
    return f"Of a later visit by their headers, so not among the baseline values: {listed([*named, *more])}"


def against(groups: Iterable[str]) -> str:
    """The groups of a comparison: "PM vs DM", "PM vs DM vs CADM"."""
    return " vs ".join(groups)


def count_of(count: int, of: int) -> str:
    """A count with its denominator and percentage: "13/18 (72%)"; "0/0" has no percentage."""
    return f"{count:,}/{of:,} ({percent(count, of)})" if of else f"{count:,}/{of:,}"


def states(counts: Mapping[str, int]) -> str:
    """How many patients are in each state, leaving out empty ones: "16 measured, 1 lost"."""
    return ", ".join(f"{count:,} {state}" for state, count in counts.items() if count)


def missing(counts: Proportion | Mapping[str, int]) -> str:
    """Who is missing, in words: "3 not tested, 1 indeterminate"; empty where nobody is."""
    if isinstance(counts, Proportion):
        counts = {
            "indeterminate": counts.indeterminate,
            "not applicable": counts.not_applicable,
            "not recorded": counts.not_recorded,
        }
    return states(counts)


def within_sentence(label: str) -> str:
    """A label as it stands inside a sentence: a small first letter, abbreviations as they are.

    >>> within_sentence("Serology group"), within_sentence("ILD improved")
    ('serology group', 'ILD improved')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def because(answer: NotEstimable) -> str:
    """Why there is no number: "not estimable: no patient with a known outcome"."""
    return f"not estimable: {within_sentence(answer.reason.strip().rstrip('.'))}"
