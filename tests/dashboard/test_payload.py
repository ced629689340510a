"""What a page sends to the browser stays small: every message of a page, counted in bytes."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.screen import PAGES, TELLING

LIMIT = 500_000


def sizes(block) -> Iterator[int]:
    """The bytes of each element below a block, as they go over the wire."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from sizes(child)
        else:
            yield child.proto.ByteSize()


def payload(app: AppTest) -> int:
    return sum(sizes(app._tree))


@pytest.mark.parametrize("page", [*PAGES, *TELLING])
def test_a_page_of_the_demo_sends_less_than_half_a_megabyte(open_page, page):
    sent = payload(open_page(page))
    assert 5_000 < sent < LIMIT


@pytest.mark.parametrize("measure", ["fvc", "ck"])
def test_a_page_with_every_patient_split_by_a_column_stays_as_small(open_page, measure):
    address = {
        "prednisone.measure": measure,
        "prednisone.clock": "conventional",
        "prednisone.by": "diagnosis",
    }
    assert payload(open_page("prednisone", **address)) < LIMIT
