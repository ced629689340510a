"""Free text about side effects and reasons for stopping, by the words that occur in it."""

import re

#: Beginnings of words, by category of event; abbreviations are whole words.
_EVENTS: dict[str, str] = {
    "infection": r"infect|infekt|pneumonia|pneumocystis|pjp\b|pcp\b|seps|septic|zoster|shingles|herpes|cmv\b|"
    r"cytomegal|tubercul|tb\b|aspergill|candid|cellulit|fungal|fungus|mycobact|nocardi|bacter|viral|virus|"
    r"covid|influenza|uti\b|abscess|pyelonephr|cryptococ|empyema",
    "kidney": r"aki\b|ckd\b|renal|kidney|nephro|creatinine|e?gfr\b|azota?emi|dialys|nieren",
    "neurologic": r"tremor|headache|seizure|pres\b|neuropath|para?esthesi|encephalopath|dizz|insomnia|"
    r"confus|neurotox|stroke",
    "metabolic": r"diabet|hypergly|hypogly|glucose|hba1c|hyperkal|hypokal|potassium|hypomagn|magnesium|"
    r"hyperlip|dyslipid|cholesterol|gout\b|uric\b|hyperuric",
    "malignancy": r"cancer|carcinom|lymphom|malignan|tumou?r|neoplas|melanom|leuka?emi|sarcoma|ptld\b",
}
#: Other words for a side effect that belong to no category of their own.
_ADVERSE = (
    r"adverse|side.?effect|toxic|hepatotox|intoleran|hypertensi|nausea|vomit|diarrh|rash\b|allerg|anaphyl|"
    r"alopeci|cytopeni|leu[ck]openi|neutropeni|ana?emi|abdominal|nebenwirkung"
)
_REASONS: dict[str, str] = {
    "lack of effect": r"lack of (?:effect|efficacy|response)|no (?:effect|efficacy|response|benefit|"
    r"improvement)|not effective|ineff|non.?respon|treatment failure|refractor|progress|worsen|relaps|flare|"
    r"deteriorat|unwirksam",
    "adverse event": "|".join([_ADVERSE, *_EVENTS.values()]),
    "remission": r"remission|well controlled|disease control|inactive disease|quiescen|recovered",
    "death": r"death|died|dead\b|deceased|passed away|fatal|verstorben|décès",
    "other": r"patient.{0,3}s? (?:wish|choice|preference|request|decision|refus)|pregnan|costs?\b|insurance|"
    r"lost to|transplant|moved\b|(?:non)?complian|(?:non)?adheren|surgery|formulary|switch|desire for",
}
_NOT = re.compile(r"\b(?:no|not|without|never|denies|kein|keine|ohne|non|sans)\b", re.IGNORECASE)
_NO_EFFECT = re.compile(
    r"\b(?:no (?:effect|efficacy|response|benefit|improvement)|not effective)", re.IGNORECASE
)


def _compiled(words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {key: re.compile(rf"\b(?:{beginnings})", re.IGNORECASE) for key, beginnings in words.items()}


_BY_EVENT, _BY_REASON = _compiled(_EVENTS), _compiled(_REASONS)


def category_of(text: str) -> str | None:
    """The category of an event that its words name; None where they name none, or several.

    >>> category_of("fine tremor of the hands"), category_of("AKI after CMV pneumonia"), category_of("fall")
    ('neurologic', None, None)
    """
    found = _found(text, _BY_EVENT)
    return found[0] if len(found) == 1 and not _NOT.search(text) else None


def reasons_in(text: str) -> tuple[str, ...]:
    """The reasons for stopping that the words of a text name; none where it says that something was not.

    >>> reasons_in("nephrotoxicity"), reasons_in("no benefit"), reasons_in("not an infection")
    (('adverse event',), ('lack of effect',), ())
    """
    return () if denies(text) else _found(text, _BY_REASON)


def denies(text: str) -> bool:
    """Whether a text says of something that it was not, other than an effect.

    >>> denies("no infection"), denies("no effect")
    (True, False)
    """
    return _NOT.search(_NO_EFFECT.sub("", text)) is not None


def _found(text: str, patterns: dict[str, re.Pattern[str]]) -> tuple[str, ...]:
    return tuple(key for key, pattern in patterns.items() if pattern.search(text))
