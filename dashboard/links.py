"""The same view again: a link that holds no patient data, and an analysis as a small file."""

from dataclasses import asdict
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import streamlit as st

from analysis.errors import CohortError
from analysis.filters import SavedAnalysis, View
from analysis.ingest import saved_mapping
from dashboard import address, components
from dashboard.draft import Draft, redrafted
from dashboard.origin import Origin, size_of
from dashboard.state import session, take_over, use_draft

PAGES = ("cohort", "response", "tacrolimus", "prednisone", "patients", "meeting")


def link() -> None:
    """The address of this view on a page of one's choice, to be copied."""
    st.session_state.setdefault("link_page", "response")
    st.segmented_control("Page", PAGES, format_func=str.capitalize, key="link_page", required=True)
    st.code(_address(str(st.session_state["link_page"])), language=None, wrap_lines=True)
    st.caption(
        "The link holds filters, settings and choices, and of the cohort its fingerprint and size; no "
        "patient data. Whoever opens it needs the same file; filters on the file's own columns are not in it."
    )


def _address(page: str) -> str:
    here = urlsplit(st.context.url or "http://127.0.0.1:8501")
    cohort = session().cohort
    size = [(address.SIZE, size_of(cohort))] if cohort else []
    query = urlencode([*address.pairs(session()), *size], safe=":", quote_via=quote)
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
    now = session()
    try:
        saved = SavedAnalysis.parse(content)
        reading = _reading(saved, view)
        take_over(saved)
    except CohortError as problem:
        now.link_problem = f"{problem} Nothing was changed."
        return
    if reading:
        use_draft(reading)  # it begins with no filters
        take_over(saved)
    made_on = str(saved.cohort.get("fingerprint", view.cohort.fingerprint))
    if made_on != view.cohort.fingerprint:
        size = f"{saved.cohort.get('patients', '')}.{saved.cohort.get('visits', '')}"
        now.origin = Origin("analysis", made_on, size, saved.filters)
        now.link_problem = now.origin.differs_from(view.cohort, "Its filters and settings are used here.")


def _reading(saved: SavedAnalysis, view: View) -> Draft | None:
    """The open files read as the analysis says, where it says otherwise; raises `CohortError`."""
    now = session()
    if not saved.mapping or now.used is None or saved.mapping == view.cohort.reading:
        return None
    choices = saved_mapping.from_json(saved.mapping)
    return redrafted(now.used, choices, lambda _done, _what: None)
