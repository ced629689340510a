"""The response by antibody in a manuscript's sentences."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import Antibodies, AntibodyResponse
from analysis.labels.tables.cells import adjusted_by, disagreements, p_from
from analysis.reports.paragraphs.wording import how_many, judged_by
from analysis.reports.report import Prose
from analysis.settings import Settings
from analysis.statistics import NotEstimable


def antibodies_prose(found: Antibodies, settings: Settings) -> Prose:
    """Those positive against those negative, antibody by antibody, as told."""
    tests = [row.test for row in found.rows]
    return Prose(
        results=tuple(_results(found)),
        methods=(*judged_by(found.source), *labels.definitions(("responder",), settings)),
        statistics=(
            *p_from(tests, "Response by antibody"),
            *labels.estimated_by("Differences of two rates", [row.risk_difference for row in found.rows]),
            *adjusted_by(tests),
        ),
        tests=how_many(tests),
    )


def _results(found: Antibodies) -> Iterator[str]:
    rows = [row for row in found.rows if row.positive.of or row.negative.of]
    if not rows:
        yield "No antibody has a tested patient with a known response."
        return
    tests = f"{labels.counted(found.tests, 'test')}, {labels.EXPLORATORY}"
    yield f"Response by antibody, outcome as {found.source}: {tests}."
    yield from map(_line, rows)
    yield from disagreements((row.label, row.test, row.risk_difference, 0) for row in rows)


def _line(row: AntibodyResponse) -> str:
    """One antibody: "Jo-1: positive 7/13 (54%, ...), negative 23/40 (57%, ...); difference ...; P = .78."."""
    rates = f"positive {labels.proportion(row.positive)}, negative {labels.proportion(row.negative)}"
    difference = row.risk_difference
    parts = (
        rates,
        ""
        if isinstance(difference, NotEstimable)
        else f"difference {labels.estimate(difference, 'fraction')}",
        "" if isinstance(row.test, NotEstimable) else labels.test_p(row.test),
    )
    return f"{row.label}: {'; '.join(part for part in parts if part)}."
