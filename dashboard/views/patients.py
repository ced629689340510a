"""The Patients page: which patients these are, and why each outcome is what it is."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import tables
from dashboard import components, data
from dashboard.escape import plain
from dashboard.patients import choose, way_back, who
from dashboard.quality import traced
from dashboard.state import session

opened = session().opened
way_back(opened)
view = data.asked(data.view(), opened)
found = data.patient_list(view, opened)
components.question("Which patients are these, and why?", *who(opened, found, view.total))
components.standing(view)
chosen = choose(found)
st.divider()
if chosen:
    history = data.patient(view, chosen)
    st.subheader(plain(labels.patient_title(history)), anchor=False)
    components.notes([labels.patient_line(history)])
    components.figure(figures.patient(history), "patient")
    for table in (*tables.trail(history), tables.courses(history), tables.happenings(history)):
        components.table(table)
    traced(chosen)
