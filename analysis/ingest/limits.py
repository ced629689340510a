"""How large a file may be and how much reading it may cost; the command line may raise them."""

from dataclasses import dataclass

from analysis.errors import FileError

MEGABYTE = 2**20
GIGABYTE = 2**30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes as brought and unpacked, the ratio of the two, cells, memory, time.

    `ratio` holds for every part of a workbook's archive. `cells` bounds what a sheet declares as its
    size, `columns` how wide it may be: no more than Excel's widest sheet. `memory` (bytes) and `seconds`
    bound the process that reads the file.
    """

    upload: int = 200 * MEGABYTE
    uncompressed: int = GIGABYTE
    ratio: int = 200
    cells: int = 500_000_000
    columns: int = 16_384
    memory: int = 4 * GIGABYTE
    seconds: float = 180.0


#: The limits that hold unless the person at the command line says otherwise.
LIMITS = Limits()


def in_words(size: int) -> str:
    """A number of bytes as a person says it.

    >>> in_words(200 * MEGABYTE), in_words(4 * GIGABYTE)
    ('200 MB', '4 GB')
    """
    if size >= GIGABYTE:
        return f"{size / GIGABYTE:g} GB"
    return f"{size / MEGABYTE:.4g} MB" if size >= MEGABYTE else f"{size:,} bytes"


def within_columns(width: int, limits: Limits) -> None:
    """Refuse a table that is wider than the limit."""
    if width > limits.columns:
        raise FileError(
            f"A table has {width:,} columns, more than the limit of {limits.columns:,};"
            " remove the columns that are not needed."
        )


def within_cells(cells: int, limit: int) -> None:
    """Refuse a sheet that says it has more cells than the limit."""
    if cells > limit:
        raise FileError(
            f"A sheet says that it has {cells:,} cells, more than the limit of {limit:,};"
            " delete the empty rows and columns beyond the table."
        )
