"""What the words of a line say it is: a column's name, a time, a unit, a total, a note."""

import re

from analysis.ingest.headers.naming import named
from analysis.ingest.mapping import TableKey
from analysis.schema import DIAGNOSES, diagnosis_named, drug_named, field_named, normalised

_TABLES: tuple[TableKey, ...] = ("patients", "visits", "treatments", "events")
_LONGEST_NAME = 80  # no header that names a field is longer
_SURE = 0.8  # what a header is only guessed to mean does not say that it is one

_TIME = re.compile(
    r"bl|base|baseline|initial|start|screening|end|eot|last|first|visits?|v\d+|t\d+|fu\d*|follow|followup|up|"
    r"w(?:ee)?ks?|w\d*|months?|mos?|mon|mths?|m\d*|years?|yrs?|y\d*|days?|d\d*|\d+(?:m|mo|mths?|w|wk|y|yr|d)?|"
    r"monate?n?|wochen?|jahre?n?|tage?n?|mois|semaines?|ans?|besuch|visite|ausgangswert|verlauf|"
    r"pre|post|before|after|nach|vor|apres|avant",
)
#: They may stand beside a time without saying one.
_BESIDE_TIME = re.compile(
    r"at|on|of|the|since|in|und|and|tac|tacrolimus|conventional|treatment|therapy|st|nd|rd|th|data|values?"
)
_UNIT = re.compile(
    r"%|% ?(?:of )?pred(?:icted|\.)?|%p|percent|prozent|"
    r"(?:[nµuμmk]?g|ng|pg|[mµuμ]?mol|ml|l|dl|m?i?u|[µuμ]?kat|points?|punkte)"
    r"(?: ?(?:/|per) ?(?:d|day|die|tag|week|wk|kg|m?l|dl|min|h|mmhg|kpa|l))*|"
    r"ml/min/mm ?hg|mmol/min/kpa|lit(?:er|re)s?|x ?uln|kg(?:/m2|/m²)?|cm|mm ?hg|kpa|"
    r"y(?:ea)?rs?|years|months?|mo|weeks?|days?|jahre?|monate?|tage?|u/l|iu/l|[mu]g|mg/d|mg/day",
    re.IGNORECASE,
)
#: How a cell is to be filled in: it may stand in a row of units, but is no unit.
_HINT = re.compile(
    r"y/n|yes/no|j/n|ja/nein|o/n|oui/non|0/1|1/0|m/f|f/m|w/m|m/w|\+/-|pos/neg|date|datum|text|number|code|-|–|—|"
    r"(?:(?:dd|d|mm|m|yyyy|yy|tt|jjjj)[./-]?){2,3}|\d+ ?[-–] ?\d+",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?total|totals|gesamt|summe|insgesamt|sum|totale?|mean|average|mittelwert|mittel|"
    r"moyenne|promedio|media|durchschnitt|median|médiane|mediana|std(?:ev| dev|\.? ?deviation)?|"
    r"standard deviation|standardabweichung|[ée]cart[- ]type|count|anzahl|effectif|min(?:imum)?|max(?:imum)?|"
    r"range|iqr|[nN]|sd|sem|q1|q3)"
    r"(?: ?[\[(][^)\]]*[\])]|[:,]? ?n ?= ?\d+| ?± ?sd| ?\(?sd\)?| ?/ ?sd)?:?|n ?= ?\d+(?: ?patients?)?",
    re.IGNORECASE,
)
#: How every total begins: so that a million ids need not be compared with all of them.
BEGINS_AS_TOTAL = (
    "^(?:grand|sub|sum|tot|ges|ins|mean|av|mit|mo|prom|medi|méd|durch|"
    "st|e|é|count|anz|min|max|ra|iqr|n|sd|sem|q)"
)
#: Totals that cannot be mistaken for anything else; the shorter ones count at the end of a table only.
_SHORT = frozenset(
    {"n", "sd", "min", "max", "sum", "count", "range", "media", "sem", "q1", "q3", "iqr", "mittel"}
)
_NOTE = re.compile(
    r"[*†‡§#¹²³•].*|\d\)|[a-z]\) .*|.*[^=<>!]=[^=].*|.*: .*|.*:|"
    r"(?:notes?|n\.?b|abbreviations?|abbr|legend|keys?|source|footnotes?|explanations?|"
    r"last (?:update|change)|updated|printed|data cut|page \d+|"
    r"legende|abkürzung(?:en)?|anmerkung(?:en)?|hinweise?|quelle|stand|"
    r"seite \d+|abréviations?|légende|remarques?|confidential|vertraulich|end of (?:table|list|file))\b.*",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE = 4  # so many words are no id
_LONG = 40


def name_of(text: str) -> tuple[str, str] | None:
    """The table and field, or ("serology", antibody), that a text names for certain, or None.

    >>> name_of("FVC %"), name_of("anti-Jo1"), name_of("north")
    (('visits', 'fvc_pct'), ('serology', 'Jo-1'), None)
    """
    if not text or len(text) > _LONGEST_NAME:
        return None
    found = (name for table in _TABLES for name in named(text, table))
    return next(((name.table, name.name) for name in found if name.confidence >= _SURE), None)


def names_id(text: str) -> bool:
    """Whether a header names the column that says whose a row is."""
    field = field_named("patients", text)
    return field is not None and field.key == "patient_id"


def is_time(text: str) -> bool:
    """Whether a text says when and nothing else, as a line above or below the headers of visits does.

    >>> [is_time(text) for text in ("Month 3", "BL", "12", "Wk 24", "after 6m", "FVC 3 mo", "Version 3")]
    [True, True, True, True, True, False, False]
    """
    words = [word for word in re.split(r"[^0-9a-z]+", text.casefold()) if word]
    rest = [word for word in words if not _BESIDE_TIME.fullmatch(word)]
    return bool(rest) and all(_TIME.fullmatch(word) for word in rest)


def is_unit(text: str) -> bool:
    """Whether a text is a unit, with or without brackets.

    >>> [is_unit(text) for text in ("(mg/day)", "%", "U/L", "mL/min/mmHg", "m/f", "DM")]
    [True, True, True, True, False, False]
    """
    return _UNIT.fullmatch(bare(text)) is not None


def is_hint(text: str) -> bool:
    """Whether a text says how to fill in a column, such as "yes/no" or "dd.mm.yyyy"."""
    return _HINT.fullmatch(bare(text)) is not None


def bare(text: str) -> str:
    """A text without the brackets around it.

    >>> bare("[mg]"), bare("FVC (L)")
    ('mg', 'FVC (L)')
    """
    inner = re.fullmatch(r"[\[(]\s*([^\[\]()]*?)\s*[\])]", text)
    return inner[1] if inner else text


def is_total(text: str) -> bool:
    """Whether a row of this label sums up others.

    >>> [is_total(text) for text in ("Total", "Mean (SD)", "Mittelwert", "n = 54", "MW01", "DM")]
    [True, True, True, True, False, False]
    """
    return _TOTAL.fullmatch(text) is not None


def is_sure_total(text: str) -> bool:
    """Whether the label could be nothing but a total's: "n" and "max" may be values as well."""
    return is_total(text) and normalised(text) not in _SHORT


def is_note(text: str) -> bool:
    """Whether a text that stands alone in its row explains the table.

    >>> [is_note(text) for text in ("* p < 0.05", "PM = polymyositis", "Abbreviations", "P017", "Anna Meier")]
    [True, True, True, False, False]
    """
    return bool(_NOTE.fullmatch(text)) or len(text.split()) >= _SENTENCE or len(text) > _LONG


def is_diagnosis(text: str) -> bool:
    """Whether a text is the name of a diagnosis, as a heading among the rows may be."""
    return (
        diagnosis_named(re.sub(r"\b(?:patients?|group|patienten|gruppe)\b", "", text.casefold()).strip())
        in DIAGNOSES
    )


def is_drug(text: str) -> bool:
    """Whether a text names a drug."""
    return drug_named(text) is not None
