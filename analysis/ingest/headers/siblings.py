"""What the headers of a sheet say together: which visits and courses they mean, and first values."""

from collections import defaultdict
from dataclasses import replace

from analysis.ingest.headers.judgement import NO_CHANGE
from analysis.ingest.headers.matching import USED
from analysis.ingest.headers.naming import Named
from analysis.ingest.mapping import Slot, TableKey

_CLOCKS = frozenset({"month", "tacrolimus_month", "clock"})
_DATED = frozenset({"treatments", "events"})
_Names = dict[int, list[Named]]


def beside_siblings(names: _Names, table: TableKey) -> _Names:
    """The names of all columns of a sheet, by position, corrected by what the others say."""
    if table == "visits":
        return _with_dated_rows(names)
    return _with_first_values(_with_one_clock(_with_counted_visits(names)))


def _with_dated_rows(names: _Names) -> _Names:
    """Beside visits a drug's dose belongs to a course, and a number to an event, that has a time of its own.

    Without one they say what was taken or happened at each visit, and are no rows of these tables.
    """
    dated = {
        (name.table, name.slot)
        for found in names.values()
        for name in found
        if name.name in {"start_month", "stop_month", "month"} and name.slot is not None
    }
    return {
        i: [name for name in found if name.table not in _DATED or (name.table, name.slot) in dated]
        for i, found in names.items()
    }


def _with_counted_visits(names: _Names) -> _Names:
    """FVC_1, FVC_2, FVC_3 are visits in their order; FVC_0, FVC_3, FVC_6 are months."""
    bare = {n.slot.value for found in names.values() for n in found[:1] if n.slot and _is_bare(n.slot)}
    numbers = sorted(float(value) for value in bare)
    if (
        len(numbers) < 2
        or numbers != [numbers[0] + i for i in range(len(numbers))]
        or numbers[0] not in {0, 1}
    ):
        return names
    return {i: [_counted(name) for name in found] for i, found in names.items()}


def _is_bare(slot: Slot) -> bool:
    """Whether nothing but a number stands for the time."""
    return slot.key == "clock" and slot.label.isdecimal()


def _counted(name: Named) -> Named:
    if name.slot is None or not _is_bare(name.slot):
        return name
    return replace(name, slot=Slot("visit", name.slot.label, name.slot.label))


def _with_one_clock(names: _Names) -> _Names:
    """Beside "pred_6", whose clock is open, "ck_6" is no template's month but open as well.

    The template's spelling means the conventional clock only where the sheet keeps to it, or gives its start.
    """
    best = [found[0] for found in names.values() if found and found[0].confidence >= USED]
    opened = any(name.slot is not None and name.slot.key == "clock" for name in best)
    if not opened or any(name.name == "conventional_start" for name in best):
        return names
    return {i: [_opened(name) for name in found] for i, found in names.items()}


def _opened(name: Named) -> Named:
    slot = name.slot
    if name.table != "visits" or slot is None or slot.key != "month" or slot.label:
        return name
    why = f"{name.name} at “{slot.value:g}”, on the clock of the columns beside it"
    return replace(name, slot=Slot("clock", slot.value, f"{slot.value:g}"), why=why)


def _with_first_values(names: _Names) -> _Names:
    """The first of "FVC", "FVC 3m" and "FVC 12m" is the value at the start, where no other column is."""
    slots: dict[str, set[tuple[str, float | str]]] = defaultdict(set)
    for found in names.values():
        for name in found[:1]:
            if name.table == "visits" and name.slot and name.slot.key in _CLOCKS and name.confidence >= USED:
                slots[name.name].add((name.slot.key, name.slot.value))
    return {i: _as_first(found, slots) if found else found for i, found in names.items()}


def _as_first(found: list[Named], slots: dict[str, set[tuple[str, float | str]]]) -> list[Named]:
    best = found[0]
    times = slots.get(best.name, set())
    is_timeless = best.table == "visits" and best.slot is None and best.confidence < USED
    is_timeless = is_timeless and not best.why.endswith(NO_CHANGE)
    if not is_timeless or not times or any(value == 0 for key, value in times if key != "tacrolimus_month"):
        return found
    clocks = {key for key, _ in times} - {"tacrolimus_month"}
    if not clocks:
        return found
    why = f"{best.name} without a time, beside columns of it at later times: taken for the first value"
    return [replace(best, slot=Slot(min(clocks), 0.0), confidence=USED, why=why), *found]
