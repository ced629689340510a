"""The Response page: who responded to conventional treatment."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import tables
from dashboard import components, data, keys, options
from dashboard.definitions import definitions

view = data.view().reporting("response")
head = st.container()
by = options.compare_by("response.by", view, ("diagnosis", "serology_group", "sex"))
answer = data.response(view, by)

with head:
    components.question(
        "Who responded to conventional treatment?",
        labels.response_headline(answer),
        labels.response_line(answer),
    )
    components.standing(view)

figure, beside = st.columns((3, 2), gap="large")
with figure:
    components.figure(figures.response(answer), "response")
with beside:
    components.table(tables.differences(answer))
    components.table(tables.published(answer))
components.table(tables.rates(answer))
components.open_patients("Open the patients", keys.of_classes(answer.overall))
components.open_patients(
    f"Responders by {answer.grouping.label.lower()}",
    {f"response:responder:{group.group}": group.classes.responder for group in answer.groups},
    by,
)
components.notes(answer.notes)

st.subheader("By antibody", anchor=False)
serology = data.antibodies(view)
figure, beside = st.columns((1, 1), gap="large")
with figure:
    components.figure(figures.antibodies(serology), "antibodies")
with beside:
    components.table(tables.antibodies(serology))

st.subheader("All four classes, recorded and derived", anchor=False)
components.table(tables.classes(answer))
components.table(tables.agreement(answer.agreement, view.cohort.patients["patient_id"].to_numpy()))
components.calculated(labels.response_calculated(view, answer))
definitions("response", "serology")
