"""The reading process: `python -m analysis.ingest.reader`, a file in, its cells out.

Standard input: one line of JSON (the file's name and the limits), then the file's bytes. Standard
output: one line of JSON (the sheets, or the sentence that refuses the file), then one Arrow stream per
sheet. Standard error: the progress, one fraction per line. A file that makes a reader abort takes only
this process with it. It imports no more than it needs, since a person waits for its start.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

from analysis.errors import FileError
from analysis.ingest.book import Column, Contents, Sheet, pack
from analysis.ingest.formats.recognising import format_of
from analysis.ingest.limits import Limits, within_columns

if sys.platform != "win32":
    import resource

_ALIGNED = 8  # the streams begin where numbers of eight bytes may lie, so that they need not be copied
#: Which module reads which format; only the one that is needed is loaded. All others are workbooks.
_HOMES = {
    "text": "delimited",
    "parquet": "parquet",
    "spss": "statistical",
    "spss portable": "statistical",
    "stata": "statistical",
    "sas": "statistical",
    "xport": "statistical",
    "sas catalog": "sas_catalog",
}


def main() -> None:
    """Read one file from standard input and answer on standard output."""
    gc.disable()  # nothing here refers to itself; collecting among millions of cells costs as much as reading
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    restrict(limits)
    # Whatever a library prints must not come between the answer and its reader.
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with answer:
        answer_to(request["name"], sys.stdin.buffer.read(), limits, answer)


def answer_to(name: str, data: bytes, limits: Limits, answer: IO[bytes]) -> None:
    """Answer one request: a line of JSON, then a stream of cells for each sheet.

    An unexpected failure is told by its type alone: its message could hold a cell's content.
    """
    try:
        contents = contents_of(name, data, limits, _report)
    except FileError as error:
        answer.write(_line({"refused": error.issues[0].message}))
    except Exception as error:  # noqa: BLE001 the boundary of the process
        answer.write(_line({"failed": type(error).__name__}))
    else:
        heads = [_head(sheet) for sheet in contents.sheets]
        answer.write(_line({"sheets": heads, "properties": contents.properties}))
        for sheet in contents.sheets:
            pack(sheet.columns, answer)


def restrict(limits: Limits) -> None:
    """Bound this process's memory where the system can, and let no abort write the memory to disk."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = limits.memory if most == resource.RLIM_INFINITY else min(limits.memory, most)
        # macOS knows the name but does not always allow it; there the parent's watch must do.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (bound, most))


def contents_of(name: str, data: bytes, limits: Limits, progress: Callable[[float], None]) -> Contents:
    """What a file holds, by its content; FileError where it cannot be read."""
    kind = format_of(name, data, limits)
    home = _HOMES.get(kind, "workbook")
    contents: Contents = import_module(f"analysis.ingest.formats.{home}").contents_of(
        name, kind, data, limits, progress
    )
    for sheet in contents.sheets:
        within_columns(len(sheet.columns), limits)
    return contents


def _head(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": sheet.rows,
        "width": len(sheet.columns),
        "hidden": sheet.hidden,
        "read_as": sheet.read_as,
        "merged": sheet.merged,
        "uncalculated": sheet.uncalculated,
        "columns": {i: said for i, column in enumerate(sheet.columns) if (said := _said(column))},
    }


def _said(column: Column) -> dict[str, Any]:
    """What the file says about a column; empty where it says nothing."""
    said = {"label": column.label, "codes": column.codes, "missing": column.missing, "form": column.form}
    return said if any(said.values()) else {}


def _line(answer: dict[str, Any]) -> bytes:
    line = json.dumps(answer).encode()
    return line + b" " * (-(len(line) + 1) % _ALIGNED) + b"\n"


def _report(part: float) -> None:
    print(f"{part:.3f}", file=sys.stderr, flush=True)  # noqa: T201 this is how the process speaks


if __name__ == "__main__":
    main()
    os._exit(0)  # all is said: what libraries do while Python ends could only spoil the answer
