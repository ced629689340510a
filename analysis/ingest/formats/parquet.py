"""Parquet files as a sheet: the columns' names in the first row, the values below."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.errors import FileError
from analysis.ingest.book import KINDS, Column, Contents
from analysis.ingest.formats.tabular import as_sheet
from analysis.ingest.limits import Limits, in_words, within_cells, within_columns

_SAFE = 2**53  # whole numbers beyond are no longer exact as a number, so they stay text


def contents_of(
    name: str, _kind: str, data: bytes, limits: Limits, progress: Callable[[float], None]
) -> Contents:
    """The one sheet of a Parquet file; FileError where it is damaged, empty or over a limit."""
    try:
        with pq.ParquetFile(pa.BufferReader(data)) as file:
            _weigh(file.metadata, limits)
            table = _table(file, progress)
    except (pa.ArrowException, OSError):
        raise FileError("The Parquet file is damaged or incomplete; write it again.") from None
    if table.num_columns == 0:
        raise FileError("The file is empty.")
    cells = [_column(chunks.combine_chunks()) for chunks in table.columns]
    return Contents((as_sheet(name, table.column_names, cells, table.num_rows, "Parquet"),))


def _weigh(metadata: pq.FileMetaData, limits: Limits) -> None:
    within_columns(metadata.num_columns, limits)
    within_cells(metadata.num_rows * metadata.num_columns, limits.cells)
    size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if size > limits.uncompressed:
        limit = in_words(limits.uncompressed)
        raise FileError(f"The file is {in_words(size)} when unpacked, more than the limit of {limit}.")


def _table(file: pq.ParquetFile, progress: Callable[[float], None]) -> pa.Table:
    groups = []
    for number in range(file.num_row_groups):
        groups.append(file.read_row_group(number))
        progress((number + 1) / file.num_row_groups)
    return pa.concat_tables(groups) if groups else file.schema_arrow.empty_table()


def _column(values: pa.Array) -> Column:
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    kind, cells = _cells(values)
    return Column({} if cells.null_count == len(cells) else {kind: cells}, len(cells))


def _cells(values: pa.Array) -> tuple[str, pa.Array]:
    kind = values.type
    if pa.types.is_boolean(kind):
        return "boolean", values
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return "date", _dates(values)
    if pa.types.is_integer(kind) and _is_exact(values):
        return "number", pc.cast(values, KINDS["number"])
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        numbers = pc.cast(values, KINDS["number"])
        return "number", pc.if_else(pc.is_nan(numbers), pa.scalar(None, KINDS["number"]), numbers)
    return "text", _texts(values)


def _is_exact(values: pa.Array) -> bool:
    ends = pc.min_max(values).as_py()
    return ends["min"] is None or (ends["min"] > -_SAFE and ends["max"] < _SAFE)


def _dates(values: pa.Array) -> pa.Array:
    """The calendar day and time as they are written: of a moment with a time zone, those of its zone."""
    local = pc.local_timestamp(values) if getattr(values.type, "tz", None) else values
    return pc.cast(local, KINDS["date"], safe=False)


def _texts(values: pa.Array) -> pa.Array:
    try:
        texts = pc.cast(values, KINDS["text"])
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # lists and records, as they are printed
        return pa.array([None if v is None else str(v) for v in values.to_pylist()], KINDS["text"])
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, KINDS["text"]), texts)
