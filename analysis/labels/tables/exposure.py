"""How tacrolimus itself went: trough levels, who is still on it, why it was stopped, what happened."""

from analysis.answers.exposure import EventCategory, OnDrugWindow
from analysis.answers.tacrolimus import Tacrolimus
from analysis.labels.rounding import amount
from analysis.labels.tables.cells import count, or_dash, rate, sentence, spread_cell, unanswered
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import because, count_of, counted, missing, patients
from analysis.statistics.results import NotEstimable


def troughs(found: Tacrolimus) -> TextTable:
    """Trough levels per window: how many of the measured lie in the target range, and where they lie."""
    low, high = found.exposure.target
    windows = found.exposure.troughs
    return TextTable(
        title="Tacrolimus trough",
        columns=("Window", f"In {amount(low)} to {amount(high)} ng/mL", "Median (range)"),
        rows=tuple(
            (each.window, rate(each.in_target), spread_cell(each.levels, "ng/mL")) for each in windows
        ),
        notes=(
            f"Of those with a trough in the window, among {patients(found.treated)}.",
            *unanswered((each.window, each.levels) for each in windows),
        ),
    )


def on_drug(found: Tacrolimus) -> TextTable:
    """How many of those followed to a window are still on tacrolimus."""
    windows = found.exposure.on_drug
    return TextTable(
        title="Still on tacrolimus",
        columns=("Window", "Still on tacrolimus", "Missing"),
        rows=tuple((each.window, rate(each.still_on), or_dash(_gone(each))) for each in windows),
        notes=unanswered((each.window, each.still_on) for each in windows),
    )


def _gone(found: OnDrugWindow) -> str:
    return missing(
        {
            "died or transplanted": found.still_on.not_applicable,
            "lost or not yet reached": found.still_on.indeterminate - found.undated_stops,
            "stopped in an unknown month": found.undated_stops,
        }
    )


def stop_reasons(found: Tacrolimus) -> TextTable:
    """Why tacrolimus was stopped, of those who stopped it."""
    reasons, stopped = found.exposure.reasons, found.exposure.stopped
    known = () if isinstance(reasons, NotEstimable) else reasons
    return TextTable(
        title="Why tacrolimus was stopped",
        columns=("Reason", "Patients"),
        rows=tuple((each.reason, count_of(each.patients, stopped)) for each in known),
        notes=(
            f"{count_of(stopped, found.treated)} stopped tacrolimus at any time.",
            *((sentence(because(reasons)),) if isinstance(reasons, NotEstimable) else ()),
        ),
    )


def tacrolimus_events(found: Tacrolimus) -> TextTable:
    """Events after tacrolimus was started, by category."""
    events, undated = found.exposure.events, found.exposure.undated_events
    known = () if isinstance(events, NotEstimable) else events
    some = count_of(found.exposure.patients_with_event, found.treated)
    return TextTable(
        title="Events after tacrolimus was started",
        columns=("Category", "Patients", "Events", "Serious"),
        rows=tuple(_event_row(each, found.treated) for each in known),
        notes=(
            sentence(
                because(events) if isinstance(events, NotEstimable) else f"{some} had at least one event"
            ),
            *(
                (f"Not counted, since their month is not known: {counted(undated, 'event')}.",)
                if undated
                else ()
            ),
        ),
    )


def _event_row(found: EventCategory, treated: int) -> tuple[str, ...]:
    return (found.category, count_of(found.patients, treated), count(found.events), count(found.serious))
