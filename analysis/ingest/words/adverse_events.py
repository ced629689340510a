"""Events in the rows of patients: several in one cell become several, each with its category."""

import re
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.ingest.cells import Cells, Mask
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Slot
from analysis.ingest.sources import Source
from analysis.ingest.values import Values, present
from analysis.ingest.words.keywords import category_of
from analysis.ingest.words.meanings import BY_KEYWORD, read_word
from analysis.schema import EVENT_CATEGORIES

#: The rules of a cell with several events, and of one that says that there was none.
SEVERAL = "several events in one cell"
NONE = "none"

_PREFIX = re.compile(r"(?:side effects?|adverse events?|aes?|events?|toxicity)\s*:\s*", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[;\n|]|,(?!\d)|\s[+&]\s)\s*")
_Places = dict[Slot | None, dict[str, Values]]


def events_apart(source: Source, by_slot: _Places, ledger: Ledger) -> _Places:
    """The values of events by place, each event in a place of its own, with the category its words name.

    What stands beside several events in one cell (their date, say) holds for each of them.
    """
    apart: _Places = {}
    for slot, place in by_slot.items():
        cells = _cells(source, slot)
        if cells is None or "event" not in place:
            apart[slot] = place
            continue
        pieces = [place["event"]] if slot is None else _pieces(place["event"], cells, ledger)
        for number, piece in enumerate(pieces):
            own = {key: _where(value, present(piece)) for key, value in place.items()} if number else place
            apart[_numbered(slot, number)] = _categorised(own | {"event": piece}, cells, ledger)
    return apart


def _cells(source: Source, slot: Slot | None) -> Cells | None:
    columns = (
        c for c in source.columns("events") if c.role == "field" and c.name == "event" and c.slot == slot
    )
    column = next(columns, None)
    return source.cells(column) if column else None


def _numbered(slot: Slot | None, number: int) -> Slot | None:
    return replace(slot, label=str(number + 1)) if slot and number else slot


def events_in(text: str) -> tuple[str, ...]:
    """The events that one text lists; none where it says that there was none.

    >>> events_in("Side effects: tremor; AKI, CMV"), events_in("none"), events_in("CK 1,200")
    (('tremor', 'AKI', 'CMV'), (), ('CK 1,200',))
    """
    listed = [part for part in _APART.split(_PREFIX.sub("", text.strip(), count=1)) if part]
    return () if len(listed) == 1 and read_word(listed[0], "yes_no").level == "no" else tuple(listed)


def _pieces(events: "pd.Categorical[str]", cells: Cells, ledger: Ledger) -> list[Values]:
    """The first, second, ... events of every cell."""
    listed = [events_in(str(text)) for text in events.categories]
    ledger.convert(cells, _at(events, [not each for each in listed]), NONE)
    several = _at(events, [len(each) > 1 for each in listed])
    shown = np.array([*("; ".join(each) for each in listed), None], dtype=object)
    ledger.convert(cells, several, SEVERAL, shown[events.codes][several])
    named = _at(events, [len(each) == 1 and read_word(each[0], "yes_no").level == "yes" for each in listed])
    message = "It says that there was an event, but not which."
    ledger.find("warning", cells, named, message, "It is kept as an event without a category.")
    most = max((len(each) for each in listed), default=0)
    return [_nth(events, listed, number) for number in range(max(most, 1))]


def _nth(events: "pd.Categorical[str]", listed: list[tuple[str, ...]], number: int) -> Values:
    texts = [each[number] if number < len(each) else "" for each in listed]
    categories = list(dict.fromkeys(filter(None, texts)))
    position = {text: code for code, text in enumerate(categories)}
    codes = np.array([*(position.get(text, -1) for text in texts), -1])[events.codes]
    return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"))


def _categorised(place: dict[str, Values], cells: Cells, ledger: Ledger) -> dict[str, Values]:
    """The place with a category where its event's words name one and none is given."""
    events = place["event"]
    given = place.get("category")
    named = [category_of(str(text)) for text in events.categories]
    codes = np.array([*(EVENT_CATEGORIES.index(name) if name else -1 for name in named), -1])[events.codes]
    found = pd.Categorical.from_codes(codes, pd.Index(EVENT_CATEGORIES, dtype="str"))
    taken = present(found) if given is None else present(found) & ~present(given)
    ledger.convert(cells, taken, BY_KEYWORD, np.asarray(found.astype("object"))[taken])
    if given is None:
        return place | {"category": found}
    texts = np.where(taken, np.asarray(found.astype("object")), np.asarray(given.astype("object")))
    return place | {"category": pd.Categorical(texts, pd.Index(EVENT_CATEGORIES, dtype="str"))}


def _at(events: "pd.Categorical[str]", chosen: list[bool]) -> Mask:
    mask: Mask = np.array([*chosen, False], dtype=bool)[events.codes]
    return mask


def _where(values: Values, mask: Mask) -> Values:
    index: npt.NDArray[np.int64] = np.where(mask, np.arange(len(mask)), -1)
    return pd.api.extensions.take(values, index, allow_fill=True)
