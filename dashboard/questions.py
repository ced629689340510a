"""What the files leave open, each with its evidence and its answers."""

from functools import partial
from typing import Any

import streamlit as st

from analysis.ingest import Question, corrections
from analysis.labels import reading
from dashboard.corrections import correct
from dashboard.draft import Draft
from dashboard.escape import plain
from dashboard.state import session

_FEW = 4  # so many short answers stand side by side
_SHORT = 60  # letters of all answers together


def questions(draft: Draft) -> None:
    """What the files leave open first, then what was decided for the person, and why."""
    open_ = set(draft.mapping.open_questions)
    asked = [question for question in draft.mapping.questions if question in open_]
    decided = [question for question in draft.mapping.questions if question not in open_]
    for question in asked:
        _question(draft, question)
    if decided:
        title = f"Decided from the file, please check ({len(decided)})"
        with st.expander(title, icon=":material/rule:", expanded=not asked):
            for question in decided:
                _question(draft, question)


def _question(draft: Draft, question: Question) -> None:
    doubt, mapping = question.doubt, draft.mapping
    place = reading.asked_about(draft.book, mapping, question.sheet, question.position)
    labels = {choice.key: choice.label for choice in doubt.choices}
    answer = mapping.answer(question) or None
    key = f"question_{session().corrections}_{question.sheet}_{question.position}_{doubt.key}"
    few = len(labels) <= _FEW and sum(map(len, labels.values())) <= _SHORT
    with st.container(border=True):
        st.caption(plain(place))
        options: dict[str, Any] = {
            "options": list(labels),
            "format_func": lambda choice: labels[choice],
            "key": key,
            "on_change": partial(_answer, question, key),
        }
        if few:
            st.segmented_control(plain(doubt.text), default=answer, **options)
        else:
            index = list(labels).index(answer) if answer else None
            st.selectbox(plain(doubt.text), index=index, placeholder="Choose", **options)
        st.caption(plain(doubt.evidence))


def _answer(question: Question, key: str) -> None:
    answer = st.session_state.get(key) or ""
    correct(lambda mapping: corrections.answering(mapping, question, answer))
