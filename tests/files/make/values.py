"""Writes the files that `values.toml` lists: `python -m tests.files.make.values`.

All of it is invented: few patients, each file with one habit of writing numbers, units, doses or dates.
The texts are written byte by byte, the workbooks by openpyxl and XlsxWriter.
"""

import datetime as dt
from pathlib import Path

import openpyxl
import xlsxwriter

FILES = Path(__file__).parents[1]

#: Name -> (encoding, text).
TEXTS = {
    "values_german.csv": ("cp1252", (
        "Patient;Datum;FVC (l);FVC % Soll;CK (U/l);Prednisolon mg;Befund\n"
        "M01;3.2.2014;2,15;61,5;1.850;60 mg/Tag;auffällig\n"
        "M01;5. Mai 2014;2,30;66;ca. 420;ausgeschlichen;besser\n"
        "M02;12.03.14;nicht durchgeführt;71;95,5;10-0-5;stabil\n"
        "M02;März 2015;2,9 l;78 %;<40;abgesetzt;\n"
    )),
    "values_french_visits.csv": ("utf-8", (
        "Patient;Date;CVF (ml);CPK (UI/L);Prednisone (mg/j)\n"
        "P1;12 mars 2014;2 150;1\u202f850;60\n"
        "P1;1er juin 2014;2 300;environ 420;20 un jour sur deux\n"
        "P2;02/2015;1 980;> 1 000;5 à 10\n"
    )),
    "values_swiss_visits.csv": ("utf-8", (
        "Patient;Monat;CK;DLCO % Soll\n"
        "S1;0;1'850;\uff16\uff12\nS1;3;2\u2019100;65\u00a0%\n"
        "S2;0;12'400 U/L;58 \u00b1 3\nS2;6;300;\u2264 60\n"
    )),
    "values_censored.tsv": ("utf-8", (
        "Patient\tMonth\tCK U/L\tTac trough\tDLCO % pred\tMMT8\tMMT8 max\n"
        "C1\t0\t>1000\t5-10 ng/mL\t65%\t72/80\t80\n"
        "C1\t3\t350 H\t<2\t~60\t78\t80\n"
        "C2\t0\t\u226420\t6.5 ug/L\tabout 55\t80\t80\n"
        "C2\t6\t1,850\t10 to 12\t60-65 %\t4+\t80\n"
    )),
    "values_codes.csv": ("utf-8", (
        "patient_id,month,fvc_pct,ck,prednisone_mg,month_note\n"
        "K1,0,99,999,999,a\nK1,3,-99,9999,88,b\nK2,0,999,-9,77,c\nK2,6,not done,UNK,0,d\n"
        "K3,0,#DIV/0!,refused,n/a,e\n"
    )),
    "values_steroids.csv": ("utf-8", (
        "Patient,Month,Steroid dose,Tac dose\n"
        "G1,0,IV methylprednisolone 1000 mg x 3 d,\nG1,1,mPSL 16 mg,2 mg BID\n"
        "G1,3,20 mg QOD,3\nG1,6,5 mg BID,stopped\n"
        "G2,0,60->40 taper,1 mg/kg\nG2,3,10 mg/d alternating 5,1.5\nG2,6,off,2\nG2,12,none,2\n"
        "G3,0,dexamethasone 3 mg,\nG3,3,budesonide 9 mg,\nG3,6,35 mg weekly,\nG3,12,7.5,\n"
    )),
    "values_month_first.csv": ("utf-8", (
        "Subject,Visit date,FVC (L)\n"
        "U1,03/04/2014,2.1\nU1,06/13/2014,2.2\nU2,12-31-2014,1.9\n"
        "U2,1/2/15,2.0\nU2,2/30/2015,2.0\nU2,01/01/2098,2.0\n"
    )),
    "values_open.csv": ("utf-8", (
        "Patient,Visit date,FVC,CK,Prednisone\n"
        "Q1,03/04/2014,0.8,2.5,none\nQ1,05/06/2014,0.9,12,20\nQ2,07/08/2014,1.1,1.0,5\n"
    )),
    "values_days_visits.csv": ("utf-8", (
        "Patient,Days since tac,CK,Creatinine (umol/L)\n"
        "D1,0,800,88.42\nD1,91,400,70\nD2,day 0,90,66\nD2,26 weeks,120,177\nD2,1 y,100,80\n"
    )),
}  # fmt: skip


def main() -> None:
    """Write every file anew."""
    for name, (encoding, text) in TEXTS.items():
        (FILES / name).write_bytes(text.encode(encoding))
    units()
    mangled()
    per_kg()
    courses()


def units() -> None:
    """Measures without a word about their unit, each in another one than the template's."""
    rows = [
        ["Patient", "Month", "FVC", "TLC", "DLCO", "CK", "CK ULN", "Creatinine", "MMT8"],
        ["N1", 0, 62, 4100, 4.1, 30.5, 2.8, 71, 110],
        ["N1", 6, 68, 4300, 4.6, 3.1, 2.8, 75, 138],
        ["N2", 0, 55, 3900, 3.2, 12.0, 3.2, 66, 142],
        ["N2", 12, 71, 4600, 6.0, 2.0, 3.2, 90, 150],
    ]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(FILES / "values_units.xlsx")


def mangled() -> None:
    """What a workbook makes of entries such as 3-6: dates among the numbers, and numbers among the dates."""
    book = xlsxwriter.Workbook(FILES / "values_mangled.xlsx")
    sheet = book.add_worksheet("Visits")
    day = book.add_format({"num_format": "d-mmm"})
    sheet.write_row(0, 0, ["patient_id", "date", "ck", "tacrolimus_trough"])
    rows = [
        ["X1", 41710, 120, dt.datetime(2014, 6, 3)],  # noqa: DTZ001 a workbook knows no zone
        ["X1", "2014", "3-Jun", 6.5],
        ["X2", dt.datetime(1900, 1, 1), True, "Mar-06"],  # noqa: DTZ001
        ["X2", "2014-05", 80, 7],
    ]
    for i, row in enumerate(rows, start=1):
        for j, value in enumerate(row):
            sheet.write(i, j, value, day if isinstance(value, dt.datetime) else None)
    book.close()


def per_kg() -> None:
    """Doses per kg on one sheet, the weights on another."""
    book = openpyxl.Workbook()
    book.active.title = "Patients"
    for row in (
        ["Patient", "Sex", "Weight (lbs)"],
        ["W1", "f", 132.28],
        ["W2", "m", 176.37],
        ["W3", "f", None],
    ):
        book.active.append(row)
    sheet = book.create_sheet("Visits")
    for row in (
        ["Patient", "Month", "Pred mg/kg", "Tacrolimus (mg/kg/day)"],
        ["W1", 0, 1, 0.05],
        ["W1", 3, 0.5, 0.075],
        ["W2", 0, 0.75],
        ["W2", 6, 0, 0.05],
        ["W3", 0, 1],
    ):  # fmt: skip
        sheet.append(row)
    book.save(FILES / "values_per_kg.xlsx")


def courses() -> None:
    """No column gives the start of conventional treatment: the first of its drugs does."""
    book = openpyxl.Workbook()
    book.active.title = "Patients"
    for row in (["Patient", "Dx"], ["T1", "PM"], ["T2", "DM"]):
        book.active.append(row)
    tables = {
        "Treatments": [
            ["Patient", "Drug", "Start date", "Stop date", "Dose", "Unit"],
            ["T1", "MTX", dt.date(2014, 3, 1), None, 15, "mg/week"],
            ["T1", "AZA", dt.date(2014, 1, 1), dt.date(2014, 3, 1), 100, "mg/day"],
            ["T1", "FK506", dt.date(2015, 1, 1), None, 3, "mg/day"],
            ["T2", "MMF", dt.date(2016, 1, 1), None, 2, "g/day"],
        ],
        "Visits": [
            ["Patient", "Visit date", "CK"],
            ["T1", dt.date(2014, 1, 1), 900],
            ["T1", dt.date(2015, 4, 2), 90],
            ["T2", dt.date(2016, 7, 1), 120],
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(FILES / "values_courses.xlsx")


if __name__ == "__main__":
    main()
