"""Statistics of counts and arrays; every result carries its method, its n and who was left out."""

from analysis.statistics.agreement import cohen_kappa
from analysis.statistics.fisher import fisher_exact
from analysis.statistics.freeman_halton import freeman_halton
from analysis.statistics.kruskal_wallis import kruskal_wallis
from analysis.statistics.means import mean_difference, mean_interval, median_interval, paired_t, quartiles
from analysis.statistics.multiplicity import adjust_many, adjust_pairs, benjamini_hochberg, closed_three, holm
from analysis.statistics.odds_ratio import odds_ratio, odds_ratio_central
from analysis.statistics.paired_change import (
    change_in_mean_percent,
    mean_percent_change,
    median_percent_change,
)
from analysis.statistics.proportions import clopper_pearson, proportion, risk_difference, wilson
from analysis.statistics.rank_sum import hodges_lehmann_shift, rank_sum
from analysis.statistics.results import (
    Estimate,
    HypothesisTest,
    Interval,
    NotEstimable,
    Proportion,
    Quartiles,
)
from analysis.statistics.signed_rank import hodges_lehmann_paired, signed_rank

__all__ = [
    "Estimate",
    "HypothesisTest",
    "Interval",
    "NotEstimable",
    "Proportion",
    "Quartiles",
    "adjust_many",
    "adjust_pairs",
    "benjamini_hochberg",
    "change_in_mean_percent",
    "clopper_pearson",
    "closed_three",
    "cohen_kappa",
    "fisher_exact",
    "freeman_halton",
    "hodges_lehmann_paired",
    "hodges_lehmann_shift",
    "holm",
    "kruskal_wallis",
    "mean_difference",
    "mean_interval",
    "mean_percent_change",
    "median_interval",
    "median_percent_change",
    "odds_ratio",
    "odds_ratio_central",
    "paired_t",
    "proportion",
    "quartiles",
    "rank_sum",
    "risk_difference",
    "signed_rank",
    "wilson",
]
