"""Writes the files that `identifiers.toml` lists: `python -m tests.files.make.identifiers`.

Nobody in them exists; numbers with check digits are the examples that authorities print. `SECRETS` are
the texts of each file that must be shown nowhere once it is read.
"""

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import xlsxwriter

FILES = Path(__file__).parents[1]

GERMAN = [
    [
        "Pat.-Nr.",
        "Nachname",
        "Vorname",
        "Geb.-Datum",
        "PLZ",
        "Hausarzt",
        "Diagnose",
        "Geschlecht",
        "Bemerkungen",
    ],
    ["1", "Feldmann", "Ursula", "12.04.1961", "10115", "Dr. Roth", "PM", "w", "kommt mit Tochter aus Pankow"],
    ["2", "Kowalski", "Hans", "02.11.1950", "80331", "Dr. Roth", "DM", "m", ""],
    ["3", "Lindner", "Petra", "30.07.1972", "50667", "Dr. Weiss", "DM", "w", "ruft nach 17 Uhr an"],
]
AMERICAN = [
    ["study_id", "SSN", "ZIP", "Phone", "Email", "dx", "sex", "age", "Center"],
    ["U-1", "078-05-1120", "60637", "(312) 555-0142", "u1@example.org", "PM", "F", "44", "Mercy"],
    ["U-2", "219-09-9999", "60615", "(312) 555-0177", "u2@example.org", "DM", "M", "58", "Mercy"],
    ["U-3", "457-55-5462", "60601", "", "", "PM", "F", "61", "St. Anne"],
]
FRENCH = [
    [
        "Code étude",
        "Nom",
        "Prénom",
        "Date de naissance",
        "N° sécurité sociale",
        "diagnosis",
        "conventional_start",
    ],
    ["F1", "Moreau", "Camille", "1961-04-12", "184127645108946", "PM", "2014-03-01"],
    ["F2", "Lefèvre", "Hélène", "1924-11-02", "255081416802538", "DM", "2015-01-15"],
]
SPANISH = [
    ["id", "Apellidos", "DNI", "Correo electrónico", "Observaciones", "diagnosis", "sex"],
    ["E1", "Ruiz Ortega", "12345678Z", "ruiz@example.org", "vive sola en un tercer piso", "PM", "female"],
    ["E2", "Vidal Soler", "87654321X", "", "", "DM", "male"],
]
BRITISH = [
    ["patient_id", "diagnosis", "age", "postal area"],
    ["943 476 5919", "PM", "52", "SW1A 1AA"],
    ["401 023 2137", "DM", "47", "M1 1AE"],
    ["450 557 7104", "DM", "70", "B33 8TH"],
]
BORN = [
    ["patient_id", "diagnosis", "sex"],
    ["19610412-UF", "PM", "female"], ["19501102-HK", "DM", "male"], ["19720730-PL", "DM", "female"],
]  # fmt: skip
OLD = [
    ["patient_id", "diagnosis", "age"],
    ["A", "PM", "93"], ["B", "DM", "89"], ["C", "DM", "101"], ["D", "PM", "not known"],
]  # fmt: skip
DECOYS = [
    ["patient_id", "name of drug", "phone consent", "center", "ILD type", "first symptom", "race", "ANA"],
    ["A", "azathioprine", "yes", "Klinikum Maria Hilf", "Fibrotic NSIP", "2003-02-01", "White", "1:320"],
    ["B", "methotrexate", "no", "Hospital San Juan", "Organizing pneumonia", "2009-11-12", "Black", "neg"],
    ["C", "tacrolimus", "yes", "St. Elisabeth Klinik", "UIP", "2012-01-30", "Asian", "1:80"],
]

#: Texts that must appear nowhere once a file is read with what is suggested.
SECRETS = {
    "identifiers_german.xlsx": ["Feldmann", "Ursula", "1961", "10115", "Roth", "Pankow", "17 Uhr"],
    "identifiers_american.csv": ["078-05-1120", "60637", "555-0142", "u1@example.org"],
    "identifiers_french.csv": ["Moreau", "Camille", "1961-04-12", "184127645108946"],
    "identifiers_spanish.csv": ["Ruiz", "12345678Z", "ruiz@example.org", "vive sola"],
    "identifiers_british.csv": ["943 476 5919", "401 023 2137", "SW1A"],
    "identifiers_born.csv": ["19610412", "19501102-HK"],
    "identifiers_old.csv": ["93", "101"],
    "identifiers_hospital.xlsx": ["4839201", "1120045"],
    "identifiers_named_sheet.xlsx": ["Petra Lindner"],
    "identifiers_decoys.csv": [],
}


def main() -> None:
    """Write every file anew."""
    tables = {"american": AMERICAN, "french": FRENCH, "spanish": SPANISH, "british": BRITISH, "born": BORN}
    for name, rows in (tables | {"old": OLD, "decoys": DECOYS}).items():
        (FILES / f"identifiers_{name}.csv").write_bytes(as_csv(rows))
    german(FILES / "identifiers_german.xlsx")
    hospital(FILES / "identifiers_hospital.xlsx")
    named_sheet(FILES / "identifiers_named_sheet.xlsx")


def as_csv(rows: list[list[str]]) -> bytes:
    """Rows as CSV in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def german(path: Path) -> None:
    """With true dates of birth, and an author among the file's properties."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"})
    book.set_properties({"author": "Sabine Vogel", "created": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)})
    sheet = book.add_worksheet("Liste")
    for i, row in enumerate(GERMAN):
        sheet.write_row(i, 0, row)
        if i:
            born = dt.datetime.strptime(row[3], "%d.%m.%Y").replace(tzinfo=dt.UTC)
            sheet.write_datetime(i, 3, born.replace(tzinfo=None))
    book.close()


def hospital(path: Path) -> None:
    """A hospital's numbers for ids, on two sheets, typed as numbers on one and as text on the other."""
    book = openpyxl.Workbook()
    patients, visits = book.active, book.create_sheet("Visits")
    patients.title = "Patients"
    for row in [["MRN", "diagnosis", "sex"], [4839201, "PM", "female"], [1120045, "DM", "male"]]:
        patients.append(row)
    for row in [["MRN", "month", "fvc_pct"], ["1120045", 0, 70], ["4839201", 0, 58], ["1120045", 6, 74]]:
        visits.append(row)
    book.save(path)


def named_sheet(path: Path) -> None:
    """A sheet that bears a person's name."""
    book = openpyxl.Workbook()
    book.active.title = "Petra Lindner"
    for row in [["patient_id", "diagnosis", "age"], ["A", "PM", 44], ["B", "DM", 51]]:
        book.active.append(row)
    book.save(path)


if __name__ == "__main__":
    main()
