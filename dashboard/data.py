"""Every cached call, each one line into analysis.

Results live in the session's own cache and are keyed by the cohort's identity and by settings,
filters and choices as text: a cohort itself is never hashed, and never enters a cache that sessions
share. The synthetic demo is the one exception.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import streamlit as st

from analysis import VERSION, answers, filters, ingest, outcomes, reports
from analysis.answers.trajectory import Scale, Summary
from analysis.cohort import Cohort
from analysis.errors import FilterError
from analysis.filters import View
from analysis.outcomes.results import Clock
from dashboard.draft import Draft
from dashboard.state import BuiltReport, Opened, drop_filters, session

DATA = Path(__file__).parents[1] / "data"
DEMO = DATA / "demo_cohort.xlsx"
TEMPLATE = DATA / "template.xlsx"

Answer = TypeVar("Answer")


@st.cache_resource(show_spinner="Opening the demo cohort")
def demo() -> Cohort:
    """The synthetic demo cohort, shared by all sessions."""
    return ingest.read_cohort([(DEMO.name, DEMO.read_bytes())], name="Demo cohort")


def cohort() -> Cohort:
    """The cohort of this session: the person's own, or the demo."""
    return session().cohort or demo()


@st.cache_resource(scope="session", max_entries=64, show_spinner=False)
def _remembered(key: tuple[str, ...], _ask: Callable[[], Any]) -> Any:  # noqa: ANN401 (any answer)
    del key  # it is the cache's, not the question's
    return _ask()


def _once(ask: Callable[[], Answer], *key: str) -> Answer:
    """The answer, asked once per session for this key, cohort and settings."""
    changed = "&".join(f"{name}={text}" for name, text in session().settings.changed().items())
    return cast("Answer", _remembered((cohort().identity, changed, *key), _ask=ask))


def _per_view(ask: Callable[[], Answer], *key: str) -> Answer:
    return _once(ask, session().filters.write(), *key)


def decided() -> outcomes.Outcomes:
    """Everyone's outcomes under the session's settings, before any selection."""
    return _once(lambda: outcomes.classify(cohort(), session().settings), "outcomes")


def view() -> View:
    """The cohort with its outcomes and the patients that the session's filters keep.

    Filters that this cohort does not know (from a link written by hand) are dropped, with a sentence.
    """
    try:
        return _per_view(lambda: filters.view(cohort(), decided(), session().filters), "view")
    except FilterError as problem:
        drop_filters(str(problem))
        return view()


def filter_fields() -> tuple[filters.FilterField, ...]:
    """What the cohort can be filtered by."""
    return _once(lambda: filters.filter_fields(cohort(), decided()), "filter_fields")


def groupings(view: View) -> tuple[answers.Offer, ...]:
    """The columns by which patients can be compared."""
    return _per_view(lambda: answers.groupings(view), "groupings")


def response(view: View, by: str) -> answers.Response:
    """Who responded, by the groups of a column."""
    return _per_view(lambda: answers.response(view, by), "response", by)


def antibodies(view: View) -> answers.Antibodies:
    """Who responded, antibody by antibody."""
    return _per_view(lambda: answers.antibodies(view), "antibodies")


def flow(view: View) -> answers.Flow:
    """The patients' way through the study."""
    return _per_view(lambda: answers.flow(view), "flow")


def baseline(view: View, by: str) -> answers.Baseline:
    """Who the patients were at the start."""
    return _per_view(lambda: answers.baseline(view, by), "baseline", by)


def tacrolimus(view: View, by: str) -> answers.Tacrolimus:
    """Who improved after tacrolimus was started; `by` may be empty."""
    return _per_view(lambda: answers.tacrolimus(view, by or None), "tacrolimus", by)


def trajectory(
    view: View, measure: str, clock: Clock, by: str, summary: Summary, scale: Scale
) -> answers.Trajectory:
    """How a measure went; `by` may be empty."""
    return _per_view(
        lambda: answers.trajectory(view, measure, clock, by or None, summary, scale),
        *("trajectory", measure, clock, by, summary, scale),
    )


def dmards(view: View) -> answers.Dmards:
    """The DMARDs before and after tacrolimus was started."""
    return _per_view(lambda: answers.dmards(view), "dmards")


def report(view: View, progress: reports.Progress = reports.silent) -> reports.Report:
    """The report that was asked for, as its audience may see it; only the last one is kept.

    It is no cached call: a bar that moves while it is built may not be drawn from within one.
    """
    now, today = session(), datetime.now(tz=UTC).date()
    changed = repr(now.settings.changed())
    key = (view.cohort.identity, changed, now.filters.write(), repr(now.request), str(today))
    if now.built is None or now.built.key != key:
        made = reports.report(view, now.request, today=today, version=VERSION, progress=progress)
        now.built = BuiltReport(key, made)
    return now.built.report


def asked(view: View, opened: Opened | None) -> View:
    """The view in which an opened number was counted: without a filter on the outcome that it reports."""
    return answers.asked(view, opened.opening.key, opened.opening.by) if opened else view


def difference(before: Cohort) -> answers.Difference:
    """What changed from a cohort that was open before to this one, under the settings that hold now."""
    return _once(
        lambda: answers.difference(
            before, cohort(), outcomes.classify(before, session().settings), decided()
        ),
        *("difference", before.identity),
    )


def patient_list(view: View, opened: Opened | None) -> answers.PatientList:
    """The selected patients, or those of one rate."""
    if opened is None:
        return _per_view(lambda: answers.patient_list(view), "patient_list")
    key, by = opened.opening.key, opened.opening.by or "diagnosis"
    return _per_view(lambda: answers.patient_list(view, key, by), "patient_list", key, by)


def patient(view: View, patient_id: str) -> answers.PatientHistory:
    """One patient on one time axis, with the trail."""
    return _per_view(lambda: answers.patient(view, patient_id), "patient", patient_id)


def traces(patient_id: str) -> tuple[ingest.Trace, ...]:
    """Where every value of a patient stands in the files."""
    used = session().used
    book = used.book if used else None
    return _once(lambda: ingest.traces(cohort(), patient_id, book), "traces", patient_id)


def marked_file(draft: Draft) -> bytes:
    """The files of a draft as workbooks with the findings in their cells."""
    if draft.cohort is None:
        raise ValueError("nothing was found in files that give no cohort")
    return ingest.marked_file(draft.files, draft.book, draft.cohort)
