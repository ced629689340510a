"""The app without a browser: every page as Streamlit's own test runner sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.screen import go

ENTRY = str(Path(__file__).parents[2] / "streamlit_app.py")

Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Open:
    """Open a page, with an address if one is given; the demo cohort is open."""

    def opened(page: str = "cohort", **address: str | list[str]) -> AppTest:
        app = AppTest.from_file(ENTRY, default_timeout=120)
        for key, text in address.items():
            app.query_params[key] = text
        app.run()
        return app if page == "cohort" else go(app, page)

    return opened
