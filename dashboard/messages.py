"""Sentences for the person: what a link waits for, and what could not be used."""

from collections.abc import Iterable

import streamlit as st

from analysis.errors import Issue
from dashboard.escape import plain
from dashboard.state import session, use_demo
from dashboard.upload import uploader


def problems() -> None:
    """What was wrong with the link or a setting, said once."""
    now = session()
    for sentence in filter(None, (now.link_problem, now.setting_problem)):
        st.warning(plain(sentence), icon=":material/link_off:")
    now.link_problem = now.setting_problem = ""


def awaited_cohort() -> None:
    """The link belongs to a cohort that is not loaded: ask for its file, keep the view until then."""
    st.title("Which file is this view of?", anchor=False)
    st.markdown(
        "The link holds filters and settings, no patient data. Load the cohort's file to see them; "
        "patient data are not kept after a page is reloaded or closed."
    )
    st.caption(f"The link's cohort has the fingerprint {plain(session().awaited)}.")
    uploader()
    st.button("Open the demo cohort instead", on_click=use_demo)


def issues(found: Iterable[Issue]) -> None:
    """Why files could not be used, one sentence each, with the value where there is one."""
    for issue in found:
        value = f" Found: “{plain(issue.value)}”." if issue.value else ""
        st.error(plain(str(issue)) + value, icon=":material/error:")
