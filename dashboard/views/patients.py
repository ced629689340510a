"""The Patients page: which patients these are, and why each outcome is what it is."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import tables
from dashboard import components, data
from dashboard.escape import plain
from dashboard.patients import choose, whose
from dashboard.state import session

view = data.view()
members = session().members
found = data.patient_list(view, members)
components.question(
    "Which patients are these, and why?",
    labels.patients_headline(found, view.total),
    members.words if members else "",
)
components.standing(view)
whose(members)
chosen = choose(found)
st.divider()
if chosen:
    history = data.patient(view, chosen)
    st.subheader(plain(labels.patient_title(history)), anchor=False)
    components.figure(figures.patient(history), "patient")
    for table in (*tables.trail(history), tables.courses(history), tables.happenings(history)):
        components.table(table)
