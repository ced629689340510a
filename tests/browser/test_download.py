"""The table behind a figure, saved in the browser."""

import pytest

pytestmark = pytest.mark.browser


def test_the_table_behind_a_figure_is_made_and_saved_on_the_click(page):
    page.get_by_role("link", name="Tacrolimus").first.click()
    page.get_by_role("heading", name="Who improved after tacrolimus was started?").wait_for()
    buttons = page.get_by_role("button", name="Table behind it (CSV)")
    buttons.nth(1).wait_for()
    with page.expect_download() as saved:
        buttons.nth(1).click()
    lines = saved.value.path().read_text("utf-8-sig").splitlines()
    assert saved.value.suggested_filename.endswith(".csv")
    assert lines[0].startswith('"Patient","Diagnosis"')
    assert len(lines) == 1 + 18
