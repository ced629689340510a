"""How a file is read: every column and every sheet in a table that can be corrected."""

from functools import partial
from typing import Any, cast

import pandas as pd
import streamlit as st

from analysis.ingest import corrections
from analysis.ingest.addresses import letters
from analysis.ingest.cells import is_confidential
from analysis.ingest.identity import displaced
from analysis.ingest.mapping import SheetPlan, TableKey
from analysis.ingest.sheets.preview import preview
from analysis.labels import reading
from dashboard import one_column
from dashboard.corrections import correct, read_as, timed
from dashboard.draft import Draft
from dashboard.escape import plain
from dashboard.state import session

_UNUSED = "unused"
_TABLES: dict[str, str] = {
    "patients": "Patients, one row each",
    "visits": "Visits",
    "treatments": "Treatments",
    "events": "Events",
    "serology": "Antibody tests, one row each",
    _UNUSED: "Not used",
}


def columns(draft: Draft) -> None:
    """Every column in one table, the unsure ones first, and one at a time; both can be corrected."""
    rows = reading.column_rows(draft.book, draft.mapping)
    for issue in displaced(draft.mapping):
        st.info(plain(str(issue)), icon=":material/swap_horiz:")
    _table(rows)
    one_column.one_column(rows)


def _table(rows: tuple[reading.ColumnRow, ...]) -> None:
    """What a column is called and read as comes first, so that a phone shows both."""
    key = f"columns_{session().corrections}"
    shown = pd.DataFrame(
        {
            "Column": [row.column for row in rows],
            "Read as": [row.read_as for row in rows],
            "Month": [row.month for row in rows],
            "Sure": [f"Unsure, {row.sure}" if row.unsure else row.sure for row in rows],
            "Sheet": [row.where for row in rows],
            "Samples": [row.samples for row in rows],
            "Why": [row.why for row in rows],
        }
    )
    silent = {
        "Month": all(row.month is None for row in rows),
        "Sheet": len({row.where for row in rows}) == 1,
    }
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        height=min(36 * (len(rows) + 1) + 3, 520),
        disabled=["Column", "Sure", "Sheet", "Samples", "Why"],
        column_order=[name for name in shown.columns if not silent.get(name)],
        column_config={
            "Read as": st.column_config.SelectboxColumn(
                options=list(reading.meanings()), required=True, width="medium", help="Click to change it."
            ),
            "Month": st.column_config.NumberColumn(
                help="The time that the header means, in months; it can be changed.", format="%g"
            ),
            "Column": st.column_config.TextColumn(width=150, pinned=True),
            "Sure": st.column_config.TextColumn(width=105),
            "Samples": st.column_config.TextColumn(width="medium"),
            "Why": st.column_config.TextColumn(width="large"),
        },
        on_change=partial(_edit, rows, key),
        placeholder="",
        alt="Every column of the files and what it is read as",
    )


def _edit(rows: tuple[reading.ColumnRow, ...], key: str) -> None:
    edited: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    for number, change in edited.items():
        row = rows[number]
        if "Read as" in change:
            correct(partial(read_as, sheet=row.sheet, position=row.position, words=change["Read as"]))
        if "Month" in change:
            correct(partial(timed, sheet=row.sheet, position=row.position, month=change["Month"]))


def sheets(draft: Draft) -> None:
    """Every table that was found, what it is read as, and a preview of where it stands."""
    plans = (*draft.mapping.sheets, *draft.mapping.unused)
    names = reading.table_names(draft.mapping)
    for issue in draft.mapping.issues:
        if issue.severity == "error":
            st.error(plain(str(issue)), icon=":material/error:")
    for number, plan in enumerate(plans):
        used = number < len(draft.mapping.sheets)
        _sheet(draft, number, names[number], plan, plan.table if used else _UNUSED)


def _sheet(draft: Draft, number: int, name: str, plan: SheetPlan, table: str) -> None:
    alone = len(draft.mapping.sheets) + len(draft.mapping.unused) == 1
    with st.expander(f"{plain(name)}: {_TABLES[table]}", icon=":material/table:", expanded=alone):
        key = f"sheet_{session().corrections}_{number}"
        st.selectbox(
            "Its rows are",
            list(_TABLES),
            index=list(_TABLES).index(table),
            format_func=lambda each: _TABLES[each],
            key=key,
            on_change=partial(_use_as, number, key),
        )
        sheet = next(s for s in draft.book.sheets if (s.file, s.name) == (plan.file, plan.sheet))
        # What is not used, a column or a whole table, could tell who a patient is.
        hidden = [c.position for c in plan.columns if is_confidential(c) or table == _UNUSED]
        shown = preview(sheet, plan.area, hidden=hidden)
        st.dataframe(_as_on_the_sheet(shown, plan.area.first_column), hide_index=True)


def _use_as(number: int, key: str) -> None:
    chosen = st.session_state[key]
    table = None if chosen == _UNUSED else cast(TableKey, chosen)
    correct(lambda mapping: corrections.using(mapping, number, table))


def _as_on_the_sheet(shown: tuple[tuple[str, ...], ...], first_column: int) -> pd.DataFrame:
    """The rows under the letters that a spreadsheet gives its columns."""
    width = max(map(len, shown), default=2) - 2
    named = (letters(first_column + i) for i in range(width))
    return pd.DataFrame(shown, columns=["Row", "What it is", *named])
