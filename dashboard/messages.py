"""Sentences for the person: what a link waits for, and what could not be used."""

import streamlit as st

from dashboard.escape import plain
from dashboard.origin import Origin
from dashboard.state import session, use_demo
from dashboard.upload import refused, uploader


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
    origin = Origin("link", session().awaited, session().awaited_size)
    st.caption(plain(f"The link's cohort: {origin.named()}."))
    refused()
    uploader()
    st.button("Open the demo cohort instead", key="awaited_demo", on_click=use_demo)
