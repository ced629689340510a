"""The entry: the pages in the order of the story, and the sidebar that they share."""

from pathlib import Path

import streamlit as st

from dashboard import address, data, state
from dashboard.failures import told_in_a_sentence
from dashboard.filters import sidebar
from dashboard.messages import awaited_cohort, problems

ROOT = Path(__file__).parent
VIEWS = ROOT / "dashboard" / "views"

st.set_page_config(
    page_title="MA-ILD Cohort Explorer",
    page_icon=str(ROOT / "dashboard" / "assets" / "icon.png"),
    layout="wide",
)
drafting = not state.is_new() and state.session().draft is not None
file_page = st.Page(
    VIEWS / "file.py",
    title="File",
    icon=":material/fact_check:",
    visibility="visible" if drafting else "hidden",
)
page = st.navigation(
    [
        st.Page(VIEWS / "cohort.py", title="Cohort", icon=":material/groups:", default=True),
        file_page,
        st.Page(VIEWS / "response.py", title="Response", icon=":material/bar_chart:"),
        st.Page(VIEWS / "tacrolimus.py", title="Tacrolimus", icon=":material/grid_view:"),
        st.Page(VIEWS / "prednisone.py", title="Prednisone", icon=":material/show_chart:"),
        st.Page(VIEWS / "patients.py", title="Patients", icon=":material/person_search:"),
        st.Page(VIEWS / "share.py", title="Share", icon=":material/ios_share:"),
        st.Page(VIEWS / "meeting.py", title="Meeting", icon=":material/slideshow:"),
    ],
    position="top",
)
if state.is_new():
    address.read(state.session())
with told_in_a_sentence():
    if page is file_page:
        page.run()  # these files are no cohort yet, so there is nothing to filter
    elif state.session().awaited:
        problems()
        awaited_cohort()
    else:
        view = data.view()
        problems()
        with st.sidebar:
            sidebar(view)
        page.run()
address.write(state.session())
