"""What each page asks for, and what it sends to the browser, without the framework that carries it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from analysis import answers, figures, labels
from analysis.answers import (
    Antibodies,
    Baseline,
    Dmards,
    Flow,
    PatientHistory,
    PatientList,
    Response,
    Tacrolimus,
    Trajectory,
)
from analysis.cohort import Cohort
from analysis.filters import View
from analysis.labels import tables
from analysis.labels.tables import TextTable
from benchmarks.bare import Counting

#: Patients that the list shows at once.
PER_PAGE = 200

Answers = tuple[Any, ...]


@dataclass(frozen=True)
class Sent:
    """Everything a page shows of its answers."""

    figures: tuple[figures.Figure, ...]
    tables: tuple[TextTable, ...]
    texts: tuple[str, ...]

    def messages(self) -> list[str]:
        """The figures drawn, the tables and texts as they travel: JSON."""
        drawn = [figures.draw(figure).to_json() for figure in self.figures]
        written = [json.dumps([table.title, table.records(), table.notes]) for table in self.tables]
        return [*drawn, *written, json.dumps(self.texts)]


@dataclass(frozen=True)
class Page:
    """One page with its default choices: its answers, what it sends, and the bare counting beside it."""

    name: str
    ask: Callable[[View], Answers]
    show: Callable[..., Sent]
    bare: Callable[[Counting], object]


def _cohort(view: View) -> tuple[Flow, Baseline]:
    return answers.flow(view), answers.baseline(view, "response")


def _cohort_sent(view: View, flow: Flow, baseline: Baseline) -> Sent:
    return Sent(
        (figures.flow(flow),),
        (tables.baseline(baseline), *_as_understood(view.cohort)),
        (labels.flow_headline(flow), labels.flow_line(flow), *labels.baseline_calculated(view, baseline)),
    )


def _as_understood(cohort: Cohort) -> tuple[TextTable, ...]:
    """How the files were read: what stands in the page's closed panel travels too."""
    of_cohort = (tables.files, tables.missing_texts, tables.conversions, tables.mapping)
    return tables.issues(cohort.issues), *(table(cohort) for table in of_cohort)


def _response(view: View) -> tuple[Response, Antibodies]:
    view = view.reporting("response")
    return answers.response(view, "diagnosis"), answers.antibodies(view)


def _response_sent(view: View, found: Response, serology: Antibodies) -> Sent:
    return Sent(
        (figures.response(found), figures.antibodies(serology)),
        (
            tables.differences(found),
            tables.published(found),
            tables.rates(found),
            tables.classes(found),
            tables.agreement(found.agreement, _ids(view)),
            tables.antibodies(serology),
        ),
        (
            labels.response_headline(found),
            labels.response_line(found),
            *labels.response_calculated(view, found),
        ),
    )


def _tacrolimus(view: View) -> tuple[Tacrolimus]:
    return (answers.tacrolimus(view.reporting("improvement"), None),)


def _tacrolimus_sent(view: View, found: Tacrolimus) -> Sent:
    one_each = (
        tables.breakdown, tables.arms, tables.troughs, tables.on_drug, tables.stop_reasons,
        tables.tacrolimus_events,
    )  # fmt: skip
    return Sent(
        (figures.arms(found), figures.matrix(found)),
        (
            *(table(found) for table in one_each),
            *(tables.agreement(agreement, _ids(view)) for agreement in found.agreements),
        ),
        (
            labels.tacrolimus_headline(found),
            labels.tacrolimus_line(found),
            *labels.tacrolimus_calculated(view, found),
        ),
    )


def _prednisone(view: View) -> tuple[Trajectory, Dmards]:
    return answers.trajectory(view), answers.dmards(view)


def _prednisone_sent(view: View, found: Trajectory, drugs: Dmards) -> Sent:
    return Sent(
        (figures.trajectory(found, view.outcomes.settings), figures.dmards(drugs)),
        (
            tables.changes(found),
            *tables.thresholds(found),
            *tables.low_dose(found),
            tables.states(found),
            tables.all_changes(found),
            tables.dmard_counts(drugs),
            tables.dmards(drugs),
        ),
        (
            labels.trajectory_headline(found),
            labels.trajectory_line(found),
            *labels.trajectory_calculated(view, found),
            *labels.dmards_calculated(view, drugs),
        ),
    )


def _patients(view: View) -> tuple[PatientList, PatientHistory]:
    found = answers.patient_list(view)
    return found.page(0, PER_PAGE), answers.patient(view, str(found.patient_id[0]))


def _patients_sent(_view: View, found: PatientList, history: PatientHistory) -> Sent:
    return Sent(
        (figures.patient(history),),
        (
            tables.patient_list(found),
            *tables.trail(history),
            tables.courses(history),
            tables.happenings(history),
        ),
        (labels.patient_title(history),),
    )


def _ids(view: View) -> Any:  # noqa: ANN401 whatever NumPy makes of a column
    return view.cohort.patients["patient_id"].to_numpy(dtype=str)


PAGES = (
    Page("Cohort", _cohort, _cohort_sent, Counting.cohort),
    Page("Response", _response, _response_sent, Counting.responses),
    Page("Tacrolimus", _tacrolimus, _tacrolimus_sent, Counting.tacrolimus),
    Page("Prednisone", _prednisone, _prednisone_sent, Counting.prednisone),
    Page("Patients", _patients, _patients_sent, Counting.patients),
)


def size(messages: Iterable[str]) -> int:
    """Bytes of the messages of a page."""
    return sum(len(message.encode()) for message in messages)
