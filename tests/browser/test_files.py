"""What goes out as a file, and what hostile text in a brought file may not do."""

import csv
import re
from io import StringIO
from pathlib import Path

from dashboard.escape import JOINER
from tests.browser.screen import ASKS_HOW_IT_IS_READ, QUESTIONS, TELLING, Screen
from tests.dashboard.brought import HOSTILE, hostile, written

#: A cell that a spreadsheet would take for a formula, also after the separators of other countries.
FORMULA = re.compile(r"(?:^|[;\t\r\n])[=+\-@]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
#: What hostile text would have become: elements that load, link or run something.
OBEYED = (
    "script, iframe, form, object, embed, [onerror], img[src*=evil], "
    "a[href*=evil], a[href^=mailto], a[href^=javascript]"
)


def saved(screen: Screen, name: str, place: int = 0) -> tuple[str, bytes]:
    """The name and the bytes of a file that a button saves."""
    with screen.page.expect_download() as download:
        screen.main.get_by_role("button", name=name).nth(place).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def table(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")  # without it Excel misreads every letter beyond ASCII
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_behind_a_figure_is_a_csv_with_the_numbers_of_the_page(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.go("Response")
    name, data = saved(screen, "Table behind it (CSV)")
    assert name == "response-by-diagnosis.csv"
    header, *rows = table(data)
    found = [dict(zip(header, row, strict=True)) for row in rows]
    recorded = [(row["Diagnosis"], row["Count"], row["Of"]) for row in found if row["Outcome"] == "recorded"]
    assert recorded[:3] == [("PM", "20", "30"), ("DM", "7", "20"), ("CADM", "4", "4")]


def test_a_table_of_the_page_is_saved_as_it_is_read(screen):
    screen.asks(QUESTIONS["Cohort"])
    screen.go("Response")
    screen.main.get_by_text("Rates, all four classes and every comparison").click()
    name, data = saved(screen, "Table (CSV)")
    assert name == "response_rates.csv"
    shown = screen.main.get_by_role("table").filter(has_text="Bounds").first
    assert table(data)[1:] == [
        row.get_by_role("cell").all_inner_texts() for row in shown.get_by_role("row").all()[1:]
    ]


def test_hostile_text_runs_nothing_loads_nothing_and_starts_no_formula(screen):
    shown: list[str] = []
    screen.page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(*({"name": name, "mimeType": "text/csv", "buffer": data} for name, data in hostile()))
    screen.asks(ASKS_HOW_IT_IS_READ)
    screen.expect(screen.main.locator(OBEYED)).to_have_count(0)
    screen.use()
    screen.counts(36, 36)
    for name in QUESTIONS | TELLING:
        screen.go(name)
        screen.expect(screen.main.locator(OBEYED)).to_have_count(0)
        screen.expect(screen.sidebar.locator(OBEYED)).to_have_count(0)
        for place in range(screen.main.get_by_role("button", name="Table behind it (CSV)").count()):
            _, data = saved(screen, "Table behind it (CSV)", place)
            cells = [cell for row in table(data) for cell in row]
            assert [cell for cell in cells if FORMULA.search(cell) and not NUMBER.fullmatch(cell)] == []
    assert shown == []


def test_text_of_a_file_is_shown_as_it_is_written(screen):
    # Addresses could tell who a patient is: a column with one is not shown at all.
    short = [text for text in HOSTILE if len(text) < 100 and "\n" not in text and text != "All"]
    short = [text for text in short if not re.search("http|@clinic|@evil", text)]
    people = [(f"P{place}", text) for place, text in enumerate([*short, *short])]
    screen.asks(QUESTIONS["Cohort"])
    screen.bring(
        {"name": "patients.csv", "mimeType": "text/csv", "buffer": written(["patient_id", "race"], people)}
    )
    screen.counts(len(people), len(people))
    baseline = screen.main.get_by_role("table").last
    shown = [
        cell.removeprefix("Race: ").replace(JOINER, "") for cell in baseline.locator("td").all_inner_texts()
    ]
    assert [text for text in short if text not in shown] == []


def test_the_list_of_patients_is_saved_by_the_apps_own_button_only(screen):
    # The one that Streamlit puts above its tables would write a formula as it is.
    screen.asks(QUESTIONS["Cohort"])
    screen.go("Patients")
    name, data = saved(screen, "Table (CSV)")
    header, *rows = table(data)
    assert (name, header[0], len(rows)) == ("patients.csv", "Patient", 54)
    screen.main.get_by_test_id("stDataFrame").hover()
    screen.expect(screen.page.get_by_role("button", name="Search")).to_be_visible()
    screen.expect(screen.page.get_by_role("button", name="Download as CSV")).to_have_count(0)
