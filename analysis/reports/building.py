"""Building a report from a view: the same answers, figures and words as the pages."""

import platform
from datetime import date
from importlib.metadata import version as version_of

from analysis import labels
from analysis.filters import View
from analysis.reports.asked import Asked
from analysis.reports.disclosure import MONTHS, as_month
from analysis.reports.progress import Progress, silent
from analysis.reports.readable import readable
from analysis.reports.report import Provenance, Report, Section
from analysis.reports.request import SECTION_LABELS, Request
from analysis.reports.sections import BUILDERS, glance, methods

_TITLE = "Conventional treatment, tacrolimus and prednisone in myositis-associated ILD"
_PROGRAM = "MA-ILD Cohort Explorer"
_LIBRARIES = ("numpy", "scipy", "pandas")

#: What a person must know before a report goes outside.
SUBTRACTION = (
    "Two reports of the same cohort with slightly different filters can be subtracted from each other: "
    "what is in one and not in the other may point to a single patient. Share one, not both."
)
_OWN_WORDS = "Title, remarks and conclusion are passed on as they were written."


def report(view: View, request: Request, *, today: date, version: str, progress: Progress = silent) -> Report:
    """The report that a request asks for; `version` is this program's.

    Raises `ReportError` for a request that cannot be met, `FilterError` for a column that there is not.
    """
    asked = Asked(view, request.checked())
    provenance = _provenance(asked, version)
    return Report(
        title=readable(request.title) or _TITLE,
        cohort=asked.cohort_name,
        patients=asked.patients(view),
        n=None if asked.nobody(view) else view.n,
        synthetic=view.cohort.synthetic,
        view=asked.filter_words(view),
        settings=labels.changed_settings(view.outcomes.settings),
        dated=as_month(today) if asked.outside else f"{today.day} {MONTHS[today.month - 1]} {today.year}",
        day=today.replace(day=1) if asked.outside else today,
        audience=request.audience,
        sections=_sections(asked, provenance, progress),
        conclusion=readable(request.conclusion),
        provenance=provenance,
        warnings=_warnings(asked),
    )


def _sections(asked: Asked, provenance: Provenance, progress: Progress) -> tuple[Section, ...]:
    """The chosen sections in their order; those made of the others come to their place afterwards."""
    keys = asked.request.sections
    built: dict[str, Section] = {}
    for place, key in enumerate(keys):
        progress(place / len(keys), SECTION_LABELS[key])
        if key in BUILDERS:
            built[key] = BUILDERS[key](asked)
    others = tuple(built.values())
    built["glance"] = glance(asked, others)
    built["methods"] = methods(asked, others, provenance)
    return tuple(built[key] for key in keys)


def _provenance(asked: Asked, version: str) -> Provenance:
    cohort = asked.view.cohort
    libraries = tuple((name, version_of(name)) for name in _LIBRARIES)
    files = () if asked.outside else tuple((readable(file.name), file.sha256) for file in cohort.files)
    return Provenance(
        fingerprint=cohort.fingerprint,
        software=((_PROGRAM, version), ("Python", platform.python_version()), *libraries),
        files=files,
    )


def _warnings(asked: Asked) -> tuple[str, ...]:
    if not asked.outside or asked.view.cohort.synthetic:
        return ()
    request = asked.request
    own = bool(request.title or request.conclusion or any(request.remarks.values()))
    return (*((SUBTRACTION,)), *((_OWN_WORDS,) if own else ()))
