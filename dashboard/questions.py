"""What the files leave open, each with its evidence and its answers."""

from functools import partial
from itertools import groupby
from typing import Any

import streamlit as st

from analysis.ingest import Question, corrections
from analysis.ingest.mapping import Doubt
from analysis.labels import reading
from dashboard.corrections import correct
from dashboard.draft import Draft
from dashboard.escape import plain

_FEW = 4  # so many short answers stand side by side
_SHORT = 60  # letters of all answers together
_BESIDE = 2  # questions about one column that stand side by side


def questions(draft: Draft) -> None:
    """What the files leave open first, then what was decided for the person, and why.

    All questions about one column stand together, for as long as one of them is open.
    """
    places = groupby(draft.mapping.questions, key=lambda question: (question.sheet, question.position))
    groups = [tuple(group) for _, group in places]
    open_ = set(draft.mapping.open_questions)
    asked = [group for group in groups if open_.intersection(group)]
    decided = [group for group in groups if not open_.intersection(group)]
    for group in asked:
        _place(draft, group)
    if decided:
        title = f"Decided from the file, please check ({sum(map(len, decided))})"
        with st.expander(title, icon=":material/rule:", expanded=not asked):
            for group in decided:
                _place(draft, group)


def _place(draft: Draft, group: tuple[Question, ...]) -> None:
    first = group[0]
    with st.container(border=True):
        st.caption(plain(reading.asked_about(draft.book, draft.mapping, first.sheet, first.position)))
        columns = st.columns(_BESIDE) if len(group) > 1 else [st.container()]
        for number, question in enumerate(group):
            with columns[number % len(columns)]:
                _question(draft.mapping.answer(question), question)


def _question(answer: str, question: Question) -> None:
    doubt = question.doubt
    labels = {choice.key: choice.label for choice in doubt.choices}
    # With its answer in the key a widget begins anew when the answer changes, and only then: what a
    # slow browser still says of the old one is heard by no one.
    key = f"question_{question.sheet}_{question.position}_{doubt.key}_{answer}"
    options: dict[str, Any] = {
        "options": list(labels),
        "key": key,
        "on_change": partial(_answer, question, key),
    }
    if doubt.between:
        _number(answer, doubt, labels, options)
    elif len(labels) <= _FEW and sum(map(len, labels.values())) <= _SHORT:
        shown = {choice: plain(label) for choice, label in labels.items()}
        st.segmented_control(plain(doubt.text), format_func=shown.get, default=answer or None, **options)
    else:
        index = list(labels).index(answer) if answer else None
        st.selectbox(plain(doubt.text), format_func=labels.get, index=index, placeholder="Choose", **options)
    st.caption(plain(doubt.evidence))


def _number(answer: str, doubt: Doubt, labels: dict[str, str], options: dict[str, Any]) -> None:
    """A choice of usual numbers into which another one can be typed."""
    low, high = doubt.between or (0, 0)
    if answer and answer not in labels:
        options["options"] = [*labels, answer]
    st.selectbox(
        plain(doubt.text),
        format_func=lambda each: labels.get(each, each),
        index=options["options"].index(answer) if answer else None,
        placeholder="Choose, or type a number",
        help=f"Any number from {low:g} to {high:g} can be typed.",
        accept_new_options=True,
        **options,
    )


def _answer(question: Question, key: str) -> None:
    answer = (st.session_state.get(key) or "").strip()
    correct(lambda mapping: corrections.answering(mapping, question, answer))
