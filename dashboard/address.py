"""The address as a view: filters, settings and options, and the cohort's fingerprint. Never patient data.

    ?cohort=0a1b2c3d4e5f&diagnosis=DM&set.ck_limit=1.5&response.by=sex

The demo needs no `cohort`. Filters and options on a file's own columns stay out of the address.
"""

from collections.abc import Iterable

import streamlit as st

from analysis.errors import CohortError
from analysis.filters import Filters
from analysis.settings import Settings
from dashboard.state import Session

_COHORT = "cohort"
_SETTING = "set."
#: In a copied link: how many patients and visits the cohort has, to be told where another one is open.
SIZE = "of"
#: The pages' options that may stand in an address, as "page.option".
OPTION_PAGES = ("response.", "tacrolimus.", "prednisone.", "cohort.", "meeting.")


def read(session: Session) -> None:
    """Take over what the address asks for, once, before any widget is drawn."""
    pairs = [(key, text) for key in st.query_params for text in st.query_params.get_all(key)]
    try:
        apply(session, pairs)
    except CohortError as problem:
        session.link_problem = f"{problem} The rest of the link was not used."


def apply(session: Session, pairs: Iterable[tuple[str, str]]) -> None:
    """Filters, settings, options and awaited cohort from (key, text) pairs; raises `CohortError`."""
    settings, options, filters = {}, {}, []
    for key, text in pairs:
        if key == _COHORT:
            session.awaited = text
        elif key == SIZE:
            session.awaited_size = text
        elif key.startswith(_SETTING):
            settings[key.removeprefix(_SETTING)] = text
        elif key.startswith(OPTION_PAGES):
            options[key] = text
        else:
            filters.append((key, text))
    session.options.update(options)
    session.settings = Settings().with_texts(settings)
    session.filters = Filters.of(filters).public()


def pairs(session: Session) -> list[tuple[str, str]]:
    """What the address of the present view holds."""
    cohort = session.awaited or (session.cohort.fingerprint if session.cohort else "")
    settings = [(_SETTING + key, text) for key, text in session.settings.changed().items()]
    return (
        [(_COHORT, cohort)] * bool(cohort) + session.filters.public().pairs() + settings + _options(session)
    )


def _options(session: Session) -> list[tuple[str, str]]:
    """The options without those on a file's own column, and without the "another column" that led to one."""
    own = {key for key, text in session.options.items() if "extra:" in text}
    own |= {key.removesuffix(".column") for key in own}
    return [(key, text) for key, text in session.options.items() if key not in own]


def write(session: Session) -> None:
    """Show the present view in the address bar, so that copying it is copying the view."""
    wanted: dict[str, list[str]] = {}
    for key, text in pairs(session):
        wanted.setdefault(key, []).append(text)
    if wanted != {key: st.query_params.get_all(key) for key in st.query_params}:
        st.query_params.from_dict(wanted)
