"""Writes the files that `headers.toml` lists: `python -m tests.files.make.headers`. All of it is invented.

It needs LibreOffice (`soffice`) beside the packages of requirements-dev.txt.
"""

import csv
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
import xlsxwriter

FILES = Path(__file__).parents[1]

ENGLISH = [
    ["Pt ID", "Dx", "Gender (M/F)", "Age at Dx", "Tac start (months)", "Pred BL", "Pred 3 Mo", "Pred 12 Mo",
     "FVC%pred BL", "FVC%pred 12 Mo", "CPK BL", "anti-Jo1 pos", "HMGCR ab", "DM", "HTN"],
    ["E1", "PM", "F", 44, 6, 60, 20, 5, 58, 66, 2400, "pos", "neg", 1, 0],
    ["E2", "DM", "M", 51, None, 40, 15, 0, 71, 75, 800, "neg", "neg", 0, 1],
    ["E3", "PM", "F", 39, 9, 50, None, 7.5, 49, 52, 3100, "neg", "pos", 0, 0],
]  # fmt: skip
BRITISH = [
    ["Study No.", "Diagnosis", "Sex", "ster dose 0/12", "ster dose 3/12", "ster dose 12/12",
     "FVC litres 0/12", "FVC litres 12/12", "TLCO %pred 0/12", "TLCO %pred 12/12", "KCO 0/12", "Died"],
    ["B1", "polymyositis", "female", 60, 20, 10, 1.9, 2.2, 44, 51, 1.1, None],
    ["B2", "dermatomyositis", "male", 45, 17.5, 5, 2.8, 2.7, 60, 58, 1.3, None],
]  # fmt: skip
GERMAN = [
    ["Pat.-Nr.", "Geschlecht", "Alter", "Diagnose", "Prednisolon Ausgangswert", "Prednisolon nach 3 Monaten",
     "Prednisolon 1 Jahr", "FVC % vom Soll Ausgangswert", "FVC % vom Soll 1 Jahr",
     "Kreatinkinase Woche 12", "Raucher"],
    ["D1", "w", "44", "PM", "60", "20", "7,5", "62,5", "68", "410", "nie"],
    ["D2", "m", "58", "DM", "50", "17,5", "5", "58", "60,5", "220", "ja"],
]  # fmt: skip
FRENCH = [
    ["Identifiant", "Sexe", "Âge", "Diagnostic", "CVF % initiale", "CVF % à 6 mois", "DLCO % à 6 mois",
     "Corticoïdes mg à 6 mois", "Anticorps anti-Jo-1", "Commentaires"],
    ["F1", "F", 44, "DM", 62, 70, 48, 10, "positif", "va bien"],
    ["F2", "M", 61, "PM", 55, 53, 39, 20, "négatif", "reste fatigué"],
]  # fmt: skip
ITALIAN = [
    [
        "Codice paziente",
        "Sesso",
        "Età",
        "Diagnosi",
        "CVF % basale",
        "CVF % a 12 mesi",
        "CPK basale",
        "CPK a 12 mesi",
    ],
    ["I1", "F", 47, "PM", 60, 66, 1900, 150],
    ["I2", "M", 55, "IMNM", 72, 70, 5400, 320],
]
SPANISH = [
    ["ID paciente", "Sexo", "Edad", "Diagnóstico", "Prednisona basal", "Prednisona 3 meses", "FVC % basal",
     "FVC % 3 meses", "Visita 12 meses fecha"],
    ["S1", "F", 50, "ASyS", 60, 20, 57, 63, "2015-03-04"],
]  # fmt: skip
NUMBERED = [
    [
        "Subject ID",
        "Diagnosis",
        "conventional start date",
        "V1 date",
        "V1 FVC%",
        "V1 CK",
        "V2 date",
        "V2 FVC%",
        "V2 CK",
    ],
    ["N1", "PM", "2014-01-01", "2014-01-01", 60, 2000, "2014-07-01", 66, 300],
    ["N2", "DM", "2015-02-01", "2015-02-01", 72, 900, None, None, None],
]
BY_MONTH = [
    ["id", "Dx", "FVC_pp_T0", "FVC_pp_T3", "FVC_pp_T6", "FVC_pp_T12", "PSL T0", "PSL T12"],
    ["T1", "PM", 60, 62, 66, 70, 60, 5],
    ["T2", "CADM", 55, 50, "", 41, 50, 40],
]
ON_TACROLIMUS = [
    ["patient", "Tacrolimus initiation", "pre tac FVC%", "3m post tac FVC%", "FVC% 12 mo post-FK506",
     "Pred at tac start", "Pred 1 yr after tacrolimus", "Tac C0 3m post tac", "date tac ended"],
    ["X1", 8, 50, 55, 61, 30, 5, 7.2, None],
    ["X2", 11, 44, 47, 52, 25, 7.5, 6.1, 30],
]  # fmt: skip
LONG = [
    ["Record ID", "Timepoint", "Months since baseline", "PSL mg", "FVC%pred", "DLCOc",
     "creatinine_phosphokinase", "Creatinine", "Gender", "KCO", "FEV1"],
    ["L1", "baseline", 0, 60, 58, 11.5, 2400, 0.7, "F", 1.1, 1.9],
    ["L1", "month 3", 3, 20, 64, 12.9, 300, 0.8, "F", 1.2, 2.0],
    ["L2", "baseline", 0, 40, 71, 14.0, 800, 0.9, "M", 1.2, 2.6],
]  # fmt: skip
LOOK_ALIKES = [
    ["ID", "comorbidity", "DM", "CK max", "CK-MB", "FVC change 12m", "FEV1/FVC", "6-MP", "HBsAg", "PL-7/12",
     "cumulative pred (g)", "Pred duration (months)", "Cortisol", "SVC % predicted 3m", "T cell count"],
    ["Z1", "DM", 1, 5000, 12, -4, 0.8, 50, "neg", "neg", 9.1, 14, 300, 70, 1100],
    ["Z2", "HTN", 0, 900, 8, 6, 0.7, 0, "pos", "neg", 3.0, 9, 250, 65, 900],
    ["Z3", "DM, HTN", 1, 300, 5, 0, 0.9, 0, "neg", "neg", 1.2, 4, 410, 81, 1500],
]  # fmt: skip


def main() -> None:
    """Write every file anew."""
    (FILES / "headers_english.xlsx").write_bytes(by_openpyxl(ENGLISH))
    (FILES / "headers_british.csv").write_bytes(as_csv(BRITISH, ",").encode())
    (FILES / "headers_german.csv").write_bytes(as_csv(GERMAN, ";").encode("cp1252"))
    (FILES / "headers_french.csv").write_bytes(as_csv(FRENCH, "\t").encode("utf-16"))
    by_libreoffice(ITALIAN, FILES / "headers_italian.ods")
    (FILES / "headers_spanish.xlsx").write_bytes(by_xlsxwriter(SPANISH))
    by_libreoffice(NUMBERED, FILES / "headers_numbered.xlsx")
    (FILES / "headers_by_month.csv").write_bytes(as_csv(BY_MONTH, ",").encode())
    (FILES / "headers_on_tacrolimus.xlsx").write_bytes(by_xlsxwriter(ON_TACROLIMUS))
    (FILES / "headers_long.csv").write_bytes(as_csv(LONG, ",").encode())
    (FILES / "headers_look_alikes.xlsx").write_bytes(by_openpyxl(LOOK_ALIKES))


def as_csv(rows: list[list[object]], separator: str) -> str:
    """The rows as text."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def by_openpyxl(rows: list[list[object]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_xlsxwriter(rows: list[list[object]]) -> bytes:
    """A workbook of one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def by_libreoffice(rows: list[list[object]], path: Path) -> None:
    """A file as LibreOffice writes it, in the format of its name."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.csv"
        source.write_text(as_csv(rows, ","), encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--infilter=CSV:44,34,76,1", "--convert-to", path.suffix[1:], "--outdir", folder, source]
        subprocess.run(command, check=True, capture_output=True)
        shutil.move(Path(folder) / path.name, path)


if __name__ == "__main__":
    main()
