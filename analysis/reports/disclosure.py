"""What may be told outside the team: counts and denominators that point to nobody.

Pure functions of numbers. A count of 0 points to nobody and is told; a count from 1 to one below the
smallest is pooled with the next smallest, so that totals stay true.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

#: A rate as (count, of), or with those who are in neither: (count, of, missing).
Rate: TypeAlias = tuple[int, ...]

#: Positions that belong together; every position is in exactly one pool.
Pools: TypeAlias = tuple[tuple[int, ...], ...]

#: In English whatever the language of the machine, so that the same report has the same bytes.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """The smallest denominator that is told; `strict` holds counts and their complements to it too."""

    smallest: int
    strict: bool = False

    @property
    def words(self) -> str:
        """The rule as a phrase: "fewer than 5 patients"."""
        return f"fewer than {self.smallest} patients"


def too_few(count: int, rule: Rule) -> bool:
    """Whether so many patients are somebody, but too few to be told.

    >>> [too_few(count, Rule(5)) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < count < rule.smallest


def hides(count: int, of: int, rule: Rule, missing: int = 0) -> bool:
    """Whether a rate may not be told: of too few, or in strict mode with too few in, outside or beside it.

    `missing` are those of the group who are not in the rate: whoever knows the group's size knows them.

    >>> hides(4, 4, Rule(5)), hides(17, 18, Rule(5)), hides(17, 18, Rule(5, strict=True))
    (True, False, True)
    >>> hides(8, 16, Rule(5, strict=True)), hides(8, 16, Rule(5, strict=True), missing=2)
    (False, True)
    """
    if too_few(of, rule):
        return True
    return rule.strict and any(too_few(each, rule) for each in (count, of - count, missing))


def pooled_groups(rates: Sequence[Rate], rule: Rule) -> Pools:
    """Groups merged until each may be told, the smallest with the next smallest; those left may be one.

    A group without a denominator has patients all the same, and is merged too.

    >>> pooled_groups([(20, 30), (7, 20), (4, 4)], Rule(5))
    ((0,), (1, 2))
    """

    def unfit(pool: tuple[int, ...]) -> bool:
        count, of, missing = _sum(rates, pool)
        return of < rule.smallest or hides(count, of, rule, missing)

    return _merged(len(rates), unfit, lambda pool: _sum(rates, pool)[1])


def pooled_categories(rows: Sequence[Sequence[int]], rule: Rule) -> Pools:
    """Categories merged until in every row each holds nobody or enough; the same pools for all rows.

    Empty categories stay as they are: to merge with nobody hides nothing.

    >>> pooled_categories([[13, 4, 1, 0]], Rule(5))
    ((0,), (1, 2), (3,))
    """
    totals = [sum(column) for column in zip(*rows, strict=True)]

    def unfit(pool: tuple[int, ...]) -> bool:
        return any(too_few(sum(row[at] for at in pool), rule) for row in rows)

    kept = [at for at, total in enumerate(totals) if total]
    pools = _merged(
        len(kept),
        lambda pool: unfit(tuple(kept[at] for at in pool)),
        lambda pool: sum(totals[kept[at]] for at in pool),
    )
    empty = ((at,) for at, total in enumerate(totals) if not total)
    return tuple(sorted((*(tuple(kept[at] for at in pool) for pool in pools), *empty)))


def pooled_names(rates: Mapping[str, Rate], rule: Rule) -> tuple[tuple[str, ...], ...]:
    """The names of the groups that are merged; nothing where every group may be told.

    >>> pooled_names({"PM": (20, 30), "DM": (7, 20), "CADM": (4, 4)}, Rule(5))
    (('DM', 'CADM'),)
    """
    names = tuple(rates)
    pools = pooled_groups(tuple(rates.values()), rule)
    return tuple(tuple(names[at] for at in pool) for pool in pools if len(pool) > 1)


def hidden_members(members: Mapping[str, int], whole: int, rule: Rule) -> frozenset[str]:
    """Which parts of a whole are not told.

    Those too few themselves, and further ones, the smallest first, until what is left between the
    whole and the parts that are told is nobody or enough.

    >>> sorted(hidden_members({"Jo-1": 13, "PL-7": 6, "EJ": 2}, 21, Rule(5)))
    ['EJ', 'PL-7']
    """
    hidden = {name for name, count in members.items() if too_few(count, rule)}
    told = sorted((count, name) for name, count in members.items() if name not in hidden)
    while told and too_few(max(whole - sum(count for count, _ in told), 0), rule):
        hidden.add(told.pop(0)[1])
    return frozenset(hidden)


def as_month(day: date) -> str:
    """A date as its month.

    >>> as_month(date(2026, 11, 22))
    'November 2026'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def _sum(rates: Sequence[Rate], pool: tuple[int, ...]) -> tuple[int, int, int]:
    count, of, missing = (sum(each) for each in zip(*((*rates[at], 0)[:3] for at in pool), strict=True))
    return count, of, missing


def _merged(
    how_many: int, unfit: Callable[[tuple[int, ...]], bool], size: Callable[[tuple[int, ...]], int]
) -> Pools:
    """Merge the smallest unfit pool with the smallest other one until all fit or one is left."""
    pools: list[tuple[int, ...]] = [(at,) for at in range(how_many)]
    while len(pools) > 1 and any(map(unfit, pools)):
        first = min(filter(unfit, pools), key=size)
        second = min((pool for pool in pools if pool != first), key=size)
        pools = [pool for pool in pools if pool not in {first, second}]
        pools.append(tuple(sorted((*first, *second))))
    return tuple(sorted(pools))
