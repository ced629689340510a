"""The rules of the study that a person may change, each with its default, its words and its range."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Self, cast

from analysis.errors import SettingError

#: The result pages on which a setting's panel shows it.
Topic = Literal["response", "tacrolimus", "trajectory", "serology"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a person reads about one setting. `low`, `high` bound a number, `choices` a choice."""

    key: str
    label: str
    words: str
    topics: tuple[Topic, ...]
    default: float | bool | str
    unit: str = ""
    low: float = 0
    high: float = 0
    step: float = 1
    choices: tuple[str, ...] = ()

    def parse(self, text: str) -> float | bool | str:
        """The value that a text names; raises `SettingError` with a sentence if it names none."""
        if isinstance(self.default, bool):
            return self._parse_switch(text)
        if self.choices:
            return self._parse_choice(text)
        return self._parse_number(text)

    def _parse_switch(self, text: str) -> bool:
        if text not in {"yes", "no"}:
            raise SettingError(f"The setting {self.key} is a switch: write {self.key}=yes or {self.key}=no.")
        return text == "yes"

    def _parse_choice(self, text: str) -> str:
        if text not in self.choices:
            raise SettingError(f"The setting {self.key} is one of: {', '.join(self.choices)}.")
        return text

    def _parse_number(self, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not self.low <= number <= self.high:
            raise SettingError(f"The setting {self.key} is a number from {self.low:g} to {self.high:g}.")
        return number

    def write(self, value: float | bool | str) -> str:
        """The text that `parse` reads back as this value."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value if isinstance(value, str) else f"{value:g}"


def _number(
    default: float,
    label: str,
    words: str,
    *topics: Topic,
    unit: str,
    low: float,
    high: float,
    step: float = 1,
) -> float:
    about = {
        "label": label,
        "words": words,
        "topics": topics,
        "unit": unit,
        "low": low,
        "high": high,
        "step": step,
    }
    return field(default=default, metadata=about)


def _choice(choices: tuple[str, ...], label: str, words: str, *topics: Topic) -> str:
    about = {"label": label, "words": words, "topics": topics, "choices": choices}
    return field(default=choices[0], metadata=about)


def _switch(default: bool, label: str, words: str, *topics: Topic) -> bool:
    return field(default=default, metadata={"label": label, "words": words, "topics": topics})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every rule with its value. The defaults are those of `methods.md`, repeated in the README.

    >>> Settings().with_texts({"ck_limit": "1.5"}).changed()
    {'ck_limit': '1.5'}
    """

    outcome: str = _choice(
        ("recorded", "derived"), "Outcome used",
        "Use the outcome as the physician recorded it, or the one derived from the measurements, for everyone. "
        "Where the file records none, the derived one is used.",
        "response", "tacrolimus", "trajectory",
    )  # fmt: skip
    change: str = _choice(
        ("relative", "points"), "Change in lung function",
        "Relative to the first value, or in points of percent predicted "
        "(then only visits with percent predicted count).",
        "response", "tacrolimus", "trajectory",
    )  # fmt: skip
    fvc_change: float = _number(
        10, "FVC changed by at least", "The fall (or rise) in FVC that counts.",
        "response", "tacrolimus", "trajectory", unit="%", low=1, high=50,
    )  # fmt: skip
    tlc_change: float = _number(
        10, "TLC changed by at least", "The fall (or rise) in TLC that counts.",
        "response", "tacrolimus", "trajectory", unit="%", low=1, high=50,
    )  # fmt: skip
    dlco_change: float = _number(
        15, "DLCO changed by at least", "The fall (or rise) in DLCO that counts.",
        "response", "tacrolimus", "trajectory", unit="%", low=1, high=50,
    )  # fmt: skip
    ild_criteria: float = _number(
        2, "Criteria for refractory ILD", "How many of TLC, FVC, DLCO and respiratory symptoms must be worse.",
        "response", "tacrolimus", "trajectory", unit="of 4", low=1, high=4,
    )  # fmt: skip
    ck_limit: float = _number(
        1, "CK is raised above", "In multiples of the laboratory's upper limit of normal.",
        "response", "tacrolimus", "trajectory", unit="x ULN", low=0.5, high=10, step=0.1,
    )  # fmt: skip
    mmt8_change: float = _number(
        5, "MMT8 changed by at least", "Percent of the scale's range: 5% is 4 of 80 points, 7.5 of 150.",
        "response", "tacrolimus", "trajectory", unit="% of scale", low=1, high=50,
    )  # fmt: skip
    evaluation_from: float = _number(
        3, "Evaluated from month", "The first month of a clock at which an outcome may be judged.",
        "response", "tacrolimus", "trajectory", unit="months", low=1, high=12,
    )  # fmt: skip
    conventional_until: float = _number(
        12, "Response evaluated until month",
        "On the conventional clock, or until second-line treatment if that is earlier.",
        "response", "tacrolimus", "trajectory", unit="months", low=3, high=60,
    )  # fmt: skip
    tacrolimus_until: float = _number(
        14, "Improvement evaluated until month", "On the tacrolimus clock.",
        "tacrolimus", "trajectory", unit="months", low=3, high=60,
    )  # fmt: skip
    stable_responds: bool = _switch(
        False, "Count stable as responder",
        "A stable patient is in the denominator; this puts them in the numerator too.",
        "response",
    )  # fmt: skip
    death: str = _choice(
        ("failure", "left out"), "Death or transplant before evaluation",
        "By the measurements: counts as failure (not improved), or leaves the patient out. "
        "What the physician recorded stands.",
        "response", "tacrolimus", "trajectory",
    )  # fmt: skip
    tacrolimus_set: str = _choice(
        ("failures", "all"), "Tacrolimus analysis",
        "Those who failed conventional treatment and started tacrolimus afterwards, or everyone on tacrolimus.",
        "tacrolimus", "trajectory",
    )  # fmt: skip
    stopped: str = _choice(
        ("kept", "left out"), "Stopped tacrolimus before a window",
        "Keep everyone who started tacrolimus, or leave out those who had stopped before the window.",
        "tacrolimus", "trajectory",
    )  # fmt: skip
    early_from: float = _number(76, "3-6 months: from day", "First day of the window, counted from the clock's start.",
        "tacrolimus", "trajectory", unit="days", low=28, high=200)  # fmt: skip
    early_until: float = _number(198, "3-6 months: until day", "Last day of the window; the last value inside is used.",
        "tacrolimus", "trajectory", unit="days", low=60, high=300)  # fmt: skip
    late_from: float = _number(304, "12 months: from day", "First day of the window.",
        "tacrolimus", "trajectory", unit="days", low=200, high=365)  # fmt: skip
    late_until: float = _number(426, "12 months: until day",
        "Last day of the window; the value closest to day 365 is used.", "tacrolimus", "trajectory", unit="days", low=365, high=730)  # fmt: skip
    trough_low: float = _number(5, "Trough target from", "Lower end of the target range.",
        "tacrolimus", unit="ng/mL", low=0, high=30, step=0.5)  # fmt: skip
    trough_high: float = _number(10, "Trough target to", "Upper end of the target range.",
        "tacrolimus", unit="ng/mL", low=1, high=40, step=0.5)  # fmt: skip
    weak: str = _choice(
        ("positive", "negative", "not tested"), "A weak antibody counts as",
        "How a weakly positive antibody counts.", "serology", "response", "tacrolimus", "trajectory",
    )  # fmt: skip
    equivocal: str = _choice(
        ("not tested", "negative", "positive"), "An equivocal antibody counts as",
        "How an equivocal (borderline) antibody counts.", "serology", "response", "tacrolimus", "trajectory",
    )  # fmt: skip

    def changed(self) -> dict[str, str]:
        """The settings that differ from their default, as text, in the registry's order."""
        return {s.key: s.write(self.value(s.key)) for s in SETTINGS if self.value(s.key) != s.default}

    def value(self, key: str) -> float | bool | str:
        """The value of one setting."""
        return cast("float | bool | str", getattr(self, key))

    def with_texts(self, texts: Mapping[str, str]) -> Self:
        """These settings with some replaced; raises `SettingError` for a name or value that is none."""
        unknown = [key for key in texts if key not in SETTING]
        if unknown:
            raise SettingError(f"There is no setting {unknown[0]}. The settings are: {', '.join(SETTING)}.")
        return self._checked({key: SETTING[key].parse(text) for key, text in texts.items()})

    def with_values(self, values: Mapping[str, float | bool | str]) -> Self:
        """These settings with some values replaced, as `with_texts`."""
        return self.with_texts({key: SETTING[key].write(value) for key, value in values.items()})

    def _checked(self, values: Mapping[str, Any]) -> Self:
        settings = replace(self, **values)
        for low, high in _ORDERED:
            if cast(float, settings.value(low)) >= cast(float, settings.value(high)):
                raise SettingError(f"The setting {low} must be below {high}.")
        return settings


_ORDERED = (
    ("early_from", "early_until"),
    ("early_until", "late_from"),
    ("late_from", "late_until"),
    ("evaluation_from", "conventional_until"),
    ("evaluation_from", "tacrolimus_until"),
    ("trough_low", "trough_high"),
)

#: Every setting in the order of the panels, and by its key.
SETTINGS: tuple[Setting, ...] = tuple(
    Setting(key=f.name, default=cast("float | bool | str", f.default), **f.metadata) for f in fields(Settings)
)
SETTING: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}
