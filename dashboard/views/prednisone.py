"""The Prednisone page: doses and other measures after a treatment was started."""

from typing import cast

import streamlit as st

from analysis import figures, labels
from analysis.answers.trajectory import Scale, Summary
from analysis.labels import openings, tables
from analysis.outcomes import Clock
from dashboard import components, data, options
from dashboard.definitions import definitions, everyone_on_tacrolimus
from dashboard.openings import open_patients

view = data.view()
head = st.container()
with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    measure = options.pick("prednisone.measure", "Measure", options.MEASURES)
    clock = cast("Clock", options.choice("prednisone.clock", "Counted from the start of", options.CLOCKS))
    scale = cast("Scale", options.choice("prednisone.scale", "Show", options.SCALES))
    summary = cast("Summary", options.choice("prednisone.summary", "Summary", options.SUMMARIES))
by = options.compare_by("prednisone.by", view, options.splits(clock), nobody="Not split")
answer = data.trajectory(view, measure, clock, by, summary, scale)

with head:
    components.question(
        labels.trajectory_title(answer), labels.trajectory_headline(answer), labels.trajectory_line(answer)
    )
    components.standing(view)
    components.notes([labels.BEFORE_AND_AFTER])
    everyone_on_tacrolimus(view)

left, right = st.columns((3, 2), gap="large")
with left:
    components.figure(figures.trajectory(answer, view.outcomes.settings), "trajectory")
with right:
    components.table(tables.changes(answer))
    for table in (*tables.between(answer), *tables.thresholds(answer)):
        components.table(table)
components.notes(answer.notes)
for table in tables.low_dose(answer):
    components.table(table)
components.table(tables.states(answer))
open_patients("prednisone", openings.trajectory(answer), at_hand=2)
with components.details("Every change, with its interval and test"):
    components.table(tables.all_changes(answer), csv=f"{measure}_changes")
    for table in tables.group_changes(answer):
        components.table(table)
components.calculated(labels.trajectory_calculated(view, answer))
definitions("trajectory")

st.subheader("Other immunosuppressants before tacrolimus and at 12 months", anchor=False)
drugs = data.dmards(view)
left, right = st.columns((3, 2), gap="large")
with left:
    components.figure(figures.dmards(drugs), "dmards")
with right:
    components.table(tables.dmard_counts(drugs))
open_patients("prednisone.dmards", openings.dmards(drugs), at_hand=0)
with components.details("Drug by drug"):
    components.table(tables.dmards(drugs), csv="dmards")
components.calculated(labels.dmards_calculated(view, drugs))
