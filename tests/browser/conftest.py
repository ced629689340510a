"""The running app and a browser in front of it. Without Playwright or a browser these tests are skipped."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import pytest

from tests.browser import chromium
from tests.browser.screen import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_SECONDS = 90
STEP_MILLISECONDS = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def without_browser(reason: str) -> NoReturn:
    """Skip, except where a browser was promised (`make test` with CI set): there it is a failure."""
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def free_port() -> int:
    with contextlib.closing(socket.socket()) as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, headless, once per session; it cannot reach any other machine."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without_browser("Playwright is not installed: `make test` installs it.")
    with sync_playwright() as playwright:
        opened = chromium.launch(playwright)
        if opened is None:
            without_browser("No Chromium or Chrome that runs: `make test` looks for one to install.")
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def app_url(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, started as a person starts it; it ends with the session."""
    port = free_port()
    url = f"http://{HOST}:{port}"
    log = tmp_path_factory.mktemp("app") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    with log.open("wb") as output:
        app = subprocess.Popen(
            [*command, "--server.address", HOST, "--server.port", str(port)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not is_healthy(url):
            if app.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"The app did not start:\n{log.read_text()}", pytrace=False)
            time.sleep(0.1)
        yield url
    finally:
        app.terminate()
        try:
            app.wait(20)
        except subprocess.TimeoutExpired:
            app.kill()
            app.wait()


#: Streamlit asks below the page that an address names before it asks at the root.
SOUGHT = re.compile(r"/\w+/_stcore/(?:health|host-config)$")


def is_expected(said: "ConsoleMessage") -> bool:
    """Whether a message of the console is no complaint, or the one that every link to a page provokes."""
    return said.type != "error" or bool(SOUGHT.search(said.location["url"]))


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained of; a test that provokes a complaint clears it."""
    return []


@pytest.fixture
def look() -> dict[str, Any]:
    """How the window is opened; a test's parameters may make it narrow or dark."""
    return {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def context(browser: "Browser", look: dict[str, Any], complaints: list[str]) -> "Iterator[BrowserContext]":
    """A fresh browser window without cookies: all its tabs talk to this machine only, and none complains."""
    elsewhere: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HOST:
            elsewhere.append(url)

    window = browser.new_context(accept_downloads=True, **look)
    window.set_default_timeout(STEP_MILLISECONDS)
    window.on("console", lambda said: None if is_expected(said) else complaints.append(said.text))
    window.on("weberror", lambda error: complaints.append(str(error.error)))
    window.on("request", lambda request: note(request.url))
    window.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
    yield window
    window.close()
    assert not elsewhere, f"The page asked another host: {elsewhere}"
    assert not complaints, f"The browser's console complained: {complaints}"


@pytest.fixture
def expect(browser: "Browser") -> Callable[..., Any]:
    """Playwright's `expect`, which waits; as a fixture, so that a test file loads without Playwright."""
    from playwright.sync_api import expect

    expect.set_options(timeout=STEP_MILLISECONDS)
    return expect


@pytest.fixture
def page(context: "BrowserContext", app_url: str) -> "Page":
    """A tab with the app's first page."""
    tab = context.new_page()
    tab.goto(app_url)
    return tab


@pytest.fixture
def screen(page: "Page", expect: Callable[..., Any]) -> Screen:
    """The same tab with the steps of a journey."""
    return Screen(page, expect)
