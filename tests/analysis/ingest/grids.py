"""Sheets written down as rows of cells, as the tests of where a table stands need them."""

import pyarrow as pa

from analysis.ingest.book import Book, BookFile, Column, Sheet


def sheet_of(*rows, merged=(), name="", hidden=False):
    """A sheet of texts; "" is a blank cell, and rows may be of different lengths."""
    width = max(len(row) for row in rows)
    cells = [[str(row[j]) if j < len(row) and row[j] != "" else None for row in rows] for j in range(width)]
    columns = tuple(
        Column({"text": pa.array(column, pa.string())} if any(column) else {}, len(rows)) for column in cells
    )
    return Sheet("grid.csv", name, len(rows), columns, merged=merged, hidden=hidden)


def book_of(*sheets):
    """A book of sheets of one file."""
    return Book((BookFile("grid.csv", ""),), tuple(sheets))
