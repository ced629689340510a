"""Takes the README's pictures of every page: `.venv/bin/python -m tools.pictures http://127.0.0.1:8501`.

The app must be running with the demo cohort, and the requirements for the tests installed.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PAGES = {
    "cohort": ("", 1120),
    "response": ("response", 840),
    "tacrolimus": ("tacrolimus", 820),
    "prednisone": ("prednisone", 1000),
    "patients": ("patients?diagnosis=DM&response=refractory", 1250),
    "share": ("share", 960),
    "meeting": ("meeting?meeting.screen=2", 720),
}
#: The list of the browser journey, for the page that shows how a file is read.
LIST = Path(__file__).parents[1] / "tests" / "files" / "deutsche_liste.xlsx"
COLOURS = 128  # enough for flat drawings, and a fifth of the bytes


def take(page: Page, url: str, name: str) -> None:
    """Open one page, wait until it stands still, and keep its picture."""
    path, height = PAGES[name]
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto(f"{url}/{path}")
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    keep(page, name)


def take_reading(page: Page, url: str) -> None:
    """Bring a list kept by hand, and keep the picture of how it is read."""
    page.set_viewport_size({"width": 1440, "height": 1180})
    page.goto(url)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(LIST)
    page.wait_for_selector("text=Is your file read as you mean it?", timeout=60_000)
    keep(page, "file")


def keep(page: Page, name: str) -> None:
    """Wait until the page stands still, and keep its picture."""
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stStatusWidget\"]')")
    page.wait_for_timeout(1_500)  # fonts and the figure's first layout
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shown.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def main(url: str) -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        if browser is None:
            raise SystemExit("No Chromium or Chrome that runs: `make test` looks for one to install.")
        page = browser.new_page()
        for name in PAGES:
            take(page, url, name)
        take_reading(page, url)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
