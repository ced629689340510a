"""How it looks: dark, on a phone, and figures that can be read by a screen reader and put on a slide."""

from pathlib import Path

import pytest

from tests.browser.screen import QUESTIONS, TELLING

DARK, LIGHT = "rgb(16, 23, 29)", "rgb(255, 255, 255)"
#: Elements that reach over the main column's right edge and that nothing between lets scroll or cuts off.
REACHING_OUT = """main => {
  const edge = main.getBoundingClientRect().right + 1;
  const inside = one => one.getBoundingClientRect().right <= edge;
  const held = element => {
    for (let at = element.parentElement; at && at !== main; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible" && inside(at)) return true;
    return false;
  };
  return [...main.querySelectorAll("*")]
    .filter(one => !inside(one) && !held(one))
    .map(one => `${one.tagName} ${one.textContent.slice(0, 40)}`);
}"""


def phone(scheme: str) -> dict:
    return {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme}


@pytest.mark.parametrize(
    ("look", "background"), [(phone("light"), LIGHT), (phone("dark"), DARK)], ids=["light", "dark"]
)
def test_every_page_fits_a_phone_and_its_figures_have_its_colours(screen, app_url, background):
    for name, question in (QUESTIONS | TELLING).items():
        screen.page.goto(app_url if name == "Cohort" else f"{app_url}/{name.lower()}")
        screen.asks(question)
        sheet = screen.main.locator(".js-plotly-plot svg.main-svg").first
        screen.expect(sheet).to_have_css("background-color", background)
        assert screen.page.evaluate("document.documentElement.scrollWidth") == 390, name
        assert screen.main.evaluate("main => main.scrollWidth - main.clientWidth") == 0, name
        assert screen.main.evaluate(REACHING_OUT) == [], name
        screen.expect(screen.page.get_by_test_id("stApp")).to_have_css("background-color", background)


def test_every_figure_has_a_name_and_one_button_which_saves_it_as_svg(screen):
    screen.asks(QUESTIONS["Cohort"])
    for name in QUESTIONS:
        screen.go(name)
        figures = screen.main.get_by_role("figure")
        screen.expect(figures.locator(".modebar").first).to_be_attached()
        for figure in figures.all():
            assert len(figure.get_attribute("aria-label").split()) > 5
            buttons = figure.locator(".modebar-btn")
            screen.expect(buttons).to_have_count(1)
            figure.hover()
            with screen.page.expect_download() as saved:
                buttons.click()
            assert saved.value.suggested_filename.endswith(".svg")
            drawing = Path(saved.value.path()).read_text(encoding="utf-8")
            assert drawing.startswith("<svg")
            assert "http" not in drawing.replace("http://www.w3.org/", "")
        screen.expect(screen.page.get_by_text("Share chart")).to_have_count(0)
        screen.expect(screen.page.locator("[aria-label*='Share' i], [title*='Share chart' i]")).to_have_count(
            0
        )
