"""A person with a list of their own: titles, decimal commas, codes, two patients twice, and no template."""

from pathlib import Path

import pytest

from tests.browser.screen import ASKS_HOW_IT_IS_READ, QUESTIONS, Screen

LIST = Path(__file__).parents[1] / "files" / "deutsche_liste.xlsx"


def answer(screen: Screen, text: str, label: str) -> None:
    """Choose one of many answers to a question."""
    screen.main.get_by_role("combobox", name=f"What does “{text}” mean?").click()
    screen.page.get_by_role("option", name=label).click()


def type_limit(screen: Screen, limit: str) -> None:
    """Type the laboratory's upper limit of CK where no column gives it."""
    box = screen.main.get_by_role("combobox", name="What is the laboratory's upper limit of CK, in U/L?")
    box.fill(limit)
    box.press("Enter")


def test_a_list_kept_by_hand_reaches_the_response_page_after_a_few_answers(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(LIST)
    screen.asks(ASKS_HOW_IT_IS_READ)
    screen.expect(screen.main).to_contain_text("12 patients, 36 visits; 4 questions are open.")
    answer(screen, "1", "PM: polymyositis")
    screen.expect(screen.main).to_contain_text("3 questions are open")
    answer(screen, "2", "DM: dermatomyositis")
    screen.expect(screen.main).to_contain_text("2 questions are open")
    screen.main.get_by_role("radio", name="Refractory").click()
    screen.expect(screen.main).to_contain_text("1 question is open")
    type_limit(screen, "180")
    screen.expect(screen.main).to_contain_text("12 patients, 36 visits.")
    screen.use()
    screen.counts(12, 12)
    screen.expect(screen.main).to_contain_text("2 patients stand in several rows of a sheet")
    screen.go("Response")
    for rate in ("7/12 (58%", "6/7 (86%", "1/5 (20%"):
        screen.expect(screen.main).to_contain_text(rate)


def test_the_same_headers_again_are_read_as_before_by_one_click(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(LIST)
    screen.asks(ASKS_HOW_IT_IS_READ)
    answer(screen, "1", "PM: polymyositis")
    screen.expect(screen.main).to_contain_text("3 questions are open")
    screen.use()
    screen.counts(12, 12)
    screen.main.get_by_text("Bring your own file").click()
    screen.bring(LIST)
    screen.asks(ASKS_HOW_IT_IS_READ)
    screen.main.get_by_role("button", name="Read these in the same way").click()
    screen.expect(screen.main).to_contain_text("3 questions are open")
    screen.main.get_by_role("button", name="Discard").first.click()
    screen.asks(QUESTIONS["Cohort"])
    screen.counts(12, 12)


@pytest.mark.parametrize("look", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}])
def test_a_column_is_corrected_with_a_thumb(screen, look):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(LIST)
    screen.asks(ASKS_HOW_IT_IS_READ)
    choose_by_touch(screen, "One column at a time", "CK BL")
    screen.expect(screen.main).to_contain_text("Holds 1840; 920; 310; 450. 90% sure: CK at “BL”")
    choose_by_touch(screen, "Read as", "Kept as it is")
    screen.expect(screen.main).to_contain_text("11 understood, 1 kept as they are")
    screen.drawn()
    assert screen.page.evaluate("document.scrollingElement.scrollWidth") <= look["viewport"]["width"]


def choose_by_touch(screen: Screen, label: str, option: str) -> None:
    """Tap a list, type the beginning of an option, tap it."""
    screen.drawn()
    box = screen.main.get_by_role("combobox", name=label)
    box.tap()
    box.fill(option[:4])
    screen.page.get_by_role("option", name=option, exact=True).tap()
