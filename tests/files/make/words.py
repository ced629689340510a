"""Writes the files that `words.toml` lists: codes, marks, words and deaths. All of it is invented.

Run from the project's root: `python -m tests.files.make.words`. It needs LibreOffice (`soffice`) beside the
packages of requirements-dev.txt.
"""

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat

from tests.files.make.headers import FILES, as_csv, by_libreoffice, by_openpyxl, by_xlsxwriter

CODES = [
    ["Pt ID", "Dx", "Sex", "O2", "Race"],
    ["K1", 1, 1, 1, "white"],
    ["K2", 2, 2, 2, "White"],
    ["K3", "PM/DM", 2, 2, "white"],
    ["K4", 2, 1, 9, "WHITE"],
    ["K5", "IPAF", 1, 1, "Black"],
]
HEADER_CODES = [
    ["ID", "Diagnosis (1=PM, 2=DM, 3=CADM)", "Sex (0=f; 1=m)", "Age"],
    ["H1", 1, 0, 44],
    ["H2", 3, 1, 51],
    ["H3", 2, 0, 39],
    ["H4", 9, 1, 62],
]
CODED = [
    ["Pt ID", "Dx", "Sex", "Age", "respons 1 = yes", "Jo-1"],
    ["C1", 1, 1, 44, 1, 1],
    ["C2", 3, 2, 51, 0, 2],
    ["C3", 2, 2, 39, 1, 2],
    ["C4", 1, 1, 62, 0, 1],
]
CODEBOOK = [
    ["Codes of the cohort"],
    [],
    ["Variable", "Description", "Code", "Meaning"],
    ["Diagnosis", "at inclusion", 1, "PM"],
    ["", "", 2, "DM"],
    ["", "", 3, "CADM"],
    ["Sex", "", 1, "female"],
    ["", "", 2, "male"],
    ["Jo-1", "line blot", 1, "negative"],
    ["", "", 2, "positive"],
]
LEGEND = [
    ["Dx: 1 = PM, 2 = DM, 3 = CADM"],
    [],
    ["Sex"],
    [1, "female"],
    [2, "male"],
    [],
    ["Jo-1", "1=neg", "2=pos"],
]
GERMAN = [
    ["patient_id", "month", "weak", "weakness", "respiratory_symptoms", "Diagnose", "Geschlecht"],
    ["G1", 0, "ja", "", "", "Dermatomyositis", "w"],
    ["G1", 3, "nein", "besser", "gleich", "Dermatomyositis", "w"],
    ["G1", 6, "k.A.", "unverändert", "verschlechtert", "Dermatomyositis", "w"],
    ["G2", 0, "Ja", "", "", "PM mit ILD", "männlich"],
    ["G2", 6, "ja", "schlechter", "gebessert", "PM mit ILD", "männlich"],
]
FRENCH = [
    ["Patient", "Sexe", "Oxygène", "Diagnostic"],
    ["F1", "H", "oui", "PM"],
    ["F2", "F", "non", "dermatomyosite"],
    ["F3", "F", "non", "DM"],
]
MARKS = [
    ["patient_id", "diagnosis", "oxygen", "serious illness", "Jo-1"],
    ["M1", "PM", "x", "✓", "+"],
    ["M2", "DM", None, None, "-"],
    ["M3", "DM", "X", "✓", "+"],
    ["M4", "PM", None, None, "-"],
    ["M5", "PM", "x", "✓", "+/-"],
    ["M6", "ASyS-ILD", None, None, None],
]
DEATHS = [
    ["patient_id", "dx", "conventional_start", "Vital status", "Last seen", "Lung transplant", "Tac stop",
     "Stop reason"],
    ["T1", "PM", "2014-01-01", "deceased 03/2016", "2016-01-15", "no", "2015-06-01", "nephrotoxicity"],
    ["T2", "DM", "2014-02-01", "alive", "2017-02-01", "no", "ongoing", ""],
    ["T3", "DM", "2014-03-01", "dead", "2015-03-01", "yes", "2014-12-01", "no benefit"],
    ["T4", "PM", "2014-04-01", "lost to follow-up", "2014-10-01", "", "stopped", "patient wish"],
    ["T5", "CADM", "2014-05-01", "† 2014-11-01", "", "2014-09-01", "", "infection and relapse"],
]  # fmt: skip
SINCE = [
    ["patient_id", "month", "tacrolimus_month", "dyspnea"],
    *(["S1", 3 * i, "", word] for i, word in enumerate(["", "worse", "stable", "stable"])),
    *(["S1", 9 + 3 * i, 3 * i, word] for i, word in enumerate(["better", "stable"], start=1)),
    *(["S2", 3 * i, "", word] for i, word in enumerate(["", "better", "worse", "worse"])),
    *(["S3", 3 * i, "", word] for i, word in enumerate(["", "", "worse"])),
]
SIDE_EFFECTS = [
    ["patient_id", "diagnosis", "AE1", "AE1 date", "AE2", "conventional_start"],
    ["A1", "PM", "tremor; AKI", "2014-04-01", "", "2014-01-01"],
    ["A2", "DM", "none", "", "", "2014-01-01"],
    ["A3", "DM", "Side effects: new diabetes, fall", "", "CMV pneumonia", "2014-01-01"],
]
TWICE = [
    ["patient_id", "dx", "sex", "Smoking", "fvc_pct_0", "fvc_pct_6"],
    ["W1", "PM", "f", "never", 60, 62],
    ["W2", "DM", "m", "Ex-smoker", 71, 70],
    ["W1", "PM", "", "Never", 60, 62],
    ["W3", "DM", "f", "ex smoker", 55, None],
    ["W2", "PM", "m", "", None, 69],
]


def main() -> None:
    """Write every file anew."""
    (FILES / "words_codes.csv").write_bytes(as_csv(CODES, ",").encode())
    (FILES / "words_header_codes.xlsx").write_bytes(by_xlsxwriter(HEADER_CODES))
    of_two_sheets(FILES / "words_codebook.xlsx", "Codebook", CODEBOOK)
    of_two_sheets(FILES / "words_legend_sheet.xlsx", "Legend", LEGEND)
    (FILES / "words_german.csv").write_bytes(as_csv(GERMAN, ";").encode("cp1252"))
    by_libreoffice(FRENCH, FILES / "words_french.ods")
    (FILES / "words_marks.xlsx").write_bytes(by_openpyxl(MARKS))
    by_libreoffice(DEATHS, FILES / "words_deaths.xlsx")
    (FILES / "words_since.csv").write_bytes(as_csv(SINCE, ",").encode())
    (FILES / "words_side_effects.txt").write_bytes(as_csv(SIDE_EFFECTS, "\t").encode("utf-16"))
    (FILES / "words_twice.xlsx").write_bytes(by_openpyxl(TWICE))
    by_readstat()
    by_pandas()


def of_two_sheets(path: Path, name: str, rows: list[list[object]]) -> None:
    """The list of coded patients, and what its codes mean on a sheet of its own."""
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for cells in CODED:
        book.active.append(cells)
    sheet = book.create_sheet(name)
    for cells in rows:
        sheet.append(cells)
    book.save(path)


def by_readstat() -> None:
    """An SPSS file whose labels are the other way round than the words alone would be read."""
    frame = pd.DataFrame(
        {
            "id": ["L1", "L2", "L3", "L4"],
            "dx": [1.0, 2.0, 4.0, 9.0],
            "o2": [1.0, 2.0, 2.0, 1.0],
            "sex": [1.0, 2.0, 2.0, 1.0],
        }
    )
    labels = {
        "dx": {1.0: "Polymyositis", 2.0: "Dermatomyositis", 4.0: "Antisynthetase syndrome", 9.0: "unknown"},
        "o2": {1.0: "No", 2.0: "Yes"},
        "sex": {1.0: "male", 2.0: "female"},
    }
    pyreadstat.write_sav(frame, FILES / "words_labels.sav", variable_value_labels=labels)


def by_pandas() -> None:
    """A Stata file in which deaths are flags without a date."""
    frame = pd.DataFrame(
        {
            "id": ["D1", "D2", "D3"],
            "diagnosis": ["PM", "DM", "DM"],
            "died": [1, 0, 1],
            "last_seen_month": [14.0, 30.0, None],
        }
    )
    frame.to_stata(FILES / "words_flags.dta", write_index=False, time_stamp=dt.datetime(2014, 1, 1))  # noqa: DTZ001


if __name__ == "__main__":
    main()
