"""Columns of visits beside each other stand on one clock, and which one is asked once."""

import pytest

from analysis.ingest import Mapping, read, understand


def mapping_of(headers: str) -> Mapping:
    """How a table with these headers and one row is understood."""
    cells = ",".join(str(number) for number in range(1, headers.count(",") + 2))
    return understand(read([("wide.csv", f"{headers}\n{cells}\n".encode())]))


def clocks_of(headers: str) -> dict[str, str]:
    return {c.header: c.slot.key for c in mapping_of(headers).sheets[0].columns if c.slot is not None}


def test_the_templates_spelling_is_open_beside_a_header_that_leaves_its_clock_open() -> None:
    assert clocks_of("id,ck_0,ck_6,pred_0,pred_6,ck_tac_3") == {
        "ck_0": "clock",
        "ck_6": "clock",
        "pred_0": "clock",
        "pred_6": "clock",
        "ck_tac_3": "tacrolimus_month",
    }


@pytest.mark.parametrize("headers", ["id,ck_0,ck_6", "id,conventional_start,ck_0,ck_6,pred_0"])
def test_the_templates_spelling_alone_or_with_its_start_counts_from_conventional_treatment(
    headers: str,
) -> None:
    clocks = clocks_of(headers)
    assert (clocks["ck_0"], clocks["ck_6"]) == ("month", "month")


@pytest.mark.parametrize(
    ("headers", "suggested"),
    [
        ("id,FVC % start tacrolimus,FVC % 6 months,pred 3 months", "tacrolimus_month"),
        ("id,FVC % start tacrolimus,FVC % baseline,FVC % 6 months", ""),
    ],
)
def test_values_at_the_start_of_tacrolimus_never_suggest_the_conventional_clock(
    headers: str, suggested: str
) -> None:
    doubts = [question.doubt for question in mapping_of(headers).questions]
    assert [doubt.suggested for doubt in doubts if doubt.key == "clock"] == [suggested]
