"""Filters as a value, and the one grammar that writes them: a query string."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, quote, urlencode

from analysis.errors import FilterError

#: Conditions on columns that the schema does not know; they never appear in an address.
EXTRA = "extra:"

_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)?-(-?\d+(?:\.\d+)?)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """One field and the texts it may be. A number's range is one text such as "40-60"."""

    field: str
    texts: tuple[str, ...]

    @classmethod
    def between(cls, field: str, low: float | None, high: float | None) -> Self:
        """A condition on a number, both ends included; None leaves a side open.

        >>> Condition.between("age", 40, None).texts
        ('40-',)
        """
        return cls(field, (f"{_bound(low)}-{_bound(high)}",))

    @property
    def is_private(self) -> bool:
        """Whether it names a column of the file that is no field of the schema."""
        return self.field.startswith(EXTRA)

    def bounds(self) -> tuple[float, float]:
        """The range it asks for; raises `FilterError` where it is none.

        >>> Condition("age", ("-60",)).bounds()
        (-inf, 60.0)
        """
        found = _RANGE.fullmatch(self.texts[0])
        if len(self.texts) != 1 or found is None or self.texts[0] == "-":
            name = self.field
            raise FilterError(f"The view's {name} is a range: write {name}=40-60, {name}=40- or {name}=-60.")
        low, high = (float(text) if text else None for text in found.groups())
        if low is not None and high is not None and low > high:
            raise FilterError(f"The view's {self.field} runs from a larger to a smaller number.")
        return (float("-inf") if low is None else low, float("inf") if high is None else high)


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all hold (AND); within one, any value suffices (OR). Empty: everyone.

    >>> Filters.parse("diagnosis=DM&antibody_any=group:ARS&age=40-60").write()
    'diagnosis=DM&antibody_any=group:ARS&age=40-60'
    """

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)

    @classmethod
    def parse(cls, query: str) -> Self:
        """Filters from a query string; raises `FilterError` where it is none."""
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
        if query.strip("?& ") and not pairs:
            raise FilterError(
                "A view is written as field=value, joined by &, such as diagnosis=DM&age=40-60."
            )
        return cls.of(pairs)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Filters from (field, value) pairs; a repeated field collects its values."""
        values: dict[str, list[str]] = {}
        for name, text in pairs:
            if not name or not text:
                raise FilterError(f"The view gives no value for {name or 'a field'}: write field=value.")
            values.setdefault(name, []).append(text)
        return cls(tuple(Condition(name, tuple(dict.fromkeys(texts))) for name, texts in values.items()))

    def write(self) -> str:
        """The query string that `parse` reads back as these filters."""
        return urlencode(self.pairs(), safe=":", quote_via=quote)

    def pairs(self) -> list[tuple[str, str]]:
        """Every (field, value) of the conditions, in their order."""
        return [(c.field, text) for c in self.conditions for text in c.texts]

    def get(self, field: str) -> Condition | None:
        """The condition on a field, if there is one."""
        return next((c for c in self.conditions if c.field == field), None)

    def replaced(self, condition: Condition) -> Self:
        """The same filters with one field's condition replaced, or removed where it has no texts."""
        kept = self.without(condition.field).conditions
        return type(self)((*kept, condition) if condition.texts else kept)

    def without(self, *fields: str) -> Self:
        """The same filters without the conditions on these fields."""
        return type(self)(tuple(c for c in self.conditions if c.field not in fields))

    def public(self) -> Self:
        """The part that may stand in an address: conditions on the schema's fields."""
        return type(self)(tuple(c for c in self.conditions if not c.is_private))


def _bound(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"
