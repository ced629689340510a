"""The demo in other layouts, languages, units and codes: its answers stay the same.

`test_round_trip.py` writes its own layouts in the plain formats; here are those that need more.

Compared is the whole summary but for the names and hashes of files and the counts of issues. Numbers may
differ by their last digits (1e-9), where other units are converted back. Only where the demo is told in
dates may months differ by 0.02 as well: they turn into whole days and back.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.cohort import Cohort
from analysis.filters import Filters
from analysis.ingest import Mapping as Understood
from analysis.ingest import build, understand
from analysis.ingest.book import Book
from analysis.ingest.choices import choices_of
from analysis.ingest.saved_mapping import parsed, written
from analysis.settings import Settings
from analysis.summary import summary
from tests.analysis.ingest import demo_in_other_cells as cells
from tests.analysis.ingest import demo_in_other_formats as formats
from tests.analysis.ingest import demo_in_other_words as words
from tests.analysis.ingest.conftest import book_of, cohort_of
from tests.analysis.ingest.demo_in_other_formats import Files, tables, texts, workbook
from tests.analysis.ingest.demo_in_other_words import Tables, demo, grid, grids

FILES = words.DATA.parent / "tests" / "files" / "demo"
SINCE = dict.fromkeys(("since weakness", "since respiratory_symptoms", "since hrct"), "baseline")


@dataclass(frozen=True)
class Telling:
    """One way to write the demo.

    `answers` are what a person answers, by "column | key", or by "key" alone for any place. `of` is what
    is told, where not everything can be; `months` by how much months may differ; `names` the names of
    extra columns that the format does not allow.
    """

    files: Callable[[], Files]
    answers: Callable[[], Mapping[str, str]] = dict
    of: Callable[[], Tables] = demo
    months: float = 0.0
    names: tuple[tuple[str, str], ...] = ()


def template() -> dict[str, formats.Grid]:
    return grids(demo())


def written_by_others(pattern: str) -> Files:
    return {path.name: path.read_bytes() for path in sorted(FILES.glob(pattern))}


def merged() -> Files:
    rows, merges = words.merged_headers()
    return workbook("merged.xlsx", {"Cohort": rows}, {"Cohort": merges})


def labelled() -> Files:
    told, labels = cells.labelled()
    return tables(grids(told), partial(formats.spss, codes=labels), "sav")


def in_language(name: str) -> Files:
    return texts(grids(words.in_language(name, demo())), delimiter=";", comma=",", encoding="utf-8-sig")


def one_sheet(table: Callable[[], pd.DataFrame]) -> Callable[[], Files]:
    return lambda: workbook("list.xlsx", {"Tabelle1": grid(table())})


def sheets(told: Callable[[], Tables]) -> Callable[[], Files]:
    return lambda: workbook("cohort.xlsx", grids(told()))


FORMATS = {
    ".xlsx by openpyxl": Telling(lambda: workbook("cohort.xlsx", template())),
    ".xlsm with macros": Telling(lambda: workbook("cohort.xlsm", template())),
    ".xlsb by hand": Telling(lambda: formats.binary_workbook("cohort.xlsb", template())),
    ".xls of LibreOffice": Telling(lambda: written_by_others("*.xls")),
    ".ods of LibreOffice": Telling(lambda: written_by_others("*.ods")),
    ".sas7bdat of R": Telling(lambda: written_by_others("*.sas7bdat")),
    ".csv with a mark": Telling(lambda: texts(template(), encoding="utf-8-sig")),
    ".txt, tab, decimal comma": Telling(lambda: texts(template(), ending="txt", delimiter="\t", comma=",")),
    ".dta by pandas": Telling(lambda: tables(template(), formats.stata, "dta")),
    ".sav with labelled codes": Telling(labelled),
    ".xpt, names of eight letters": Telling(
        lambda: tables(template(), formats.sas_transport, "xpt"), names=(("c33", "mechanics_hands"),)
    ),
}
LAYOUTS = {
    "titles above, legend below": Telling(lambda: workbook("c.xlsx", words.titled(template()))),
    "titles above, legend below, as text": Telling(
        lambda: texts(words.titled(template()), delimiter=";", comma=",")
    ),
    "a row per visit, patients repeated": Telling(one_sheet(lambda: words.long(repeated=True))),
    "a row per visit, patients once": Telling(one_sheet(lambda: words.long(repeated=False))),
    "a row per patient": Telling(one_sheet(words.wide)),
    "a row per patient, headers by hand": Telling(one_sheet(words.wide_by_hand)),
    "merged headers in two rows": Telling(merged, lambda: {"clock": "month"}),
    "German": Telling(lambda: in_language("German")),
    "French": Telling(lambda: in_language("French"), lambda: SINCE),
    "Spanish": Telling(lambda: in_language("Spanish"), lambda: SINCE),
    "a test of antibodies per row": Telling(sheets(cells.tests_in_rows)),
    "antibodies in a list": Telling(sheets(cells.tests_in_a_list)),
    "antibodies as boxes to tick": Telling(
        lambda: texts(grids(cells.tests_in_boxes())), of=cells.as_boxes_know_it
    ),
    "dates": Telling(sheets(cells.in_dates), months=0.02),
    "dates, day first": Telling(
        lambda: texts(grids(cells.in_dates("%d/%m/%Y"))), months=0.02
    ),
    "dates, month first": Telling(lambda: texts(grids(cells.in_dates("%m/%d/%Y"))), months=0.02),
    "other units that the headers say": Telling(
        sheets(lambda: cells.in_other_units(said=True)), lambda: {"TLC %pred | unit": "fraction"}
    ),
    "other units that only the values tell": Telling(
        sheets(lambda: cells.in_other_units(said=False)), lambda: cells.ANSWERS_ABOUT_UNITS
    ),
    "codes": Telling(sheets(cells.coded), cells.answers_about_codes),
}  # fmt: skip
TOLD = FORMATS | LAYOUTS


@dataclass(frozen=True, eq=False)
class Read:
    """A telling as it was read, with the answers."""

    book: Book
    mapping: Understood
    cohort: Cohort


@cache
def read(name: str) -> Read:
    """The demo is synthetic, so that a cache may hold it."""
    book = book_of(TOLD[name].files())
    mapping = answered(understand(book), TOLD[name].answers())
    return Read(book, mapping, build(book, mapping))


def answered(mapping: Understood, answers: Mapping[str, str]) -> Understood:
    for question in mapping.questions:
        columns = () if question.sheet is None else mapping.sheets[question.sheet].columns
        about = next((c.header for c in columns if c.position == question.position), "")
        answer = answers.get(f"{about} | {question.key}", answers.get(question.key))
        mapping = mapping.answered(question, answer) if answer else mapping
    return mapping


@cache
def expected(of: Callable[[], Tables]) -> dict[str, object]:
    return answers_of(cohort_of(workbook("cohort.xlsx", grids(of()))))


def answers_of(cohort: Cohort) -> dict[str, object]:
    """The summary as JSON without what belongs to the files."""
    return without_files(summary(cohort, Settings(), Filters()))


def without_files(found: dict[str, object]) -> dict[str, object]:
    plain = json.loads(json.dumps(found))
    plain["cohort"] = {k: v for k, v in plain["cohort"].items() if k not in {"files", "issues"}}
    return plain


def differences(
    one: object, other: object, months: float = 0.0, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, object, object]]:
    """The places where two summaries differ, with what stands there in each."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            yield from differences(one[key], other[key], months, (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, months, (*path, str(number)))
    elif not is_same(one, other, months if "months" in path else 0.0):
        yield "/".join(path), one, other


def is_same(one: object, other: object, apart: float) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=apart)
    return one == other


@pytest.mark.parametrize("name", TOLD)
def test_the_demos_answers_are_the_same_however_it_is_written(name):
    telling, found = TOLD[name], read(name)
    assert found.mapping.open_questions == ()
    assert not found.mapping.pseudonyms
    text = json.dumps(answers_of(found.cohort))
    for short, header in telling.names:
        text = text.replace(f'"{short}"', f'"{header}"').replace(f'"extra:{short}"', f'"extra:{header}"')
    assert list(differences(expected(telling.of), json.loads(text), telling.months)) == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_saved_mapping_reads_the_same_file_without_a_further_answer(name):
    found = read(name)
    again = understand(found.book, parsed(written(choices_of(found.mapping))))
    assert again.open_questions == ()
    cohort = build(found.book, again)
    for table in ("patients", "serology", "visits", "treatments", "events", "conversions"):
        pd.testing.assert_frame_equal(getattr(cohort, table), getattr(found.cohort, table))


def test_the_command_line_follows_a_mapping_saved_from_codes(tmp_path, capsys):
    (tmp_path / "mapping.json").write_text(written(choices_of(read("codes").mapping)), encoding="utf-8")
    ((name, content),) = TOLD["codes"].files().items()
    (tmp_path / name).write_bytes(content)
    arguments = ["summary", "--json", str(tmp_path / name), "--mapping", str(tmp_path / "mapping.json")]
    assert main(arguments) == 0
    told = without_files(json.loads(capsys.readouterr().out))
    assert list(differences(expected(demo), told)) == []


def test_a_difference_would_be_found():
    changed = demo()
    changed["Visits"] = changed["Visits"].assign(prednisone_mg=changed["Visits"]["prednisone_mg"] + 1)
    found = answers_of(cohort_of(workbook("cohort.xlsx", grids(changed))))
    places = {path for path, _, _ in differences(expected(demo), found)}
    assert "prednisone/windows/0/mean_baseline" in places
    assert is_same(3.0, 3.01, 0.02)
    assert not is_same(3.0, 3.01, 0.0)
    assert not is_same(None, 3.0, 0.02)
