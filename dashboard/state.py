"""Everything the session remembers, each key with its default. Nothing else touches the session's keys.

What a person chose (filters, settings, options) is kept here as values; widgets are seeded from
these values before they are drawn and write back when they change. So a choice survives a change
of page, where Streamlit forgets the widgets themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from analysis.cohort import Cohort
from analysis.errors import Issue
from analysis.filters import Condition, Filters, SavedAnalysis
from analysis.ingest import Choices
from analysis.labels.openings import Opening
from analysis.reports import Report, Request
from analysis.settings import Settings
from dashboard.draft import Draft, recognised_by
from dashboard.origin import Origin

_KEY = "session"


@dataclass(frozen=True)
class Opened:
    """A number whose patients were opened, and the page ("response") on which it stood."""

    opening: Opening
    page: str


@dataclass(frozen=True)
class Template:
    """A person's own .pptx for the slides, looked into and tried. It is kept for the session only."""

    name: str
    content: bytes


@dataclass(frozen=True)
class BuiltReport:
    """The report that was built last, and what it was built of as text."""

    key: tuple[str, ...]
    report: Report


@dataclass
class Session:
    """One person's work. `cohort` None means the demo; `awaited` is a link's cohort not yet loaded.

    `draft` are files whose reading is being looked at, `used` those that the cohort was made from;
    `known` are the readings of this session, by what their files are recognised by. `corrections` counts
    the changes made on that page.

    `previous` is the person's cohort that was open before this one, kept to be compared with it;
    `origin` is the cohort of a link or an analysis that was opened on another one.

    `options` are the choices made on the pages (such as "response.by"). `opened` is the number whose
    patients were opened, `patient` the one patient looked at; neither is ever in an address. `said`
    are the notes that the present page has already shown. `request` is the report that was asked for,
    `template` the person's own .pptx below its slides, `template_problem` why the last one is not used.
    `uploads` counts how often files were brought.
    """

    cohort: Cohort | None = None
    previous: Cohort | None = None
    draft: Draft | None = None
    used: Draft | None = None
    known: dict[frozenset[tuple[str, ...]], Choices] = field(default_factory=dict)
    corrections: int = 0
    filters: Filters = field(default_factory=Filters)
    settings: Settings = field(default_factory=Settings)
    options: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    awaited: str = ""
    awaited_size: str = ""
    origin: Origin | None = None
    link_problem: str = ""
    setting_problem: str = ""
    refused: tuple[Issue, ...] = ()
    uploads: int = 0
    request: Request = field(default_factory=Request)
    template: Template | None = None
    template_problem: str = ""
    built: BuiltReport | None = None
    loaded_analysis: str = ""
    opened: "Opened | None" = None
    patient: str = ""


def session() -> Session:
    """The session's memory; made with its defaults at the first call."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    return cast(Session, st.session_state[_KEY])


def is_new() -> bool:
    """Whether this run is the session's first."""
    return _KEY not in st.session_state


def filter_by(condition: Condition) -> None:
    """Replace the filter on one field, or remove it where it asks nothing."""
    session().filters = session().filters.replaced(condition)


def clear_filters(*fields: str) -> None:
    """Remove the filters on these fields, or all of them where none is named."""
    now = session()
    now.filters = now.filters.without(*fields) if fields else Filters()


def drop_filters(why: str) -> None:
    """Forget all filters because one of them cannot be used, and remember to say so."""
    clear_filters()
    session().link_problem = f"{why} No filter of the link is used."


def set_setting(key: str, text: str) -> None:
    """Change one setting; raises `SettingError` where the text is no value of it."""
    session().settings = session().settings.with_texts({key: text})


def reset_settings(keys: Sequence[str]) -> None:
    """Give these settings their defaults again."""
    kept = {key: text for key, text in session().settings.changed().items() if key not in keys}
    session().settings = Settings().with_texts(kept)


def ask(request: Request) -> None:
    """Remember what is wanted of a report."""
    session().request = request


def take_over(saved: SavedAnalysis) -> None:
    """Work with the filters, settings and report of a saved analysis; raises `CohortError` where unusable."""
    now = session()
    request = Request.of(saved.report)
    now.filters, now.settings, now.request = saved.filters, saved.settings, request


def open_members(opened: Opened | None) -> None:
    """Remember the number whose patients are to be shown on the Patients page; None shows everyone."""
    session().opened = opened
    session().patient = ""


def use(cohort: Cohort) -> None:
    """Work on a newly read cohort: filters start afresh, unless a link was waiting for this very one."""
    now = session()
    if now.awaited and now.awaited != cohort.fingerprint:
        now.origin = Origin("link", now.awaited, now.awaited_size, now.filters)
        now.link_problem = now.origin.differs_from(cohort, "The link's filters are not used.")
    if now.awaited != cohort.fingerprint:
        now.filters = Filters()
    if now.origin and now.origin.fingerprint == cohort.fingerprint:
        now.filters = now.origin.filters
    if now.cohort and now.cohort.fingerprint != cohort.fingerprint:
        now.previous = now.cohort
    now.cohort, now.awaited, now.refused = cohort, "", ()
    now.opened, now.patient = None, ""


def use_draft(draft: Draft) -> None:
    """Work on the cohort that a draft gives, and remember how its files were read."""
    if draft.cohort is None:
        return
    now = session()
    now.known[recognised_by(draft.mapping)] = draft.choices
    now.used, now.draft = draft, None
    use(draft.cohort)


def look_at(draft: Draft | None) -> None:
    """Look at how files are read before, or after, they are used."""
    session().draft, session().refused = draft, ()


def use_demo() -> None:
    """Go back to the demo cohort."""
    now = session()
    now.used = now.draft = None
    now.previous = now.cohort or now.previous
    now.cohort, now.awaited, now.refused = None, "", ()
    now.filters = Filters()
    now.opened, now.patient = None, ""


def refuse(issues: tuple[Issue, ...]) -> None:
    """Remember why the files could not be used; the cohort before them stays."""
    session().refused = issues
