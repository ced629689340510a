"""The summary as JSON, a public contract (`docs/summary.schema.json`): fields may come, none is renamed."""

from analysis.cohort import Cohort
from analysis.filters import Filters, view
from analysis.outcomes import classify
from analysis.outcomes.classify import Progress
from analysis.settings import Settings
from analysis.summary.cohort import baseline_json, cohort_json, flow_json
from analysis.summary.everything import Everything, everything
from analysis.summary.numbers import Json
from analysis.summary.response import response_json
from analysis.summary.tacrolimus import dmard_count_json, dmards_json, tacrolimus_json, trajectory_json

SCHEMA = 1


def summary(cohort: Cohort, settings: Settings, filters: Filters, progress: Progress | None = None) -> Json:
    """All answers about the patients of a view, as JSON.

    Proportions and their differences are fractions, percent changes are percent and negative for a
    fall. What cannot be estimated is `{"not_estimable": reason}` in its place. Raises `FilterError`
    for a view that names what the cohort does not have.
    """
    return summary_of(everything(view(cohort, classify(cohort, settings, progress), filters)))


def summary_of(found: Everything) -> Json:
    """The JSON of answers that were already asked."""
    view = found.view
    return {
        "schema": SCHEMA,
        "cohort": {**cohort_json(view.cohort), "synthetic": view.cohort.synthetic},
        "view": view.filters.write(),
        "selected": view.n,
        "unknown": dict(view.unknown),
        "settings": view.outcomes.settings.changed(),
        "response": response_json(found.response, found.antibodies),
        "tacrolimus": tacrolimus_json(found.tacrolimus),
        "prednisone": trajectory_json(found.prednisone),
        "dmards": dmards_json(found.dmards),
        "dmard_count": dmard_count_json(found.dmards),
        "flow": flow_json(found.flow),
        "baseline": baseline_json(found.baseline),
    }
