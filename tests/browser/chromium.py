"""A Chromium for the browser's tests. It counts only once it has shown a page.

`python -m tests.browser.chromium` gets one: what is installed, else Debian's package, else Playwright's own
download, each within a time limit; it says loudly where none can be had. The tests then open the same one.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Playwright may be missing: then the browser's tests are skipped, not broken
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--no-sandbox",  # root has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other machine can be reached
)
LAUNCH_MILLISECONDS = 60_000
INSTALL_SECONDS = 300


def candidates() -> Iterator[str | None]:
    """Where a browser may be: $CHROME, the usual names and places; None is Playwright's own."""
    found = (os.environ.get("CHROME"), *map(shutil.which, NAMES), *PLACES)
    yield from (path for path in found if path and os.path.exists(path))  # noqa: PTH110 - a plain test suffices
    yield None


def launch(playwright: "Playwright") -> "Browser | None":
    """The first browser that launches and shows a page; None where there is none."""
    from playwright.sync_api import Error

    for path in candidates():
        try:
            browser = playwright.chromium.launch(
                executable_path=path, args=FLAGS, timeout=LAUNCH_MILLISECONDS
            )
        except Error:
            continue
        try:
            page = browser.new_page()
            page.goto("data:text/html,<title>shown</title>", timeout=LAUNCH_MILLISECONDS)
            shown = page.title() == "shown"
            page.close()
        except Error:
            shown = False
        if shown:
            return browser
        browser.close()
    return None


def version() -> str | None:
    """The version of the browser that the tests will open, after it has shown a page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        return browser.version if browser else None


def run_within(seconds: int, *command: str) -> None:
    """Run an installer; whether it helped is seen afterwards. Its whole process group ends at the limit."""
    print("$", *command, flush=True)
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        print(f"Stopped after {seconds} s.", flush=True)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def install_debian_package() -> None:
    """Chromium from Debian's packages, where there are such and one may install them."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        run_within(INSTALL_SECONDS, "apt-get", "update", "-qq")
        run_within(INSTALL_SECONDS, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")


def download_playwrights_own() -> None:
    """The build that Playwright brings for itself."""
    run_within(INSTALL_SECONDS, sys.executable, "-m", "playwright", "install", "chromium")


def get() -> str | None:
    """The browser's version after trying each way to get one, least effort first."""
    ways: tuple[Callable[[], None], ...] = (lambda: None, install_debian_package, download_playwrights_own)
    for way in ways:
        way()
        if found := version():
            return found
    return None


def main() -> None:
    """Get a browser and tell which, or why the browser's tests will not run."""
    if found := get():
        print(f"Browser for the tests: Chromium {found}")
        return
    print("=" * 100)
    print("NO BROWSER: no Chromium or Chrome could be found, installed or downloaded.")
    print("The tests in a browser are SKIPPED (with CI set they FAIL). Install Chromium, or set CHROME=path.")
    print("=" * 100)


if __name__ == "__main__":
    main()
