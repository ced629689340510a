"""How the numbers were made: methods, definitions, and what they were made from and with."""

from collections.abc import Sequence

from analysis import labels
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.reports.asked import Asked
from analysis.reports.report import Provenance, Section

TITLE = "How were these numbers made?"

#: The definitions that each section rests on.
_RESPONSE = ("responder", "stable", "refractory", "refractory_myositis", "refractory_ild", "indeterminate")
_TACROLIMUS = ("tacrolimus_analysis", "improved_myositis", "improved_ild", "both", "either", "neither")


def methods(asked: Asked, sections: Sequence[Section], provenance: Provenance) -> Section:
    """The methods of the sections, each sentence once; the definitions; settings, software and files."""
    settings = asked.view.outcomes.settings
    changed = labels.changed_settings(settings)
    words = {*labels.definitions((*_RESPONSE, *_TACROLIMUS), settings)}
    said = [(section.title, each) for section in sections for each in section.method if each not in words]
    first: dict[str, str] = {}
    for title, sentence in said:
        first.setdefault(sentence, title)
    return asked.section(
        asked.view,
        Section(
            key="methods",
            title=TITLE,
            headline=f"Differs from the study's rule: {'; '.join(changed)}"
            if changed
            else "All settings are those of the study's rule",
            tables=(
                tables.definitions(settings, (*_RESPONSE, *_TACROLIMUS)),
                _sentences(first),
                _made_with(provenance),
            ),
            notes=(labels.RESEARCH_USE,),
        ),
    )


def _sentences(first: dict[str, str]) -> TextTable:
    """Each sentence once, beside the section that says it first; its title stands at its first sentence."""
    titles = ("", *first.values())
    return TextTable(
        title="Methods",
        columns=("Question", "How it was calculated"),
        rows=tuple(
            (title if title != before else "", sentence)
            for before, (sentence, title) in zip(titles, first.items(), strict=False)
        ),
    )


def _made_with(provenance: Provenance) -> TextTable:
    return TextTable(
        title="Provenance",
        columns=("What", "Which"),
        rows=(
            ("Cohort fingerprint", provenance.fingerprint),
            *((name, version) for name, version in provenance.software),
            *((f"File {name}", f"SHA-256 {sha256}") for name, sha256 in provenance.files),
        ),
    )
