"""The patients' way through the study."""

from dataclasses import replace

from analysis import answers, figures, labels
from analysis.answers import Flow, Split
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.reports.asked import Asked
from analysis.reports.disclosure import Rule, too_few
from analysis.reports.paragraphs import flow_prose
from analysis.reports.pooling import is_pooled, pooled_split
from analysis.reports.report import KeyNumber, Section

TITLE = "Who is in this cohort?"


def flow(asked: Asked) -> Section:
    """Selected, response, tacrolimus after failure, and where those analysed were at each window."""
    view = asked.view.reporting("response")
    if asked.nobody(view):
        return asked.withheld(view, "flow", TITLE)
    whole = answers.flow(view)
    found = told(whole, asked.rule) if asked.rule else whole
    return asked.section(
        view,
        Section(
            key="flow",
            title=TITLE,
            headline=labels.flow_headline(found),
            lines=(labels.flow_line(found),) if labels.flow_line(found) else (),
            figures=(figures.flow(found),),
            captions=("The patients' way through the study.",),
            tables=(_table(found, asked.rule),),
            notes=(*found.notes, *((labels.BEFORE_AND_AFTER,) if _of_treated(found) else ())),
            method=(
                *labels.definitions(
                    ("responder", "refractory", "tacrolimus_analysis"), view.outcomes.settings
                ),
            ),
            numbers=_numbers(found),
            left_out=_left_out(whole, found),
            prose=flow_prose(found, view.outcomes.settings, others=asked.rule is None),
        ),
    )


def _of_treated(found: Flow) -> bool:
    """Whether it shows who was treated with tacrolimus."""
    return bool(found.second_line.whole.count or found.windows)


def told(found: Flow, rule: Rule) -> Flow:
    """The flow with small boxes merged. A box that lost its own place has no parts below it either."""
    response = pooled_split(found.response, rule)
    failures = pooled_split(found.failures, rule)
    if response.part(found.failures.whole.key) is None or len(failures.parts) < 2:
        failures = _nobody(found.failures)
    second_line = pooled_split(found.second_line, rule)
    if failures.whole.count == 0:
        second_line = _nobody(second_line)
    pooled = (pooled_split(split, rule) for split in found.windows)
    windows = tuple(split for split in pooled if len(split.parts) > 1 or not any(map(is_pooled, split.parts)))
    others = replace(found.others, count=0) if too_few(found.others.count, rule) else found.others
    return replace(
        found,
        response=response,
        failures=failures,
        second_line=second_line,
        windows=() if any(too_few(split.whole.count, rule) for split in windows) else windows,
        others=others,
    )


def _nobody(split: Split) -> Split:
    """The split with nobody in it, so that it is not shown."""
    return replace(
        split,
        whole=replace(split.whole, key="", count=0),
        parts=tuple(replace(box, count=0) for box in split.parts[:1]),
    )


def _table(found: Flow, rule: Rule | None) -> TextTable:
    table = tables.flow(found)
    if rule is None:
        return table
    return replace(table, rows=tuple(row for row in table.rows if row[0] != found.others.label))


def _numbers(found: Flow) -> tuple[KeyNumber, ...]:
    boxes = [
        f"{box.count:,} {labels.within_sentence(box.label)}" for box in found.response.parts if box.count
    ]
    return (KeyNumber(f"{found.selected.count:,}", ", ".join(boxes), "patients"),)


def _left_out(whole: Flow, found: Flow) -> tuple[str, ...]:
    merged = [box for split in (found.response, found.second_line, *found.windows) for box in split.parts]
    names = [box.label for box in merged if is_pooled(box)]
    hidden = [
        split.title
        for split in (whole.failures, whole.second_line, *whole.windows)
        if split.whole.count and split.title not in {s.title for s in _shown(found)}
    ]
    return (
        *((f"Patient flow, shown together: {'; '.join(names)}.",) if names else ()),
        *((f"Patient flow, steps with too small parts: {'; '.join(hidden)}.",) if hidden else ()),
    )


def _shown(found: Flow) -> tuple[Split, ...]:
    return tuple(split for split in (found.failures, found.second_line, *found.windows) if split.whole.count)
