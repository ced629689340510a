"""The Prednisone page: doses and other measures after a treatment was started."""

from typing import cast

import streamlit as st

from analysis import figures, labels
from analysis.answers.trajectory import Scale, Summary
from analysis.labels import tables
from analysis.outcomes import Clock
from dashboard import components, data, options
from dashboard.definitions import definitions

view = data.view()
head = st.container()
with st.container(horizontal=True, gap="medium"):
    measure = options.pick("prednisone.measure", "Measure", options.MEASURES)
    clock = cast("Clock", options.choice("prednisone.clock", "Counted from", options.CLOCKS))
    scale = cast("Scale", options.choice("prednisone.scale", "Show", options.SCALES))
    summary = cast("Summary", options.choice("prednisone.summary", "Summary", options.SUMMARIES))
by = options.compare_by("prednisone.by", view, options.splits(clock), nobody="Nobody")
answer = data.trajectory(view, measure, clock, by, summary, scale)

with head:
    components.question(
        labels.trajectory_title(answer), labels.trajectory_headline(answer), labels.trajectory_line(answer)
    )
    components.standing(view)
    components.notes([labels.BEFORE_AND_AFTER])

figure, beside = st.columns((3, 2), gap="large")
with figure:
    components.figure(figures.trajectory(answer, view.outcomes.settings), "trajectory")
with beside:
    components.table(tables.changes(answer))
    for table in (*tables.between(answer), *tables.low_dose(answer), *tables.thresholds(answer)):
        components.table(table)
components.notes(answer.notes)
components.table(tables.states(answer))
with st.expander("Every change, with its interval and test", icon=":material/table_rows:"):
    components.table(tables.all_changes(answer))
    for table in tables.group_changes(answer):
        components.table(table)
components.calculated(labels.trajectory_calculated(view, answer))
definitions("trajectory")

st.subheader("Other immunosuppressants before and after tacrolimus", anchor=False)
drugs = data.dmards(view)
figure, beside = st.columns((1, 1), gap="large")
with figure:
    components.figure(figures.dmards(drugs), "dmards")
with beside:
    components.table(tables.dmard_counts(drugs))
components.table(tables.dmards(drugs))
components.calculated(labels.dmards_calculated(view, drugs))
