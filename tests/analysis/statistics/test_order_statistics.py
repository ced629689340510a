"""Order statistics of pairs: the listed and the bisected way against a plain sorted list."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import order_statistics
from analysis.statistics.order_statistics import differences, walsh_averages

values = st.lists(st.integers(-50, 50), min_size=1, max_size=12).map(lambda v: np.array(v) / 4)


def _agree(found, plain):
    assert found.size == len(plain)
    assert [found.smallest(k) for k in range(1, len(plain) + 1)] == pytest.approx(sorted(plain), abs=1e-9)
    assert found.median() == pytest.approx(np.median(plain), abs=1e-9)


@given(values, values, st.booleans())
def test_differences_are_those_of_a_plain_list(x, y, bisected):
    with pytest.MonkeyPatch.context() as patch:
        if bisected:
            patch.setattr(order_statistics, "LISTED_UP_TO", 0)
        _agree(differences(x, y), [a - b for a in x for b in y])


@given(values, st.booleans())
def test_walsh_averages_are_those_of_a_plain_list(x, bisected):
    with pytest.MonkeyPatch.context() as patch:
        if bisected:
            patch.setattr(order_statistics, "LISTED_UP_TO", 0)
        _agree(walsh_averages(x), [(a + b) / 2 for i, a in enumerate(x) for b in x[i:]])
