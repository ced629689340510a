"""`python -m benchmarks.meeting http://127.0.0.1:8501`: how soon the Meeting page stands still on a filter.

The app must be running with the demo cohort, and the requirements for the tests installed. From the click
to the last change of the page's words or figure, in Chromium, by the browser's own clock.
"""

import sys
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from dashboard.meeting import SCREENS
from tests.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Clicked in turn, each on and off again, on every screen.
DIAGNOSES = ("PM", "DM", "CADM")

#: Click, then wait until nothing has changed for a while; resolves to the milliseconds of the last change.
_CLICK_AND_WATCH = """
button => new Promise(resolve => {
  const start = performance.now();
  let last = start;
  const watch = new MutationObserver(() => { last = performance.now(); });
  const main = document.querySelector('[data-testid="stMain"]');
  watch.observe(main, {subtree: true, childList: true, characterData: true, attributes: true});
  button.click();
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const still = app.dataset.testScriptState === "notRunning" && performance.now() - last > 400;
    if (still && last > start) { watch.disconnect(); resolve(last - start); }
    else requestAnimationFrame(look);
  };
  look();
})
"""


def repaints(page: "Page", url: str, screen: int) -> list[float]:
    """Milliseconds of each repaint of one screen (from 1)."""
    page.goto(f"{url}/meeting?meeting.screen={screen}")
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.wait_for_timeout(1_500)
    found = []
    for name in DIAGNOSES:
        for _ in ("on", "off"):
            button = page.get_by_test_id("stSidebar").get_by_role("button").filter(has_text=f"{name} (")
            found.append(float(button.first.evaluate(_CLICK_AND_WATCH)))
    return found


def main(url: str) -> None:
    """Print one line per screen: the median and the longest repaint."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        if browser is None:
            raise SystemExit("No Chromium or Chrome that runs: `make test` looks for one to install.")
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        repaints(page, url, 1)  # the first visit loads what later ones have
        for screen in range(1, len(SCREENS) + 1):
            found = repaints(page, url, screen)
            print(f"Screen {screen}: median {median(found):.0f} ms, longest {max(found):.0f} ms", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
