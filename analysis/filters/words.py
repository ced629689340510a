"""Filters in words: for chips, footers and "How this was calculated"."""

from analysis.filters.conditions import EXTRA, Condition, Filters
from analysis.schema import GROUPS, field_named

_LABELS = {
    "antibody_any": "any of",
    "antibody_all": "all of",
    "antibody_none": "none of",
    "response": "response",
    "improved": "improved after tacrolimus",
    "treatment": "treated with",
}
#: The words of the arms of improvement, where the key alone would not be understood.
_IMPROVED = {"ild": "ILD", "myositis": "myositis", "both": "both", "neither": "neither"}


def antibody_words(name: str) -> str:
    """An antibody's name, or its group's label.

    >>> antibody_words("group:ARS")
    'Any antisynthetase'
    """
    return GROUPS.get(name.removeprefix("group:"), name) if name.startswith("group:") else name


def condition_words(condition: Condition) -> str:
    """One condition in words.

    >>> condition_words(Condition("antibody_any", ("group:ARS", "MDA5")))
    'any of: Any antisynthetase, MDA5'
    >>> condition_words(Condition("age", ("40-60",)))
    'age: 40 to 60'
    """
    return f"{_name(condition)}: {', '.join(level_words(condition.field, text) for text in condition.texts)}"


def filter_words(filters: Filters) -> str:
    """All conditions in one phrase; empty where there is no filter."""
    return "; ".join(condition_words(condition) for condition in filters.conditions)


def _name(condition: Condition) -> str:
    if condition.is_private:
        return condition.field.removeprefix(EXTRA)
    field = field_named("patients", condition.field)
    return _LABELS.get(condition.field) or (field.label.lower() if field else condition.field)


def level_words(field: str, text: str) -> str:
    """What a filter on a field asks for, in words.

    >>> level_words("improved", "ild"), level_words("age", "40-")
    ('ILD', '40 or more')
    """
    if field.startswith("antibody_"):
        return antibody_words(text)
    if field == "improved":
        return _IMPROVED.get(text, text)
    return _range(text) if field == "age" else text


def _range(text: str) -> str:
    low, _, high = text.partition("-")
    if low and high:
        return f"{low} to {high}"
    return f"{low} or more" if low else f"{high} or less"
