"""The Share page's parts: whom it is for, what goes in, a preview, and the files."""

from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.filters import View
from analysis.reports import (
    SECTION_LABELS,
    SECTIONS,
    SMALLEST,
    Report,
    Section,
    captions,
    methods_paragraphs,
    results_paragraphs,
    writer_of,
)
from dashboard import components, data
from dashboard.escape import plain
from dashboard.state import ask, session

_AUDIENCES = {"outside": "Outside", "team": "My team"}
_FORMATS = {
    ".pptx": "Slides (PowerPoint)",
    ".html": "Interactive page",
    ".pdf": "PDF",
    ".docx": "Word",
    ".xlsx": "Excel",
    ".zip": "Figures (ZIP)",
}


def audience() -> None:
    """For whom the report is, and how small a group may be."""
    now = session().request
    st.session_state["share_audience"] = now.audience
    st.session_state["share_smallest"] = now.smallest
    st.session_state["share_strict"] = now.strict
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            "Who will see it",
            list(_AUDIENCES),
            format_func=_AUDIENCES.__getitem__,
            key="share_audience",
            required=True,
            on_change=_keep,
            args=("audience",),
        )
        if now.audience == "outside":
            st.segmented_control(
                "Smallest group shown",
                SMALLEST,
                key="share_smallest",
                required=True,
                on_change=_keep,
                args=("smallest",),
            )
            st.toggle(
                "Strict",
                key="share_strict",
                on_change=_keep,
                args=("strict",),
                help="Also counts of an outcome, and those without it, must reach the smallest group.",
            )
    st.caption(
        "Outside: aggregates only, no ids, no file name, no smallest or largest value, small groups pooled."
        if now.audience == "outside"
        else "My team: individual lines, and a patient list if you add it. Do not pass it on."
    )


def contents() -> None:
    """The sections in their order, each with a remark; the title and the conclusion."""
    now = session().request
    _text("title", "Title", now.title, "Filled in if empty")
    for place, key in enumerate(now.sections):
        with st.container(gap=None):
            _place(key, place, last=place == len(now.sections) - 1)
            _remark(key)
    _add()
    _text("conclusion", "Conclusion, in your own words", now.conclusion, "None if empty")


def _place(key: str, place: int, *, last: bool) -> None:
    """A section's name and what can be done with it, on one line however narrow the page is."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{place + 1}\\. {SECTION_LABELS[key]}", width="stretch")
        _move(key, -1, "arrow_upward", "Move up", disabled=place == 0)
        _move(key, 1, "arrow_downward", "Move down", disabled=last)
        st.button(
            "",
            key=f"share_drop_{key}",
            icon=":material/close:",
            help="Leave out",
            on_click=_drop,
            args=(key,),
            type="tertiary",
        )


def _add() -> None:
    now = session().request
    missing = [
        kind.key
        for kind in SECTIONS
        if kind.key not in now.sections and not (kind.team_only and now.audience == "outside")
    ]
    if missing:
        st.pills(
            "Add",
            missing,
            format_func=SECTION_LABELS.__getitem__,
            key="share_add",
            on_change=_added,
        )


def _added() -> None:
    key = st.session_state.pop("share_add")
    if key:
        ask(replace(session().request, sections=(*session().request.sections, key)))


def _drop(key: str) -> None:
    now = session().request
    ask(replace(now, sections=tuple(each for each in now.sections if each != key)))


def _move(key: str, by: int, icon: str, words: str, *, disabled: bool) -> None:
    st.button(
        "",
        key=f"share_{icon}_{key}",
        icon=f":material/{icon}:",
        help=words,
        disabled=disabled,
        on_click=_moved,
        args=(key, by),
        type="tertiary",
    )


def _moved(key: str, by: int) -> None:
    order = list(session().request.sections)
    place = order.index(key)
    order.insert(place + by, order.pop(place))
    ask(replace(session().request, sections=tuple(order)))


def _keep(field: str) -> None:
    now = replace(session().request, **{field: st.session_state[f"share_{field}"]})
    if now.audience == "outside":  # what only the team may see goes with the team
        kept = {kind.key for kind in SECTIONS if not kind.team_only}
        now = replace(now, sections=tuple(key for key in now.sections if key in kept))
    ask(now)


def _text(field: str, label: str, value: str, placeholder: str) -> None:
    st.session_state[f"share_{field}"] = value
    st.text_input(label, key=f"share_{field}", on_change=_keep, args=(field,), placeholder=placeholder)


def _remark(key: str) -> None:
    widget = f"share_remark_{key}"
    st.session_state[widget] = session().request.remarks.get(key, "")

    def changed() -> None:
        remarks = {**session().request.remarks, key: st.session_state[widget]}
        ask(replace(session().request, remarks={name: text for name, text in remarks.items() if text}))

    label = f"Remark on {SECTION_LABELS[key]}"
    st.text_input(
        label,
        key=widget,
        on_change=changed,
        label_visibility="collapsed",
        placeholder="Your remark",
        width="stretch",
    )


def left_out(report: Report) -> None:
    """What this audience is not told, and what to think of before it is sent."""
    for sentence in report.warnings:
        st.warning(plain(sentence), icon=":material/privacy_tip:")
    if report.emptied:
        st.warning(
            f"Nothing may be shown of: {plain(', '.join(report.emptied))}.", icon=":material/hide_source:"
        )
    if report.left_out:
        st.caption("Not shown outside:  \n" + "  \n".join(f"– {plain(each)}" for each in report.left_out))


def preview(report: Report) -> None:
    """Every section as it will be: pooled groups and left-out parts included."""
    for section in report.sections:
        with st.container(border=True):
            _section(section)


def _section(section: Section) -> None:
    st.subheader(plain(section.title), anchor=False)
    if section.headline:
        st.markdown(f"**{plain(section.headline)}**")
    for line in (*section.lines, section.empty, section.remark):
        st.markdown(plain(line))
    for place, figure in enumerate(section.figures):
        components.drawing(figure, f"preview_{section.key}_{place}")
    for table in section.beside:
        components.table(table)
    st.caption("  \n".join(plain(note) for note in section.notes))


def built(view: View) -> Report:
    """The report, with a bar that moves from section to section while it is built."""
    place = st.empty()
    try:
        return data.report(view, lambda done, what: place.progress(done, f"Building: {what}"))
    finally:
        place.empty()


def files(report: Report) -> None:
    """One button per format; a file is made when its button is pressed, and the button turns until it is."""
    own = session().template
    with st.container(horizontal=True):
        for ending, label in _FORMATS.items():
            name = f"ma-ild-{report.provenance.fingerprint}-{report.day:%Y-%m}{ending}"
            write = writer_of(name, own.content if own and ending == ".pptx" else None)
            components.download(label, partial(write, report), name, f"share{ending}")


def paste(report: Report) -> None:
    """Paragraphs for a manuscript, each copied by one click: results, methods, figure captions."""
    texts = {"Results": results_paragraphs, "Methods": methods_paragraphs, "Figure captions": captions}
    for tab, write in zip(st.tabs(list(texts)), texts.values(), strict=True):
        with tab:
            for paragraph in write(report):
                st.caption(plain(paragraph.title))
                st.code(paragraph.text, language=None, wrap_lines=True)
