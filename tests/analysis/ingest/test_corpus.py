"""Every file under `tests/files/`, held to what its entry in one of the `.toml` files there expects.

An entry is a `[[file]]` with

- `name`, or `names` where several files are one cohort
- `written_by`: the program that wrote it
- `refused`: words of the sentence that refuses it; or
- `patients` and `visits`: how many are read
- `checks`: [table, column, values], each the first values of a column; "" stands for missing, dates are
  written as "2014-03-05"
- `says`: words that one of the findings must hold
- `mapping`: answers to questions by "column | key" ("sheet | key", or "key" alone where the question is
  about all files)
"""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import FileError
from analysis.ingest import LIMITS, build, understand
from analysis.ingest.book import Book, BookFile
from analysis.ingest.reader import contents_of

FILES = Path(__file__).parents[2] / "files"
KEYS = {"name", "names", "written_by", "refused", "patients", "visits", "checks", "says", "mapping"}


def names_of(entry):
    return entry.get("names") or [entry["name"]]


ENTRIES = [
    entry
    for listing in sorted(FILES.glob("*.toml"))
    for entry in tomllib.loads(listing.read_text(encoding="utf-8"))["file"]
]


def cohort_of(entry):
    files, sheets, properties = [], [], []
    for name in names_of(entry):
        contents = contents_of(name, (FILES / name).read_bytes(), LIMITS, lambda _: None)
        files.append(BookFile(name, ""))
        sheets += contents.sheets
        properties += [(name, *kept) for kept in contents.properties]
    book = Book(tuple(files), tuple(sheets), tuple(properties))
    return build(book, with_answers(understand(book), dict(entry.get("mapping", {}))))


def with_answers(mapping, answers):
    for question in mapping.questions:
        plan = None if question.sheet is None else mapping.sheets[question.sheet]
        headers = {} if plan is None else {column.position: column.header for column in plan.columns}
        about = headers.get(question.position, plan.sheet) if plan else ""
        answer = answers.pop(f"{about} | {question.key}" if plan else question.key, "")
        mapping = mapping.answered(question, answer) if answer else mapping
    assert answers == {}, "no question is asked for these answers"
    return mapping


def shown(values):
    """A column's values as an entry writes them."""
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    return ["" if pd.isna(value) else value for value in values.tolist()]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: " + ".join(names_of(entry)))
def test_the_file_is_understood_or_refused_as_its_entry_says(entry):
    assert set(entry) <= KEYS
    assert entry["written_by"]
    if "refused" in entry:
        with pytest.raises(FileError) as caught:
            cohort_of(entry)
        assert entry["refused"] in str(caught.value)
        return
    cohort = cohort_of(entry)
    assert (len(cohort), len(cohort.visits)) == (entry["patients"], entry["visits"])
    for table, column, expected in entry.get("checks", []):
        found = shown(getattr(cohort, table)[column].head(len(expected)))
        assert found == pytest.approx(expected)
    said = " ".join(f"{issue.message} {issue.action}" for issue in cohort.issues)
    for words in entry.get("says", []):
        assert words in said


def test_every_file_is_expected_by_an_entry_and_small():
    listed = {name for entry in ENTRIES for name in names_of(entry)}
    found = {path.name for path in FILES.iterdir() if path.is_file() and path.suffix != ".toml"}
    assert found == listed
    assert all((FILES / name).stat().st_size < 40_000 for name in found)
