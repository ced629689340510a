"""The demo cohort as other clinics would have laid it out: sheets, headers and languages."""

import re
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd

from tests.analysis.ingest.demo_in_other_formats import Grid
from tests.analysis.ingest.demo_in_other_languages import LANGUAGES

DATA = Path(__file__).parents[3] / "data"
Tables = dict[str, pd.DataFrame]


@cache
def _workbook(name: str) -> Tables:
    book = openpyxl.load_workbook(DATA / name)
    return {sheet.title: _table(list(sheet.values)) for sheet in book if sheet.title != "About"}


def _table(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows[1:], columns=list(rows[0]), dtype=object)


def demo() -> Tables:
    """The four sheets of the demo, each a table of cells as the workbook has them."""
    return dict(_workbook("demo_cohort.xlsx"))


def wide() -> pd.DataFrame:
    """The demo with one row per patient."""
    return _workbook("demo_cohort_wide.xlsx")["Cohort"]


def grid(table: pd.DataFrame) -> Grid:
    """A table's headers and rows, blank cells as None."""
    filled = table.astype(object).where(table.notna(), None)
    return [list(table), *(list(row) for row in filled.itertuples(index=False))]


def grids(tables: Tables) -> dict[str, Grid]:
    """Each sheet's headers and rows."""
    return {title: grid(table) for title, table in tables.items()}


def long(*, repeated: bool) -> pd.DataFrame:
    """One sheet with a row per visit: what belongs to the patient on every row, or on the first only."""
    first = wide().drop(columns=[header for header in wide() if _is_of_a_visit(header)])
    rows = demo()["Visits"].merge(first, on="patient_id", how="left")
    if not repeated:
        own = [header for header in first if header != "patient_id"]
        rows.loc[rows.duplicated("patient_id"), own] = None
    return rows


def _is_of_a_visit(header: str) -> bool:
    return header.rpartition("_")[2].isdecimal() and not header.startswith("event_")


#: What a person would write over the columns of a wide sheet; the time is put in.
_BY_HAND = {
    "prednisone_mg": "Pred {}", "tacrolimus_mg": "TAC mg {}", "tacrolimus_trough": "TAC trough {}",
    "fvc_l": "FVC (L) {}", "fvc_pct": "FVC%pred {}", "tlc_l": "TLC (L) {}", "tlc_pct": "TLC%pred {}",
    "dlco": "DLCO (ml/min/mmHg) {}", "dlco_pct": "DLCO%pred {}", "ck": "CPK {}", "ck_uln": "CPK ULN {}",
    "mmt8": "MMT8 {}", "mmt8_max": "MMT8 max {}", "weak": "Objective weakness {}",
    "weakness": "Strength vs baseline {}", "respiratory_symptoms": "Resp symptoms vs baseline {}",
    "hrct": "HRCT vs baseline {}", "creatinine": "Creat {}",
}  # fmt: skip
_TEMPLATE = re.compile(r"(?P<field>[a-z0-9_]+?)_(?P<tac>tac_)?(?P<month>\d+)")


def _in_wide_words(header: str) -> str:
    """`prednisone_mg_tac_3` as "Pred 3 mo post tac", `fvc_pct_6` as "FVC%pred @6"."""
    match = _TEMPLATE.fullmatch(header)
    if match is None or match["field"] not in _BY_HAND:
        return header
    month = match["month"]
    if match["tac"]:
        time = "at tac start" if month == "0" else f"{month} mo post tac"
    else:
        time = "BL" if month == "0" else f"@{month}" if "%" in _BY_HAND[match["field"]] else f"{month} Mo"
    return _BY_HAND[match["field"]].format(time)


def wide_by_hand() -> pd.DataFrame:
    """One row per patient under headers such as "Pred 3 Mo", "FVC%pred @6", "Pred 3 mo post tac"."""
    return wide().rename(columns=_in_wide_words)


def in_language(name: str, tables: Tables) -> Tables:
    """The tables under the names and headers of another language."""
    words = LANGUAGES[name]
    return {
        words[title.lower()]: table.rename(
            columns={
                header: words.get(f"{title.lower()}.{header}", words.get(header, header)) for header in table
            }
        )
        for title, table in tables.items()
    }


def merged_headers() -> tuple[Grid, list[tuple[int, int, int]]]:
    """One row per patient under two rows of headers; those of the first extend over several columns."""
    table = wide()
    pairs = [_in_two_rows(header) for header in table]
    upper, lower = [first for first, _ in pairs], [second for _, second in pairs]
    starts = [i for i, text in enumerate(upper) if text and text != ([None, *upper][i])]
    merges = []
    for start in starts:
        end = start
        while end + 1 < len(upper) and upper[end + 1] == upper[start]:
            end += 1
        merges.append((0, start, end))
    shown = [text if i in starts else None for i, text in enumerate(upper)]
    return [shown, lower, *grid(table)[1:]], [merge for merge in merges if merge[1] < merge[2]]


def _in_two_rows(header: str) -> tuple[str | None, str]:
    """`prednisone_mg_tac_3` as "Month 3 on tacrolimus" over "Pred", `Jo-1` as "Antibodies" over "Jo-1"."""
    match = _TEMPLATE.fullmatch(header)
    if match is not None and match["field"] in _BY_HAND:
        over = f"Month {match['month']}{' on tacrolimus' if match['tac'] else ''}"
        return over, _BY_HAND[match["field"]].format("").strip()
    drug, _, part = header.partition("_")
    if part in {"start", "stop", "dose"}:
        return drug.capitalize(), part
    return None, header


def titled(sheets: dict[str, Grid]) -> dict[str, Grid]:
    """Every sheet with titles and a blank row above its headers, and a legend below."""
    return {
        title: [
            ["Myositis-ILD cohort, invented patients"],
            ["Rheumatology, as of March 2019"],
            [],
            *rows,
            [],
            ["Legend: month 0 = start of conventional treatment"],
            ["n.b. doses are in mg/day"],
        ]
        for title, rows in sheets.items()
    }
