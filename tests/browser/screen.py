"""The steps that journeys are made of. Each waits for what a person waits for: the words on the screen."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:  # Playwright may be missing: then the browser's tests are skipped, not broken
    from playwright.sync_api import FilePayload, Locator, Page

#: The pages in the order of the story, and the question that each opens with.
QUESTIONS = {
    "Cohort": "Who is in this cohort?",
    "Response": "Who responded to conventional treatment?",
    "Tacrolimus": "Who improved after tacrolimus was started?",
    "Prednisone": "Prednisone dose after tacrolimus was started",
    "Patients": "Which patients are these, and why?",
}
#: The pages that show the same answers once more, for a room and for a file.
TELLING = {"Meeting": "Who is in this cohort?", "Share": "What do you want to show?"}
ASKS_FOR_FILE = "Which file is this view of?"
ASKS_HOW_IT_IS_READ = "Is your file read as you mean it?"
MISTAKE = re.compile("mistake of the program|Traceback|Uncaught|unhandled", re.IGNORECASE)


@dataclass(frozen=True)
class Screen:
    """A tab of the browser with the app in it."""

    page: "Page"
    expect: Callable[..., Any]

    @property
    def title(self) -> "Locator":
        """The page's question."""
        return self.page.get_by_role("heading", level=1)

    @property
    def sidebar(self) -> "Locator":
        """The cohort and its filters."""
        return self.page.get_by_test_id("stSidebar")

    @property
    def main(self) -> "Locator":
        """The column with the page."""
        return self.page.get_by_test_id("stMain")

    def asks(self, question: str) -> None:
        """Wait until the page with this question is drawn to its end, without a failure on it."""
        self.expect(self.title).to_have_text(question)
        self.drawn()

    def drawn(self) -> None:
        """Wait until the app has nothing more to draw; no failure may be on the page."""
        app = self.page.get_by_test_id("stApp")
        self.expect(app).to_have_attribute("data-test-script-state", "notRunning")
        self.expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        self.expect(self.page.get_by_test_id("stException")).to_have_count(0)
        self.expect(self.main).not_to_contain_text(MISTAKE)

    def go(self, name: str) -> None:
        """Open a page from the navigation."""
        self.page.get_by_role("link", name=name, exact=True).click()
        self.asks((QUESTIONS | TELLING)[name])

    def counts(self, n: int, total: int) -> None:
        """Wait until the sidebar says how many patients are selected."""
        noun = "patient" if total == 1 else "patients"
        self.expect(self.sidebar).to_contain_text(f"{n:,} of {total:,} {noun}")
        self.drawn()

    def bring(self, *files: "Path | FilePayload") -> None:
        """Choose files in the place for uploads."""
        self.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(list(files))

    def use(self) -> None:
        """On the File page, use the cohort as it is read, whatever is still open."""
        self.asks(ASKS_HOW_IT_IS_READ)
        self.main.get_by_role("button", name=re.compile("^Use (this cohort|it, leave)")).first.click()
        self.asks(QUESTIONS["Cohort"])

    def choose_diagnosis(self, name: str) -> None:
        """Click a diagnosis in the sidebar."""
        self.sidebar.get_by_role("button", name=re.compile(rf"^{name} \(")).click()

    def choose_antibody(self, name: str) -> None:
        """Add an antibody, or a group of them, to those of which any suffices."""
        self.sidebar.get_by_role("combobox", name=re.compile("Antibodies, any of")).click()
        self.page.get_by_role("option", name=re.compile(f"^{re.escape(name)}")).click()
        self.page.keyboard.press("Escape")

    def stands_at(self, **wanted: list[str]) -> None:
        """Wait until the address holds this behind its question mark, and nothing else."""
        self.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == wanted)

    def address(self) -> dict[str, list[str]]:
        """What stands behind the question mark of the address."""
        return parse_qs(urlsplit(self.page.url).query)
