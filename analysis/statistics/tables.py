"""Tables of counts with given margins: the tail of all of them, or random ones.

The log weight of a table is minus the sum of the log factorials of its cells: its log
probability under "rows and columns are independent", up to a constant that the margins fix.
"""

from dataclasses import dataclass
from math import prod

import numpy as np
from scipy.special import gammaln

from analysis.statistics.samples import FloatArray, IntArray


def log_weight(table: IntArray) -> float:
    """The log weight of one table."""
    return -float(gammaln(table + 1.0).sum())


@dataclass(frozen=True, slots=True)
class Tail:
    """All tables with the same margins, and the probability of those of at most a certain weight."""

    tables: int
    probability: float


def tail(rows: IntArray, columns: IntArray, most: float, limit: int) -> Tail | None:
    """The tables with these margins whose log weight is at most `most`; None beyond `limit` tables.

    The rows are filled in two halves. The fillings of the second are sorted and summed up once, so
    that each filling of the first finds the sum over all its partners without listing them.
    """
    try:
        _count_up_to(limit, rows, columns)
    except _TooManyTablesError:
        return None
    half = rows.size // 2
    first, second = _fill(rows[:half], columns, limit), _fill(rows[half:], columns, limit)
    return _tail(first, second, int(columns[:-1] @ _place_values(columns)), most)


def random_log_weights(rows: IntArray, columns: IntArray, draws: int, seed: tuple[int, ...]) -> FloatArray:
    """The log weights of `draws` random tables with these margins, cell after cell."""
    generator = np.random.default_rng(seed)
    log_factorial = _log_factorials(rows)
    room = np.repeat(columns[:, None], draws, axis=1)
    logs = np.zeros(draws)
    for row in rows:
        rest, beyond = np.full(draws, row), room.sum(axis=0)
        for column in range(columns.size - 1):
            beyond -= room[column]
            cell = generator.hypergeometric(room[column], beyond, rest)
            room[column] -= cell
            rest -= cell
            logs -= log_factorial[cell]
        room[-1] -= rest
        logs -= log_factorial[rest]
    return logs


@dataclass(frozen=True, slots=True, eq=False)
class _Fillings:
    """Ways to fill some rows: a code for each one's column totals, and its log weight.

    The code writes the totals of all columns but the last as digits of one number; the last
    total follows from the others.
    """

    codes: IntArray
    logs: FloatArray


_DENSE_UP_TO = 1_000_000  # codes that are counted in one array instead of being sorted
_NOTHING_FILLED = _Fillings(np.zeros(1, np.int64), np.zeros(1))


class _TooManyTablesError(Exception):
    """More tables share the margins than are to be listed."""


def _count_up_to(limit: int, rows: IntArray, columns: IntArray) -> None:
    """Count the tables with these margins row by row; `_TooManyTablesError` beyond the limit.

    A filling is never a dead end: whatever room it leaves, the other rows fill. So the fillings
    of the first rows are at most as many as the tables, and those of all rows but the last are
    exactly as many. They are counted by their column totals, not listed.
    """
    lattice = prod(int(total) + 1 for total in columns[:-1])
    # More column totals than codes: then the shorter side alone has dozens of columns.
    if lattice > np.iinfo(np.int64).max or max(_at_least(rows, columns), _at_least(columns, rows)) > limit:
        raise _TooManyTablesError
    counted, used, alike = _NOTHING_FILLED, 0, np.zeros(int(rows.max()) + 1)
    # The largest first: where there are too many tables, its fillings alone soon show it.
    for row in np.sort(rows)[:0:-1].tolist():
        wider, used = _fill_row(counted, row, columns, used, alike, limit), used + row
        codes, ways = _merge(wider, lattice)
        if ways.sum() > limit + 0.5:
            raise _TooManyTablesError
        counted = _Fillings(codes, np.log(ways))


def _merge(fillings: _Fillings, lattice: int) -> tuple[IntArray, FloatArray]:
    """The different codes below `lattice`, and how many fillings stand behind each."""
    if lattice <= _DENSE_UP_TO:
        ways: FloatArray = np.bincount(fillings.codes, np.exp(fillings.logs), lattice).astype(np.float64)
        codes: IntArray = np.flatnonzero(ways).astype(np.int64)
        return codes, ways[codes]
    codes, place = np.unique(fillings.codes, return_inverse=True)
    return codes, np.bincount(place, np.exp(fillings.logs)).astype(np.float64)


def _at_least(rows: IntArray, columns: IntArray) -> float:
    """A number of tables that there are for certain, without filling any.

    Whatever the rows before took, it leaves each column its total less all that they hold; so
    many ways to fill the next row, at least, continue each of their fillings.
    """
    ways, room = 1.0, columns.copy()
    for row in np.sort(rows).tolist():
        ways *= max(1.0, _ways_to_fill(row, room))
        room = np.maximum(0, room - row)
    return ways


def _ways_to_fill(row: int, room: IntArray) -> float:
    """In how many ways a row's total spreads over columns with so much room each."""
    ways = np.zeros(row + 1)
    ways[0] = 1.0
    for most in np.minimum(room, row).tolist():
        running = np.cumsum(ways)
        ways = running.copy()
        ways[most + 1 :] -= running[: row - most]
    return float(ways[row])


def _fill(rows: IntArray, columns: IntArray, limit: int) -> _Fillings:
    """Every way to fill the rows within the columns' totals."""
    fillings, used, log_factorial = _NOTHING_FILLED, 0, _log_factorials(rows)
    for row in rows.tolist():
        fillings, used = _fill_row(fillings, row, columns, used, log_factorial, limit), used + row
    return fillings


def _fill_row(
    before: _Fillings, row: int, columns: IntArray, used: int, log_factorial: FloatArray, limit: int
) -> _Fillings:
    """Each filling so far, continued by every possible next row, one cell after the other."""
    room = _room(before.codes, columns, used)
    beyond = room[::-1].cumsum(axis=0)[::-1]
    parent = np.arange(before.codes.size)
    codes, logs = before.codes, before.logs
    rest = np.full(parent.size, row)
    for column, place in enumerate(_place_values(columns)):
        least = np.maximum(0, rest - beyond[column + 1][parent])
        choices = np.minimum(room[column][parent], rest) - least + 1
        if choices.sum() > limit:
            raise _TooManyTablesError
        origin, turn = _repeat(choices)
        cell = least[origin] + turn
        parent, rest = parent[origin], rest[origin] - cell
        codes, logs = codes[origin] + cell * place, logs[origin] - log_factorial[cell]
    return _Fillings(codes, logs - log_factorial[rest])


def _room(codes: IntArray, columns: IntArray, used: int) -> IntArray:
    """What is left of each column (first axis) after each filling (second axis)."""
    digits = codes // _place_values(columns)[:, None] % (columns[:-1, None] + 1)
    totals: IntArray = np.vstack((digits, used - digits.sum(axis=0)))
    return np.subtract(columns[:, None], totals, dtype=np.int64)


def _tail(first: _Fillings, second: _Fillings, full: int, most: float) -> Tail:
    """The pairs of a first and a second half that complete the columns; every filling has a partner."""
    order = np.lexsort((second.logs, second.codes))
    codes, logs = second.codes[order], second.logs[order]
    wanted = full - first.codes
    start, end = np.searchsorted(codes, wanted, side="left"), np.searchsorted(codes, wanted, side="right")
    place = np.arange(codes.size) - np.searchsorted(codes, codes, side="left")
    # Weights relative to the heaviest of the same code: those of all codes would not fit into a float.
    heaviest = logs[np.searchsorted(codes, codes, side="right") - 1]
    sums = np.append(0.0, _running_sums(np.exp(logs - heaviest), place))
    heights = first.logs + logs[end - 1]
    weights = np.exp(heights - heights.max())
    reached = _not_above(codes, logs, wanted, most - first.logs)
    share = (weights * np.where(reached > start, sums[reached], 0.0)).sum() / (weights * sums[end]).sum()
    return Tail(int((end - start).sum()), float(share))


def _running_sums(weights: FloatArray, place: IntArray) -> FloatArray:
    """The sum of the weights up to each entry of its run; `place` counts from 0 within each run.

    By doubling, since differences of one long running sum would cost small probabilities their digits.
    """
    sums, step = weights.copy(), 1
    while step <= place.max():
        sums[step:] += np.where(place[step:] >= step, sums[:-step], 0.0)
        step *= 2
    return sums


def _not_above(codes: IntArray, logs: FloatArray, wanted: IntArray, bound: FloatArray) -> IntArray:
    """For each wanted code how many entries, sorted by code and log, come before its bound or equal it."""
    both = np.lexsort((np.concatenate((logs, bound)), np.concatenate((codes, wanted))))
    is_entry = both < codes.size  # an entry comes before a bound that it equals: the sort is stable
    before = np.empty(both.size, dtype=np.int64)
    before[both] = np.cumsum(is_entry)
    return before[codes.size :]


def _repeat(times: IntArray) -> tuple[IntArray, IntArray]:
    """Each position as often as `times` says, and a running number within each position."""
    origin = np.repeat(np.arange(times.size), times)
    return origin, np.arange(origin.size) - np.repeat(np.cumsum(times) - times, times)


def _place_values(columns: IntArray) -> IntArray:
    """What one patient more in each column but the last adds to a code."""
    return np.concatenate(([1], np.cumprod(columns[:-1] + 1)))[:-1].astype(np.int64)


def _log_factorials(rows: IntArray) -> FloatArray:
    return np.asarray(gammaln(np.arange(int(rows.max()) + 1) + 1.0), dtype=np.float64)
