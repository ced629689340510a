"""The registry of outcomes: every clinical definition once, in words, with its source and its rule."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from analysis.outcomes import conventional, tacrolimus
from analysis.outcomes.findings import Findings
from analysis.outcomes.results import Clock, Decision
from analysis.settings import Settings

_SHARMA = "Sharma et al., J Rheumatol 2017;44:1612-1618"
_OURS = "ours: the mirror of the failure rule; public text defines no improvement"
_OUR_CHOICE = "ours: public text leaves it open"


@dataclass(frozen=True, slots=True)
class Definition:
    """One outcome: what it is called, what it means, where it comes from, which settings it uses.

    `template` is the definition with its settings in braces; `decide` is the rule of a definition that
    is judged from measurements on a `clock`, None for one that is composed of others.
    """

    key: str
    label: str
    template: str
    source: str
    settings: tuple[str, ...] = ()
    clock: Clock = "conventional"
    decide: Callable[[Findings], Decision] | None = None

    def words(self, settings: Settings) -> str:
        """The definition in words, with the values that hold now.

        >>> DEFINITIONS["stable"].words(Settings())
        'Neither arm is refractory, and neither improved.'
        """
        values = {field.name: getattr(settings, field.name) for field in fields(settings)}
        unit = " points of % predicted" if settings.change == "points" else "%"
        return " ".join(self.template.format_map({**values, "unit": unit}).split())


_LUNG = ("change", "tlc_change", "fvc_change", "dlco_change")
_TIME = ("evaluation_from", "conventional_until")
_TACROLIMUS_TIME = ("evaluation_from", "tacrolimus_until", "death")
_MUSCLE = ("ck_limit", "mmt8_change")

_ON_CONVENTIONAL = """
    Evaluated by the last value from month {evaluation_from:g} to month {conventional_until:g} or
    second-line treatment, whichever is earlier."""
_ON_TACROLIMUS = """
    Evaluated by the last value from month {evaluation_from:g} to {tacrolimus_until:g} of
    tacrolimus."""
_REFRACTORY_MYOSITIS = """
    Weakness worse, or CK above {ck_limit:g} x ULN at evaluation (never normalised, or newly
    raised). Weakness is judged by MMT8 at both visits (a fall of {mmt8_change:g}% of its scale),
    else by the word. Not applicable without weakness and with a normal CK at both visits; with a
    value missing also in CADM where nothing abnormal is recorded."""
_REFRACTORY_ILD = """
    At least {ild_criteria:g} of TLC down by {tlc_change:g}{unit}, FVC down by {fvc_change:g}{unit},
    DLCO down by {dlco_change:g}{unit}, respiratory symptoms worse."""
_IMPROVED_MYOSITIS = """
    Strength better, or CK above {ck_limit:g} x ULN at the start and not at evaluation; and strength
    not worse, and CK not newly raised. Not applicable without weakness and with a normal CK at the
    start. Strength is MMT8 at both visits (a change of {mmt8_change:g}% of its scale), else the
    word."""
_IMPROVED_ILD = """
    At least one of TLC up by {tlc_change:g}{unit}, FVC up by {fvc_change:g}{unit}, DLCO up by
    {dlco_change:g}{unit} and respiratory symptoms better, and none of the four worse by as much;
    better in one and worse in another is mixed and counts as not improved."""
_REFRACTORY = """
    Myositis or ILD is refractory. Death or lung transplant before the response could be decided:
    {death}."""
_INDETERMINATE = """
    What is missing could decide between the classes; or second-line treatment began before month
    {evaluation_from:g} and no failure was met until then."""
_ANALYSIS = """
    Refractory to conventional treatment by the source in use, and tacrolimus started afterwards
    (setting: everyone on tacrolimus). A start that is not recorded counts as afterwards where
    tacrolimus is named as second line or visits are counted from it."""
_BOTH = """
    Yes if myositis and ILD improved, no if one did not, not applicable if an arm is, else
    indeterminate."""
_EITHER = "Yes if myositis or ILD improved, no if no arm that applies did."
_NEITHER = "No arm that applies improved."
_SYMPTOMS = "ILD improved, and of its criteria only respiratory symptoms are better."
_MIXED = "One of TLC, FVC, DLCO and symptoms is better and another one worse."

_ALL = (
    Definition(
        "refractory_myositis", "Refractory myositis", _REFRACTORY_MYOSITIS + _ON_CONVENTIONAL,
        _SHARMA, (*_MUSCLE, *_TIME), decide=conventional.refractory_myositis,
    ),
    Definition(
        "refractory_ild", "Refractory ILD", _REFRACTORY_ILD + _ON_CONVENTIONAL,
        _SHARMA, ("ild_criteria", *_LUNG, *_TIME), decide=conventional.refractory_ild,
    ),
    Definition(
        "improved_myositis_conventional", "Myositis improved on conventional treatment",
        _IMPROVED_MYOSITIS + _ON_CONVENTIONAL,
        _OURS, (*_MUSCLE, *_TIME), decide=conventional.improved_myositis,
    ),
    Definition(
        "improved_ild_conventional", "ILD improved on conventional treatment",
        _IMPROVED_ILD + _ON_CONVENTIONAL,
        _OURS, (*_LUNG, *_TIME), decide=conventional.improved_ild,
    ),
    Definition("refractory", "Refractory", _REFRACTORY, _SHARMA, ("outcome", "death")),
    Definition(
        "responder", "Responder", "Neither arm is refractory, and myositis or ILD improved.",
        f"{_SHARMA} (improvement in myositis and/or ILD); that neither arm may be refractory is ours",
        ("outcome", "stable_responds"),
    ),
    Definition(
        "stable", "Stable", "Neither arm is refractory, and neither improved.",
        _OUR_CHOICE, ("outcome", "stable_responds"),
    ),
    Definition("indeterminate", "Indeterminate", _INDETERMINATE, _OUR_CHOICE, ("outcome", "evaluation_from")),
    Definition(
        "tacrolimus_analysis", "Tacrolimus analysis", _ANALYSIS,
        _SHARMA, ("outcome", "tacrolimus_set", "death"), "tacrolimus",
    ),
    Definition(
        "improved_myositis", "Myositis improved after tacrolimus was started",
        _IMPROVED_MYOSITIS + _ON_TACROLIMUS,
        _OURS, (*_MUSCLE, *_TACROLIMUS_TIME), "tacrolimus", tacrolimus.improved_myositis,
    ),
    Definition(
        "improved_ild", "ILD improved after tacrolimus was started", _IMPROVED_ILD + _ON_TACROLIMUS,
        _OURS, (*_LUNG, *_TACROLIMUS_TIME), "tacrolimus", tacrolimus.improved_ild,
    ),
    Definition("both", "Both improved", _BOTH, _SHARMA, ("outcome",), "tacrolimus"),
    Definition("either", "Either improved", _EITHER, _OUR_CHOICE, ("outcome",), "tacrolimus"),
    Definition("neither", "Neither improved", _NEITHER, _OUR_CHOICE, ("outcome",), "tacrolimus"),
    Definition(
        "improved_by_symptoms", "ILD improved by symptoms alone", _SYMPTOMS, _OUR_CHOICE, _LUNG, "tacrolimus"
    ),
    Definition("mixed", "ILD mixed", _MIXED, _OUR_CHOICE, _LUNG, "tacrolimus"),
)  # fmt: skip

#: Every definition by its key, in the order of the story.
DEFINITIONS: dict[str, Definition] = {definition.key: definition for definition in _ALL}
