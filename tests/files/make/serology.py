"""Writes the files that `serology.toml` lists: antibodies as they are kept in real sheets. All is invented.

Run from the project's root: `python -m tests.files.make.serology`. It needs LibreOffice (`soffice`) beside
the packages of requirements-dev.txt.
"""

import datetime as dt
import io

import openpyxl
import pandas as pd
import pyreadstat

from tests.files.make.headers import FILES, as_csv, by_libreoffice, by_openpyxl, by_xlsxwriter

COLUMNS = [
    ["Pt ID", "Dx", "anti-Jo1", "PL7", "CADM140", "TIF1-γ", "Mi-2a", "Mi-2b", "SSA", "anti-FHL1"],
    ["C1", "PM", "POS", "neg", "", "nt", "neg", "low pos", "+++", "positive"],
    ["C2", "DM", "neg", "(+)", "positive", "borderline", "neg", "neg", "neg", "negative"],
    ["C3", "DM", "weak", "+/-", "positive", "pending", "+", "weak", "1", "negative"],
]
LISTS = [
    ["Patient", "Diagnosis", "Myositis antibodies"],
    ["L1", "ASyS", "Jo-1 +, Ro52 weak"],
    ["L2", "DM", "negative"],
    ["L3", "DM", None],
    ["L4", "PM", "Anti-SRP (++); SSA"],
    ["L5", "DM", "MDA5 pos, foo"],
    ["L6", "PM", "not done"],
]
LONG_PATIENTS = [["patient_id", "diagnosis"], ["N1", "PM"], ["N2", "DM"], ["N3", "DM"]]
LONG = [
    ["patient_id", "Antigen", "Result", "Intensity", "Laboratory"],
    ["N1", "anti Jo-1", "positive", 45, "North"],
    ["N1", "Ro-52", "", 8, "North"],
    ["N2", "MDA-5", "neg", 2, "North"],
    ["N2", "ANA", "1:320", "", "South"],
    ["N3", "MDA-5", "not done", "", "South"],
    ["N3", "MDA-5", "+", 60, "North"],
]
INTENSITIES = [
    ["ID", "Diagnosis", "Jo-1", "EJ", "Ku"],
    ["I1", "PM", 3, 60, 0],
    ["I2", "DM", 8, 5, 1],
    ["I3", "PM", 11, 6, 10],
    ["I4", "DM", None, 12.5, 200],
]
ND = [
    ["ID", "dx", "Jo-1", "MDA5", "SRP"],
    ["X1", "PM", "pos", "ND", "-"],
    ["X2", "DM", "ND", "pos", "-"],
    ["X3", "DM", "neg", "n.d.", "+"],
]
SEVERAL = [
    ["ID", "dx", "Jo-1", "MDA5", "Ro-52", "HMG-CoA reductase"],
    ["V1", "PM", "pos", "pos", "pos", "neg"],
    ["V2", "DM", "neg", "pos", "neg", "weak"],
    ["V3", "DM", "neg", "neg", "pos", "neg"],
]
MARKS = [
    ["ID", "dx", "Jo-1", "PL-12"],
    *([f"Y{i}", "PM", "+" if i % 2 else "", "x" if i < 4 else ""] for i in range(8)),
]


def main() -> None:
    """Write every file anew."""
    (FILES / "serology_columns.csv").write_bytes(as_csv(COLUMNS, ";").encode("utf-8-sig"))
    (FILES / "serology_lists.xlsx").write_bytes(by_openpyxl(LISTS))
    (FILES / "serology_long_patients.csv").write_bytes(as_csv(LONG_PATIENTS, ",").encode())
    (FILES / "serology_long_tests.csv").write_bytes(as_csv(LONG, ",").encode())
    by_libreoffice(INTENSITIES, FILES / "serology_intensities.ods")
    (FILES / "serology_titres.xlsx").write_bytes(titres())
    (FILES / "serology_nd.tsv").write_bytes(as_csv(ND, "\t").encode("utf-16"))
    (FILES / "serology_several.xlsx").write_bytes(by_xlsxwriter(SEVERAL))
    by_libreoffice(MARKS, FILES / "serology_marks.xls")
    codes()


def titres() -> bytes:
    """Titres of ANA, some of which a spreadsheet took for times of day: 1:20 as 01:20, 1:80 as 02:20."""
    book = openpyxl.Workbook()
    for row in (
        ["ID", "dx", "ANA"],
        ["E1", "PM", "1:320 speckled"],
        ["E2", "DM", dt.time(1, 20)],
        ["E3", "DM", dt.time(2, 20)],
        ["E4", "PM", "<1:40"],
        ["E5", "PM", ">=1:1280"],
        ["E6", "DM", "neg"],
    ):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def codes() -> None:
    """An SPSS file with results as codes, for one of which its label says that the test was not done."""
    frame = pd.DataFrame(
        {"id": ["Q1", "Q2", "Q3", "Q4"], "jo1": [0.0, 1.0, 2.0, 3.0], "dx": ["PM", "DM", "PM", "DM"]}
    )
    labels = {"jo1": {0.0: "not done", 1.0: "negative", 2.0: "weak", 3.0: "positive"}}
    pyreadstat.write_sav(frame, FILES / "serology_codes.sav", variable_value_labels=labels)


if __name__ == "__main__":
    main()
