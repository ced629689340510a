"""A number of a page as a door to the patients behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analysis.answers.members import RateKey
from analysis.labels.words import counted, patients, within_sentence


@dataclass(frozen=True, slots=True)
class Opening:
    """One count that leads to its patients.

    `key` and `by` are what `answers.members` takes; `words` say behind the count whom it counts,
    `one` where it is a single patient and the words change. `words` may hold text of the file.

    >>> Opening("response:responded", "responders", 31, one="responder").label
    '31 responders'
    """

    key: str
    words: str
    count: int
    by: str = ""
    one: str = ""

    @property
    def label(self) -> str:
        """The count with its words, for a button."""
        return counted(self.count, self.one or self.words, self.words)

    @property
    def invitation(self) -> str:
        """What a button says beside a list that already names whom it opens: "Open the 16 patients"."""
        return f"Open the {patients(self.count)}" if self.count > 1 else "Open the patient"

    def counting(self, found: int) -> "Opening":
        """The same opening with another count: filters may have changed since it was offered."""
        return replace(self, count=found)


def opening(question: str, parts: tuple[str, ...], words: str, count: int, one: str = "") -> Opening:
    """An opening to everyone of the selection whom an answer counts."""
    return Opening(RateKey(question, parts).write(), words, count, one=one)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a column, to whose patients openings are narrowed; an empty `name` is "in no group"."""

    by: str
    label: str
    name: str

    def narrowed(self, openings: Iterable[Opening]) -> Iterator[Opening]:
        """The same openings for this group: "responders (PM)", "responders (sex: female)"."""
        name = self.name or "in no group"
        plain_enough = self.by == "diagnosis" and self.name
        behind = f" ({name})" if plain_enough else f" ({within_sentence(self.label)}: {name})"
        for each in openings:
            key = replace(RateKey.parse(each.key), group=self.name).write()
            one = f"{each.one}{behind}" if each.one else ""
            yield replace(each, key=key, words=f"{each.words}{behind}", by=self.by, one=one)


def to_open(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """The openings behind which there is anyone, each once, in their order."""
    return tuple({(each.key, each.by): each for each in openings if each.count}.values())
