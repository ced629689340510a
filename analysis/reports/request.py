"""What a person asks of a report: which sections, for whom, with which words of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from analysis.errors import ReportError
from analysis.reports.report import Audience

#: The denominators below which a group is not told outside, the first unless another is asked for.
SMALLEST = (5, 11)


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section that can be asked for. `usual` ones are in a report unless others are chosen."""

    key: str
    label: str
    usual: bool = True
    team_only: bool = False


#: Every section, in the order of a report.
SECTIONS: tuple[SectionKind, ...] = (
    SectionKind("glance", "At a glance"),
    SectionKind("flow", "Patient flow"),
    SectionKind("baseline", "Baseline characteristics"),
    SectionKind("response", "Response to conventional treatment"),
    SectionKind("antibodies", "Response by antibody", usual=False),
    SectionKind("tacrolimus", "Improvement after tacrolimus"),
    SectionKind("prednisone", "Prednisone"),
    SectionKind("dose_by_group", "Prednisone by group"),
    SectionKind("dmards", "DMARDs", usual=False),
    SectionKind("fvc", "FVC", usual=False),
    SectionKind("dlco", "DLCO", usual=False),
    SectionKind("tlc", "TLC", usual=False),
    SectionKind("ck", "CK", usual=False),
    SectionKind("mmt8", "MMT8", usual=False),
    SectionKind("trough", "Tacrolimus trough", usual=False),
    SectionKind("exposure", "Tacrolimus exposure and events", usual=False),
    SectionKind("patients", "Patient list", usual=False, team_only=True),
    SectionKind("methods", "Methods, definitions and provenance"),
)

USUAL: tuple[str, ...] = tuple(kind.key for kind in SECTIONS if kind.usual)
_KEYS = tuple(kind.key for kind in SECTIONS)

#: Each section's name in a list of them.
SECTION_LABELS: Mapping[str, str] = {kind.key: kind.label for kind in SECTIONS}

#: The column by which a section compares, unless another is asked for.
COMPARED_BY: Mapping[str, str] = {
    "baseline": "response",
    "response": "diagnosis",
    "tacrolimus": "diagnosis",
    "dose_by_group": "diagnosis",
}


@dataclass(frozen=True, slots=True)
class Request:
    """The report that a person wants.

    `sections` are keys of `SECTIONS` in their own order, `remarks` a person's words by section, `by`
    the column (as `answers.grouping` takes it) by which a section compares. Outside, a group needs
    `smallest` patients in its denominator; `strict` holds outcome counts and their complements to the
    same. An empty title is filled in.
    """

    sections: tuple[str, ...] = USUAL
    title: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)
    conclusion: str = ""
    audience: Audience = "outside"
    smallest: int = SMALLEST[0]
    strict: bool = False
    by: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, saved: Mapping[str, Any]) -> Self:
        """The request that a saved analysis holds; raises `ReportError` where it is none.

        >>> Request.of({"title": "Ours", "sections": ["flow"]}).sections
        ('flow',)
        """
        known = {name: value for name, value in saved.items() if name in cls.__dataclass_fields__}
        for name, value in known.items():
            if not _fits(name, value):
                raise ReportError(f"In the saved report {name} is not what it should be.")
        return cls(**{**known, "sections": tuple(known.get("sections", USUAL))}).checked()

    def amended(self, **given: Any) -> Self:  # noqa: ANN401 - each field has a type of its own
        """The request with what is given; what is empty stays as it was, remarks and columns are added.

        >>> Request(title="Ours", remarks={"flow": "a"}).amended(title="", remarks={"ck": "b"}).remarks
        {'flow': 'a', 'ck': 'b'}
        """
        added: dict[str, Any] = {
            name: {**getattr(self, name), **value} if isinstance(value, Mapping) else value
            for name, value in given.items()
            if value
        }
        return replace(self, **added).checked()

    def compared_by(self, section: str) -> str:
        """The column by which a section compares."""
        return self.by.get(section, COMPARED_BY[section])

    def checked(self) -> Self:
        """The same request; raises `ReportError` for a section or a smallest group that there is not."""
        for key in (*self.sections, *self.remarks, *self.by):
            if key not in _KEYS:
                raise ReportError(f"There is no section {key}. The sections are: {', '.join(_KEYS)}.")
        if len(set(self.sections)) < len(self.sections):
            raise ReportError("A section can be in a report only once.")
        if self.audience not in {"outside", "team"}:
            raise ReportError("A report is for outside or for the team.")
        if self.smallest not in SMALLEST:
            raise ReportError(f"The smallest group is {' or '.join(map(str, SMALLEST))}.")
        return self


def _fits(name: str, value: object) -> bool:
    """Whether a value from a JSON file has the shape of this field."""
    if name in {"remarks", "by"}:
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if name == "sections":
        return isinstance(value, list | tuple) and all(isinstance(key, str) for key in value)
    return isinstance(value, {"smallest": int, "strict": bool}.get(name, str))
