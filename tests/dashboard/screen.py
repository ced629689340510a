"""What a person reads on a page, taken from Streamlit's own test runner."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from dashboard.escape import JOINER

PAGES = ("cohort", "response", "tacrolimus", "prednisone", "patients")
#: The pages that show the same answers once more, for a room and for a file.
TELLING = ("meeting", "share")

_TEXTS = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
_SIGNS = re.compile(r"^#+ |(?<!\\)\*\*", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")


@dataclass(frozen=True)
class ShownTable:
    """A table as it is read: the bold line above it, its column titles and its cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def go(app: AppTest, page: str) -> AppTest:
    """Switch to a page as the navigation does."""
    return app.switch_page(f"dashboard/views/{page}.py").run()


def bring(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Bring files on the Cohort page; the File page opens where their reading deserves a look."""
    app.file_uploader[0].set_value([(name, data, "") for name, data in files])
    return app.run()


def use(app: AppTest) -> AppTest:
    """Use the cohort as the File page says it is read."""
    return app.button(key="use_top").click().run()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Bring files and use them as they are read."""
    app = bring(app, *files)
    return use(app) if any(button.key == "use_top" for button in app.button) else app


def read(markdown: str) -> str:
    """Markdown as it reads: without its headings and bold, and without the backslashes that keep a sign."""
    return _ESCAPED.sub(r"\1", _SIGNS.sub("", html.unescape(markdown))).replace(JOINER, "")


def text_of(app: AppTest) -> str:
    """Everything a person can read on the page that is real text, tables and labels included."""
    return "\n".join([*_paragraphs(app), *_labels(app), *_cells(app)])


def _paragraphs(app: AppTest) -> Iterator[str]:
    for kind in _TEXTS:
        yield from (read(str(element.value)) for element in app.get(kind))


def _labels(app: AppTest) -> Iterator[str]:
    for kind in ("expander", "button", "download_button", "number_input", "selectbox", "toggle"):
        yield from (read(str(element.label)) for element in app.get(kind))
    for group in app.get("button_group"):
        yield from (read(text) for text in (str(group.label), *group.options))


def _cells(app: AppTest) -> Iterator[str]:
    for shown in tables_of(app):
        yield from shown.columns
        yield from (cell for row in shown.rows for cell in row)


def headline(app: AppTest) -> str:
    """The answer below the page's question."""
    return read(app.subheader[0].value)


def tables_of(app: AppTest) -> list[ShownTable]:
    """The page's tables with their titles, as they read."""
    found, title = [], ""
    for element in app.main:
        if element.type == "markdown":
            title = read(str(element.value))
        elif element.type == "table":
            frame = element.value
            rows = tuple(tuple(read(str(cell)) for cell in row) for row in frame.itertuples(index=False))
            found.append(ShownTable(title, tuple(read(str(name)) for name in frame.columns), rows))
    return found


def works(app: AppTest) -> bool:
    """Whether the page was drawn without the sentence that stands for a mistake of the program."""
    return not app.exception and "mistake of the program" not in text_of(app)


def address_of(app: AppTest) -> dict[str, list[str]]:
    """The address as it stands in the browser's bar."""
    values = {key: app.query_params[key] for key in app.query_params}
    return {key: [text] if isinstance(text, str) else list(text) for key, text in values.items()}


def figures_of(app: AppTest) -> list[str]:
    """The figures as plotly gets them, in JSON."""
    return [chart.proto.spec for chart in app.get("plotly_chart")]
