"""The Cohort page: who is in it, and how the file was understood."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import openings, tables
from dashboard import components, data, options
from dashboard.compare import compared
from dashboard.openings import open_patients
from dashboard.state import session, use_demo
from dashboard.upload import as_understood, refused, template, uploader

view = data.view()
flow = data.flow(view)
components.question("Who is in this cohort?", labels.flow_headline(flow), labels.flow_line(flow))
components.standing(view)

refused()
with st.expander("Bring your own file", icon=":material/upload_file:", expanded=session().cohort is None):
    uploader()
    with st.container(horizontal=True):
        template()
        st.button("Open the demo cohort", on_click=use_demo, disabled=session().cohort is None)
as_understood(view.cohort)
compared()

st.subheader("The patients' way through the study", anchor=False)
components.figure(figures.flow(flow), "flow")
components.notes(flow.notes)
open_patients("cohort", openings.flow(flow))

st.subheader("At baseline", anchor=False)
by = options.compare_by("cohort.by", view, ("response", "diagnosis", "sex"))
baseline = data.baseline(view, by)
components.table(tables.baseline(baseline), csv="baseline")
open_patients("cohort.baseline", openings.baseline(baseline), at_hand=0)
components.calculated(labels.baseline_calculated(view, baseline))
