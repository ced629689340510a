"""The pages and the command line show the same numbers: the demo under five different views.

The page is read as a person reads it, the summary as its JSON and as its printed text. The JSON's numbers
are written out here by plain rules of rounding, without the code that writes them on the page.
"""

from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qs

import pytest

from tests.dashboard.printed import PrintedTable, parts, summary
from tests.dashboard.screen import PAGES, go, tables_of, text_of, works

#: Everyone; a diagnosis; a diagnosis with serology; a range with a level; and a selection by outcome.
VIEWS = (
    "",
    "diagnosis=DM",
    "diagnosis=PM&diagnosis=DM&antibody_any=group:ARS",
    "age=40-60&sex=female",
    "response=refractory",
)
#: The command line's table of the patient flow is the page's figure, and stands in its alternative text.
DRAWN = "The patients' way through the study"
#: Drawn as the treatments they had instead.
BY_TREATMENT = "Not in the tacrolimus analysis"


@pytest.fixture(scope="module", params=VIEWS)
def query(request):
    return request.param


@pytest.fixture(scope="module")
def pages(query, open_app):
    """Each page's text, tables and figures' alternative texts under the view."""
    app = open_app(parse_qs(query))
    found = {}
    for page in PAGES:
        go(app, page)
        assert works(app), page
        alts = [chart.proto.alt for chart in app.get("plotly_chart")]
        found[page] = (text_of(app), tables_of(app), alts)
    return found


def half_up(number: float, digits: int = 0) -> str:
    shown = abs(Decimal(repr(number))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"−{shown}" if number < 0 and shown else str(shown)


def rate(found: dict) -> str:
    """A proportion of the JSON in the form of the pages: 31/54 (57%, 95% CI 44 to 70)."""
    counts = f"{found['count']}/{found['of']}"
    if "proportion" not in found:
        return counts
    percents = [half_up(100 * part) for part in (found["proportion"], *found["ci"])]
    return f"{counts} ({percents[0]}%, 95% CI {percents[1]} to {percents[2]})"


def test_each_page_counts_the_same_patients(query, pages):
    found = summary(query)
    for page, (text, _, _) in pages.items():
        assert f"{found['selected']} of {found['cohort']['patients']} patients" in text, page


def test_the_response_page_opens_with_the_rate_of_the_summary(query, pages):
    found = summary(query)["response"]
    text, _, _ = pages["response"]
    assert f"{rate(found['overall'])} responded to conventional treatment" in text
    for group in found["diagnosis"]["groups"]:
        assert f"{group['group']} {group['count']}/{group['of']}" in text
        assert rate(group) in text


def test_the_tacrolimus_page_shows_every_arm_of_the_summary(query, pages):
    found = summary(query)["tacrolimus"]
    text, tables, _ = pages["tacrolimus"]
    for arm, words in (("ild", "ILD improved in "), ("myositis", "myositis in "), ("both", "both in ")):
        assert words + rate(found[arm]) in text
    (arms,) = [table for table in tables if table.title == "Improved after tacrolimus was started"]
    recorded = arms.columns.index("Recorded")
    assert [row[recorded] for row in arms.rows] == [
        rate(found[arm]) for arm in ("myositis", "ild", "both", "either", "neither")
    ]


def test_the_prednisone_page_shows_every_window_of_the_summary(query, pages):
    text, tables, _ = pages["prednisone"]
    (changes,) = [table for table in tables if table.title == "Prednisone: change from baseline"]
    shown = {row[0]: dict(zip(changes.columns, row, strict=True)) for row in changes.rows}
    for window in summary(query)["prednisone"]["windows"]:
        means = [half_up(window[key], 1) for key in ("mean_baseline", "mean")]
        change = half_up(window["change_in_mean_percent"]["estimate"])
        assert f"{window['window']}: mean {means[0]} to {means[1]} mg/day ({change}%" in text
        assert shown[window["window"]]["n"] == str(window["pairs"])
        assert shown[window["window"]]["Mean, mg/day"] == " → ".join(means)


def test_the_lines_below_each_printed_question_open_a_page(query, pages):
    headings, _ = parts(query)
    everything = "\n".join(text for text, _, _ in pages.values())
    assert len(headings) == 4
    for heading in headings:
        for line in heading.lines:
            assert line in everything, heading.question


def test_every_printed_table_stands_on_a_page_cell_by_cell_with_its_notes(query, pages):
    _, printed = parts(query)
    assert len(printed) >= 15
    for table in printed:
        if table.title != DRAWN:
            assert any(shows(page, table) for page in pages.values()), table.title


def test_the_printed_patient_flow_is_the_figures_alternative_text(query, pages):
    _, printed = parts(query)
    (flow,) = [table for table in printed if table.title == DRAWN]
    alt = pages["cohort"][2][0].lower()
    rows, _ = flow.split(len(flow.body))
    counted = [(name.strip("· "), cell.partition("/")[0]) for name, cell in rows if "/" in cell]
    assert counted or summary(query)["selected"] == 0
    for name, count in counted:
        if count != "0" and name != BY_TREATMENT:
            assert f"{count} {name.lower().removesuffix('s')}" in alt


def shows(page: tuple, table: PrintedTable) -> bool:
    """Whether a page has the table, cell by cell, and its notes; an empty one is its title and notes."""
    text, tables, _ = page
    same = [one for one in tables if (one.title, one.columns) == (table.title, table.columns)]
    for found in same:
        rows, notes = table.split(len(found.rows))
        if rows == found.rows and all(note in text for note in notes):
            return True
    return not same and all(line in text for line in (table.title, *table.body))
