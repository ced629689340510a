"""Response by antibody, as a table."""

from collections.abc import Iterator

from analysis.answers.antibodies import Antibodies, AntibodyResponse
from analysis.labels.results import adjusted_cell, test_cell
from analysis.labels.sentences import EXPLORATORY
from analysis.labels.tables.cells import (
    Result,
    Row,
    adjusted_by,
    count,
    disagreements,
    estimate_cell,
    p_from,
    rate,
    remarks,
    sentence,
    unanswered,
)
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import counted, listed


def antibodies(found: Antibodies) -> TextTable:
    """Response by antibody: those positive against those negative."""
    tests = [row.test for row in found.rows]
    unknown = any(_unknown_response(row) for row in found.rows)
    return TextTable(
        title="Responders by antibody",
        columns=(
            "Antibody",
            "Positive",
            "Negative",
            "Not tested",
            *(("Response unknown",) if unknown else ()),
            "Difference (95% CI)",
            "P",
            "Adjusted P",
        ),
        rows=tuple(_antibody_row(row, unknown=unknown) for row in found.rows),
        notes=(
            sentence(f"Outcome as {found.source}; difference: positive minus negative"),
            *_how_many_tests(found.tests),
            *p_from(tests),
            *adjusted_by(tests),
            *_other_results(found.rows),
            *disagreements((row.label, row.test, row.risk_difference, 0) for row in found.rows),
            *unanswered(_antibody_results(found)),
            *remarks(_antibody_results(found)),
        ),
    )


def _antibody_row(row: AntibodyResponse, *, unknown: bool) -> Row:
    return (
        row.label,
        rate(row.positive),
        rate(row.negative),
        count(row.not_tested),
        *((count(_unknown_response(row)),) if unknown else ()),
        estimate_cell(row.risk_difference, "fraction"),
        test_cell(row.test),
        adjusted_cell(row.test),
    )


def _unknown_response(row: AntibodyResponse) -> int:
    """The tested patients who are in neither rate since their response is not known or left out."""
    return sum(found.group_size - found.of for found in (row.positive, row.negative))


def _how_many_tests(tests: int) -> tuple[str, ...]:
    return (sentence(f"{counted(tests, 'test')}, {EXPLORATORY}"),) if tests else ()


def _other_results(rows: tuple[AntibodyResponse, ...]) -> tuple[str, ...]:
    """Which antibodies were weak or equivocal in how many patients."""
    weak = [f"{row.label} ({count(row.weak)})" for row in rows if row.weak]
    equivocal = [f"{row.label} ({count(row.equivocal)})" for row in rows if row.equivocal]
    found = {"Weak": weak, "Equivocal": equivocal}
    return tuple(f"{result}: {listed(names)}." for result, names in found.items() if names)


def _antibody_results(found: Antibodies) -> Iterator[tuple[str, Result]]:
    for row in found.rows:
        yield row.label, row.risk_difference
        yield row.label, row.test
