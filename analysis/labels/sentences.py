"""Sentences that never change, written once."""

from analysis.answers.comparisons import SUBGROUP

__all__ = [
    "BEFORE_AND_AFTER",
    "DISAGREEMENT",
    "EXPLORATORY",
    "KNOWN_AFTERWARDS",
    "NOT_IN_TACROLIMUS_ANALYSIS",
    "PUBLISHED",
    "PUBLISHED_P",
    "RESEARCH_USE",
    "SUBGROUP",
    "SYNTHETIC",
]

#: Stands wherever something is said about the time after tacrolimus was started.
BEFORE_AND_AFTER = (
    "One group before and after, no control. Tacrolimus was started when disease was worst and "
    "physicians set the dose: a change is not an effect."
)

#: Stands where a P value and a printed interval fall on different sides of their line.
DISAGREEMENT = (
    "The P value and the interval fall on different sides of their line because "
    "they come from different methods."
)

#: Stands beside every published figure.
PUBLISHED = "Published: whole published cohort, not filtered"

#: What the published P of the response is, as far as it can be known.
PUBLISHED_P = (
    "The published P = .013: it equals the exact test over PM 20/30, DM 7/20, CADM 4/4 (.0135; counts "
    "inferred from a 2015 abstract); PM against DM alone gives .043. The paper's method was not available."
)

#: Stands where many predictors are tested.
EXPLORATORY = "exploratory"

#: Stands wherever the demo cohort is shown.
SYNTHETIC = "Synthetic demo data, no real patients"

#: Stands where groups are formed by what happened afterwards.
KNOWN_AFTERWARDS = (
    "These groups are formed by what happened after tacrolimus was started: "
    "they could not be known at its start."
)

#: What happened to the failures outside the tacrolimus analysis is in no public text.
NOT_IN_TACROLIMUS_ANALYSIS = (
    "In the demo those who failed and are not in the tacrolimus analysis received cyclophosphamide; "
    "public text does not say who received what."
)

#: What the product is for.
RESEARCH_USE = "For research, not for decisions about a patient's treatment."
