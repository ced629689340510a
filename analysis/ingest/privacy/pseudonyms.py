"""Names for patients whose ids could tell who they are: P001, P002 and so on."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Book
from analysis.ingest.cells import IDS, PSEUDONYMS
from analysis.ingest.mapping import Choice, ColumnPlan, Doubt, Mapping, with_reading

#: The other answer under the key `IDS`.
AS_WRITTEN = "as written"

_LEAST_DIGITS = 3


def pseudonyms(count: int) -> pa.Array:
    """Names for so many patients, in the order of the file.

    >>> pseudonyms(2).to_pylist(), pseudonyms(1000)[0].as_py()
    (['P001', 'P002'], 'P0001')
    """
    digits = pc.cast(pa.array(np.arange(1, count + 1)), pa.string())
    width = max(_LEAST_DIGITS, len(str(count)))
    return pc.binary_join_element_wise(pa.scalar("P"), pc.utf8_lpad(digits, width, "0"), "")


def are_wanted(mapping: Mapping) -> bool:
    """Whether the patients get other names than their ids."""
    return (mapping.reading(IDS) or (PSEUDONYMS if mapping.pseudonyms else AS_WRITTEN)) == PSEUDONYMS


def asked(book: Book, mapping: Mapping) -> Iterator[Doubt]:  # noqa: ARG001 asked like every topic
    """What the patients are called, where their ids could tell who they are."""
    if mapping.pseudonyms or mapping.reading(IDS):
        choices = (
            Choice(PSEUDONYMS, "P001, P002, ... in the order of the file"),
            Choice(AS_WRITTEN, "By the ids as written"),
        )
        text = "What are the patients called?"
        yield Doubt(IDS, text, "The ids in the file could tell who a patient is.", choices, PSEUDONYMS)


def with_hidden_ids(mapping: Mapping) -> Mapping:
    """The mapping in which columns of replaced ids say so, that their cells are shown nowhere."""
    answer = PSEUDONYMS if are_wanted(mapping) else ""
    sheets = (
        replace(plan, columns=tuple(_with_answer(column, answer) for column in plan.columns))
        for plan in mapping.sheets
    )
    return replace(mapping, sheets=tuple(sheets))


def _with_answer(column: ColumnPlan, answer: str) -> ColumnPlan:
    if column.role != "id" or column.reading(IDS) == answer:
        return column
    return replace(column, read_as=with_reading(column.read_as, IDS, answer))
