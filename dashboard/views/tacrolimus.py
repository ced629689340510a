"""The Tacrolimus page: who improved after tacrolimus was started."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import openings, tables
from dashboard import components, data, options
from dashboard.definitions import definitions, everyone_on_tacrolimus
from dashboard.openings import open_patients

view = data.view().reporting("improvement")
head = st.container()
near = ("diagnosis", "serology_group")
by = options.compare_by("tacrolimus.by", view, near, nobody="Not split", without=options.OF_IMPROVEMENT)
answer = data.tacrolimus(view, by)

with head:
    components.question(
        "Who improved after tacrolimus was started?",
        labels.tacrolimus_headline(answer),
        labels.tacrolimus_line(answer),
    )
    components.standing(view)
    components.notes([labels.BEFORE_AND_AFTER])
    everyone_on_tacrolimus(view)

left, right = st.columns((3, 2), gap="large")
with left:
    components.figure(figures.arms(answer), "arms")
with right:
    components.table(tables.breakdown(answer))
open_patients("tacrolimus", openings.tacrolimus(answer))
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
open_patients("tacrolimus.exposure", openings.exposure(answer.exposure), at_hand=2)
