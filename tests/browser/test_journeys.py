"""What a clinician does, from the start to a link for a colleague."""

from pathlib import Path

from tests.browser.screen import ASKS_FOR_FILE, QUESTIONS, Screen

WIDE = Path(__file__).parents[2] / "data" / "demo_cohort_wide.xlsx"
VIEW = {"diagnosis": ["DM"], "antibody_any": ["group:ARS"]}
BROKEN = {
    "name": "broken.xlsx",
    "mimeType": "application/octet-stream",
    "buffer": b"PK\x03\x04 and nothing more",
}


def choose_the_view(screen: Screen) -> None:
    screen.counts(54, 54)
    screen.choose_diagnosis("DM")
    screen.counts(20, 54)
    screen.choose_antibody("Any antisynthetase")
    screen.counts(5, 54)


def test_the_demo_is_open_at_the_start_and_every_page_answers_its_question(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.counts(54, 54)
    for name in QUESTIONS:
        screen.go(name)
        screen.expect(screen.main).to_contain_text("Synthetic demo data, no real patients")
        screen.expect(screen.main.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
    screen.stands_at()


def test_a_brought_file_is_filtered_on_every_page_and_its_link_opens_the_same_view(screen, context, expect):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(WIDE)
    screen.expect(screen.sidebar).to_contain_text("demo_cohort_wide")
    choose_the_view(screen)
    headlines = {}
    for name in QUESTIONS:
        screen.go(name)
        screen.counts(5, 54)
        screen.expect(screen.main).to_contain_text(
            "Filtered: diagnosis: DM; any of: Any antisynthetase. 5 of 54 patients."
        )
        headlines[name] = screen.main.inner_text()
    screen.go("Response")
    screen.expect(screen.main).to_contain_text(
        "1/5 (20%, 95% CI 4 to 62) responded to conventional treatment"
    )
    (fingerprint,) = screen.address()["cohort"]
    link = screen.page.url
    screen.stands_at(cohort=[fingerprint], **VIEW)

    colleague = Screen(context.new_page(), expect)
    colleague.page.goto(link)
    colleague.asks(ASKS_FOR_FILE)
    colleague.bring(WIDE)
    colleague.asks(QUESTIONS["Response"])
    colleague.counts(5, 54)
    colleague.expect(colleague.main).to_contain_text("1/5 (20%, 95% CI 4 to 62)")
    assert colleague.page.url == link
    assert colleague.main.inner_text() == headlines["Response"]


def test_a_link_to_a_view_of_the_demo_needs_no_file(screen, context, expect):
    screen.asks(QUESTIONS["Cohort"])
    choose_the_view(screen)
    screen.go("Tacrolimus")
    screen.stands_at(**VIEW)
    colleague = Screen(context.new_page(), expect)
    colleague.page.goto(screen.page.url)
    colleague.asks(QUESTIONS["Tacrolimus"])
    colleague.counts(5, 54)
    assert colleague.main.inner_text() == screen.main.inner_text()


def test_a_broken_file_is_a_sentence_and_the_cohort_before_stays_open(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.choose_diagnosis("DM")
    screen.counts(20, 54)
    screen.bring(BROKEN)
    said = screen.main.get_by_role("alert")
    screen.expect(said).to_contain_text("broken.xlsx")
    screen.expect(screen.main).to_contain_text("The cohort that was open before is still open.")
    screen.counts(20, 54)
    screen.go("Response")
    screen.expect(screen.main).to_contain_text("7/20 (35%")
    screen.go("Cohort")
    screen.main.get_by_text("Bring your own file").click()
    screen.bring(WIDE)
    screen.expect(screen.sidebar).to_contain_text("demo_cohort_wide")
    screen.expect(said).to_have_count(0)


def test_a_reload_asks_for_the_file_again_and_shows_the_same_view(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(WIDE)
    screen.expect(screen.sidebar).to_contain_text("demo_cohort_wide")
    screen.choose_diagnosis("CADM")
    screen.counts(4, 54)
    screen.go("Response")
    before = screen.page.url, screen.main.inner_text()
    screen.page.reload()
    screen.asks(ASKS_FOR_FILE)
    screen.expect(screen.main).to_contain_text("no patient data")
    screen.bring(WIDE)
    screen.asks(QUESTIONS["Response"])
    screen.counts(4, 54)
    assert (screen.page.url, screen.main.inner_text()) == before


def test_the_demo_can_be_opened_again_after_a_file(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(WIDE)
    screen.expect(screen.sidebar).to_contain_text("demo_cohort_wide")
    screen.main.get_by_text("Bring your own file").click()
    screen.page.get_by_role("button", name="Open the demo cohort").click()
    screen.expect(screen.sidebar).to_contain_text("Demo cohort")
    screen.stands_at()


def test_a_chosen_patient_is_in_no_address_and_in_no_request(screen):
    asked: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.asks(QUESTIONS["Cohort"])
    screen.go("Patients")
    screen.main.get_by_role("combobox", name="Patient").fill("D42")
    screen.page.get_by_role("option", name="D42", exact=True).click()
    screen.expect(screen.main.get_by_role("heading", name="Patient D42")).to_be_visible()
    screen.drawn()
    screen.go("Response")
    screen.go("Patients")
    screen.expect(screen.main.get_by_role("heading", name="Patient D42")).to_be_visible()
    screen.stands_at()
    assert [url for url in asked if "D42" in url] == []
