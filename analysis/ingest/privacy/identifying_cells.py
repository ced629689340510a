"""Cells that tell who a patient is, whatever their header says."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.cells import Cells
from analysis.ingest.privacy.identifying_headers import Kind, kind_announced, tells_a_place
from analysis.ingest.privacy.national_numbers import NATIONAL_NUMBERS
from analysis.ingest.privacy.person_names import is_last_name_first, is_person
from analysis.schema import drug_named, word_for

_LOOKED_AT = 2000  # different texts, evenly spread, by which a column is judged
_HALF, _NEARLY_ALL = 0.5, 0.8
_FEW = 3  # so many different texts must agree before a form that may be chance counts
_LARGEST_INTEGER = 2.0**53

_EMAIL = r"[\w.+-]+@[\w-]+\.[a-zA-Z]{2,}"
_URL = r"(?i)\b(?:https?://|www\.)\S+"
_IP = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)", re.ASCII)
_PHONE = re.compile(r"(?:\+|00|\(?0)[\d ()./-]{7,20}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}", re.ASCII)
_DATE_LIKE = re.compile(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}(?:[ T].*)?", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", re.ASCII)
_STREETS = (
    r"\d+\w?,? (?:\w+\.? ){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|court|boulevard|way|close)\b.*",
    r".*(?:stra(?:ss|ß)e|str\.|weg|allee|gasse|platz) ?\d+.*",
    r"(?:\d+ ?\w*,? )?(?:rue|avenue|boulevard|chemin|calle|avda\.?|plaza|paseo|viale|piazza|corso) .+",
    r"via .+ \d+.*",
)
_STREET = re.compile("|".join(_STREETS), re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+")
_LETTER = re.compile(r"(?:\S+\s+){24,}\S+")
_SEVERAL_WORDS = re.compile(r"(?:\S+\s+){3,}\S+")
_BORN = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_LONG_NUMBER = re.compile(r"[A-Za-z]{0,3}0*(\d{7,12})", re.ASCII)

#: How one form of text is called, and how it is recognised.
Form = tuple[Kind, str, Callable[[str], bool]]


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return 8 < digits < 16 and bool(_PHONE.fullmatch(text)) and not _DATE_LIKE.fullmatch(text)


_NUMBERS: tuple[Form, ...] = tuple(("a record number", name, test) for name, test in NATIONAL_NUMBERS.items())
_NAMES: tuple[Form, ...] = (
    ("a name", "names of people", is_person),
    ("a name", "names of people", is_last_name_first),
)
_FORMS: tuple[Form, ...] = (
    ("an IP address", "IP addresses", _matches(_IP)),
    ("a phone number", "phone numbers", _is_phone),
    ("a postal code", "British postcodes", _matches(_POSTCODE)),
    ("a postal address", "streets with a number", _matches(_STREET)),
)


@dataclass(frozen=True)
class Told:
    """What a column tells about who a patient is, and the reason in words without any value."""

    kind: Kind
    why: str


@dataclass(frozen=True)
class _Look:
    """The different texts of a column, as far as they are looked at."""

    cells: Cells

    @cached_property
    def all_texts(self) -> pa.Array:
        """The different texts; whole numbers without a decimal point."""
        texts = self.cells.text.unique().drop_null()
        return pa.concat_arrays([texts, self._numbers()])

    def _numbers(self) -> pa.Array:
        values = self.cells.number
        whole = values[np.isfinite(values) & (np.abs(values) < _LARGEST_INTEGER)]
        if len(whole) == 0 or (whole != np.floor(whole)).any():
            return pa.array([], pa.string())
        return pc.cast(pa.array(np.unique(whole).astype(np.int64)), pa.string())

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts by which it is judged."""
        texts = self.all_texts
        if len(texts) > _LOOKED_AT:
            texts = texts.take(pa.array(np.linspace(0, len(texts) - 1, _LOOKED_AT).astype(np.int64)))
        return tuple(texts.to_pylist())

    def share(self, test: Callable[[str], bool]) -> float:
        """How many of the texts have a form, as a share."""
        return sum(map(test, self.texts)) / len(self.texts) if self.texts else 0.0

    def holding(self, pattern: str) -> int:
        """How many different texts hold a form anywhere."""
        return int(pc.sum(pc.match_substring_regex(self.all_texts, pattern)).as_py() or 0)

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the column answers a question: "phone call", "photo taken"."""
        return not self.texts or all(word_for("yes_no", text) or len(text) == 1 for text in self.texts)

    @cached_property
    def is_dated(self) -> bool:
        """Whether dates stand in it."""
        return not bool(np.isnat(self.cells.date).all())


def told(cells: Cells) -> Told | None:
    """What a column tells about who a patient is, by its header or its cells; None where nothing."""
    look = _Look(cells)
    announced = kind_announced(cells.plan.header)
    if announced and _can_be(announced, look):
        return Told(announced, f"the header names {announced}")
    return next(_by_cells(look), None) or _free_text(look)


def told_by_form(cells: Cells) -> Told | None:
    """The same for a column whose meaning is known: only what no such column should hold."""
    return next(_addresses(_Look(cells)), None)


def told_as_id(cells: Cells) -> Told | None:
    """The same for the column of patients' ids: ids made for a study tell nothing."""
    look = _Look(cells)
    announced = kind_announced(cells.plan.header)
    if announced and look.texts:
        return Told(announced, f"the header names {announced}")
    found = (*_addresses(look), *_of_forms(look, (*_NUMBERS, *_NAMES)), *_of_ids(look))
    return next(iter(found), None)


def text_tells(text: str) -> Told | None:
    """What a sheet's or file's name or one of the file's properties tells about a person."""
    if re.search(_EMAIL, text):
        return Told("an e-mail address", "it holds an e-mail address")
    parts = [part for part in re.split(r"[_.;|-]+|\s{2,}", text) if part.strip()]
    if is_last_name_first(text.strip()) or any(is_person(part) for part in (text.replace("_", " "), *parts)):
        return Told("a name", "it looks like a person's name")
    if any(test(text.strip()) for _, _, test in _NUMBERS):
        return Told("a record number", "it has the form of a personal number")
    return None


def _by_cells(look: _Look) -> Iterator[Told]:
    yield from _addresses(look)
    yield from _of_forms(look, _NUMBERS)  # before phone numbers, whose form is looser
    if not tells_a_place(look.cells.plan.header):
        yield from _of_forms(look, (*_NAMES, *_FORMS))
    yield from _old_dates(look)


def _addresses(look: _Look) -> Iterator[Told]:
    """One address among other text is enough."""
    for kind, name, pattern in (
        ("an e-mail address", "e-mail addresses", _EMAIL),
        ("a web address", "web addresses", _URL),
    ):
        if count := look.holding(pattern):
            yield Told(kind, f"{count:,} of its {len(look.all_texts):,} different texts hold {name}")  # type: ignore[arg-type]


def _of_forms(look: _Look, forms: Sequence[Form]) -> Iterator[Told]:
    count = len(look.texts)
    for kind, name, test in forms:
        needed = _NEARLY_ALL if kind in {"a record number", "a phone number"} else _HALF
        if count >= _FEW and (share := look.share(test)) >= needed:
            yield Told(kind, f"{round(share * count):,} of {count:,} different texts have the form of {name}")


def _of_ids(look: _Look) -> Iterator[Told]:
    count = len(look.texts)
    if count < _FEW:
        return
    if look.share(lambda text: _BORN.search(text) is not None) >= _NEARLY_ALL:
        yield Told("a birth date", "most of the ids hold a date, maybe of birth")
    numbers = [int(match[1]) for text in look.texts if (match := _LONG_NUMBER.fullmatch(text))]
    if len(numbers) >= _NEARLY_ALL * count and max(numbers) - min(numbers) > 100 * count:
        yield Told("a record number", "the ids are long numbers without an order, as hospitals give them")


def _old_dates(look: _Look) -> Iterator[Told]:
    """Dates of another generation: nothing else of a patient lies so far back, for so many."""
    dates = look.cells.date[~np.isnat(look.cells.date)]
    if len(dates) < _FEW or look.cells.plan.role == "field":
        return
    years = np.unique(dates).astype("datetime64[Y]").astype(int) + 1970
    if np.median(years) <= 1980 and years.max() - years.min() >= 15:
        yield Told("a birth date", "its dates lie decades apart and long before any visit")


def _free_text(look: _Look) -> Told | None:
    sentences = sum(_SENTENCE.fullmatch(text) is not None for text in look.texts)
    letters = any(_LETTER.fullmatch(text) for text in look.texts)
    if letters or (sentences > 1 and sentences >= 0.2 * len(look.texts)):
        return Told("free text", f"{sentences:,} of {len(look.texts):,} different texts are whole sentences")
    return None


def _can_be(kind: Kind, look: _Look) -> bool:
    """Whether the cells can be what their header announces."""
    if kind == "a birth date":
        return look.is_dated or not look.is_yes_or_no
    if look.is_yes_or_no:
        return False
    return look.share(_PLAUSIBLE[kind]) >= (_HALF if kind != "free text" else 1e-9)


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text) and drug_named(text) is None


def _digits(least: int) -> Callable[[str], bool]:
    return lambda text: sum(c.isdigit() for c in text) >= least and not _DATE_LIKE.fullmatch(text)


_PLAUSIBLE: dict[Kind, Callable[[str], bool]] = {
    "a name": _has_letters,
    "a record number": _digits(1),
    "a phone number": _digits(5),
    "an e-mail address": lambda text: "@" in text,
    "a postal address": _has_letters,
    "a postal code": _digits(1),
    "a web address": lambda text: "." in text,
    "an IP address": _matches(_IP),
    "a device number": _digits(1),
    "a picture": lambda text: "." in text,
    "free text": lambda text: _SEVERAL_WORDS.fullmatch(text) is not None,
    "an identifier": bool,
}
