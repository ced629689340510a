"""Files that a person may bring: the demo with parts left out, and one full of hostile texts."""

import csv
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from io import StringIO
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
IMPROVED = ("tacrolimus_myositis_improved", "tacrolimus_ild_improved")
ANTIBODIES = (
    *("Jo-1", "PL-7", "PL-12", "EJ", "Mi-2", "MDA5"),
    *("TIF1-gamma", "SRP", "Ro52", "PM-Scl", "U1-RNP", "ANA"),
)

#: What a page must show as the signs they are: pictures and links of Markdown, HTML, formulas, a text from
#: right to left, emoji, colours and icons of Streamlit, format strings, and a word of the tables themselves.
HOSTILE = (
    "![x](http://evil.example/a.png)",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=1+1",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\N{RIGHT-TO-LEFT OVERRIDE}\u0645\u0631\u064a\u0636",
    "\N{GRINNING FACE}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{STAFF OF AESCULAPIUS}",
    "**b** _i_ ~~s~~ `c` $a_b$ # | \\",
    ":red[x] :material/home: :streamlit: :smile:",
    "http://evil.example www.evil.example me@evil.example",
    "a --> b -- c <- d >= 3 <= 4 ~= 5",
    "{x} {0} %s %(y)d",
    "&lt;b&gt; & \"q\" 'q'",
    "two\nlines",
    "All",
    "x" * 400,
)

File = tuple[str, bytes]


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as its bytes."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


@cache
def _rows(table: str) -> tuple[tuple[str, ...], ...]:
    with (DATA / "demo_cohort_csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))


def patients(
    *, without: Collection[str] = (), only: Collection[str] | None = None, first: int | None = None
) -> File:
    """The demo's patients with fewer columns or rows."""
    header, *rows = _rows("patients")
    kept = [at for at, name in enumerate(header) if name not in without and (only is None or name in only)]
    body = [[row[at] for at in kept] for row in rows[:first]]
    return "patients.csv", written([header[at] for at in kept], body)


def others(first: str = "") -> list[File]:
    """The demo's visits, treatments and events; of one patient only where an id is given."""
    found = []
    for table in ("visits", "treatments", "events"):
        header, *rows = _rows(table)
        found.append((f"{table}.csv", written(header, [r for r in rows if first in ("", r[0])])))
    return found


#: Cohorts that lack something, each as the files to bring.
INCOMPLETE: dict[str, list[File]] = {
    "no visits": [patients()],
    "only ids": [patients(only=("patient_id",))],
    "only visits": [others()[0]],
    "no diagnosis": [patients(without=("diagnosis",)), *others()],
    "no serology": [patients(without=ANTIBODIES), *others()],
    "nothing recorded": [patients(without=("conventional_response", *IMPROVED)), *others()],
    "one patient": [patients(first=1), *others("D01")],
}


def hostile() -> list[File]:
    """Three dozen patients whose ids, levels, columns, drugs, events and notes are hostile texts."""
    ids = [f"{HOSTILE[at % len(HOSTILE)]} {at}" for at in range(36)]

    def text(at: int) -> str:
        return HOSTILE[at % len(HOSTILE)]

    columns = [
        "patient_id",
        "diagnosis",
        "conventional_response",
        "tacrolimus_start_month",
        "sex",
        "race",
        "Jo-1",
    ]
    extras = ["![c](http://evil.example/c.png)", "=cmd()", "<b>column</b>", "y" * 300, "two\nlines"]
    people = [
        [
            *(ids[at], text(at), ("responder", "refractory", "stable")[at % 3], 3 if at % 3 == 1 else ""),
            *(text(at + 1), text(at % 5), ("positive", "negative", text(at))[at % 3]),
            *(text(at % 3 + shift) for shift in range(5)),
        ]
        for at in range(36)
    ]
    visits = [
        [ids[at], month, month - 3 if at % 3 == 1 else "", 20 - month + at % 5, 60 + month, text(at + month)]
        for at in range(36)
        for month in (0, 3, 6, 12, 15)
    ]
    courses = [[ids[at], text(at * 7) if at % 2 else "azathioprine", 0, 9, 100, text(at)] for at in range(36)]
    events = [[ids[at], 4, text(at * 3), text(at * 5)] for at in range(36)]
    return [
        ("patients.csv", written([*columns, *extras], people)),
        (
            "visits.csv",
            written(["patient_id", "month", "tacrolimus_month", "prednisone_mg", "fvc_pct", "visit"], visits),
        ),
        (
            "treatments.csv",
            written(["patient_id", "drug", "start_month", "stop_month", "dose", "unit"], courses),
        ),
        ("events.csv", written(["patient_id", "month", "event", "category"], events)),
    ]
