"""Results of antibody tests: one row per patient and antibody."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS
from analysis.ingest.cells import Cells, distinct
from analysis.ingest.ledger import MISSING_CODE, Ledger
from analysis.ingest.words import MISSING, UNKNOWN, read_word
from analysis.schema import MISSING_CODES, RESULTS

_TITRE = re.compile(r"[<>=≥≤]*\s*1\s*[:/]\s*(\d+)(?:\s.*)?", re.ASCII)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_UNCLEAR = frozenset({"nd", "-", "--"})  # not detected, or not done?


@dataclass(frozen=True, slots=True)
class Finding:
    """What one text says of a test: its result (None: open), its value if it has one, the rule."""

    result: str | None
    value: float = np.nan
    rule: str = ""


def read_result(text: str) -> Finding:
    """The result that a text says; a titre or an intensity is kept as the value, its result stays open.

    >>> read_result("Positive").result, read_result("1:320").value, read_result("ND")
    ('positive', 320.0, Finding(result='not tested', value=nan, rule='done or detected'))
    """
    if text.casefold() in _UNCLEAR:
        return Finding("not tested", rule="done or detected")
    if text.upper() in {"TRUE", "FALSE"}:
        return Finding("positive" if text.upper() == "TRUE" else "negative")
    word = read_word(text, "result")
    if word is not UNKNOWN:
        return Finding(word.level, rule=word.rule)
    match = _TITRE.fullmatch(text)
    if match or _NUMBER.fullmatch(text):
        return Finding(None, float(match[1] if match else text), "value without a result")
    is_code = text.lstrip("-").isdigit() and int(text) in MISSING_CODES
    return Finding(None, rule=MISSING_CODE if is_code else UNKNOWN.rule)


def results(cells: Cells, patient: npt.NDArray[np.int64], ledger: Ledger) -> pd.DataFrame:
    """The rows of one antibody's column: those in which something stands that is no word for "missing"."""
    texts = distinct(cells.written)
    read = [read_result(text) for text in texts.texts]
    _note(cells, [finding.rule for finding in read], texts.codes, ledger)
    silent = {MISSING.rule, MISSING_CODE, UNKNOWN.rule}
    kept = texts.where([finding.rule not in silent for finding in read])
    position = {result: i for i, result in enumerate(RESULTS)}
    codes = np.array([*(position.get(finding.result or "", -1) for finding in read), -1])[texts.codes]
    return pd.DataFrame({
        "patient": patient[kept],
        "antibody": cells.plan.name,
        "result": pd.Categorical.from_codes(codes[kept], pd.Index(RESULTS, dtype="str")),
        "value": texts.spread([finding.value for finding in read])[kept],
        "as_written": cells.written.filter(kept).to_pandas(),
        "source_file": cells.sheet.file,
        "source_sheet": cells.sheet.name,
        "source_row": cells.rows[kept] + 1,
        "column": cells.plan.position,
    })  # fmt: skip


def _note(cells: Cells, rules: list[str], codes: npt.NDArray[np.int64], ledger: Ledger) -> None:
    for rule in dict.fromkeys(filter(None, rules)):
        mask = np.append(np.array([r == rule for r in rules]), False)[codes]
        if rule in {MISSING.rule, MISSING_CODE}:
            ledger.missing(cells, mask, rule)
        elif rule == "done or detected":
            ledger.convert(cells, mask, rule, "not tested")
            message = 'This may mean "not detected" or "not done"; only a word such as negative says which.'
            ledger.find("question", cells, mask, message, "It counts as not tested.")
        elif rule == "value without a result":
            message = "A number without a word: whether the test was positive depends on its cut-off."
            ledger.find("question", cells, mask, message, "The number is kept, the result stays open.")
        else:
            expected = ", ".join(RESULTS)
            ledger.refuse("warning", cells, mask, rule, f"This is no result of a test ({expected}).")


def one_per_antibody(rows: pd.DataFrame, antibodies: list[str]) -> pd.DataFrame:
    """One row per patient and antibody, by patient, in the order of `antibodies`.

    Of several rows of a patient the first counts; of several columns of one antibody (Mi-2a and Mi-2b)
    the stronger result, an open one last.
    """
    names = pd.CategoricalDtype(pd.Index(antibodies, dtype="str"))
    rows = rows.assign(antibody=rows["antibody"].astype(names))
    first = rows.drop_duplicates(["patient", "antibody", "source_file", "source_sheet", "column"])
    codes = first["result"].cat.codes.to_numpy()
    order = np.lexsort(
        (np.where(codes < 0, len(RESULTS), codes), first["antibody"].cat.codes, first["patient"])
    )
    chosen = first.iloc[order].drop_duplicates(["patient", "antibody"]).reset_index(drop=True)
    files = {name: chosen[name].astype("category") for name in SOURCE_COLUMNS[:2]}
    return chosen.drop(columns="column").assign(**files)


def no_results() -> pd.DataFrame:
    """The rows of a file without antibodies."""
    texts = ("as_written", "source_file", "source_sheet", "antibody")
    columns = {name: pd.Series(dtype="str") for name in texts}
    results = pd.Categorical([], pd.Index(RESULTS, dtype="str"))
    whole = {name: pd.Series(dtype="int64") for name in ("patient", "source_row", "column")}
    return pd.DataFrame(whole | columns | {"result": results, "value": pd.Series(dtype="float64")})
