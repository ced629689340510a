"""The units that a measure may be written in: how each is said, and its factor to the schema's unit."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.ingest.amounts.numbers import tidied
from analysis.ingest.mapping import OPEN, ColumnPlan
from analysis.schema import FIELDS, Field

#: TLCO in mmol/min/kPa x 2.987 = DLCO in mL/min/mmHg; some papers multiply by 3 (Medscape 303239).
DLCO_FROM_SI = 2.987
#: 1 microkatal per litre = 60 units per litre, by the definition of the two.
CK_FROM_MICROKATAL = 60.0
#: 1 mg/dL of creatinine = 88.42 micromol/L, by its molar mass of 113.12 g/mol.
CREATININE_MICROMOL = 88.42
DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of one measure.

    `field` is the field that its values belong to, `factor` what they are multiplied by to be in that
    field's unit. `words` are those of a header or cell that say it, `with_them` those that may stand
    beside them; in a header its `header` pattern, where it has one, must stand instead. `scale` is the
    maximum that it says of a score; `of` names what the factor is a multiple of in each row ("weight" in
    kg, "uln" in U/L).
    """

    key: str
    field: str
    factor: float = 1.0
    words: frozenset[str] = frozenset()
    with_them: frozenset[str] = frozenset()
    scale: float | None = None
    of: str = ""
    header: str = ""

    def is_said_by(self, header: str) -> bool:
        """Whether a header says it."""
        plain = tidied(header).casefold()
        return bool(re.search(self.header, plain) if self.header else _tokens(plain) & self.words)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PERCENT = _words("% pct percent pred predicted prozent soll pourcent porcentaje perc pp")
_LITRES, _MILLILITRES = (
    _words("l liter liters litre litres litros"),
    _words("ml milliliter millilitre milliliters"),
)
_OF_PREDICTED = _words("of the d value pred predicted btps")


def _volume(litres: str, percent: str) -> tuple[Unit, ...]:
    return (
        Unit("fraction", percent, 100.0, _words("fraction frac fraktion ratio"), _OF_PREDICTED),
        Unit("% predicted", percent, words=_PERCENT, with_them=_OF_PREDICTED),
        Unit("mL", litres, 0.001, _MILLILITRES, _OF_PREDICTED),
        Unit("L", litres, 1.0, _LITRES, _OF_PREDICTED),
    )


_FVC, _TLC = _volume("fvc_l", "fvc_pct"), _volume("tlc_l", "tlc_pct")
_DLCO = (
    Unit("fraction", "dlco_pct", 100.0, _words("fraction frac fraktion ratio"), _OF_PREDICTED),
    Unit("% predicted", "dlco_pct", words=_PERCENT, with_them=_OF_PREDICTED),
    Unit("mmol/min/kPa", "dlco", DLCO_FROM_SI, _words("mmol kpa si"), _words("min m")),
    Unit("mL/min/mmHg", "dlco", 1.0, _words("ml mmhg torr"), _words("min m")),
)
_DAILY = _words("mg d day daily die tag jour dia qd od per a pro equivalent equiv eq")


def _dose(field: str) -> tuple[Unit, ...]:
    return (
        Unit("mg/kg/day", field, 1.0, _words("kg kgkw kgbw"), _DAILY | _words("mg bw kw"), of="weight"),
        Unit(
            "mg/week",
            field,
            1 / 7,
            _words("week weekly wk w woche wöchentlich semaine semana"),
            _DAILY,
            header=r"(?:/|per |pro |a )\s*(?:week|wk|w|woche|sem\w*)(?![^\W_])|weekly|wöchentlich",
        ),
        Unit("mg/day", field, 1.0, _words("mg"), _DAILY),
    )


def _spelled(names: str) -> str:
    """A pattern for one of several names, standing alone."""
    return rf"(?<![^\W_])(?:{'|'.join(names.split())})(?![^\W_])"


def _time(field: str) -> tuple[Unit, ...]:
    days, weeks, years = (
        "days day tage tag jours dias días",
        "weeks week wochen semaines",
        "years jahre ans años",
    )
    return (
        Unit("days", field, 1 / DAYS_PER_MONTH, _words(f"{days} d jour dia día"), header=_spelled(days)),
        Unit("weeks", field, 7 / DAYS_PER_MONTH, _words(f"{weeks} wk wks w woche"), header=_spelled(weeks)),
        Unit("years", field, 12.0, _words(f"{years} year yr yrs y jahr an año"), header=_spelled(years)),
        Unit("months", field, 1.0, _words("months month mo mos mon m monate monat mois meses mes")),
    )


_A_LITRE = _words("l liter litre")
_KATALS = Unit("µkat/L", "ck", CK_FROM_MICROKATAL, _words("ukat kat ukatl microkat"), _A_LITRE)
_UNITS_A_LITRE = Unit("U/L", "ck", 1.0, _words("u iu ul iul units ie ui"), _A_LITRE)
_ULN = Unit(
    "x ULN", "ck", 1.0, _words("uln xuln fold times fach x"), _words("the of limit upper normal n"), of="uln",
    header=r"[x*/]\s*uln|fold|times|multiple",
)  # fmt: skip
_POINTS = _words("0 of points pts von sur")

#: Field -> the units that its column may be in. More telling words stand first.
UNITS: dict[str, tuple[Unit, ...]] = {
    "fvc_l": _FVC, "fvc_pct": _FVC, "tlc_l": _TLC, "tlc_pct": _TLC, "dlco": _DLCO, "dlco_pct": _DLCO,
    "ck": (_ULN, _KATALS, _UNITS_A_LITRE),
    "ck_uln": (replace(_KATALS, field="ck_uln"), replace(_UNITS_A_LITRE, field="ck_uln")),
    "creatinine": (
        Unit("µmol/L", "creatinine", 1 / CREATININE_MICROMOL, _words("umol micromol umoll"), _A_LITRE),
        Unit("mg/dL", "creatinine", 1.0, _words("mg mgdl dl"), _words("dl")),
    ),
    "mmt8": (
        Unit("of 150", "mmt8", words=_words("150"), with_them=_POINTS, scale=150.0),
        Unit("of 80", "mmt8", words=_words("80"), with_them=_POINTS, scale=80.0),
        Unit("points", "mmt8", words=_words("points point pts punkte score")),
    ),
    "tacrolimus_trough": (
        Unit("ng/mL", "tacrolimus_trough", 1.0, _words("ng ug mcg ngml ugl"), _words("ml l")),
    ),
    "age": (
        Unit("months", "age", 1 / 12, _words("months month mo mos monate mois meses")),
        Unit("years", "age", 1.0, _words("years year yr yrs y yo old jahre jahr j ans años a")),
    ),
    "prednisone_mg": _dose("prednisone_mg"),
    "tacrolimus_mg": _dose("tacrolimus_mg"),
}  # fmt: skip

_WORD = re.compile(r"%|[^\W\d_]+|\d+")


def units_of(field: Field) -> tuple[Unit, ...]:
    """The units that a field's column may be in; for fields without a registry entry their own alone.

    >>> [unit.key for unit in units_of(FIELDS["visits", "fvc_l"])]
    ['fraction', '% predicted', 'mL', 'L']
    """
    if field.key in UNITS:
        return UNITS[field.key]
    if field.unit == "months":
        return _time(field.key)
    return (Unit(field.unit, field.key, words=frozenset(_tokens(field.unit))),)


def unit_named(field: Field, key: str) -> Unit | None:
    """The unit of a field's column under a key, None where there is none."""
    return next((unit for unit in units_of(field) if unit.key == key), None)


def own_unit(field: Field) -> Unit:
    """The unit that the schema has for a field."""
    own = (unit for unit in reversed(units_of(field)) if unit.field == field.key and unit.factor == 1)
    return next(unit for unit in own if not unit.of)


def unit_in(words: str, field: Field) -> Unit | None:
    """The unit that the words around a number say, all of them being understood; None where they say none.

    >>> unit_in("% pred.", FIELDS["visits", "fvc_l"]).key, unit_in("ml", FIELDS["visits", "fvc_l"]).key
    ('% predicted', 'mL')
    >>> unit_in("kg", FIELDS["visits", "fvc_l"]) is None
    True
    """
    said = _tokens(words)
    for unit in units_of(field):
        if said & unit.words and said <= unit.words | unit.with_them:
            return unit
    return None


@lru_cache(maxsize=50_000)
def unit_in_header(header: str, field: Field) -> Unit | None:
    """The unit that a header says beside the measure, None where it says none.

    >>> unit_in_header("FVC (ml)", FIELDS["visits", "fvc_l"]).key
    'mL'
    >>> unit_in_header("FVC", FIELDS["visits", "fvc_l"]) is None
    True
    """
    return next((unit for unit in units_of(field) if unit.is_said_by(header)), None)


def _tokens(text: str) -> set[str]:
    return set(_WORD.findall(tidied(text).casefold()))


def redirected(plan: ColumnPlan) -> ColumnPlan:
    """The plan with the field that its unit belongs to: percents under a header "FVC" are `fvc_pct`.

    >>> plan = ColumnPlan(2, "FVC", "field", "visits", "fvc_l", read_as=(("unit", "% predicted"),))
    >>> redirected(plan).name
    'fvc_pct'
    """
    field = FIELDS.get((plan.table, plan.name)) if plan.role == "field" else None
    unit = unit_named(field, plan.reading("unit")) if field else None
    return replace(plan, name=unit.field) if unit and unit.field != plan.name else plan


def scale_said(plan: ColumnPlan) -> float | None:
    """The maximum that a column of scores is on, as it was answered."""
    field = FIELDS["visits", "mmt8"]
    unit = unit_named(field, plan.reading("unit")) if plan.name == field.key else None
    return unit.scale if unit else None


def is_open(plan: ColumnPlan) -> bool:
    """Whether the column's unit was asked and is not known."""
    return plan.reading("unit") == OPEN
