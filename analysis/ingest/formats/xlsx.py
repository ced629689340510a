"""A second look into .xlsx and .xlsm: errors, formulas never calculated, and who wrote the file."""

import io
import re
import zipfile
from html import unescape

from analysis.ingest.addresses import position
from analysis.ingest.formats.parts import elements, part_named, pieces, properties, related, relation
from analysis.ingest.formats.passed_over import PassedOver

_WORKBOOK = "xl/workbook.xml"
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\st=\"e\")[^>]*\sr=\"([A-Z]{1,3}[0-9]+)\"[^>]*>"  # the cell, its address
    rb"(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?\s*"  # its formula
    rb"<(?:\w+:)?v>([^<]+)<"  # the error
)
_BLANK_VALUE = rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
_UNCALCULATED = re.compile(rb"(?<=[</:])f>" + _BLANK_VALUE + rb"|<(?:\w+:)?f\s[^<>]*/>" + _BLANK_VALUE)
_EMPTY_TEXT = re.compile(rb"\st=\"str\"[^>]*>\s*<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?" + _BLANK_VALUE)
_ZERO = re.compile(rb"(?<=[</:])f>\s*<(?:\w+:)?v>0</(?:\w+:)?v>\s*</(?:\w+:)?c>")


def second_look(data: bytes) -> tuple[list[PassedOver], list[tuple[str, str]]]:
    """What was passed over on each sheet in the workbook's order, and the workbook's properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = elements(part_named(archive, _WORKBOOK))
        targets = related(archive, _WORKBOOK)
        stale = any(
            e.name == "calcPr" and e.attributes.get("fullCalcOnLoad") in {"1", "true"} for e in listed
        )
        names = [targets.get(relation(e), "") for e in listed if e.name == "sheet"]
        return (
            [_of_sheet(archive, name, stale=stale) for name in names],
            properties(archive, "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"),
        )


def _of_sheet(archive: zipfile.ZipFile, name: str, *, stale: bool) -> PassedOver:
    """`stale`: the program that wrote the file left formulas at 0, to be calculated when it is opened."""
    found = PassedOver()
    if name not in archive.namelist():
        return found
    for piece in pieces(archive, name, b"c>"):
        if b't="e"' in piece:
            found.errors |= _errors(piece)
        if b"f>" in piece or b"<f" in piece:
            found.uncalculated += _uncalculated(piece, stale=stale)
    return found


def _errors(piece: bytes) -> dict[tuple[int, int], str]:
    found = {}
    for match in _ERROR.finditer(piece):
        column, row = position(match[1].decode())
        found[row, column] = unescape(match[2].decode("utf-8", "replace"))
    return found


def _uncalculated(piece: bytes, *, stale: bool) -> int:
    blank = len(_UNCALCULATED.findall(piece))
    if blank:
        blank -= len(_EMPTY_TEXT.findall(piece))  # a formula whose result is an empty text was calculated
    return blank + (len(_ZERO.findall(piece)) if stale else 0)
