"""The Response page: who responded to conventional treatment."""

import streamlit as st

from analysis import figures, labels
from analysis.labels import openings, tables
from dashboard import components, data, options
from dashboard.definitions import definitions
from dashboard.openings import open_patients

view = data.view().reporting("response")
head = st.container()
near = ("diagnosis", "serology_group", "sex")
by = options.compare_by("response.by", view, near, without=options.OF_RESPONSE)
answer = data.response(view, by or "diagnosis")

with head:
    components.question(
        "Who responded to conventional treatment?",
        labels.response_headline(answer),
        labels.response_line(answer),
    )
    components.standing(view)

left, right = st.columns((3, 2), gap="large")
with left:
    components.figure(figures.response(answer), "response")
with right:
    differences = tables.differences(answer)
    components.table(differences.only("Groups", "Difference (95% CI)", "P (Fisher)"))
    components.table(tables.published(answer).only("Diagnosis", "Published"))
    components.notes([labels.PUBLISHED_P] * bool(answer.overall.published))
open_patients("response", openings.response(answer), at_hand=5)
components.notes(answer.notes)

with components.details("Rates, all four classes and every comparison"):
    components.table(tables.rates(answer), csv="response_rates")
    components.table(tables.classes(answer))
    components.table(differences, csv="response_differences")
    components.table(tables.published(answer))
with components.details("Recorded and derived: where they differ"):
    components.table(tables.agreement(answer.agreement, components.ids(view)))
components.calculated(labels.response_calculated(view, answer))
definitions("response", "serology")

st.subheader("By antibody", anchor=False)
serology = data.antibodies(view)
components.figure(figures.antibodies(serology), "antibodies")
open_patients("response.antibodies", openings.antibodies(serology), at_hand=0)
with components.details("The antibodies as a table"):
    components.table(tables.antibodies(serology), csv="response_by_antibody")
