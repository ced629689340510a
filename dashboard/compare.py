"""The cohort that was open before beside the one open now: what was corrected, and what that changed."""

import streamlit as st

from analysis.labels import tables
from dashboard import components, data
from dashboard.escape import plain
from dashboard.state import session


def compared() -> None:
    """What changed since the file before: patients, values, classes; nothing where there was none."""
    before, now = session().previous, session().cohort
    if before is None or now is None or before.fingerprint == now.fingerprint:
        return
    origin = session().origin
    which = f"of the {origin.what}" if origin and origin.fingerprint == before.fingerprint else "before"
    title = f"Compared with the cohort {which}: {plain(before.name)}"
    with st.expander(title, icon=":material/compare_arrows:"):
        for table in tables.difference(data.difference(before)):
            components.table(table)
