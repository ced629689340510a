"""Text from a file is only ever text: never a picture, a link, HTML, or a sign that Markdown obeys."""

import re

import pytest

from analysis.answers import groupings
from tests.dashboard.brought import hostile
from tests.dashboard.screen import PAGES, TELLING, address_of, figures_of, go, text_of, upload, works

#: A link or picture of Markdown, HTML, a colour or an icon of Streamlit, with no backslash before it.
OBEYED = re.compile(
    r"(?<!\\)(?:\]\(|<script|<img|<b>|:red\[|:material/home|:smile:|\*\*b\*\*|`c`|\$a_b\$|~~s~~)"
)


@pytest.fixture(scope="module")
def brought(open_app):
    return upload(open_app(), *hostile())


@pytest.mark.parametrize("page", [*PAGES, *TELLING])
def test_every_page_shows_hostile_text_as_it_is_written(brought, page):
    app = go(brought, page)
    assert works(app)
    assert not app.error
    assert page == "meeting" or "36 of 36 patients" in text_of(app)
    assert [found for found in marked_down(app) if OBEYED.search(found)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_shows_hostile_text_as_it_is_written(brought, page):
    # plotly obeys <b>, <a href> and more wherever it draws text; its JSON writes < as \u003c.
    drawn = "".join(figures_of(go(brought, page)))
    assert drawn
    for tag in ("script", "img", "b>column"):
        assert f"\\u003c{tag}" not in drawn
        assert f"<{tag}" not in drawn


@pytest.mark.parametrize("page", PAGES[:4])
def test_every_column_of_a_hostile_file_can_be_compared_by(brought, page):
    app = go(brought, page)
    session = app.session_state["session"]
    columns = [offer.key for offer in groupings(view_of(app))]
    assert len([key for key in columns if key.startswith("extra:")]) >= 3
    for column in columns:
        session.options = {f"{page}.by": "another", f"{page}.by.column": column}
        assert works(app.run()), column
        assert [found for found in marked_down(app) if OBEYED.search(found)] == [], column
        assert "evil" not in str(address_of(app))
    session.options = {}


def view_of(app):
    from analysis.filters import view
    from analysis.outcomes import classify

    session = app.session_state["session"]
    return view(session.cohort, classify(session.cohort, session.settings), session.filters)


def marked_down(app) -> list[str]:
    """Every text of the page that Streamlit reads as Markdown, as it was sent."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "expander")
    labelled = ("button", "download_button", "pills", "selectbox", "multiselect", "slider", "button_group")
    texts = [str(element.value) for kind in kinds[:-1] for element in app.get(kind)]
    texts += [str(element.label) for kind in ("expander", *labelled) for element in app.get(kind)]
    texts += [option for group in app.get("button_group") for option in group.options]
    for table in app.table:
        texts += [str(cell) for cell in (*table.value.columns, *table.value.to_numpy().ravel())]
    return texts
