"""The demo cohort as other clinics would have written its cells: antibodies, dates, units and codes."""

import datetime as dt

import pandas as pd

from analysis.schema import antibody_named, normalised
from tests.analysis.ingest.demo_in_other_formats import Cell, Labels
from tests.analysis.ingest.demo_in_other_words import Tables, demo

#: How a line of a list says a result.
_SIGNS = {
    "positive": "+",
    "weak": "weak",
    "negative": "neg",
    "not tested": "not tested",
    "equivocal": "equivocal",
}


def _antibodies(patients: pd.DataFrame) -> list[str]:
    return [header for header in patients if antibody_named(header)]


def tests_in_rows() -> Tables:
    """The tests on a sheet of their own, one a row."""
    tables = demo()
    patients = tables["Patients"]
    names = _antibodies(patients)
    tests = patients.melt("patient_id", names, "antibody", "result").dropna(subset="result")
    order = tests["patient_id"].map({who: i for i, who in enumerate(patients["patient_id"])})
    tests = tests.iloc[order.argsort(kind="stable")]
    return tables | {"Patients": patients.drop(columns=names), "Serology": tests}


def tests_in_a_list() -> Tables:
    """The tests of each patient in one cell: "Jo-1 +, Ro52 weak, Mi-2 neg"."""
    tables = demo()
    patients = tables["Patients"]
    names = _antibodies(patients)
    said = patients[names].apply(
        lambda row: ", ".join(f"{name} {_SIGNS[result]}" for name, result in row.items() if result), axis=1
    )
    return tables | {"Patients": patients.drop(columns=names).assign(Antibodies=said)}


def as_boxes_know_it() -> Tables:
    """The demo with what boxes to tick cannot say: every antibody is positive or negative."""
    tables = demo()
    patients = tables["Patients"]
    results = patients[_antibodies(patients)].isin(["positive", "weak"])
    return tables | {"Patients": patients.assign(**results.replace({True: "positive", False: "negative"}))}


def tests_in_boxes() -> Tables:
    """The patients as REDCap exports them, with a box to tick for each antibody and one form complete."""
    tables = as_boxes_know_it()
    patients = tables["Patients"]
    names = _antibodies(patients)
    boxes = {f"antibodies___{normalised(name)}": (patients[name] == "positive").astype(int) for name in names}
    complete = pd.Series(2, index=patients.index)
    rest = patients.drop(columns=names).rename(columns={"patient_id": "record_id"})
    return tables | {"Patients": rest.assign(**boxes, serology_complete=complete)}


#: The columns that hold months since the start of conventional treatment, by sheet.
_MONTHS = {
    "Patients": ("tacrolimus_start_month", "second_line_start_month", "tacrolimus_stop_month",
                 "last_seen_month", "death_month", "transplant_month"),
    "Visits": ("month",),
    "Treatments": ("start_month", "stop_month"),
    "Events": ("month",),
}  # fmt: skip
_DAYS_PER_MONTH = 30.4375
_FIRST_DAY = dt.date(2009, 11, 3)
#: Who is still followed: with dates it is the patient whose last visit is the latest of all.
_STILL_FOLLOWED = "D27"


def _starts() -> dict[str, dt.date]:
    ids = demo()["Patients"]["patient_id"]
    days = {who: _FIRST_DAY + dt.timedelta(days=41 * i) for i, who in enumerate(ids)}
    return days | {_STILL_FOLLOWED: _FIRST_DAY + dt.timedelta(days=3114)}


def _days(month: float, on_tacrolimus: object) -> int:
    """Whole days since month 0; a visit on tacrolimus is counted from the day that was started."""
    since = 0 if pd.isna(on_tacrolimus) else on_tacrolimus
    return round((month - since) * _DAYS_PER_MONTH) + round(since * _DAYS_PER_MONTH)


def in_dates(form: str = "") -> Tables:
    """Every month as a date, or as its text in some form, with each patient's date of month 0."""
    start = _starts()

    def shown(who: str, days: int) -> object:
        day = start[who] + dt.timedelta(days=days)
        return day.strftime(form) if form else day

    dated = {}
    for title, table in demo().items():
        own = table.get("tacrolimus_month", pd.Series(None, index=table.index))
        columns = {
            column: [
                None if pd.isna(month) else shown(who, _days(month, since))
                for who, month, since in zip(table["patient_id"], table[column], own, strict=True)
            ]
            for column in _MONTHS[title]
        }
        dated[title] = table.assign(**columns).rename(
            columns=lambda header: header.replace("_month", "_date")
        )
    patients = dated["Patients"]
    begun = [shown(who, 0) for who in patients["patient_id"]]
    visits = dated["Visits"].rename(columns={"month": "date"}).drop(columns=["visit", "tacrolimus_date"])
    return dated | {"Patients": patients.assign(conventional_start=begun), "Visits": visits}


#: What a measure is multiplied by to be in another unit, and the header that says the unit.
_UNITS = {
    "fvc_l": (1000, "FVC (ml)"), "fvc_pct": (0.01, "FVC fraction of predicted"),
    "tlc_pct": (0.01, "TLC %pred"), "dlco": (1 / 2.987, "DLCO (mmol/min/kPa)"), "ck": (1 / 60, "CK (µkat/L)"),
    "ck_uln": (1 / 60, "CK upper limit (µkat/L)"), "prednisone_mg": (0.8, "Methylprednisolone mg/day"),
    "creatinine": (88.42, "Creatinine (µmol/L)"),
}  # fmt: skip


def in_other_units(*, said: bool) -> Tables:
    """Measures in other units, with headers that say them or the measures' bare names."""
    tables = demo()
    visits = tables["Visits"]
    changed = {
        key: [None if pd.isna(value) else round(value * factor, 12) for value in visits[key]]
        for key, (factor, _) in _UNITS.items()
    }
    headers = {key: header if said else _BARE[key] for key, (_, header) in _UNITS.items()}
    return tables | {"Visits": visits.assign(**changed).rename(columns=headers)}


_BARE = {
    "fvc_l": "FVC", "fvc_pct": "FVC %", "tlc_pct": "TLC %", "dlco": "DLCO", "ck": "CPK", "ck_uln": "ULN",
    "prednisone_mg": "Steroid dose", "creatinine": "Creat",
}  # fmt: skip
#: What a person answers where neither header nor values say it, or the header says something else.
ANSWERS_ABOUT_UNITS = {
    "Steroid dose | drug": "methylprednisolone", "FVC % | unit": "fraction", "TLC % | unit": "fraction",
}  # fmt: skip


_YES_NO = {"yes": 1, "no": 0}
_CHANGE = {"worse": "schlechter", "stable": "gleich", "better": "besser"}
#: Column -> level -> how it is coded.
CODES: dict[str, dict[str, Cell]] = {
    "diagnosis": {"PM": 1, "DM": 2, "CADM": 3}, "sex": {"male": 1, "female": 2}, "oxygen": _YES_NO,
    "conventional_response": {"responder": "angesprochen", "refractory": "refraktär", "stable": "stabil"},
    "tacrolimus_myositis_improved": _YES_NO, "tacrolimus_ild_improved": _YES_NO,
    "tacrolimus_stop_reason": {"lack of effect": "Wirkungslosigkeit", "adverse event": "Nebenwirkung",
                               "remission": "Remission", "death": "Tod", "other": "anderer"},
    "ild_onset": {"rapid": "akut", "subacute": "subakut", "chronic": "chronisch"},
    "weak": _YES_NO, "weakness": _CHANGE, "respiratory_symptoms": _CHANGE, "hrct": _CHANGE,
    "serious": _YES_NO,
}  # fmt: skip
RESULT_CODES = {"negative": 0, "weak": 1, "positive": 2, "equivocal": 3, "not tested": 9}


def _codes(patients: pd.DataFrame) -> dict[str, dict[str, Cell]]:
    return CODES | dict.fromkeys(_antibodies(patients), RESULT_CODES)


def coded() -> Tables:
    """Levels as numbers or German words; what each means is said nowhere in the file."""
    return _with_codes(_codes(demo()["Patients"]))


def answers_about_codes() -> dict[str, str]:
    """What a person answers about each code of each column."""
    return {
        f"{column} | code {code}": level
        for column, codes in _codes(demo()["Patients"]).items()
        for level, code in codes.items()
    }


def labelled() -> tuple[Tables, Labels]:
    """Every level as a number from 1 on, with the labels that say which."""
    codes = {
        column: {level: float(number) for number, level in enumerate(levels, start=1)}
        for column, levels in _codes(demo()["Patients"]).items()
    }
    labels = {column: {code: level for level, code in own.items()} for column, own in codes.items()}
    return _with_codes(codes), labels


def _with_codes(codes: dict[str, dict[str, Cell]]) -> Tables:
    return {
        title: table.assign(**{
            column: table[column].map(own.get).astype(object)
            for column, own in codes.items()
            if column in table
        })
        for title, table in demo().items()
    }  # fmt: skip
