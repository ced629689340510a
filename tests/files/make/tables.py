"""Writes the files that `tables.toml` lists: sheets on which the table must be found first.

Run from the project's root: `python -m tests.files.make.tables`. It needs LibreOffice (`soffice`) beside the
packages of requirements-dev.txt. Every patient is invented.
"""

import csv
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlsxwriter

FILES = Path(__file__).parents[1]
Rows = Sequence[Sequence[object]]

CLINIC: Rows = [
    ("Myositis clinic: ILD cohort",),
    ("Printed 03 March 2014", "", "", "", "not for circulation"),
    (),
    ("Patient ID", "Dx", "Sex", "Age", "FVC % pred", "", "", "CK", ""),
    ("", "", "", "", "BL", "3 mo", "12 mo", "BL", "3 mo"),
    ("", "", "f/m", "years", "%", "%", "%", "U/L", "U/L"),
    ("K01", "PM", "f", 61, 58, 61, 66, 1840, 420),
    ("K02", "DM", "m", 44, 71, 70, 64, 310, 280),
    (),
    ("K03", "DM", "f", 39, 66, 68, "", 900, 150),
    ("K04", "CADM", "f", 52, 80, 81, 83, 95, 90),
    ("Mean", "", "", 49, 68.75, 70, 71, 786.25, 235),
    ("SD", "", "", 9.6, 9.2, 8.3, 10.4, 774, 145),
    (),
    ("Abbreviations: FVC = forced vital capacity, CK = creatine kinase",),
    ("* K03 missed the visit at 12 months",),
]
GERMAN: Rows = [
    ("Kohorte Myositis / ILD", "", "", "Stand: 03.02.2014"),
    (),
    ("Patient", "", "", "Lungenfunktion", "", "", ""),
    ("Pat.-Nr.", "Geschlecht", "Alter", "FVC % Soll BL", "FVC % Soll 3 Mo", "DLCO % Soll BL", "Bemerkung"),
    ("1", "w", "61", "58,5", "61,0", "40,5", "keine"),
    ("2", "m", "44", "71,0", "70,5", "55,0", ""),
    ("3", "w", "39", "66,0", "68,5", "48,0", "verzogen"),
    ("Gesamt", "", "48", "65,2", "66,7", "47,8", ""),
    (),
    ("Legende:",),
    ("w", "weiblich"),
    ("m", "männlich"),
]
PATIENTS: Rows = [
    ("patient_id", "diagnosis", "age"),
    ("A1", "PM", 50),
    ("A2", "DM", 60),
    ("A3", "DM", 70),
]
VISITS: Rows = [
    ("patient_id", "month", "fvc_pct", "ck"),
    ("A1", 0, 60, 900),
    ("A1", 3, 65, 300),
    ("A2", 0, 70, 500),
    ("A3", 0, 80, 200),
]
PAGES: Rows = [
    ("patient_id", "month", "prednisone_mg", "fvc_pct"),
    *((f"B{i:02d}", 0, 60 - i, 60 + i) for i in range(1, 9)),
    ("Page 1 of 3",),
    ("patient_id", "month", "prednisone_mg", "fvc_pct"),
    *((f"B{i:02d}", 3, 30 - i, 62 + i) for i in range(1, 9)),
    ("Page 2 of 3",),
    ("patient_id", "month", "prednisone_mg", "fvc_pct"),
    *((f"B{i:02d}", 12, 10, 64 + i) for i in range(1, 4)),
    ("Page 3 of 3",),
]
TURNED: Rows = [
    ("Cohort sheet",),
    ("Patient", "C1", "C2", "C3"),
    ("Diagnosis", "PM", "DM", "DM"),
    ("Sex", "f", "m", "f"),
    ("Age", 50, 60, 70),
    ("FVC %", 60, 70, 80),
    ("CK", 900, 500, 200),
]
CROSSTAB: Rows = [
    ("Table 2. Response to conventional treatment",),
    (),
    ("", "PM", "DM", "CADM", "Total"),
    ("Responder", 20, 7, 4, 31),
    ("Refractory", 10, 13, 0, 23),
    ("Total", 30, 20, 4, 54),
]
SECTIONS: Rows = [
    ("patient_id", "diagnosis", "sex", "age", "smoking"),
    ("Polymyositis",),
    ("D1", "PM", "f", 50, "never"),
    ("D2", "PM", "m", 55, "former"),
    ("Subtotal", "", "", 52.5),
    ("Dermatomyositis",),
    ("D3", "DM", "f", 60, "never"),
    ("D4",),
    ("Subtotal", "", "", 60),
    (),
    ("n = 4", "", "", 4),
]

#: Two rows of headers and a row of units; in the text file a unit stands once below each measure.
UNITS: Rows = [
    ("ILD clinic, export for the study",),
    (),
    ("", "", "", "FVC %", "", "", "CK", "", "Prednisone", ""),
    ("Patient ID", "Sex", "Age", "BL", "3 mo", "12 mo", "BL", "3 mo", "BL", "3 mo"),
    ("", "f/m", "years", "% pred", "% pred", "% pred", "U/L", "U/L", "mg/day", "mg/day"),
    ("U01", "f", 61, 58, 61, 66, 1840, 420, 40, 15),
    ("U02", "m", 44, 71, 70, 64, 310, 280, 30, 20),
    ("U03", "f", 39, 66, 68, 71, 900, 150, 60, 10),
]
UNITS_ONCE: Rows = [
    ("ILD clinic, export for the study",),
    ("", "", "", "FVC", "", "CK", ""),
    ("Patient ID", "Sex", "Age", "0", "3", "0", "3"),
    ("Unit", "", "years", "%", "", "U/L", ""),
    ("U01", "f", 61, 58, 61, 1840, 420),
    ("U02", "m", 44, 71, 70, 310, 280),
]


def main() -> None:
    """Write every file anew."""
    clinic(FILES / "tables_clinic.xlsx")
    units(FILES / "tables_units.xlsx")
    text(FILES / "tables_units.csv", UNITS_ONCE, ",", "utf-8")
    text(FILES / "tables_german.csv", GERMAN, ";", "cp1252")
    text(FILES / "tables_pages.txt", PAGES, "\t", "utf-8")
    text(FILES / "tables_sections.csv", SECTIONS, ",", "utf-8-sig")
    stacked(FILES / "tables_stacked.ods")
    beside(FILES / "tables_beside.xlsx")
    hidden(FILES / "tables_hidden.xlsx")
    plain(FILES / "tables_turned.xlsx", TURNED)
    plain(FILES / "tables_crosstab.xlsx", CROSSTAB)
    text(FILES / "tables_no_headers.csv", [row[:] for row in VISITS[1:]], ",", "utf-8")


def clinic(path: Path) -> None:
    """Titles, merged headers of two rows, units, a blank row, means, notes; the table starts at C2."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    bold = book.add_format({"bold": True, "align": "center"})
    for row, cells in enumerate(CLINIC):
        sheet.write_row(row + 1, 2, cells)
    sheet.merge_range("C2:K2", CLINIC[0][0], bold)
    for column in range(4):
        sheet.merge_range(4, column + 2, 5, column + 2, CLINIC[3][column], bold)
    sheet.merge_range("G5:I5", "FVC % pred", bold)
    sheet.merge_range("J5:K5", "CK", bold)
    book.close()


def units(path: Path) -> None:
    """Two rows of headers, the upper one merged, above a row of units."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    for row, cells in enumerate(UNITS):
        sheet.write_row(row, 0, cells)
    for cells in ("D3:F3", "G3:H3", "I3:J3"):
        sheet.merge_range(cells, UNITS[2]["ABCDEFGHIJ".index(cells[0])])
    book.close()


def text(path: Path, rows: Rows, separator: str, encoding: str) -> None:
    """A text file whose rows are all as long as the longest."""
    width = max(map(len, rows))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([*row, *[""] * (width - len(row))] for row in rows)


def plain(path: Path, rows: Rows) -> None:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def stacked(path: Path) -> None:
    """Two tables, one below the other on one sheet, each under its title; written by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / path.with_suffix(".xlsx").name
        plain(source, [("Patients",), *PATIENTS, (), (), ("Visits",), *VISITS, ("Total", "", 68.75, 475)])
        command = ["soffice", "--headless", "--convert-to", "ods", "--outdir", str(path.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True)


def beside(path: Path) -> None:
    """Two tables side by side, and codes beside them that belong to neither."""
    book = openpyxl.Workbook()
    codes = [("Code", "Meaning"), ("PM", "polymyositis"), ("DM", "dermatomyositis")]
    for i in range(len(VISITS)):
        patient = PATIENTS[i] if i < len(PATIENTS) else ("", "", "")
        code = codes[i - 1] if 0 < i <= len(codes) else ("", "")
        cells = [*patient, "", *VISITS[i], "", *code]
        book.active.append([None if cell == "" else cell for cell in cells])
    book.save(path)


def hidden(path: Path) -> None:
    """A hidden older list, a summary and a codebook around the sheet that is meant."""
    book = openpyxl.Workbook()
    book.active.title = "Table 1"
    rows = {
        "Table 1": [("", "PM (n=1)", "DM (n=2)", "P value"), ("Age, mean (SD)", "50", "65 (7)", 0.2)],
        "Data 2015": PATIENTS,
        "Data 2014 old": PATIENTS[:3],
        "Codebook": [("column", "meaning"), ("diagnosis", "by biopsy"), ("age", "at diagnosis")],
    }
    for name, cells in rows.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in cells:
            sheet.append([None if cell == "" else cell for cell in row])
    book["Data 2014 old"].sheet_state = "hidden"
    book.save(path)


if __name__ == "__main__":
    main()
