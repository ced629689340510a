"""The screens of a meeting: one question each, with its answer, its figure and who is missing."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis import figures, labels
from analysis.figures import Figure
from analysis.filters import View
from dashboard import data
from dashboard.state import session


@dataclass(frozen=True)
class Screen:
    """One screen: the question, the answer in one line, the test with its groups and n, the figure.

    `view` is the one that the screen reports: a filter on its own outcome is switched off.
    """

    view: View
    title: str
    headline: str
    line: str
    figure: Figure
    notes: tuple[str, ...] = ()


def _flow(view: View) -> Screen:
    found = data.flow(view)
    title = "Who is in this cohort?"
    return Screen(
        view, title, labels.flow_headline(found), labels.flow_line(found), figures.flow(found), found.notes
    )


def _response(view: View) -> Screen:
    view = view.reporting("response")
    found = data.response(view, "diagnosis")
    return Screen(
        view,
        "Who responded to conventional treatment?",
        labels.response_headline(found),
        labels.response_line(found),
        figures.response(found),
    )


def _tacrolimus(view: View) -> Screen:
    view = view.reporting("improvement")
    found = data.tacrolimus(view, "")
    return Screen(
        view,
        "Who improved after tacrolimus was started?",
        labels.tacrolimus_headline(found),
        labels.tacrolimus_line(found),
        figures.arms(found),
        (labels.BEFORE_AND_AFTER,),
    )


def _prednisone(view: View) -> Screen:
    return _trajectory(view, "")


def _prednisone_by_diagnosis(view: View) -> Screen:
    return _trajectory(view, "diagnosis")


def _trajectory(view: View, by: str) -> Screen:
    """Everyone's own line behind the mean; of groups the means alone, which a room can tell apart."""
    found = data.trajectory(view, "prednisone", "tacrolimus", by, "mean", "units")
    figure = figures.trajectory(found, view.outcomes.settings, individuals=not by)
    return Screen(
        view,
        labels.trajectory_title(found),
        labels.trajectory_headline(found),
        labels.trajectory_line(found),
        figures.masked(figure),
        (labels.BEFORE_AND_AFTER,),
    )


SCREENS: tuple[Callable[[View], Screen], ...] = (
    _flow,
    _response,
    _tacrolimus,
    _prednisone,
    _prednisone_by_diagnosis,
)

_OPTION = "meeting.screen"


def position() -> int:
    """Which screen is shown, from 0."""
    wanted = session().options.get(_OPTION, "1")
    return min(max(int(wanted) - 1, 0), len(SCREENS) - 1) if wanted.isdigit() else 0


def step(by: int) -> None:
    """Go forth or back; the first and the last screen have no neighbour beyond them."""
    session().options[_OPTION] = str(min(max(position() + by, 0), len(SCREENS) - 1) + 1)
