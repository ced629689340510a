"""The Tacrolimus page: who improved after tacrolimus was started."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import tables
from dashboard import components, data, keys, options
from dashboard.definitions import definitions

view = data.view().reporting("improvement")
head = st.container()
by = options.compare_by("tacrolimus.by", view, ("diagnosis", "serology_group"), nobody="Nobody")
answer = data.tacrolimus(view, by)

with head:
    components.question(
        "Who improved after tacrolimus was started?",
        labels.tacrolimus_headline(answer),
        labels.tacrolimus_line(answer),
    )
    components.standing(view)
    components.notes([labels.BEFORE_AND_AFTER])

left, right = st.columns((3, 2), gap="large")
with left:
    components.figure(figures.arms(answer), "arms")
with right:
    components.table(tables.breakdown(answer))
components.open_patients("Open the patients", keys.of_breakdown(answer))
components.notes(answer.notes)

with components.details("Recorded and derived, side by side"):
    components.table(tables.arms(answer), csv="tacrolimus_arms")
    for agreement in answer.agreements:
        components.table(tables.agreement(agreement, components.ids(view)))
for table in (*tables.by_group(answer), *tables.arm_comparisons(answer)):
    components.table(table)
components.calculated(labels.tacrolimus_calculated(view, answer))
definitions("tacrolimus")

st.subheader("Patient by patient", anchor=False)
components.figure(figures.matrix(answer), "matrix")

st.subheader("The drug itself", anchor=False)
left, right = st.columns(2, gap="large")
with left:
    components.table(tables.troughs(answer))
    components.table(tables.on_drug(answer))
with right:
    components.table(tables.stop_reasons(answer))
    components.table(tables.tacrolimus_events(answer))
