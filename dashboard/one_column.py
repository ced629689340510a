"""One column of the files at a time, in elements that a thumb can use: what is known of it, to correct."""

from functools import partial

import streamlit as st

from analysis.labels import reading
from dashboard.corrections import correct, read_as, timed
from dashboard.escape import plain
from dashboard.state import session


def one_column(rows: tuple[reading.ColumnRow, ...]) -> None:
    """A column to choose, the unsure ones first; what it is read as, when, how sure that is, and why."""
    by_place = {(row.sheet, row.position): row for row in rows}
    several = len({row.where for row in rows}) > 1
    with st.container(border=True):
        found, meant = st.columns(2)
        chosen = found.selectbox(
            "One column at a time",
            list(by_place),
            format_func=lambda place: _named(by_place[place], several=several),
            key=f"one_column_{session().uploads}",
        )
        row = by_place.get(chosen, rows[0])
        found.caption(plain(_said(row)))
        with meant:
            _meaning(row)
            if row.month is not None:
                _month(row)


def _named(row: reading.ColumnRow, *, several: bool) -> str:
    where = f" of {row.where}" if several else ""
    return f"{row.column}{where} (unsure)" if row.unsure else f"{row.column}{where}"


def _said(row: reading.ColumnRow) -> str:
    samples = f"Holds {row.samples}. " if row.samples else ""
    why = f"{row.sure} sure: {row.why}" if row.sure else f"{row.why[:1].upper()}{row.why[1:]}"
    return f"{samples}{why}."


# With what is shown in the key a widget begins anew when that changes, as with the questions.
def _meaning(row: reading.ColumnRow) -> None:
    meanings = list(reading.meanings())
    key = f"read_as_{row.sheet}_{row.position}_{row.read_as}"
    st.selectbox(
        "Read as",
        meanings,
        index=meanings.index(row.read_as) if row.read_as in meanings else None,
        key=key,
        on_change=partial(_give, row, key),
    )


def _month(row: reading.ColumnRow) -> None:
    key = f"month_{row.sheet}_{row.position}_{row.month}"
    st.number_input(
        "Month",
        value=row.month,
        step=1.0,
        format="%g",
        key=key,
        help="The time that the header means, in months.",
        on_change=partial(_time, row, key),
    )


def _give(row: reading.ColumnRow, key: str) -> None:
    words = st.session_state.get(key)
    if words:
        correct(partial(read_as, sheet=row.sheet, position=row.position, words=words))


def _time(row: reading.ColumnRow, key: str) -> None:
    month = st.session_state.get(key)
    if month is not None:
        correct(partial(timed, sheet=row.sheet, position=row.position, month=month))
