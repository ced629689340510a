"""The sidebar: which cohort, whom of it, and what is filtered.

Each widget is seeded from the session's filters before it is drawn and writes back when changed, so
that the address, the chips and the widgets never disagree.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from analysis.filters import (
    Condition,
    FilterField,
    View,
    antibody_counts,
    antibody_words,
    condition_words,
    level_words,
)
from dashboard import data
from dashboard.escape import plain
from dashboard.state import clear_filters, filter_by, session

_FIRST = ("diagnosis", "antibody_any")
_PILLS_UP_TO = 6


def sidebar(view: View) -> None:
    """Draw the sidebar for the present view."""
    _cohort(view)
    _selected(view)
    fields = data.filter_fields()
    for field in (field for field in fields if field.key in _FIRST):
        _widget(view, field)
    others = [field for field in fields if field.key not in _FIRST]
    if others:
        active = sum(condition.field not in _FIRST for condition in view.filters.conditions)
        with st.expander(f"More filters ({active})" if active else "More filters"):
            for field in others:
                _widget(view, field)


def _cohort(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(view.cohort.name)}**", width="content")
        if view.cohort.synthetic:
            st.badge("synthetic", color="gray")
    st.caption(f"{view.total:,} patients, {len(view.cohort.visits):,} visits")


def _selected(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{view.n:,}** of {view.total:,} patients", width="content")
        if view.filters:
            st.button("Reset", key="filters_reset", type="tertiary", on_click=clear_filters)
    with st.container(horizontal=True, gap="xsmall"):
        for condition in view.filters.conditions:
            label = f"{plain(condition_words(condition))} :material/close:"
            st.button(label, key=f"chip_{condition.field}", on_click=clear_filters, args=(condition.field,))
    for field, count in view.unknown.items():
        if count:
            name = condition_words(Condition(field, ("",))).partition(":")[0]
            st.caption(f"{count:,} left out by “{plain(name)}”: not known")


def _widget(view: View, field: FilterField) -> None:
    if field.kind == "range":
        _range(field)
    elif field.kind == "antibody":
        _antibodies(view, field)
    else:
        _levels(field)


def _levels(field: FilterField) -> None:
    few = len(field.counts) <= _PILLS_UP_TO

    def label(level: str) -> str:
        words = level_words(field.key, level)
        return f"{plain(words) if few else words} ({field.counts.get(level, 0)})"

    _choices(field, tuple(field.counts), label, few=few)


def _antibodies(view: View, field: FilterField) -> None:
    counts = antibody_counts(view.outcomes)

    def label(name: str) -> str:
        positive, tested = counts.get(name, (0, 0))
        return f"{antibody_words(name)} {positive}/{tested}"

    _choices(field, tuple(field.counts), label, few=False)


def _choices(field: FilterField, options: Sequence[str], label: Callable[[str], str], *, few: bool) -> None:
    key = f"filter_{field.key}"
    chosen = session().filters.get(field.key)
    texts = chosen.texts if chosen else ()
    st.session_state[key] = [text for text in texts if text in options]

    def changed() -> None:
        filter_by(Condition(field.key, tuple(st.session_state[key])))

    if few:
        st.pills(
            plain(field.label), options, selection_mode="multi", format_func=label, key=key, on_change=changed
        )
    else:
        st.multiselect(
            plain(field.label), options, format_func=label, key=key, on_change=changed, placeholder="All"
        )


def _range(field: FilterField) -> None:
    key = f"filter_{field.key}"
    chosen = session().filters.get(field.key)
    low, high = chosen.bounds() if chosen else (field.low, field.high)
    st.session_state[key] = (max(low, field.low), min(high, field.high))
    if field.low == field.high:
        return

    def changed() -> None:
        low, high = st.session_state[key]
        untouched = (low, high) == (field.low, field.high)
        filter_by(Condition(field.key, ()) if untouched else Condition.between(field.key, low, high))

    whole = field.low.is_integer() and field.high.is_integer()
    step, shown = (1.0, "%.0f") if whole else (None, None)
    st.slider(plain(field.label), field.low, field.high, step=step, format=shown, key=key, on_change=changed)
