"""A person's own .pptx below the slides: brought, tried at once, kept for the session, taken back."""

import streamlit as st

from analysis.errors import ReportError
from analysis.reports import check_template
from dashboard.escape import plain
from dashboard.state import Template, session

_KEY = "share_template"
_MEGABYTES = 50
_KEPT = "Its master, layouts and colours are kept, its slides left out. The file stays in this session."


def own_template() -> None:
    """Where to bring one; where one is used its name, and the way back."""
    now = session()
    if now.template:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"The slides stand on **{plain(now.template.name)}**.", width="content")
            st.button("Back to the plain slides", key="template_drop", on_click=_drop, type="tertiary")
        return
    problem = now.template_problem
    with st.expander("Slides on your own template", icon=":material/slideshow:", expanded=bool(problem)):
        st.file_uploader(
            "Your PowerPoint file",
            type=["pptx", "potx"],
            key=_KEY,
            on_change=_brought,
            max_upload_size=_MEGABYTES,
        )
        if problem:
            st.error(plain(problem), icon=":material/error:")
        st.caption(_KEPT)


def _brought() -> None:
    """Try what was brought, and use it where slides can stand on it."""
    now, brought = session(), st.session_state[_KEY]
    now.template_problem = ""
    if brought is None:
        return
    content = brought.getvalue()
    try:
        check_template(content)
    except ReportError as problem:
        now.template_problem = f"{problem} The plain slides are used."
    else:
        now.template = Template(brought.name, content)


def _drop() -> None:
    session().template = None
