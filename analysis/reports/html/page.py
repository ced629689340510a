"""Lays a report out as one HTML file whose scripts are named by their hash: nothing else can run in it."""

import base64
import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.figures import Figure, config, csv, draw, file_name
from analysis.figures.palette import THEMES
from analysis.figures.plotly.frame import FONT
from analysis.reports.html.shades import differences
from analysis.reports.progress import Progress, one_by_one, silent
from analysis.reports.readable import readable
from analysis.reports.report import Report

_FOLDER = Path(__file__).parent
_LIBRARY = "plotly-cartesian.min.js"

#: What would end a script early, or a line of it, written so that JSON reads the same.
_SCRIPT_ENDS = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def html(report: Report, progress: Progress = silent) -> bytes:
    """The page in UTF-8."""
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            report=report,
            sections=one_by_one(report, progress),
            policy=_policy(_text(_LIBRARY), _text("page.js")),
            library=_packed(_LIBRARY),
            script=Markup(_text("page.js")),  # noqa: S704 - the program's own file
            style=Markup(_text("page.css")),  # noqa: S704 - the same
            themes=THEMES,
            font=Markup(FONT),  # noqa: S704 - a constant
        )
        .encode()
    )


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _packed(name: str) -> Markup:
    """A script compressed to less than half of its size; the page unpacks it and runs it by its hash."""
    packed = gzip.compress(_text(name).encode(), mtime=0)
    return Markup(base64.b64encode(packed).decode())  # noqa: S704 - base64


@cache
def _environment() -> Environment:
    """Every text is escaped, and freed of what nobody can read; a name that there is not is an error."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: readable(value) if type(value) is str else value,
    )
    environment.filters |= {"drawing": _drawing, "csv_address": _csv_address, "csv_name": _csv_name}
    return environment


def _policy(*scripts: str) -> str:
    """Only these scripts run, nothing is loaded or sent."""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _drawing(figure: Figure) -> Markup:
    """The figure as plotly reads it: drawn for a light ground, and what differs on a dark one."""
    light, dark = (json.loads(draw(figure, theme).to_json()) for theme in ("light", "dark"))
    drawing = {"light": light, "dark": differences(light, dark), "config": config(figure)}
    text = json.dumps(drawing, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_SCRIPT_ENDS))  # noqa: S704 - no sign of HTML is left in it


def _csv_address(figure: Figure) -> Markup:
    """The table behind a figure as an address that holds it whole."""
    return Markup(f"data:text/csv;base64,{base64.b64encode(csv(figure)).decode()}")  # noqa: S704 - base64


def _csv_name(figure: Figure) -> str:
    return file_name(figure, "csv")
