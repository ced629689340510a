"""A reading that can be kept: offered again, saved, loaded; and the decision to use it or not."""

import streamlit as st

from analysis.errors import CohortError
from analysis.ingest import saved_mapping
from dashboard import components
from dashboard.corrections import correct
from dashboard.draft import Draft, recognised_by
from dashboard.escape import plain
from dashboard.state import look_at, refuse, session, use_draft
from dashboard.upload import COHORT_PAGE


def offer(draft: Draft) -> None:
    """The reading of files with the same headers that were used in this session, if it differs."""
    known = session().known.get(recognised_by(draft.mapping))
    if known is None or known == draft.choices:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown("You have used files with the same headers before.")
        st.button("Read these in the same way", key="same_reading", on_click=lambda: correct(lambda _: known))


def aside(draft: Draft) -> None:
    """In the sidebar: which files these are, and that nothing was done with them yet."""
    with st.sidebar:
        st.subheader(plain(draft.name), anchor=False)
        st.caption(
            "Nothing is changed in your file. It is read on this machine, kept in memory for this "
            "session only, and sent nowhere."
        )


def decide(draft: Draft, place: str) -> None:
    """Use the cohort as it is read now, or leave it."""
    with st.container(horizontal=True):
        label = "Use this cohort" if not draft.mapping.open_questions else "Use it, leave the rest unused"
        if st.button(label, type="primary", key=f"use_{place}", disabled=draft.cohort is None):
            use_draft(draft)
            st.switch_page(COHORT_PAGE)
        if st.button("Discard", key=f"discard_{place}", type="tertiary"):
            look_at(None)
            st.switch_page(COHORT_PAGE)


def saved(draft: Draft) -> None:
    """The reading as a small file, and one from an earlier time."""
    with st.expander("Keep this reading, or load one", icon=":material/save:"):
        st.caption(
            "A small file with the names of sheets and columns and your answers, and no patient's data. "
            "Load it when the next version of your file comes, or give it to the command line."
        )
        text = saved_mapping.written(draft.choices)
        components.download("Save the mapping", text.encode(), "mapping.json", "mapping")
        file = st.file_uploader("Load a mapping", type="json", key=f"mapping_{session().corrections}")
        if file is not None:
            _load(file.getvalue())
            st.rerun()


def _load(content: bytes) -> None:
    try:
        choices = saved_mapping.parsed(content)
    except CohortError as problem:
        session().corrections += 1  # a new, empty place: the file is no mapping
        refuse(problem.issues)
    else:
        correct(lambda _: choices)
