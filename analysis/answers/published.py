"""The published figures of the reference study, to be drawn beside a cohort's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "data" / "published" / "sharma_2017.toml"


@dataclass(frozen=True, slots=True)
class PublishedRate:
    """A rate as published: `count` of `of`, where it stands, and what is inferred about it."""

    count: int
    of: int
    source: str
    note: str = ""

    @property
    def value(self) -> float:
        """The rate as a fraction."""
        return self.count / self.of


@dataclass(frozen=True, slots=True)
class PublishedStudy:
    """The study's rates: `response` by group ("all", "PM", ...), `tacrolimus` by arm ("ild", ...)."""

    citation: str
    response: Mapping[str, PublishedRate]
    tacrolimus: Mapping[str, PublishedRate]


@cache
def published() -> PublishedStudy:
    """The reference study as it stands in `data/published`; the same for every cohort.

    >>> published().response["all"].count
    31
    """
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    sources = content["sources"]
    return PublishedStudy(
        citation=content["citation"],
        response={key: _rate(entry, sources) for key, entry in content["response"].items()},
        tacrolimus={key: _rate(entry, sources) for key, entry in content["tacrolimus"].items()},
    )


def _rate(entry: Mapping[str, Any], sources: Mapping[str, str]) -> PublishedRate:
    return PublishedRate(entry["count"], entry["of"], sources[entry["source"]], entry["note"])
