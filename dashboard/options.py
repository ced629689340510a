"""The choices on a page: what to compare by, which clock, which measure; remembered by the session."""

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis import outcomes
from analysis.filters import View
from dashboard import data
from dashboard.escape import plain
from dashboard.state import session

_ANOTHER = "another"

_SHOWN = ("prednisone", "fvc", "dlco", "tlc", "ck", "mmt8", "trough")
MEASURES = {key: outcomes.MEASURES[key].label for key in _SHOWN}
CLOCKS = {"tacrolimus": "Tacrolimus", "conventional": "Conventional treatment"}
SUMMARIES = {"mean": "Mean", "median": "Median"}
#: What a rate of response, or of improvement, is not compared by: its groups would repeat the outcome.
OF_IMPROVEMENT = ("improvement", "improvement:myositis", "improvement:ild")
OF_RESPONSE = ("response", *OF_IMPROVEMENT)  # whoever is in the tacrolimus analysis is a failure
SCALES = {"units": "Units", "percent": "Percent of baseline"}


def choice(option: str, label: str, choices: Mapping[str, str]) -> str:
    """One of a few, as a segmented control; `choices` maps values to words, the first is the default."""
    key = _seeded(option, list(choices))
    st.segmented_control(
        label,
        list(choices),
        format_func=lambda value: plain(choices[value]),
        key=key,
        required=True,
        on_change=_keep,
        args=(option, next(iter(choices))),
    )
    return str(st.session_state[key])


def pick(option: str, label: str, choices: Mapping[str, str]) -> str:
    """One of many, as a list that can be searched."""
    key = _seeded(option, list(choices))
    st.selectbox(
        label,
        list(choices),
        format_func=choices.__getitem__,
        key=key,
        on_change=_keep,
        args=(option, next(iter(choices))),
    )
    return str(st.session_state[key])


def compare_by(
    option: str, view: View, quick: Sequence[str], *, nobody: str = "", without: Sequence[str] = ()
) -> str:
    """The column to compare groups by: a few at hand, and any other column of the file but `without`.

    `nobody` is the label of the choice not to split at all (its value is ""); without it a column
    is chosen wherever one is offered. Returns a key that `answers.grouping` takes, or "".
    """
    offered = {offer.key: offer for offer in data.groupings(view) if offer.key not in without}
    near = {"": nobody} if nobody else {}
    near |= {key: offered[key].short for key in quick if key in offered}
    far = {key: offer.label for key, offer in offered.items() if key not in near}
    if not near and not far:
        return ""
    shown = near | ({_ANOTHER: "Another column"} if far else {})
    chosen = choice(option, "Compare by" if not nobody else "Split by", shown)
    return pick(f"{option}.column", "Column", far) if chosen == _ANOTHER else chosen


def splits(clock: str) -> tuple[str, ...]:
    """The columns at hand to split a trajectory by: what is known only afterwards comes last."""
    return ("diagnosis", "serology_group", "response" if clock == "conventional" else "improvement")


def _seeded(option: str, values: list[str]) -> str:
    """Give the widget its remembered value, or the first where that is no longer offered."""
    key = f"option_{option}"
    chosen = session().options.get(option, values[0])
    st.session_state[key] = chosen if chosen in values else values[0]
    return key


def _keep(option: str, default: str) -> None:
    chosen = st.session_state[f"option_{option}"]
    session().options[option] = chosen
    if chosen == default:
        del session().options[option]
