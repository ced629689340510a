"""A REDCap project in small: its forms, events and records, written as REDCap exports them.

Raw or labelled, headers and cells apart; longitudinal or not; with repeating forms and events; its data
dictionary with the 18 columns. All of it by the rules of REDCap's own documentation, by no program of it.
"""

import csv
import io
from dataclasses import dataclass, field

DICTIONARY = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
    "Text Validation Min", "Text Validation Max", "Identifier?",
    "Branching Logic (Show field only if...)", "Required Field?", "Custom Alignment",
    "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
)  # fmt: skip
STATES = {"0": "Incomplete", "1": "Unverified", "2": "Complete"}
YES_NO = "1, Yes | 0, No"


@dataclass(frozen=True)
class Field:
    """One question of a form; `choices` as the dictionary writes them: "1, PM | 2, DM"."""

    name: str
    label: str
    choices: str = ""
    type: str = ""
    identifier: bool = False

    @property
    def kind(self):
        return self.type or ("radio" if self.choices else "text")

    @property
    def codes(self):
        pairs = (part.partition(",") for part in self.choices.split("|") if part.strip())
        return {code.strip(): label.strip() for code, _, label in pairs}


@dataclass
class Project:
    """`forms`: name -> fields, the record's id first; `events`: unique name -> label; rows as entered."""

    forms: dict
    events: dict = field(default_factory=dict)
    repeating: bool = False
    groups: bool = False
    missing_codes: tuple = ()
    quoted: bool = False
    rows: list = field(default_factory=list)

    def enter(self, record, at="", form="", instance="", done=(), **values):
        """One row: a record at an event, or one instance of a repeating form; `done` forms are complete."""
        self.rows.append((record, at, form, instance, dict.fromkeys(done, "2"), values))

    def states(self, **states):
        """The states of forms in the row that was entered last."""
        self.rows[-1][4].update(states)

    def export(self, *, headers="raw", cells="raw"):
        """The records as CSV, in bytes."""
        table = [self._headers(headers), *(self._row(row, cells) for row in self.rows)]
        return written(table)

    def dictionary(self, only=()):
        """The data dictionary as CSV, in bytes; of some forms only if they are named."""
        rows = [list(DICTIONARY)]
        for form, fields in self.forms.items():
            for each in fields if not only or form in only else ():
                row = dict.fromkeys(DICTIONARY, "")
                row |= {
                    DICTIONARY[0]: each.name, DICTIONARY[1]: form, "Field Type": each.kind,
                    "Field Label": each.label, DICTIONARY[5]: each.choices,
                    "Identifier?": "y" if each.identifier else "",
                }  # fmt: skip
                rows.append(list(row.values()))
        return written(rows)

    def _own(self):
        """REDCap's own columns behind the record's id: raw name and label."""
        yield from [("redcap_event_name", "Event Name")] if self.events else []
        if self.repeating:
            yield from (
                ("redcap_repeat_instrument", "Repeat Instrument"),
                ("redcap_repeat_instance", "Repeat Instance"),
            )
        yield from [("redcap_data_access_group", "Data Access Group")] if self.groups else []

    def _headers(self, kind):
        raw = kind == "raw"
        own = [name if raw else label for name, label in self._own()]
        found = []
        for form, fields in self.forms.items():
            for each in fields:
                found += self._of_field(each, raw=raw)
            found.append(f"{form}_complete" if raw else "Complete?")
        return [found[0], *own, *found[1:]]

    def _of_field(self, each, *, raw):
        if each.kind != "checkbox":
            return [each.name if raw else each.label]
        codes = [*each.codes.items(), *((code.lower(), code) for code in self.missing_codes)]
        if raw:
            return [f"{each.name}___{code.lower().replace('-', '_')}" for code, _ in codes]
        mark = "'" if self.quoted else ""
        return [f"{each.label} (choice={mark}{label}{mark})" for _, label in codes]

    def _row(self, row, kind):
        record, event, form, instance, states, values = row
        own = {
            "redcap_event_name": event,
            "redcap_repeat_instrument": form,
            "redcap_repeat_instance": instance,
        }
        own["redcap_data_access_group"] = "clinic_a"
        if kind == "labels":
            own["redcap_event_name"] = self.events.get(event, event)
            own["redcap_repeat_instrument"] = form.replace("_", " ").capitalize()
        found = []
        for name, fields in self.forms.items():
            opened = not form or form == name
            for each in fields:
                found += self._cells(each, values, kind) if opened else self._blank(each)
            state = states.get(name, "")
            found.append(STATES.get(state, "") if kind == "labels" else state)
        return [record, *(own[name] for name, _ in self._own()), *found[1:]]

    def _blank(self, each):
        return [""] * len(self._of_field(each, raw=True))

    def _cells(self, each, values, kind):
        value = values.get(each.name, "")
        if each.kind != "checkbox":
            return [each.codes.get(str(value), value) if kind == "labels" else value]
        ticks = [code in value for code in (*each.codes, *(code.lower() for code in self.missing_codes))]
        words = ("Checked", "Unchecked") if kind == "labels" else ("1", "0")
        return [words[0] if tick else words[1] for tick in ticks]


def written(table):
    """Rows as CSV with the mark that REDCap puts at the beginning, in bytes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue().encode("utf-8-sig")
