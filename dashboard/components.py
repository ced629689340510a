"""What every page is made of: a question and its answer, a figure, a table, how it was calculated."""

import mimetypes
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import figures, labels
from analysis.filters import View, filter_words
from analysis.labels.tables import TextTable
from dashboard.escape import plain
from dashboard.failures import without_message
from dashboard.state import session

_ROOM_HEIGHT = 590  # pixels


def question(title: str, answer: str, beside: str = "") -> None:
    """The page's question as its title, the answer in one line, and the line that qualifies it."""
    session().said.clear()
    st.title(title, anchor=False)
    st.subheader(plain(answer), anchor=False)
    if beside:
        st.caption(plain(beside))


def large_question(title: str, answer: str, beside: str) -> None:
    """The same for a room: the answer is as large as the question."""
    session().said.clear()
    st.title(title, anchor=False)
    st.header(plain(answer), anchor=False)
    st.markdown(plain(beside))


def large_figure(drawn: figures.Figure, key: str) -> None:
    """A figure with larger type, as high as fits on a projector's 720 lines."""
    shown = figures.enlarged(figures.draw(drawn, st.context.theme.type or "light"), _ROOM_HEIGHT)
    st.plotly_chart(shown, theme=None, config=figures.config(drawn), alt=drawn.alt, key=f"figure_{key}")


def standing(view: View) -> None:
    """What holds for the whole page: synthetic data, the filters, and those switched off here."""
    if view.cohort.synthetic:
        notes([f"{labels.SYNTHETIC}."])
    applied = view.filters.without(*view.switched_off)
    if applied:
        st.caption(f"Filtered: {plain(filter_words(applied))}. {view.n:,} of {view.total:,} patients.")
    changed = labels.changed_settings(view.outcomes.settings)
    if changed:
        notes([f"Differs from the study: {labels.listed(changed)}."])
    if view.selected_by_outcome:
        st.caption("These patients are selected by outcome.")
    for sentence in view.not_applied:
        session().said.add(sentence)
        st.info(plain(sentence), icon=":material/filter_alt_off:")


def figure(drawn: figures.Figure, key: str) -> None:
    """A figure with its caption, its SVG (the camera in its corner) and the table behind it as CSV."""
    drawing(drawn, key)
    notes(drawn.notes)
    file_name = figures.file_name(drawn, "csv")
    # Written when it is asked for: the patients behind a large matrix would hold up every rerun.
    download("Table behind it (CSV)", partial(figures.csv, drawn), file_name, f"figure_{key}")


def drawing(drawn: figures.Figure, key: str) -> None:
    """A figure alone, in the colours of the page."""
    shown = figures.draw(drawn, st.context.theme.type or "light")
    st.plotly_chart(shown, theme=None, config=figures.config(drawn), alt=drawn.alt, key=f"figure_{key}")


def download(label: str, data: bytes | Callable[[], bytes], file_name: str, key: str) -> None:
    """A button that saves a file without running the page again; `data` may be made on the click."""
    st.download_button(
        label,
        data if isinstance(data, bytes) else without_message(data),
        file_name,
        mimetypes.guess_type(file_name)[0] or "application/octet-stream",
        key=f"download_{key}",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def table(shown: TextTable, csv: str = "") -> None:
    """A short table as real text, its title above, its notes below, as CSV where a file name is given."""
    if shown.title:
        st.markdown(f"**{plain(shown.title)}**")
    if shown.rows:
        st.table(shown.records(plain), border="horizontal", hide_index=True)
    notes(shown.notes)
    if csv:
        download("Table (CSV)", figures.text_csv(shown), f"{csv}.csv", f"table_{csv}")


def details(title: str) -> DeltaGenerator:
    """A place for what is not needed at first sight, closed until it is asked for."""
    return st.expander(title, icon=":material/table_rows:")


def ids(view: View) -> npt.NDArray[np.str_]:
    """The patients' ids by their position in the cohort."""
    return view.cohort.patients["patient_id"].to_numpy(dtype=str)


def calculated(sentences: Iterable[str]) -> None:
    """How a result was calculated, closed until it is asked for."""
    with st.expander("How this was calculated", icon=":material/function:"):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def notes(sentences: Iterable[str]) -> None:
    """Sentences that qualify a result, small but always in sight; each is said once per page."""
    fresh = [sentence for sentence in dict.fromkeys(sentences) if sentence not in session().said]
    session().said.update(fresh)
    if fresh:
        st.caption("  \n".join(map(plain, fresh)))
