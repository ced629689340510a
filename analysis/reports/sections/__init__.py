"""The sections of a report: each asks one question of the view and keeps what its audience may be told."""

from collections.abc import Callable, Mapping
from functools import partial

from analysis.reports.asked import Asked
from analysis.reports.report import Section
from analysis.reports.sections.baseline import baseline
from analysis.reports.sections.dmards import dmards
from analysis.reports.sections.exposure import exposure
from analysis.reports.sections.flow import flow
from analysis.reports.sections.glance import glance
from analysis.reports.sections.methods import methods
from analysis.reports.sections.patients import patients
from analysis.reports.sections.response import antibodies, response
from analysis.reports.sections.tacrolimus import tacrolimus
from analysis.reports.sections.trajectory import dose_by_group, measure

__all__ = ["BUILDERS", "glance", "methods"]

#: How each section is built; "glance" and "methods" are made of the others.
BUILDERS: Mapping[str, Callable[[Asked], Section]] = {
    "flow": flow,
    "baseline": baseline,
    "response": response,
    "antibodies": antibodies,
    "tacrolimus": tacrolimus,
    "dose_by_group": dose_by_group,
    "dmards": dmards,
    "exposure": exposure,
    "patients": patients,
    **{
        key: partial(measure, key=key) for key in ("prednisone", "fvc", "dlco", "tlc", "ck", "mmt8", "trough")
    },
}
