"""The marking process: `python -m analysis.ingest.marked.marker`, a workbook and marks in, the workbook out.

Standard input: one line of JSON (the file's name, the limits, the marks), then the workbook's bytes.
Standard output: one line of JSON, then the marked workbook's bytes. The file is as little trusted as when
it was read, so it is opened here again under the same limits, and nothing in it is run or calculated.
"""

import json
import os
import sys

from analysis.errors import FileError
from analysis.ingest.formats.recognising import format_of
from analysis.ingest.limits import Limits
from analysis.ingest.marked.added_sheets import add
from analysis.ingest.marked.colouring import colour
from analysis.ingest.marked.comments import comment
from analysis.ingest.marked.marks import Marks
from analysis.ingest.marked.package import Package
from analysis.ingest.marked.styles import Styles
from analysis.ingest.reader import restrict

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
#: What is taken out: macros, what calls them, and signatures that no longer hold.
_TAKEN_OUT = ("/vbaProject", "/ui/extensibility", "/digital-signature/origin")
_NAMED = ("xl/vbaproject", "customui/", "_xmlsignatures/")


def main() -> None:
    """Mark one workbook from standard input and answer on standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    restrict(limits)
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with answer:
        for piece in answered(request["name"], sys.stdin.buffer.read(), limits, Marks.of(request["marks"])):
            answer.write(piece)


def answered(name: str, data: bytes, limits: Limits, marks: Marks) -> tuple[bytes, ...]:
    """A line of JSON and, where it worked, the workbook; a failure is told by its type alone."""
    try:
        format_of(name, data, limits)
        done = with_marks(data, marks)
    except FileError as error:
        return (_line({"refused": error.issues[0].message}),)
    except Exception as error:  # noqa: BLE001 the boundary of the process
        return (_line({"failed": type(error).__name__}),)
    return _line({}), done


def with_marks(data: bytes, marks: Marks) -> bytes:
    """A workbook with its cells coloured and commented and with the listings added, without macros.

    Raises whatever a workbook causes that is not made as the standard has it.
    """
    package = Package(data)
    package.remove(_TAKEN_OUT, _NAMED)
    package.retyped(package.workbook, _WORKBOOK)
    styles = Styles(package)
    for name, part in list(package.sheets()):
        found = [mark for mark in marks.marks if mark.sheet == name]
        if found:
            colour(package.changing(part), {mark.cell: mark.severity for mark in found}, styles)
            comment(package, part, {mark.cell: mark.text for mark in found})
    for listing in marks.listings:
        add(package, listing, styles)
    return package.bytes()


def _line(answer: dict[str, str]) -> bytes:
    return json.dumps(answer).encode() + b"\n"


if __name__ == "__main__":
    main()
