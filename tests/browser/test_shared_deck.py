"""From a filter to the slides of a meeting: the file that was downloaded tells what the pages told."""

import pytest

from tests.analysis.reports.slides import charts, opened, texts
from tests.browser.screen import QUESTIONS

TEMPLATE = "Slides on your own template"
REMARK = "Two of them were seen elsewhere first"


def headline(screen, name):
    """The answer below the question of a page."""
    screen.go(name)
    return screen.main.get_by_role("heading", level=3).first.inner_text()


def saved_deck(screen):
    with screen.page.expect_download() as saved:
        screen.main.get_by_role("button", name="Slides (PowerPoint)").click()
    assert saved.value.suggested_filename.endswith(".pptx")
    return opened(saved.value.path().read_bytes())


def of_question(deck, name):
    """The first slide that asks the question of a page."""
    return next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == QUESTIONS[name])


def test_the_deck_tells_the_numbers_of_the_filtered_pages_and_the_remark(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.choose_diagnosis("DM")
    screen.counts(20, 54)
    told = {name: headline(screen, name) for name in ("Response", "Tacrolimus", "Prednisone")}
    assert told["Response"].startswith("7/20 (35%")
    screen.go("Share")
    remark = screen.main.get_by_role("textbox", name="Remark on Response to conventional treatment")
    remark.fill(REMARK)
    remark.press("Enter")
    screen.expect(screen.main.get_by_text(REMARK)).to_be_visible()
    screen.drawn()
    deck = saved_deck(screen)
    for name, answer in told.items():
        assert answer in texts(of_question(deck, name))
    assert REMARK in texts(of_question(deck, "Response"))
    for slide in list(deck.slides)[1:]:
        if slide.shapes.title.text_frame.text in QUESTIONS.values():
            assert "20 of 54 patients" in texts(slide)
            assert "filtered: diagnosis: DM" in texts(slide)
    (rates,) = [chart for chart in charts(deck) if chart.title == QUESTIONS["Response"]]
    assert pytest.approx(7 / 20) in [value for values in rates.series().values() for value in values]


def test_the_slides_stand_on_a_template_that_was_brought_until_it_is_dropped(screen):
    from tests.analysis.reports.templates import own_template

    screen.asks(QUESTIONS["Cohort"])
    screen.go("Share")
    screen.main.get_by_text(TEMPLATE).click()
    place = screen.main.locator(".st-key-share_template").get_by_test_id("stFileUploaderDropzoneInput")
    pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    place.set_input_files({"name": "clinic.pptx", "mimeType": pptx, "buffer": own_template()})
    screen.expect(screen.main).to_contain_text("The slides stand on clinic.pptx.")
    screen.drawn()
    assert saved_deck(screen).slide_width.inches == 10
    screen.main.get_by_role("button", name="Back to the plain slides").click()
    screen.expect(screen.main).not_to_contain_text("clinic.pptx")
    screen.drawn()
    assert round(saved_deck(screen).slide_width.inches, 2) == 13.33
