"""What every page is made of: a question and its answer, a figure, a table, how it was calculated."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from analysis import figures, labels
from analysis.filters import View, filter_words
from analysis.labels.tables import TextTable
from dashboard.escape import plain
from dashboard.state import open_members, session

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


def choice(option: str, label: str, choices: Mapping[str, str], *, few: bool = True) -> str:
    """One option of a page, remembered by the session; `choices` maps its values to what is read."""
    key = f"option_{option}"
    values = list(choices)
    chosen = session().options.get(option, values[0])
    st.session_state[key] = chosen if chosen in choices else values[0]

    def changed() -> None:
        session().options[option] = st.session_state[key]
        if session().options[option] == values[0]:
            del session().options[option]

    if few:
        st.segmented_control(
            label,
            values,
            format_func=lambda value: plain(choices[value]),
            key=key,
            required=True,
            on_change=changed,
        )
    else:
        st.selectbox(label, values, format_func=choices.__getitem__, key=key, on_change=changed)
    return str(st.session_state[key])


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


def table(shown: TextTable) -> None:
    """A short table as real text, its title above and its notes below."""
    if shown.title:
        st.markdown(f"**{plain(shown.title)}**")
    st.table(shown.records(plain), border="horizontal", hide_index=True)
    for note in shown.notes:
        st.caption(plain(note))


def calculated(sentences: Iterable[str]) -> None:
    """How a result was calculated, closed until it is asked for."""
    with st.expander("How this was calculated", icon=":material/function:"):
        for sentence in sentences:
            st.markdown(plain(sentence))


def notes(sentences: Sequence[str]) -> None:
    """Sentences that qualify a result, small but always in sight."""
    for sentence in sentences:
        st.caption(plain(sentence))


def members(questions: Mapping[str, int], words: Mapping[str, str]) -> None:
    """Buttons that open the patients behind the counts: "Open the 31 responders"."""
    with st.container(horizontal=True):
        for asked, count in questions.items():
            label = f"Open the {count:,} {plain(words[asked])}"
            if st.button(label, key=f"open_{asked}", icon=":material/group:", disabled=not count):
                open_members(asked)
                st.switch_page(PATIENTS_PAGE)
