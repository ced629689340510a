"""From a number to its patients: buttons for the first numbers of a page, a list for the many others."""

from collections.abc import Sequence

import streamlit as st

from analysis.labels.openings import Opening
from dashboard.escape import plain
from dashboard.state import Opened, open_members

_LIST_WIDTH = 460  # pixels: most of the words on one line; a phone gives it what it has
PATIENTS_PAGE = "dashboard/views/patients.py"


def open_patients(name: str, openings: Sequence[Opening], at_hand: int = 4) -> None:
    """Offer the patients behind numbers, `at_hand` of them as buttons; nothing where there are none.

    `name` is the page's, and what is opened where a page opens several things: "response.antibodies".
    """
    near, far = openings[:at_hand], openings[at_hand:]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if near:
            st.caption("Open the patients", width="content")
        for opening in near:
            if st.button(plain(opening.label), key=f"open_{opening.key}"):
                _go(name, opening)
        if far:
            with st.popover("More patients" if near else "Open the patients", icon=":material/group:"):
                _one_of(name, far)


@st.fragment
def _one_of(name: str, openings: Sequence[Opening]) -> None:
    """Choose a number from a list that can be searched, then open its patients."""
    chosen = st.selectbox(
        "Behind which number?",
        openings,
        format_func=lambda opening: opening.label,
        key=f"opening_{name}",
        width=_LIST_WIDTH,
    )
    if st.button(chosen.invitation, key=f"open_chosen_{name}", type="primary"):
        _go(name, chosen)


def _go(name: str, opening: Opening) -> None:
    open_members(Opened(opening, name.partition(".")[0]))
    st.switch_page(PATIENTS_PAGE)
