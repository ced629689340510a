"""Text files with separated values: which encoding, which separator, which cells.

pyarrow reads the regular files. What it would refuse or pass over (rows of unequal length, a quotation
mark that is never closed) goes to Python's own, slower reader, so that no cell disappears.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable
from itertools import islice, zip_longest

import pyarrow as pa
import pyarrow.csv as pacsv

from analysis.errors import FileError
from analysis.ingest.book import Column, Contents, Sheet
from analysis.ingest.formats.watched import Watched
from analysis.ingest.limits import LIMITS, Limits, within_columns

Progress = Callable[[float], None]

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ANNOUNCED = re.compile(rb"\"?sep=(.)\"?\r?\n(?=.)", re.IGNORECASE | re.DOTALL)
_NO_TEXT = "The file is no text that can be read; save it as CSV in UTF-8."
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (BOM_UTF32_LE, "utf-32", "UTF-32"),
    (BOM_UTF32_BE, "utf-32", "UTF-32"),
    (BOM_UTF16_LE, "utf-16", "UTF-16"),
    (BOM_UTF16_BE, "utf-16", "UTF-16"),
    (BOM_UTF8, "utf-8-sig", "UTF-8"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")  # one may stray into a note, but no table is full of them
_STRAYED = 10
_MOSTLY = 0.8  # the share of rows that must agree in a file whose name does not say that it is a table
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 100
_BLOCK = 16 * 2**20
csv.field_size_limit(2**31 - 1)  # a long cell is refused by the limits on memory, not here


def contents_of(name: str, _kind: str, data: bytes, limits: Limits, progress: Progress) -> Contents:
    """The one sheet of a text file; FileError where it is empty, no text or too wide."""
    columns, rows, read_as = columns_of(data, limits, progress)
    return Contents((Sheet(name, "", rows, columns, read_as=read_as),))


def is_table(sample: bytes) -> bool:
    """Whether the beginning of a file is text that a separator cuts into rows of equally many cells."""
    try:
        text = in_utf8(sample)[0].decode("utf-8", "ignore")
    except FileError:
        return False
    if _is_binary(text):
        return False
    headers = _headers(text)
    several, agreeing, _ = max(_agreement(text, headers, separator) for separator in _SEPARATORS)
    return several and agreeing > _MOSTLY


def columns_of(
    data: bytes, limits: Limits = LIMITS, progress: Progress = lambda _: None
) -> tuple[tuple[Column, ...], int, str]:
    """The cells of a text file as columns of text, the number of rows, and how it was read."""
    utf8, encoding = in_utf8(data)
    if utf8.isspace() or not utf8:
        raise FileError("The file is empty.")
    if _is_binary(_sample(utf8)):
        raise FileError(_NO_TEXT)
    utf8, separator = announced_separator(utf8)
    separator = separator or separator_of(_sample(utf8))
    columns = _regular(utf8, separator, limits, progress) or _irregular(utf8, separator, limits)
    name = _SEPARATORS.get(separator, "separator of its own")
    return tuple(_column(cells) for cells in columns), len(columns[0]), f"{encoding}, {name}"


def _sample(utf8: bytes) -> str:
    return utf8[:_SAMPLE].decode("utf-8", "ignore")  # the last letter may be cut


def _is_binary(sample: str) -> bool:
    return "\0" in sample or len(_CONTROL.findall(sample)) > max(_STRAYED, len(sample) / 100)


def in_utf8(data: bytes) -> tuple[bytes, str]:
    """The text in UTF-8, and the name of the encoding it was written in.

    That is told by its mark; without one it is UTF-8 if that is valid, else Windows-1252.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _translated(data, codec), name
    codec = _unmarked(data)
    return data if codec == "utf-8" else _translated(data, codec), _NAMES[codec]


def _translated(data: bytes, codec: str) -> bytes:
    try:
        return data.decode(codec).encode()
    except UnicodeError:  # also half of a pair of UTF-16
        raise FileError(_NO_TEXT) from None


_NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def _unmarked(data: bytes) -> str:
    sample = data[:_SAMPLE]
    # Western text in UTF-16 has a zero in nearly every second byte; no other text has zeros at all.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 4 * max(even, odd) > len(sample):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def announced_separator(utf8: bytes) -> tuple[bytes, str]:
    """The text without a first line `sep=;`, which spreadsheets read but do not show, and its separator."""
    announced = _ANNOUNCED.match(utf8)
    return (utf8[announced.end() :], announced[1].decode()) if announced else (utf8, "")


def separator_of(sample: str) -> str:
    """The separator that cuts most of the first rows into as many cells as the headers; else the comma.

    A decimal comma cuts no header, so a header's cells decide before the agreement of the rows does.
    """
    headers = _headers(sample)
    return max(_SEPARATORS, key=lambda separator: _agreement(sample, headers, separator))


def _headers(sample: str) -> str:
    """The first of the lines that a separator cuts into most cells: only titles stand above it."""
    lines = filter(str.strip, sample.splitlines()[:_SAMPLE_ROWS])
    return max(lines, key=lambda line: max(_cells(line, each) for each in _SEPARATORS), default="")


def _cells(line: str, separator: str) -> int:
    return max(_widths(line, separator), default=0)


def _agreement(sample: str, headers: str, separator: str) -> tuple[bool, float, int]:
    widths, width = _widths(sample, separator), _cells(headers, separator)
    agreeing = sum(each == width for each in widths) / max(len(widths), 1)
    return width > 1, agreeing, width


def _widths(text: str, separator: str) -> list[int]:
    """Into how many cells the first rows are cut, blank ones aside."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [len(row) for row in islice(rows, _SAMPLE_ROWS) if row]


def _regular(
    utf8: bytes, separator: str, limits: Limits = LIMITS, progress: Progress = lambda _: None
) -> list[pa.Array] | None:
    if utf8.count(b'"') % 2 or b"\0" in utf8:
        return None
    first = next(csv.reader(io.StringIO(_sample(utf8), newline=""), delimiter=separator), [])
    within_columns(len(first), limits)
    odd: list[object] = []

    def pass_over(row: object) -> str:
        odd.append(row)
        return "skip"

    try:
        table = pacsv.read_csv(
            Watched(utf8, progress),
            pacsv.ReadOptions(autogenerate_column_names=True, block_size=_BLOCK),
            pacsv.ParseOptions(
                delimiter=separator,
                newlines_in_values=b'"' in utf8,
                ignore_empty_lines=False,
                invalid_row_handler=pass_over,
            ),
            pacsv.ConvertOptions(
                column_types={f"f{i}": pa.string() for i in range(len(first))},
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    strings = all(kind == pa.string() for kind in table.schema.types)
    return [chunks.combine_chunks() for chunks in table.columns] if strings and not odd else None


def _irregular(utf8: bytes, separator: str, limits: Limits = LIMITS) -> list[pa.Array]:
    text = utf8.decode()
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            raise FileError(
                f"A quotation mark is opened in row {len(rows) + 1} and never closed; close or remove it."
            ) from None
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    within_columns(max(map(len, rows)), limits)
    return [pa.array([cell or None for cell in cells], pa.string()) for cells in zip_longest(*rows)]


def _column(cells: pa.Array) -> Column:
    return Column({} if cells.null_count == len(cells) else {"text": cells}, len(cells))
