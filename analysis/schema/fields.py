"""Every column of every table, once: key, label, unit, kind, ranges, levels and spellings."""

from dataclasses import dataclass
from typing import Literal

from analysis.schema.header_names import NAMES
from analysis.schema.spelling import normalised
from analysis.schema.vocabulary import DIAGNOSES, DRUGS, WORDS

Kind = Literal["id", "text", "number", "month", "date", "words", "several", "diagnosis", "drug", "level"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column that the product understands.

    `kind` says how a cell is read: "words" means one of the levels of `vocabulary.WORDS[words]`,
    "several" means any number of them, "level" a text kept as written. `possible` is the range
    outside which a value cannot be true (it is not used, and reported), `usual` the range outside
    which it is used and reported. `meaning` is the codebook's sentence.
    """

    key: str
    label: str
    kind: Kind
    meaning: str
    unit: str = ""
    words: str = ""
    possible: tuple[float, float] | None = None
    usual: tuple[float, float] | None = None
    aliases: tuple[str, ...] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels a cell can take, in their order; empty where it is no list."""
        if self.kind == "diagnosis":
            return tuple(diagnosis.key for diagnosis in DIAGNOSES)
        if self.kind == "drug":
            return tuple(drug.name for drug in DRUGS)
        return tuple(WORDS[self.words]) if self.words else ()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the template: its key, its sheet name, what a row is, and its columns."""

    key: str
    sheet: str
    row: str
    fields: tuple[Field, ...]


_MONTH = (-600.0, 600.0)
_ID = Field("patient_id", "Patient", "id", "The patient's identifier, the same on every sheet.",
            aliases=("id", "patient", "pid", "pt id", "study id", "subject", "subject id", "record id"))  # fmt: skip


def _month(key: str, label: str, meaning: str, *aliases: str) -> Field:
    return Field(
        key, label, "month", meaning, unit="months", possible=_MONTH, usual=(-120, 360), aliases=aliases
    )


def _date(key: str, label: str, meaning: str, *aliases: str) -> Field:
    return Field(key, label, "date", meaning, aliases=aliases)


def _words(key: str, label: str, words: str, meaning: str, *aliases: str) -> Field:
    return Field(key, label, "words", meaning, words=words, aliases=aliases)


def _number(
    key: str,
    label: str,
    unit: str,
    possible: tuple[float, float],
    usual: tuple[float, float],
    meaning: str,
    *aliases: str,
) -> Field:
    return Field(key, label, "number", meaning, unit, possible=possible, usual=usual, aliases=aliases)


_SINCE = "months since conventional treatment was started (or a date, where its start has a date)"

PATIENTS = Table("patients", "Patients", "patient", (
    _ID,
    Field("diagnosis", "Diagnosis", "diagnosis", "The myositis diagnosis.", aliases=("dx", "diagnosis group", "subtype", "myositis type")),
    _words("sex", "Sex", "sex", "female or male.", "gender"),
    _number("age", "Age", "years", (0, 120), (16, 110), "Age at the start of conventional treatment.", "age years", "age at baseline", "age at diagnosis"),
    Field("race", "Race", "level", "As recorded.", aliases=("ethnicity",)),
    Field("smoking", "Smoking", "level", "As recorded, such as never, former, current.", aliases=("smoker", "smoking status")),
    Field("ild_pattern", "ILD pattern", "level", "The pattern on CT, such as NSIP, OP, UIP.", aliases=("ct pattern", "hrct pattern", "ild type")),
    _words("ild_onset", "ILD onset", "onset", "rapid, subacute or chronic."),
    _words("oxygen", "Oxygen", "yes_no", "Oxygen at the start of conventional treatment.", "o2", "supplemental oxygen"),
    _date("conventional_start", "Start of conventional treatment", "The date of month 0; only needed where other columns hold dates.", "conventional start date", "start date", "baseline date"),
    _month("tacrolimus_start_month", "Tacrolimus started", f"Tacrolimus started, {_SINCE}.", "tacrolimus start", "tac start", "tacrolimus start date"),
    Field("second_line", "Second line", "several", "Second-line treatment: tacrolimus, cyclophosphamide, rituximab, other; several separated by a semicolon.", words="second_line", aliases=("second line treatment", "2nd line")),
    _month("second_line_start_month", "Second line started", f"Second-line treatment started, {_SINCE}.", "second line start", "second line start date"),
    _words("conventional_response", "Response as recorded", "response", "Response to conventional treatment as the physician recorded it: responder, stable or refractory.", "response", "conventional treatment response"),
    _words("tacrolimus_myositis_improved", "Myositis improved as recorded", "yes_no_na", "Whether the myositis improved after tacrolimus was started, as recorded: yes, no or not applicable.", "myositis improved"),
    _words("tacrolimus_ild_improved", "ILD improved as recorded", "yes_no_na", "Whether the ILD improved after tacrolimus was started, as recorded: yes, no or not applicable.", "ild improved"),
    _month("tacrolimus_stop_month", "Tacrolimus stopped", f"Tacrolimus stopped, {_SINCE}; blank while it goes on.", "tacrolimus stop", "tac stop", "tacrolimus stop date"),
    _words("tacrolimus_stop_reason", "Why tacrolimus was stopped", "stop_reason", "lack of effect, adverse event, remission, death, other or unknown.", "stop reason"),
    _month("last_seen_month", "Last seen", f"Last seen, {_SINCE}.", "last seen", "last follow up", "last visit", "last seen date"),
    _month("death_month", "Died", f"Died, {_SINCE}; blank while alive.", "death", "death date", "date of death", "dead", "deceased", "alive", "vital status", "survival status", "alive or dead", "dead or alive", "exitus", "verstorben"),
    _month("transplant_month", "Lung transplant", f"Lung transplant, {_SINCE}; blank where none.", "transplant", "lung transplant", "transplant date"),
))  # fmt: skip

VISITS = Table("visits", "Visits", "visit", (
    _ID,
    Field("visit", "Visit", "text", "The visit's label, as written.", aliases=("visit label", "visit name", "timepoint")),
    _date("date", "Date", "The visit's date; months are derived where the starts have dates.", "visit date"),
    _number("month", "Month", "months", _MONTH, (-120, 360), "Months since conventional treatment was started.", "months", "month conventional"),
    _number("tacrolimus_month", "Month on tacrolimus clock", "months", _MONTH, (-120, 360), "Months since tacrolimus was started.", "tac month", "month tacrolimus", "months since tacrolimus"),
    _number("prednisone_mg", "Prednisone", "mg/day", (0, 1250), (0, 80), "Daily glucocorticoid dose as prednisone; 0 when stopped, blank when unknown.", "prednisone", "pred", "prednisolone", "pred mg", "prednisone dose"),
    _number("tacrolimus_mg", "Tacrolimus dose", "mg/day", (0, 40), (0, 15), "Daily dose of tacrolimus.", "tacrolimus", "tacrolimus dose", "tac mg"),
    _number("tacrolimus_trough", "Tacrolimus trough", "ng/mL", (0, 100), (0, 20), "Whole-blood trough level.", "trough", "tac trough", "tacrolimus level", "c0"),
    _number("fvc_l", "FVC", "L", (0.3, 9), (0.7, 6.5), "Forced vital capacity in litres.", "fvc litres", "fvc"),
    _number("fvc_pct", "FVC % predicted", "%", (5, 180), (20, 130), "Forced vital capacity, percent of predicted.", "fvc percent", "fvc pct pred", "fvc percent predicted"),
    _number("tlc_l", "TLC", "L", (0.8, 14), (1.5, 9), "Total lung capacity in litres.", "tlc litres", "tlc"),
    _number("tlc_pct", "TLC % predicted", "%", (15, 180), (30, 130), "Total lung capacity, percent of predicted.", "tlc percent", "tlc pct pred", "tlc percent predicted"),
    _number("dlco", "DLCO", "mL/min/mmHg", (1, 60), (3, 45), "Diffusing capacity, the same haemoglobin correction at all visits.", "dlco raw", "dlco ml/min/mmhg"),
    _number("dlco_pct", "DLCO % predicted", "%", (3, 180), (10, 130), "Diffusing capacity, percent of predicted.", "dlco percent", "dlco pct pred", "dlco percent predicted"),
    _number("ck", "CK", "U/L", (0, 300_000), (10, 20_000), "Creatine kinase.", "cpk", "creatine kinase", "ck u/l"),
    _number("ck_uln", "CK upper limit", "U/L", (50, 1000), (100, 450), "The laboratory's upper limit of normal for this CK.", "uln", "ck upper limit", "ck uln u/l"),
    _number("mmt8", "MMT8", "points", (0, 150), (0, 150), "Manual muscle testing of 8 groups.", "mmt", "mmt 8"),
    _number("mmt8_max", "MMT8 maximum", "points", (80, 150), (80, 150), "The scale's maximum: 80 (one side) or 150 (both).", "mmt max", "mmt8 scale"),
    _words("weak", "Weak", "yes_no", "Whether objective weakness is present: yes or no.", "weakness present"),
    _words("weakness", "Weakness since baseline", "change", "Weakness since the clock's baseline: worse, stable or better.", "strength change", "weakness change"),
    _words("respiratory_symptoms", "Respiratory symptoms since baseline", "change", "Cough and dyspnoea since the clock's baseline: worse, stable or better.", "symptoms", "dyspnea", "dyspnoea"),
    _words("hrct", "HRCT since baseline", "change", "CT since baseline: worse, stable or better.", "ct", "hrct change"),
    _number("creatinine", "Creatinine", "mg/dL", (0.1, 20), (0.3, 5), "Serum creatinine.", "creat", "serum creatinine"),
))  # fmt: skip

TREATMENTS = Table("treatments", "Treatments", "course of a drug", (
    _ID,
    Field("drug", "Drug", "drug", "The drug's name; a change of dose is a new row.", aliases=("medication", "treatment")),
    _month("start_month", "Started", f"Course started, {_SINCE}.", "start", "start date"),
    _month("stop_month", "Stopped", f"Course stopped, {_SINCE}; blank while it goes on.", "stop", "stop date", "end"),
    _number("dose", "Dose", "", (0, 10_000), (0, 5000), "The dose, in the unit beside it.", "daily dose"),
    Field("unit", "Unit", "level", "mg/day, mg/week, g/day, ...; blank means the drug's usual unit.", aliases=("dose unit",)),
))  # fmt: skip

EVENTS = Table("events", "Events", "event", (
    _ID,
    _month("month", "Month", f"When it happened, {_SINCE}.", "months", "date", "event date"),
    Field("event", "Event", "text", "What happened, in words.", aliases=("adverse event", "ae", "description")),
    _words("category", "Category", "event_category", "infection, kidney, neurologic, metabolic, malignancy or other."),
    _words("serious", "Serious", "yes_no", "Whether the event was serious.", "sae"),
    Field("drug", "Drug", "drug", "The drug it was attributed to.", aliases=("suspected drug", "related drug")),
    Field("action", "Action", "level", "What was done, such as dose reduced or stopped.", aliases=("action taken",)),
))  # fmt: skip

SEROLOGY = Table("serology", "Serology", "test of an antibody", (
    _ID,
    Field("antibody", "Antibody", "text", "The antibody that was tested, where each test has a row.", aliases=("antigen", "autoantibody", "test", "test name", "analyte", "assay", "specificity")),
    _words("result", "Result", "result", "positive, weak, equivocal, negative or not tested.", "interpretation", "test result", "finding", "qualitative result"),
    _number("value", "Value", "", (0, 1_000_000), (0, 100_000), "The titre's denominator, or the intensity, of the test.", "titre", "titer", "intensity", "units", "quantitative result", "result value"),
    Field("antibodies", "Antibodies, several in one cell", "text", "Several antibodies in one cell, such as Jo-1 +, Ro52 weak.", aliases=("myositis abs", "serology myositis abs", "anticorps", "anticuerpos", "anticorpi",
        "antibody list", "autoantibodies", "antibody", "autoantibody", "myositis antibodies", "myositis antibody", "myositis specific antibodies", "myositis specific antibody",
        "myositis associated antibodies", "msa", "msas", "maa", "maas", "msa/maa", "myositis panel", "antibody panel", "antibody profile", "antibody status", "serology", "ab", "abs", "positive antibodies",
    )),
))  # fmt: skip

#: The sheets of the template. Tests of antibodies are columns of its patients there.
TABLES: dict[str, Table] = {table.key: table for table in (PATIENTS, VISITS, TREATMENTS, EVENTS)}

#: Every table that a sheet can be read as.
READ_TABLES: dict[str, Table] = TABLES | {SEROLOGY.key: SEROLOGY}

#: (table, key) -> field.
FIELDS: dict[tuple[str, str], Field] = {(t.key, f.key): f for t in READ_TABLES.values() for f in t.fields}


def _spellings(table: Table) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for field in table.fields:
        for name in (field.key, field.label, *field.aliases):
            found.setdefault(normalised(name), field)
    for field in table.fields:
        for name in NAMES.get((table.key, field.key), ()):
            found.setdefault(normalised(name), field)
    return found


_BY_SPELLING = {key: _spellings(table) for key, table in READ_TABLES.items()}


def field_named(table: str, header: str) -> Field | None:
    """The field of a table that a header names through its key, label or aliases, or None.

    >>> field_named("visits", "FVC %").key
    'fvc_pct'
    """
    return _BY_SPELLING[table].get(normalised(header))
