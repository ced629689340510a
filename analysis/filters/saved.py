"""An analysis as a small JSON file: filters, settings, reading and notes, and the cohort it was made on.

It holds no patient data; conditions on a file's own columns are in it, since it is kept with the file.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.cohort import Cohort
from analysis.errors import FilterError
from analysis.filters.conditions import Filters
from analysis.settings import Settings

#: The format's number; it grows when a file written today could no longer be read.
FORMAT = 1
_KEYS = {"analysis", "cohort", "settings", "view", "report", "mapping"}


@dataclass(frozen=True, slots=True)
class SavedAnalysis:
    """What is saved. `cohort` names the cohort by fingerprint, patients and visits (empty if unknown).

    `report` is what was asked of a report, as the Share page keeps it (plain JSON): sections, title, the
    person's remarks and conclusion. `mapping` is how the files were read, as a saved mapping has it.
    """

    filters: Filters
    settings: Settings
    cohort: Mapping[str, str | int] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)
    mapping: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, cohort: Cohort, filters: Filters, settings: Settings, report: Mapping[str, Any]
    ) -> "SavedAnalysis":
        """The analysis of a cohort as it stands."""
        named: dict[str, str | int] = {
            "fingerprint": cohort.fingerprint,
            "patients": len(cohort),
            "visits": len(cohort.visits),
        }
        return cls(filters, settings, named, report, cohort.reading)

    def write(self) -> str:
        """The JSON text that `parse` reads back."""
        content = {
            "analysis": FORMAT,
            "cohort": dict(self.cohort),
            "settings": self.settings.changed(),
            "view": self.filters.write(),
            "report": dict(self.report),
            **({"mapping": dict(self.mapping)} if self.mapping else {}),
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def parse(cls, text: str | bytes) -> "SavedAnalysis":
        """The analysis in a file; raises `FilterError` or `SettingError` with a sentence where it is none."""
        content = _object(text)
        settings, view = content.get("settings", {}), content.get("view", "")
        if not isinstance(settings, dict) or not isinstance(view, str):
            raise FilterError("In an analysis file the settings are an object and the view is a text.")
        texts = {key: _text(value) for key, value in settings.items()}
        cohort, report, mapping = (_part(content, key) for key in ("cohort", "report", "mapping"))
        return cls(Filters.parse(view), Settings().with_texts(texts), cohort, report, mapping)

    def differs_from(self, cohort: Cohort) -> str:
        """A sentence where this analysis was made on another cohort; empty where it is the same."""
        if not self.cohort or self.cohort.get("fingerprint") == cohort.fingerprint:
            return ""
        then = ", ".join(f"{name} {value}" for name, value in self.cohort.items() if name != "fingerprint")
        return (
            f"This analysis was saved with another cohort (fingerprint {self.cohort.get('fingerprint')}; "
            f"{then}); this one is {cohort.fingerprint} (patients {len(cohort)}, visits "
            f"{len(cohort.visits)})."
        )


def _object(text: str | bytes) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        raise FilterError("The analysis file is no JSON.") from None
    if not isinstance(content, dict) or content.keys() - _KEYS:
        raise FilterError(f"An analysis file is an object with the keys {', '.join(sorted(_KEYS))}.")
    if content.get("analysis", FORMAT) != FORMAT:
        raise FilterError("The analysis file was written by a newer version of this program.")
    return content


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _part(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    part = content.get(key, {})
    if not isinstance(part, dict):
        raise FilterError(f"In an analysis file {key} is an object.")
    return part
