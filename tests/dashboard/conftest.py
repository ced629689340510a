"""The app without a browser: every page as Streamlit's own test runner sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
ENTRY = str(ROOT / "streamlit_app.py")
PAGES = ("cohort", "response", "tacrolimus", "prednisone", "patients")

Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Open:
    """Open a page, with an address if one is given; the demo cohort is open."""

    def opened(page: str = "cohort", **address: str) -> AppTest:
        app = AppTest.from_file(ENTRY, default_timeout=120)
        for key, text in address.items():
            app.query_params[key] = text
        app.run()
        return app if page == "cohort" else go(app, page)

    return opened


def go(app: AppTest, page: str) -> AppTest:
    """Switch to a page as the navigation does."""
    return app.switch_page(f"dashboard/views/{page}.py").run()


def text_of(app: AppTest) -> str:
    """Everything a person can read on the page that is real text."""
    elements = (app.title, app.markdown, app.caption, app.subheader, app.info, app.warning, app.error)
    return "\n".join(str(element.value).replace("\\", "") for group in elements for element in group)


def works(app: AppTest) -> bool:
    """Whether the page was drawn without the sentence that stands for a mistake of the program."""
    return not app.exception and "mistake of the program" not in text_of(app)


def upload(app: AppTest, *files: Path | tuple[str, bytes]) -> AppTest:
    """Bring files on the Cohort page."""
    brought = [(f.name, f.read_bytes()) if isinstance(f, Path) else f for f in files]
    app.file_uploader(key="upload").set_value([(name, data, "") for name, data in brought])
    return app.run()
