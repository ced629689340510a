"""The app without a browser: every page as Streamlit's own test runner sees it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.screen import go

ENTRY = str(Path(__file__).parents[2] / "streamlit_app.py")

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def open_app() -> Callable[..., AppTest]:
    """Open the app on the demo cohort, with an address if one is given."""

    def opened(address: Mapping[str, str | list[str]] | None = None) -> AppTest:
        app = AppTest.from_file(ENTRY, default_timeout=120)
        for key, text in (address or {}).items():
            app.query_params[key] = text
        return app.run()

    return opened


@pytest.fixture
def open_page(open_app: Callable[..., AppTest]) -> Open:
    """Open a page, with an address if one is given; the demo cohort is open."""

    def opened(page: str = "cohort", **address: str | list[str]) -> AppTest:
        app = open_app(address)
        return app if page == "cohort" else go(app, page)

    return opened
