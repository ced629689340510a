"""The response to conventional treatment as JSON."""

from dataclasses import asdict

from analysis.answers import Agreement, Antibodies, AntibodyResponse, GroupRate, PairComparison, Response
from analysis.statistics import NotEstimable
from analysis.summary.numbers import Json, estimate_json, hypothesis_json, not_estimable, proportion_json


def response_json(response: Response, antibodies: Antibodies) -> Json:
    """Rate, classes, groups with their comparison, antibodies, and agreement of the two sources."""
    return {
        "source": response.source,
        "overall": proportion_json(response.overall.rate),
        "other": _other(response),
        "classes": asdict(response.overall.classes),
        "deaths": response.overall.deaths,
        "diagnosis": {
            "groups": [_group(rate) for rate in response.groups],
            "unknown": response.grouping.missing,
            "test": hypothesis_json(response.comparison.test),
            "pairs": [_pair(pair) for pair in response.comparison.pairs],
        },
        "antibodies": [_antibody(row) for row in antibodies.rows],
        "antibody_tests": antibodies.tests,
        "agreement": agreement_json(response.agreement),
        "notes": list(response.notes),
    }


def agreement_json(agreement: Agreement | NotEstimable) -> Json:
    """How many patients have the same recorded and derived outcome."""
    if isinstance(agreement, NotEstimable):
        return not_estimable(agreement)
    return {"same": proportion_json(agreement.same), "kappa": estimate_json(agreement.kappa)}


def _other(response: Response) -> Json:
    if response.other_source is None or response.overall.other is None:
        return {"not_estimable": "The file records no response."}
    return {"source": response.other_source, "overall": proportion_json(response.overall.other)}


def _group(rate: GroupRate) -> Json:
    return {
        "group": rate.group,
        **proportion_json(rate.rate),
        "classes": asdict(rate.classes),
        "deaths": rate.deaths,
    }


def _pair(pair: PairComparison) -> Json:
    return {
        "groups": list(pair.groups),
        "risk_difference": estimate_json(pair.risk_difference),
        "odds_ratio": estimate_json(pair.odds_ratio),
        "odds_ratio_central": estimate_json(pair.odds_ratio_central),
        "test": hypothesis_json(pair.test),
    }


def _antibody(row: AntibodyResponse) -> Json:
    return {
        "antibody": row.antibody,
        "positive": proportion_json(row.positive),
        "negative": proportion_json(row.negative),
        "not_tested": row.not_tested,
        "weak": row.weak,
        "equivocal": row.equivocal,
        "risk_difference": estimate_json(row.risk_difference),
        "odds_ratio": estimate_json(row.odds_ratio),
        "odds_ratio_central": estimate_json(row.odds_ratio_central),
        "test": hypothesis_json(row.test),
    }
