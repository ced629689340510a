"""A connection that breaks for a moment: the cohort is still there."""

import re
from pathlib import Path

import pytest

from tests.browser.screen import QUESTIONS, Screen

WIDE = Path(__file__).parents[2] / "data" / "demo_cohort_wide.xlsx"


@pytest.fixture
def lines(context) -> list:
    """Every connection that a tab opens to the app, with both of its ends in the test's hand."""
    opened: list = []
    context.route_web_socket(
        re.compile("/_stcore/stream"), lambda line: opened.append((line, line.connect_to_server()))
    )
    return opened


def test_a_connection_lost_for_a_moment_keeps_the_cohort_and_its_view(lines, screen: Screen, complaints):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(WIDE)
    screen.expect(screen.sidebar).to_contain_text("demo_cohort_wide")
    screen.choose_diagnosis("DM")
    screen.counts(20, 54)
    (tab, server), *_ = lines
    server.close(code=3001)
    tab.close(code=3001)
    screen.expect(screen.sidebar).to_contain_text("demo_cohort_wide")
    screen.choose_diagnosis("PM")
    screen.counts(50, 54)
    assert len(lines) > 1
    screen.go("Response")
    screen.counts(50, 54)
    complaints.clear()  # the browser says that the connection was lost
