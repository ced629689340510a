"""All answers as the text that the pages show, for a terminal."""

from collections.abc import Iterator

from analysis.filters import View, filter_words
from analysis.labels import (
    RESEARCH_USE,
    SYNTHETIC,
    flow_headline,
    flow_line,
    patients,
    response_headline,
    response_line,
    tables,
    tacrolimus_headline,
    tacrolimus_line,
    trajectory_headline,
    trajectory_line,
    trajectory_title,
)
from analysis.labels.tables import TextTable
from analysis.settings import SETTING
from analysis.summary.everything import Everything
from analysis.summary.plain import plain


def summary_text(found: Everything) -> str:
    """Every page's question with its answer in one line and the tables behind it."""
    parts = [_head(found.view), *_cohort(found), *_response(found), *_tacrolimus(found), *_prednisone(found)]
    return "\n\n".join([*parts, RESEARCH_USE])


def _head(view: View) -> str:
    """Whose answers these are: the cohort, the selection, and the settings that differ."""
    selection = patients(view.total) if view.n == view.total else f"{view.n:,} of {patients(view.total)}"
    lines = [f"{view.cohort.name}: {selection}"]
    if view.cohort.synthetic:
        lines.append(SYNTHETIC)
    if view.filters:
        lines.append(f"Selected: {filter_words(view.filters)}")
    if view.selected_by_outcome:
        lines.append("Selected by outcome, except where a part says that the filter is not applied.")
    lines += [
        f"{patients(count)} left out: {field} not known" for field, count in view.unknown.items() if count
    ]
    changed = view.outcomes.settings.changed().items()
    lines += [f"Changed: {SETTING[key].label}: {text} {SETTING[key].unit}".rstrip() for key, text in changed]
    return "\n".join(lines)


def _cohort(found: Everything) -> Iterator[str]:
    yield _heading("Cohort", flow_headline(found.flow), flow_line(found.flow))
    yield plain(tables.flow(found.flow))
    yield plain(tables.baseline(found.baseline))


def _response(found: Everything) -> Iterator[str]:
    answer = found.response
    yield _heading(
        "Who responded to conventional treatment?", response_headline(answer), response_line(answer)
    )
    yield from _filled(
        tables.rates(answer),
        tables.classes(answer),
        tables.differences(answer),
        tables.published(answer),
        tables.antibodies(found.antibodies),
        tables.agreement(answer.agreement, found.view.cohort.patients["patient_id"].to_numpy()),
    )


def _tacrolimus(found: Everything) -> Iterator[str]:
    answer = found.tacrolimus
    yield _heading(
        "Who improved after tacrolimus was started?", tacrolimus_headline(answer), tacrolimus_line(answer)
    )
    yield from _filled(
        tables.arms(answer),
        tables.breakdown(answer),
        tables.troughs(answer),
        tables.on_drug(answer),
        tables.stop_reasons(answer),
        tables.tacrolimus_events(answer),
    )


def _prednisone(found: Everything) -> Iterator[str]:
    answer = found.prednisone
    yield _heading(trajectory_title(answer), trajectory_headline(answer), trajectory_line(answer))
    yield from _filled(
        tables.changes(answer),
        tables.all_changes(answer),
        tables.states(answer),
        *tables.low_dose(answer),
        tables.dmards(found.dmards),
        tables.dmard_counts(found.dmards),
    )


def _heading(question: str, *lines: str) -> str:
    return "\n".join([question, "=" * len(question), *filter(None, lines)])


def _filled(*found: TextTable) -> Iterator[str]:
    """The tables with a row, or with a note that says why there is none."""
    yield from (plain(table) for table in found if table.rows or table.notes)
