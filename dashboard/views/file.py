"""The File page: how the files are read, before and after their cohort is used."""

import streamlit as st

from analysis.labels import reading
from dashboard import components, mapping, questions, saved_mapping
from dashboard.state import session
from dashboard.upload import no_draft, refused

draft = session().draft
if draft is None:
    no_draft()
    st.stop()

headline = reading.reading_headline(draft.cohort, draft.mapping)
components.question("Is your file read as you mean it?", headline, reading.reading_line(draft.mapping))
refused()
saved_mapping.aside(draft)
saved_mapping.offer(draft)
saved_mapping.decide(draft, "top")
questions.questions(draft)
st.subheader("The columns", anchor=False)
mapping.columns(draft)
st.subheader("The sheets", anchor=False)
mapping.sheets(draft)
saved_mapping.saved(draft)
saved_mapping.decide(draft, "bottom")
