"""The list of patients: whose they are, a page of them at a time, and the one that is chosen."""

import streamlit as st

from analysis.answers import PatientList
from analysis.labels import tables
from dashboard.state import Members, open_members, session

#: Patients shown at once: a page of them is a few dozen kilobytes, a large cohort's list is not.
PER_PAGE = 200


def whose(members: Members | None) -> None:
    """Offer the way back from the patients behind one rate to everyone selected."""
    if members:
        st.button(
            "Show all selected patients", icon=":material/arrow_back:", on_click=open_members, args=(None,)
        )


def choose(found: PatientList) -> str:
    """Draw a page of the list; the chosen patient's id, the first one's until one is chosen, "" if none."""
    if not len(found):
        st.info("No patient is selected.")
        return ""
    shown = found.page(_page(found), PER_PAGE)
    ids = [str(name) for name in shown.patient_id]

    def clicked() -> None:
        rows = st.session_state["patients_rows"]["selection"]["rows"]
        session().patient = ids[rows[0]] if rows else ""

    st.dataframe(
        tables.patient_list(shown).records(),
        hide_index=True,
        key="patients_rows",
        on_select=clicked,
        selection_mode="single-row",
    )
    return _by_name(ids)


def _page(found: PatientList) -> int:
    pages = -(-len(found) // PER_PAGE)
    return 0 if pages == 1 else st.pagination(pages, key="patients_page") - 1


def _by_name(ids: list[str]) -> str:
    """The same choice by its id, for a keyboard and a phone."""
    st.session_state["patients_id"] = session().patient if session().patient in ids else ids[0]

    def changed() -> None:
        session().patient = st.session_state["patients_id"]

    return str(st.selectbox("Patient", ids, key="patients_id", on_change=changed))
