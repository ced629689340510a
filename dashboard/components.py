"""What every page is made of: a question and its answer, a figure, a table, how it was calculated."""

from collections.abc import Iterable, Mapping

import streamlit as st

from analysis import figures, labels
from analysis.filters import View, filter_words
from analysis.labels.tables import TextTable
from dashboard.escape import plain
from dashboard.state import Members, open_members

PATIENTS_PAGE = "dashboard/views/patients.py"


def question(title: str, answer: str, beside: str = "") -> None:
    """The page's question as its title, the answer in one line, and the line that qualifies it."""
    st.title(title, anchor=False)
    st.markdown(f"#### {plain(answer)}")
    if beside:
        st.caption(plain(beside))


def standing(view: View) -> None:
    """What holds for the whole page: synthetic data, the filters, and those switched off here."""
    if view.cohort.synthetic:
        st.caption(labels.SYNTHETIC)
    applied = view.filters.without(*view.switched_off)
    if applied:
        st.caption(f"Filtered: {plain(filter_words(applied))}. {view.n:,} of {view.total:,} patients.")
    if view.selected_by_outcome:
        st.caption("These patients are selected by outcome.")
    if view.switched_off:
        off = filter_words(view.filters.without(*(c.field for c in applied.conditions)))
        st.info(
            f"Not applied here, since this page reports it: {plain(off)}.", icon=":material/filter_alt_off:"
        )


def figure(drawn: figures.Figure, key: str) -> None:
    """A figure with its caption, its SVG (the camera in its corner) and the table behind it as CSV."""
    theme = st.context.theme.type or "light"
    st.plotly_chart(
        figures.draw(drawn, theme),
        theme=None,
        config=figures.config(drawn),
        alt=drawn.alt,
        key=f"figure_{key}",
    )
    download(figures.csv(drawn), figures.file_name(drawn, "csv"), f"figure_{key}")


def download(data: bytes, file_name: str, key: str, label: str = "Table (CSV)") -> None:
    """A button that saves a file without running the page again."""
    st.download_button(
        label,
        data,
        file_name,
        "text/csv",
        key=f"download_{key}",
        icon=":material/download:",
        on_click="ignore",
    )


def table(shown: TextTable, csv: str = "") -> None:
    """A short table as real text, its title above, its notes below, as CSV where a file name is given."""
    if shown.title:
        st.markdown(f"**{plain(shown.title)}**")
    st.table(shown.records(plain), border="horizontal", hide_index=True)
    notes(shown.notes)
    if csv:
        download("Table (CSV)", figures.text_csv(shown), f"{csv}.csv", f"table_{csv}")


def calculated(sentences: Iterable[str]) -> None:
    """How a result was calculated, closed until it is asked for."""
    with st.expander("How this was calculated", icon=":material/function:"):
        for sentence in sentences:
            st.markdown(plain(sentence))


def notes(sentences: Iterable[str]) -> None:
    """Sentences that qualify a result, small but always in sight."""
    for sentence in sentences:
        st.caption(plain(sentence))


def open_patients(title: str, counts: Mapping[str, int], by: str = "") -> None:
    """Buttons that lead to the patients behind counts; `counts` maps a key of `answers.members` to n.

    The words of a button are the last part of its key: "response:responder" reads "31 responder".
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(title), width="content")
        for key, count in counts.items():
            words = key.split(":")[-1].replace("_", " ")
            chosen = Members(key, by, f"{title}: {words}")
            if st.button(f"{plain(words)} {count:,}", key=f"open_{key}", type="tertiary", disabled=not count):
                open_members(chosen)
                st.switch_page(PATIENTS_PAGE)
