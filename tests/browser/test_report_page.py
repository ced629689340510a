"""The page that is shared, opened from a file as its reader opens it: no server, no network."""

import pytest

from tests.analysis.reports.studies import demo_for, written

pytestmark = pytest.mark.browser

#: Where plotly's figures are, and the words by which its buttons would send data away.
DRAWN = ".js-plotly-plot .main-svg"
SENDING = ("cloud", "share", "edit in", "chart studio")


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(written(demo_for("team"), ".html"))
    return path.as_uri()


@pytest.fixture
def opened(browser, saved):
    """The page in a window of its own, with every request and complaint that it made."""
    window = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page = window.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(saved)
    page.locator(DRAWN).first.wait_for()
    yield page
    window.close()


def test_the_page_asks_nobody_for_anything_and_breaks_no_rule(opened, saved):
    places = opened.locator("[data-drawing]").count()
    assert places > 10
    assert opened.locator(".js-plotly-plot").count() == places
    assert opened.asked == [saved]
    assert opened.complaints == []


def test_no_button_sends_a_figure_anywhere(opened, saved):
    figure = opened.locator(".js-plotly-plot").first
    figure.hover()
    titles = [each.get_attribute("data-title") for each in opened.locator(".modebar-btn").all()]
    assert titles
    assert set(titles) == {"Download plot"}
    words = opened.locator(".js-plotly-plot").all_inner_texts()
    assert not any(word in text.lower() for text in words for word in SENDING)
    assert opened.asked == [saved]


def test_a_figure_is_saved_as_vectors_without_a_request(opened, saved):
    with opened.expect_download() as download:
        opened.locator(".modebar-btn").first.click()
    assert download.value.suggested_filename.endswith(".svg")
    assert "<svg" in download.value.path().read_text("utf-8")[:500]
    assert [url for url in opened.asked if not url.startswith(("data:", "blob:"))] == [saved]


def test_a_foreign_script_does_not_run(opened):
    opened.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = 1';
            document.body.append(script);
        }"""
    )
    assert opened.evaluate("() => window.ran === undefined")
    assert any("Content Security Policy" in text for text in opened.complaints)


def test_paper_is_white_and_figures_fit_it(opened):
    ground = "() => document.querySelector('.js-plotly-plot .main-svg').style.background"
    dark = opened.evaluate(ground)
    opened.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert opened.evaluate(ground) == "rgb(255, 255, 255)" != dark
    widths = opened.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].map(p => p._fullLayout.width)"
    )
    assert set(widths) == {660}
    assert opened.locator("details:not([open])").count() == 0
    opened.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert opened.evaluate(ground) == dark
    assert opened.locator("details[open]").count() == 0


def test_the_page_can_be_read_without_scripts(browser, saved):
    window = browser.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto(saved)
    assert page.get_by_text(
        "31/54 (57%, 95% CI 44 to 70) responded to conventional treatment"
    ).first.is_visible()
    assert page.get_by_role("cell", name="20/30 (67%, 95% CI 49 to 81)").first.is_visible()
    assert page.get_by_text(
        "Bars of those who responded to conventional treatment by diagnosis"
    ).first.is_visible()
    window.close()


def test_the_page_fits_a_phone(browser, saved):
    window = browser.new_context(viewport={"width": 360, "height": 780})
    page = window.new_page()
    page.goto(saved)
    page.locator(DRAWN).first.wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    window.close()
