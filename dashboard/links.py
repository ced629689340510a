"""The same view again: a link that holds no patient data, and an analysis as a small file."""

from dataclasses import asdict
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import streamlit as st

from analysis.errors import CohortError
from analysis.filters import SavedAnalysis, View
from dashboard import address, components
from dashboard.state import session, take_over

PAGES = ("cohort", "response", "tacrolimus", "prednisone", "patients", "meeting")


def link() -> None:
    """The address of this view on a page of one's choice, to be copied."""
    st.session_state.setdefault("link_page", "response")
    st.segmented_control("Page", PAGES, format_func=str.capitalize, key="link_page", required=True)
    st.code(_address(str(st.session_state["link_page"])), language=None, wrap_lines=True)
    st.caption(
        "The link holds filters, settings and choices, no patient data. Whoever opens it needs the same "
        "file; filters on the file's own columns are not in it."
    )


def _address(page: str) -> str:
    here = urlsplit(st.context.url or "http://127.0.0.1:8501")
    query = urlencode(address.pairs(session()), safe=":", quote_via=quote)
    return urlunsplit((here.scheme, here.netloc, "" if page == "cohort" else f"/{page}", query, ""))


def analysis_file(view: View) -> None:
    """Save the analysis as a small file, or take one over."""
    now = session()
    saved = SavedAnalysis.of(view.cohort, now.filters, now.settings, asdict(now.request))
    components.download("Save analysis", saved.write().encode(), "analysis.json", "analysis")
    brought = st.file_uploader("Load an analysis", type=["json"], key="analysis_upload")
    if brought and brought.file_id != now.loaded_analysis:
        now.loaded_analysis = brought.file_id
        _load(view, brought.getvalue())
        st.rerun()


def _load(view: View, content: bytes) -> None:
    try:
        saved = SavedAnalysis.parse(content)
        take_over(saved)
    except CohortError as problem:
        session().link_problem = f"{problem} Nothing was changed."
    else:
        session().link_problem = saved.differs_from(view.cohort)
