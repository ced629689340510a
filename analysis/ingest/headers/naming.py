"""Which field, antibody or extra column a header names, and which row of a wide sheet it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.ingest.amounts.glucocorticoids import drug_in
from analysis.ingest.headers.field_names import OWN_NAME, words_of
from analysis.ingest.headers.matching import USED, Match, antibody_in, matches
from analysis.ingest.headers.timepoints import Timed, times
from analysis.ingest.mapping import Readings, Slot, TableKey
from analysis.schema import FIELDS, drug_named, normalised

_TEMPLATE = re.compile(r"(?P<field>.+?)_(?P<tac>tac_)?(?P<month>-?\d+(?:\.\d+)?)")
_EVENT = re.compile(
    r"(?:event|ae|adverse_events?|side_effects?|complications?|toxicity|toxicities)"
    r"(?:_?(?P<number>\d+))?(?:_(?P<part>month|date|category|serious|drug|action))?"
)
_PARTS = {
    "start_month": ("start", "started", "begin", "beginn", "from", "debut", "inicio", "inizio"),
    "stop_month": ("stop", "stopped", "end", "ended", "to", "until", "discontinued", "ende", "fin", "fine"),
    "dose": ("dose", "dosis", "dosi"),
    "unit": ("unit", "units"),
}
_PART_OF_COURSE = {word: field for field, words in _PARTS.items() for word in words}
_BESIDE_COURSE = frozenset({"date", "month", "of", "mg", "day", "daily", "g"})
#: Names of a column in which several antibodies stand, each perhaps with its result.
_LISTS = frozenset(normalised(name) for name in ("antibodies", *FIELDS["serology", "antibodies"].aliases))
#: Fields that a header's time gives, so that no column in a slot fills them.
_GIVEN = frozenset({"patient_id", "month", "tacrolimus_month", "visit"})

# How sure a name is at most, beside what was found on the way.
_WITH_TIME, _WITH_NUMBER, _GLUED, _WITHOUT_MONTH = 0.9, 0.85, 0.75, 0.75
_BASELINE, _ELSEWHERE, _TIMELESS = 0.85, 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """What a header names: a field of a table, or an antibody (table "serology").

    `read_as` holds what the header itself answers, such as the drug of a dose.
    """

    table: str
    name: str
    confidence: float
    why: str
    slot: Slot | None = None
    read_as: Readings = ()

    @property
    def place(self) -> tuple[str, str, str, float | str]:
        """What it fills; two names of one place cannot both be used."""
        return self.table, self.name, self.slot.key if self.slot else "", self.slot.value if self.slot else ""


def named(header: str, table: TableKey) -> list[Named]:
    """Everything a header of a sheet can name, the best first, as far as it is sure enough to be used.

    >>> [(n.table, n.name, n.slot) for n in named("prednisone_mg_tac_3", "patients")]
    [('visits', 'prednisone_mg', Slot(key='tacrolimus_month', value=3.0, label=''))]
    >>> [(n.name, n.slot.value, n.confidence) for n in named("FVC%pred BL", "patients")]
    [('fvc_pct', 0.0, 0.9)]
    """
    return [name for name in candidates(header, table) if name.confidence >= USED]


@lru_cache(maxsize=50_000)
def candidates(header: str, table: TableKey) -> tuple[Named, ...]:
    """Everything a header can name, the surest first, guesses among them."""
    if not any(letter.isalpha() for letter in header):
        return ()
    found = list(_of_patients(header) if table == "patients" else _of_rows(header, table))
    best: dict[tuple[object, ...], Named] = {}
    for name in sorted(found, key=lambda name: -name.confidence):
        best.setdefault(name.place, name)
    return tuple(best.values())


def _of_rows(header: str, table: TableKey) -> Iterator[Named]:
    """A sheet with many rows per patient: its own fields, and what belongs to the patient beside visits."""
    own = [_field(match, table, header) for match in matches(header, table)]
    yield from own
    if table == "visits":
        for match in matches(header, "patients"):
            known = max((name.confidence for name in own), default=0.0)
            if match.field.key != "patient_id" and match.confidence > known:
                yield _field(
                    _at_most(match, max(_ELSEWHERE, float(match.confidence == OWN_NAME))), "patients", header
                )
        yield from _antibodies(header)
        yield from _course(header)
        yield from _event(header)


def _of_patients(header: str) -> Iterator[Named]:
    """A sheet with one row per patient: visits stand beside each other, their times in the headers."""
    for match in matches(header, "patients"):
        yield _field(match, "patients", header)
    yield from _antibodies(header)
    template = _of_template(header)
    if template:
        yield template
        return
    yield from _course(header)
    yield from _event(header)
    yield from _timed(header)
    for match in matches(header, "visits"):
        if match.field.key not in _GIVEN:
            yield _field(
                _at_most(match, _TIMELESS, f"{match.field.label}, but the header gives no time"),
                "visits",
                header,
            )


def _at_most(match: Match, confidence: float, why: str = "") -> Match:
    return replace(match, confidence=min(match.confidence, confidence), why=why or match.why)


def _field(match: Match, table: str, header: str, slot: Slot | None = None) -> Named:
    drug = drug_in(header) if match.field.key == "prednisone_mg" else None
    read_as = (("drug", drug.name),) if drug and drug.name != "prednisone" else ()
    return Named(table, match.field.key, round(match.confidence, 2), match.why, slot, read_as)


def _antibodies(header: str) -> Iterator[Named]:
    for text, most in (
        (header, 1.0),
        *((t.stem, _BASELINE) for t in times(header) if t.clear and not t.glued),
    ):
        found = antibody_in(text)
        if found:
            yield Named("serology", found[0].name, min(found[1], most), found[2])
    if normalised(header) in _LISTS:
        yield Named("serology", "antibodies", 0.9, "a column of several antibodies")


def _of_template(header: str) -> Named | None:
    """The template's own spelling: its field's key and the month, on the conventional clock unless said."""
    match = _TEMPLATE.fullmatch(_with_underscores(header))
    if match is None:
        return None
    # "mmt8_80" names the scale, "weak_01" the codes; but "mmt8_0" and "weak_0" are the visit of month 0.
    known = max((m.confidence for m in matches(header, "visits")), default=0.0)
    if known == OWN_NAME or (known and float(match["month"]) != 0):
        return None
    own = [
        m for m in matches(match["field"], "visits") if m.confidence == OWN_NAME and m.field.key not in _GIVEN
    ]
    if not own:
        return None
    clock = "tacrolimus_month" if match["tac"] else "month"
    why = (
        f"{own[0].field.label} with its month on the {'tacrolimus' if match['tac'] else 'conventional'} clock"
    )
    return Named("visits", own[0].field.key, 0.9, why, Slot(clock, float(match["month"])))


def _timed(header: str) -> Iterator[Named]:
    # "MMT 8" is a name of MMT8, not the MMT of month 8.
    is_name = any(match.confidence >= _ELSEWHERE for match in matches(header, "visits"))
    for timed in times(header):
        if is_name and (timed.glued or not timed.clear):
            continue
        for match in matches(timed.stem, "visits"):
            most = _how_sure(timed, match)
            if most and (
                match.field.key not in _GIVEN or (match.field.key == "month" and timed.slot.key == "visit")
            ):
                why = f"{match.field.label} at “{timed.slot.label}”: {match.why}"
                yield _field(_at_most(match, most, why), "visits", timed.stem, timed.slot)
        if timed.slot.key in {"clock", "month"} and timed.slot.value == 0 and timed.clear:
            for match in matches(timed.stem, "patients"):
                if match.field.key != "patient_id" and match.confidence >= _BASELINE:
                    yield _field(
                        _at_most(match, _BASELINE, f"{match.field.label} at “{timed.slot.label}”"),
                        "patients",
                        header,
                    )


def _how_sure(timed: Timed, match: Match) -> float:
    """How sure a measure with this time can be at most; 0 where the rest must be a plain name and is none."""
    if (not timed.clear or timed.glued) and match.confidence < _ELSEWHERE:
        return 0.0
    if timed.glued:
        return _GLUED
    if timed.slot.key == "visit" and not any(letter.isdigit() for letter in str(timed.slot.value)):
        return _WITHOUT_MONTH
    return _WITH_TIME if timed.clear else _WITH_NUMBER


def _course(header: str) -> Iterator[Named]:
    """A drug's start, stop or dose; of tacrolimus rather the patient's, where no other column says it."""
    words = words_of(header)
    parts = {_PART_OF_COURSE[word] for word in words if word in _PART_OF_COURSE}
    rest = [word for word in words if word not in _PART_OF_COURSE and word not in _BESIDE_COURSE]
    drug = drug_named("".join(rest)) if len(parts) == 1 and rest else None
    if drug is None:
        return
    part = parts.pop()
    own = f"tacrolimus_{part}"
    if drug.name == "tacrolimus" and ("patients", own) in FIELDS:
        yield Named("patients", own, 0.9, "the course of tacrolimus")
    yield Named("treatments", part, 0.9, "a drug's course", Slot("drug", drug.name))


def _event(header: str) -> Iterator[Named]:
    match = _EVENT.fullmatch(_with_underscores(header))
    if match is not None:
        part = "month" if match["part"] == "date" else match["part"] or "event"
        why = "a numbered event" if match["number"] else "events of the patient"
        yield Named("events", part, 0.9, why, Slot("", float(match["number"] or 1)))


def _with_underscores(header: str) -> str:
    return re.sub(r"[\s_]+", "_", header.strip().casefold())
