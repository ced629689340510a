"""Doses as clinicians write them: "20 mg QOD", "5 mg BID", "60 -> 40", "1 mg/kg", "stopped"."""

import re
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from analysis.ingest.amounts.glucocorticoids import NAMES, Glucocorticoid, named, never_converted
from analysis.ingest.amounts.numbers import AMBIGUOUS, Written, tidied, written_number
from analysis.ingest.amounts.separators import Comma

#: The fields of visits that hold doses a day.
DOSES = frozenset({"prednisone_mg", "tacrolimus_mg"})

Taper = Literal["first", "last"]
Kind = Literal["dose", "stopped", "none", "pulse", "never", "unread", "comma"]

_NUMBER = r"\d[\d.,]*(?<![.,])|[.,]\d+"
_DAY = r"(?:d|day|days|daily|tag|tgl|täglich|taeglich|jour|j|die|dia|día|24h)\b\.?"
_PER = r"(?:/|per\b|pro\b|a\b|par\b|por\b|x\b)\s*"
_NAMES = "|".join(map(re.escape, NAMES))
#: Kinds of words, in the order in which they are tried; what is none of them leaves the text unread.
_TOKENS: dict[str, tuple[str, ...]] = {
    "pulse": (
        r"(?:iv\s+|steroid\s+)?puls\w*(?:\s+(?:therapy|treatment|dose|steroids?)\b)?", r"bolus\w*",
        r"sto(?:ß|ss)\w*",
    ),
    "off": (r"off\b", r"stopp?ed\b"),
    "every_other_day": (
        r"qod\b", r"q\.\s?o\.\s?d\.?", r"eod\b", r"q2d\b", r"q48h\b", r"every (?:other|second|2nd) day",
        r"(?:on )?altern(?:ate|ating) days?", r"jeden (?:2\.|zweiten) tag", r"alle (?:2|zwei) tage",
        r"(?:1|un) jour sur (?:2|deux)", r"(?:en )?d[ií]as alternos", r"/\s*2\s*(?:d|days|tage)\b",
    ),
    "week": (rf"(?:once\s+)?(?:{_PER})?(?:weekly|week|wk|woche|wöchentlich|semaine|semana|w)\b", r"qw\b"),
    "times": (
        rf"[1-4]\s*x\s*(?:{_PER})?{_DAY}", r"[1-4]\s*x(?=\s*\d)", r"[1-4]\s*x\b",
        r"b\.?\s?i\.?\s?d\b\.?", r"bd\b", r"q12h\b", r"twice(?: daily| a day| per day)?",
        r"t\.?i\.?d\b\.?", r"tds\b", r"three times(?: daily| a day)?",
        r"q8h\b", r"q\.?i\.?d\b\.?", r"qds\b", r"q6h\b", r"once(?: daily| a day)?",
    ),
    "duration": (rf"(?:x|for|für|pendant)\s*\d+\s*(?:{_DAY})?",),
    "per_kg": (rf"mg\s*/\s*kg(?:\s*(?:bw|kw|kg|kgkw))?(?:\s*/?\s*{_DAY})?",),
    "gram": (rf"(?:g|gr|gram|grams|gramm)\b(?:\s*/\s*{_DAY})?",),
    "mg": (rf"(?:mg|mgs|milligrams?|milligramm)\b\.?(?:\s*(?:{_PER})?{_DAY})?",),
    "day": (
        rf"(?:{_PER}|once )?{_DAY}", r"q\.?d\b\.?", r"o\.?d\b\.?", r"q24h\b", r"mane\b", r"q?am\b",
        r"morgens",
    ),
    "iv": (r"i\.?\s?v\b\.?", r"intravenous(?:ly)?", r"infusions?"),
    "oral": (r"p\.?\s?o\b\.?", r"oral(?:ly)?", r"tabs?\b", r"tablets?"),
    "taper": (r"taper\w*", r"wean\w*", r"ausschleichen\w*", r"reduc\w*", r"reduz\w*", r"decreas\w*"),
    "alternating": (r"altern\w*(?: with)?", r"alt\b\.?", r"im wechsel(?: mit)?", r"abwechselnd(?: mit)?"),
    "then": (
        r"-*>+", r"=+>", "→", "➔", "➝", "⇒", r"then\b", r"followed by\b", r"dann\b", r"danach\b",
        r"anschlie(?:ß|ss)end\b", r"gefolgt von\b", r"puis\b", r"ensuite\b", r"suivie?s? (?:de|par)\b",
        r"luego\b", r"despu[eé]s\b", r"seguid[oa]s? (?:de|por)\b", r"poi\b", r"seguit[oaie] da\b",
    ),
    "arrow": (r"to\b", r"auf\b"),
    "drug": (rf"(?:{_NAMES})\b", r"(?:tacrolimus|tac|fk-?506|prograf|advagraf|envarsus)\b"),
    "number": (_NUMBER,),
    "dash": ("-",),
    "filler": (r"[\s,;:().=/+]+", r"(?:dose|of|at|on|currently|now|aktuell|total|und|and|mit|with|von|de)\b"),
}  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _TOKENS.items()))
_SCHEME = re.compile(
    rf"(?:(?P<each>{_NUMBER})\s*mg\s+)?(?P<parts>(?:{_NUMBER})(?:-(?:{_NUMBER})){{2,3}})\s*(?:mg)?(?:/d)?"
)
_SIGNED = re.compile(r"(?P<sign><|>|~|≈|ca\.?|about|approx\.?|etwa)\s*(?=\d)")

_STOPPED = re.compile(
    r"(?:(?:(?:tapered|weaned|now|completely)\s+)?off(?:\s+(?:pred\w*|steroids?|gcs?|drug|treatment|therapy|meds?))?|stop(?:ped)?|discontinued|d/?c(?:'?d)?|ceased|withdrawn|"
    r"weaned|tapered(?: to (?:0|zero|off))?|"
    r"not on (?:steroids?|prednis\w+|gcs?|it)|steroid[- ]free|abgesetzt|beendet|"
    r"ausgeschlichen|arr[eê]t[eé]?e?s?|stopp[eé]e?s?|gestoppt|sevr[eé]|suspendid[oa]|retirad[oa]|zero"
    r")(?:\s+(?:in\s+)?\d{1,2}[/.]\d{2,4})?"
)  # fmt: skip
_NONE = frozenset({"none", "no", "nil", "keine", "kein", "nein", "aucun", "non", "ninguno", "ninguna"})
_TIMES_A_DAY = {"b": 2, "t": 3, "q": 4, "o": 1}


@dataclass(frozen=True, slots=True)
class Dose:
    """What one text says of a dose: mg a day (or per kg and day) of the drug it names, else the column's.

    `rule` is what was needed to read it. For every kind but "dose" and "stopped" there is no number.
    With `after_pulse` it is the dose a day that followed a pulse, which is left out.
    """

    kind: Kind
    value: float = np.nan
    sign: str = ""
    rule: str = ""
    drug: Glucocorticoid | None = None
    per_kg: bool = False
    after_pulse: bool = False


UNREAD = Dose("unread", rule="not a dose")
PULSED = Dose("pulse", rule="pulse")
#: The rule of a dose a day that is told together with the pulse before it.
AFTER_PULSE = "pulse left out, the dose after it"


def read_dose(text: str, comma: Comma | None, taper: Taper = "first") -> Dose:
    """What a text says of a dose.

    Of a taper such as "60 -> 40" the first dose is the one that is taken on the day of the visit, before
    the change; `taper` may say the last.

    >>> read_dose("20 mg QOD", None).value, read_dose("5 mg BID", None).value
    (10.0, 10.0)
    >>> read_dose("60->40 taper", None).value, read_dose("stopped", None).value
    (60.0, 0.0)
    >>> read_dose("MP pulse 1 g x3, then prednisone 60 mg", None).value
    60.0
    """
    plain = tidied(text).casefold()
    if (dose := _without_number(plain)) is not None:
        return dose
    scheme = _SCHEME.fullmatch(plain)
    if scheme and (dose := _of_the_day(scheme)):
        return dose
    signed = _SIGNED.match(plain)
    tokens = _tokens(plain[signed.end() :] if signed else plain)
    dose = _Words(tokens, comma, taper).dose() if tokens else UNREAD
    return _limited(dose, signed["sign"]) if signed and dose.kind == "dose" else dose


def says_dose(text: str) -> bool:
    """Whether a text says something of a dose, be it that there is none.

    >>> says_dose("mPSL 16 mg"), says_dose("pulse"), says_dose("see letter")
    (True, True, False)
    """
    return read_dose(text, None) is not UNREAD


def _without_number(plain: str) -> Dose | None:
    if _STOPPED.fullmatch(plain):
        return Dose("stopped", 0.0, rule="stopped: 0 mg")
    if plain in _NONE:
        return Dose("none", rule="none: 0 mg, or not known")
    return Dose("never", rule="never converted to prednisone") if never_converted(plain) else None


def _limited(dose: Dose, written: str) -> Dose:
    sign = written if written in {"<", ">"} else "~"
    rule = _joined("approximate" if sign == "~" else "limit", dose.rule)
    return replace(dose, sign=sign, rule=rule)


def _of_the_day(scheme: re.Match[str]) -> Dose | None:
    """Morning, noon, evening: "10-0-5" is 15 mg, "5 mg 1-0-1" is 10 mg; a falling row is a taper."""
    parts = [float(part.replace(",", ".")) for part in scheme["parts"].split("-")]
    if parts == sorted(parts, reverse=True) and parts[1] > 0:
        return None
    each = float(scheme["each"].replace(",", ".")) if scheme["each"] else 1.0
    return Dose("dose", each * sum(parts), rule="morning, noon and evening added")


def _tokens(text: str) -> list[tuple[str, str]] | None:
    """A text as its kinds of words; None where one of them is not known."""
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        if match.lastgroup and match.lastgroup != "filler":
            found.append((match.lastgroup, match[0].strip()))
    return found if end == len(text) else None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one dose, each with its kind."""

    tokens: list[tuple[str, str]]
    comma: Comma | None
    taper: Taper

    def dose(self) -> Dose:
        """What they say together."""
        kinds = {kind for kind, _ in self.tokens}
        if (after := self._after_pulse()) is not None:
            return after
        numbers = [written_number(text, self.comma) for kind, text in self.tokens if kind == "number"]
        if AMBIGUOUS in numbers:
            return Dose("comma", rule=AMBIGUOUS.rule)
        if not numbers or any(np.isnan(number.value) for number in numbers):
            return UNREAD
        if "off" in kinds:
            return self._off(kinds, numbers)
        amount, rule, sign = self._amount(kinds, numbers)
        if np.isnan(amount):
            return UNREAD
        factor, per = self._per(kinds)
        rule = _joined(rule, per, *(number.rule for number in numbers[:1]))
        return Dose("dose", round(amount * factor, 9), sign, rule, self._drug(), "per_kg" in kinds)

    def _after_pulse(self) -> Dose | None:
        """The dose that a pulse was followed by; the pulse alone where none is said; None without a pulse."""
        kinds = [kind for kind, _ in self.tokens]
        end = kinds.index("then") if "then" in kinds else len(kinds)
        if "pulse" in kinds[:end] or (end < len(kinds) and "gram" in kinds[:end]):
            dose = _Words(self.tokens[end + 1 :], self.comma, self.taper).dose()
            if dose.after_pulse:
                return dose
            if dose.kind == "dose":
                return replace(dose, rule=_joined(AFTER_PULSE, dose.rule), after_pulse=True)
            return dose if dose.kind == "comma" else PULSED
        return PULSED if "pulse" in kinds else None

    def _off(self, kinds: set[str], numbers: list[Written]) -> Dose:
        """A taper that ends: "10 -> off"."""
        if not kinds & {"then", "arrow", "taper"}:
            return UNREAD
        value = numbers[0].value if self.taper == "first" else 0.0
        return Dose("dose", value, "~", f"taper: its {self.taper} dose", self._drug())

    def _amount(self, kinds: set[str], numbers: list[Written]) -> tuple[float, str, str]:
        values = [number.value for number in numbers]
        if len(values) == 1:
            return values[0], "", ""
        if "alternating" in kinds or ("every_other_day" in kinds and len(values) == 2):
            return float(np.mean(values)), "alternating doses: their mean", "~"
        falling = values == sorted(values, reverse=True) and ("dash" in kinds or len(values) > 2)
        if kinds & {"then", "arrow", "taper"} or falling:
            return values[0 if self.taper == "first" else -1], f"taper: its {self.taper} dose", "~"
        return np.nan, "", ""

    def _per(self, kinds: set[str]) -> tuple[float, str]:
        factor, rules = 1.0, []
        times = next((text for kind, text in self.tokens if kind == "times"), "")
        if times and (count := _times_a_day(times)) > 1:
            factor, rules = factor * count, [f"{count} times a day"]
        several = sum(kind == "number" for kind, _ in self.tokens) > 1
        if "every_other_day" in kinds and not several:
            factor, rules = factor / 2, [*rules, "every other day: half"]
        if "week" in kinds:
            factor, rules = factor / 7, [*rules, "per week: a seventh"]
        if "gram" in kinds:
            factor, rules = factor * 1000, [*rules, "g to mg"]
        return factor, _joined(*rules)

    def _drug(self) -> Glucocorticoid | None:
        return next((named(text) for kind, text in self.tokens if kind == "drug"), None)


def _times_a_day(text: str) -> int:
    if text[0].isdigit():
        return int(text[0])
    if text.startswith(("twice", "q12", "bd")):
        return 2
    if text.startswith(("three", "q8", "tds")):
        return 3
    return _TIMES_A_DAY[text[0]]


def _joined(*rules: str) -> str:
    return ", ".join(filter(None, rules))
