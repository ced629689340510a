"""The name under which a rate can be asked for its patients."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote

#: Signs that stay as they are within a part; what separates the parts of a key is written as its code.
_AS_THEY_ARE = " -=.,;()"


@dataclass(frozen=True, slots=True)
class RateKey:
    """A question, the parts of its answer, and the group: "window:prednisone/12 months/lost:PM".

    `group` is None where the rate is that of all selected patients, and empty where it is that of the
    patients in no group. A group is the last part, so that it is written as it is.

    >>> RateKey("flow", ("second line", "other: a/b")).write()
    'flow:second line/other%3A a%2Fb'
    >>> RateKey.parse("response:responder:PM")
    RateKey(question='response', parts=('responder',), group='PM')
    """

    question: str
    parts: tuple[str, ...]
    group: str | None = None

    def write(self) -> str:
        """The text that `parse` reads back as this key."""
        answer = "/".join(quote(part, safe=_AS_THEY_ARE) for part in self.parts)
        return f"{self.question}:{answer}" + ("" if self.group is None else f":{self.group}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key that a text names; whether anything answers to it is not judged here."""
        question, _, rest = text.partition(":")
        answer, colon, group = rest.partition(":")
        parts = tuple(unquote(part) for part in answer.split("/"))
        return cls(question, parts, group if colon else None)
