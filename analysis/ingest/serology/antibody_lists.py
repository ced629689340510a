"""A column with several antibodies in a cell: which were tested is asked, its cells become rows of tests."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.ingest.cells import Cells, Distinct, distinct
from analysis.ingest.ledger import MISSING_WORD, Ledger
from analysis.ingest.mapping import Choice, Doubt
from analysis.ingest.serology.cutoffs import asked_about_values
from analysis.ingest.serology.lists import PANELS, Listed, read_list
from analysis.ingest.serology.result_columns import answered
from analysis.ingest.serology.results import Finding
from analysis.ingest.words.value_labels import Said
from analysis.schema import ANTIBODIES, FIELDS

#: The answers to which antibodies were tested: only those that a cell lists, or all that the column names.
LISTED, NAMED = "listed", "named"
#: The rules of a cell that lists antibodies, in full or in part, and of one that names none.
AS_LIST = "list of antibodies"
AS_PART_OF_LIST = "list of antibodies, a part not understood"
OF_WHAT = "a result without an antibody"

_FIELD = FIELDS["serology", "antibodies"]
_CHOICES = (
    Choice(LISTED, "Only those that the cell lists"),
    Choice("euroline 15", "The 13 antibodies of EUROLINE 15; what the cell does not list is negative"),
    Choice("euroline 15 + Ro52", "EUROLINE 15 and Ro52; what the cell does not list is negative"),
    Choice(NAMED, "All that this column names anywhere; what the cell does not list is negative"),
)
_ND = (Choice("negative", "Not detected: negative"), Choice("not tested", "Not done: not tested"))


def is_list(cells: Cells) -> bool:
    """Whether a column is read as a list of antibodies."""
    return cells.plan.role == "field" and (cells.plan.table, cells.plan.name) == ("serology", _FIELD.key)


def asked(cells: Cells) -> Iterator[Doubt]:
    """Which antibodies a column of lists tested, and what "ND" and numbers mean in it."""
    if not is_list(cells):
        return
    texts = distinct(cells.written)
    listed = [read_list(text) for text in texts.texts]
    counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(listed)).tolist()
    if not any(each.entries or each.whole == "negative" for each in listed):
        return
    alone, unclear = (_count(listed, counts, whole) for whole in ("negative", "nd"))
    evidence = f"{len(_named(listed))} antibodies are named."
    if alone:
        evidence = f"In {alone} of {len(cells.rows)} rows it says only that the test was negative. {evidence}"
    yield Doubt("panel", "Which antibodies were tested?", evidence, _CHOICES, "" if alone else LISTED)
    if unclear:
        text = "What does “ND” mean: not detected, or not done?"
        yield Doubt("nd", text, f"Stands in {unclear} of {len(cells.rows)} rows.", _ND)
    yield from asked_about_values([found for each in listed for _, found in each.entries], cells)


def _count(listed: list[Listed], counts: Sequence[int], whole: str) -> int:
    return sum(count for each, count in zip(listed, counts, strict=True) if each.whole == whole)


def _named(listed: list[Listed]) -> tuple[str, ...]:
    """All antibodies that the cells name, in the registry's order."""
    found = {name for each in listed for name, _ in each.entries}
    return tuple(antibody.name for antibody in ANTIBODIES if antibody.name in found)


def read_listed(cells: Cells, ledger: Ledger) -> pd.DataFrame:
    """The tests in a column of lists: each cell's position, the antibody, its result and value.

    What is not used is noted.
    """
    texts = distinct(cells.written)
    listed = [read_list(text) for text in texts.texts]
    said = Said.of(cells)
    panel = PANELS.get(said.answers.get("panel", ""), ())
    panel = _named(listed) if said.answers.get("panel") == NAMED else panel
    found = [_with_panel(each, panel, said) for each in listed]
    _note(texts, listed, found, cells, ledger)
    return _spread(texts, found)


def _with_panel(listed: Listed, panel: tuple[str, ...], said: Said) -> dict[str, Finding]:
    """What a cell says of each antibody; the panel's others are negative, if all was read."""
    found = {name: answered(finding, said.answers) for name, finding in listed.entries}
    negative = listed.whole == "negative" or (listed.whole == "nd" and said.answers.get("nd") == "negative")
    if (found and not listed.unread) or negative:
        found |= {name: Finding("negative") for name in panel if name not in found}
    return found


def _spread(texts: Distinct, found: list[dict[str, Finding]]) -> pd.DataFrame:
    """The tests of each text, brought to every cell in which it stands."""
    entries = [(i, n, f.result, f.value) for i, each in enumerate(found) for n, f in each.items()]
    tests = pd.DataFrame(entries, columns=["text", "antibody", "result", "value"])
    tests = tests.astype({"text": "int64", "antibody": "str", "result": "str", "value": "float64"})
    cells = pd.DataFrame({"text": texts.codes, "cell": np.arange(len(texts.codes))})
    return cells.merge(tests, on="text").drop(columns="text")


def _note(
    texts: Distinct, listed: list[Listed], found: list[dict[str, Finding]], cells: Cells, ledger: Ledger
) -> None:
    shown = np.array([*map(_in_words, found), None], dtype=object)
    rules = [_rule(each, tests) for each, tests in zip(listed, found, strict=True)]
    for rule in dict.fromkeys(rules):
        mask = texts.where([other == rule for other in rules])
        if rule in {AS_LIST, AS_PART_OF_LIST}:
            ledger.convert(cells, mask, rule, shown[texts.codes][mask])
        if rule == AS_PART_OF_LIST:
            message = "A part of this list is no antibody that is known by name, or has no clear result."
            ledger.find("warning", cells, mask, message, "The rest of it is used.")
        elif rule == MISSING_WORD:
            ledger.missing(cells, mask)
        elif rule == OF_WHAT:
            _refuse_without_antibody(texts, listed, cells, ledger)
        elif rule == "not understood":
            message = "No antibody that is known by name stands here."
            ledger.refuse("warning", cells, mask, rule, message, "Write it as Jo-1, MDA5, ...")


def _in_words(found: dict[str, Finding]) -> str:
    return "; ".join(f"{name} {finding.result or 'open'}" for name, finding in found.items())


def _rule(listed: Listed, found: dict[str, Finding]) -> str:
    if found:
        return AS_PART_OF_LIST if listed.unread else AS_LIST
    if listed.whole in {"missing", "not tested"}:
        return MISSING_WORD
    return OF_WHAT if listed.whole else "not understood"


def _refuse_without_antibody(texts: Distinct, listed: list[Listed], cells: Cells, ledger: Ledger) -> None:
    for whole, message in (
        ("negative", "It says that the test was negative, but not which antibodies were tested."),
        ("positive", "It says that the test was positive, but not for which antibody."),
        ("nd", 'This may mean "not detected" or "not done".'),
    ):
        key = "nd" if whole == "nd" else "panel"
        chosen = whole != "positive" and cells.plan.reading(key) in {LISTED, "not tested"}
        mask = texts.where([each.whole == whole for each in listed])
        ledger.refuse("note" if chosen else "question", cells, mask, OF_WHAT, message)
