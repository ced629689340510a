"""Which numbers of a page lead to their patients, worded for a button, in the order of the page."""

from analysis.labels.openings.opening import Opening
from analysis.labels.openings.response import antibodies, response
from analysis.labels.openings.study import baseline, dmards, flow
from analysis.labels.openings.tacrolimus import exposure, tacrolimus
from analysis.labels.openings.trajectory import trajectory

__all__ = [
    "Opening",
    "antibodies",
    "baseline",
    "dmards",
    "exposure",
    "flow",
    "response",
    "tacrolimus",
    "trajectory",
]
