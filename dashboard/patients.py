"""The list of patients: whose they are, a page of them at a time, and the one that is chosen."""

from functools import partial

import streamlit as st

from analysis import figures, labels
from analysis.answers import PatientList
from analysis.labels import tables
from dashboard import components
from dashboard.state import Opened, open_members, session

#: Patients shown at once: a page of them is a few dozen kilobytes, a large cohort's list is not.
PER_PAGE = 200


def way_back(opened: Opened | None) -> None:
    """Offer the way back from the patients behind one number: to its page, or to everyone selected."""
    if not opened:
        return
    with st.container(horizontal=True, gap="small"):
        if st.button(f"Back to {opened.page.capitalize()}", icon=":material/arrow_back:", key="way_back"):
            open_members(None)
            st.switch_page(f"dashboard/views/{opened.page}.py")
        st.button("Show all selected patients", key="show_all", on_click=open_members, args=(None,))


def who(opened: Opened | None, found: PatientList, total: int) -> tuple[str, str]:
    """Whom the list shows: those behind a number in its words, and how many of the cohort they are."""
    share = labels.patients_headline(found, total)
    return (opened.opening.counting(len(found)).label, share) if opened else (share, "")


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
    components.download("Table (CSV)", partial(_csv, found), "patients.csv", "patients")
    return _by_name(ids)


def _csv(found: PatientList) -> bytes:
    return figures.text_csv(tables.patient_list(found, len(found)))


def _page(found: PatientList) -> int:
    pages = -(-len(found) // PER_PAGE)
    return 0 if pages == 1 else st.pagination(pages, key="patients_page") - 1


def _by_name(ids: list[str]) -> str:
    """The same choice by its id, for a keyboard and a phone."""
    st.session_state["patients_id"] = session().patient if session().patient in ids else ids[0]

    def changed() -> None:
        session().patient = st.session_state["patients_id"]

    return str(st.selectbox("Patient", ids, key="patients_id", on_change=changed))
