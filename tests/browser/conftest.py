"""The running app and a browser in front of it. Without Playwright or a browser these tests are skipped."""

import contextlib
import os
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

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_SECONDS = 90
STEP_MILLISECONDS = 20_000


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


@pytest.fixture
def context(browser: "Browser") -> "Iterator[BrowserContext]":
    """A fresh browser window without cookies; in all its tabs it must talk to this machine only."""
    elsewhere: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HOST:
            elsewhere.append(url)

    window = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    window.set_default_timeout(STEP_MILLISECONDS)
    window.on("request", lambda request: note(request.url))
    window.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
    yield window
    window.close()
    assert not elsewhere, f"The page asked another host: {elsewhere}"


@pytest.fixture
def expect(browser: "Browser") -> Callable[..., Any]:
    """Playwright's `expect`, which waits; as a fixture, so that a test file loads without Playwright."""
    from playwright.sync_api import expect

    return expect


@pytest.fixture
def page(context: "BrowserContext", app_url: str) -> "Page":
    """A tab with the app's first page."""
    tab = context.new_page()
    tab.goto(app_url)
    return tab
