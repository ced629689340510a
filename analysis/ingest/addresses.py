"""Spreadsheet addresses such as "C7": columns in letters, rows from 1."""

import re
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")


@cache
def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(27), letters(16383)
    ('A', 'AB', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(column: int, row: int) -> str:
    """The address of one cell, column and row counted from 0."""
    return f"{letters(column)}{row + 1}"


def addresses(column: int, rows: npt.NDArray[np.int64]) -> pa.Array:
    """The addresses of many cells of one column, as Arrow strings."""
    numbers = pc.cast(pa.array(rows + 1), pa.string())
    return pc.binary_join_element_wise(pa.scalar(letters(column)), numbers, "")


def position(cell: str) -> tuple[int, int]:
    """Column and row, counted from 0, of an address.

    >>> position("C7")
    (2, 6)
    """
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError("not a cell's address")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(match[2]) - 1
