"""The German workbook of the browser journey: titles, decimal commas, codes, patients twice, a legend.

Run from the project's root: `python -m tests.files.make.journey`.
"""

from pathlib import Path

import openpyxl

FILE = Path(__file__).parents[1] / "deutsche_liste.xlsx"
HEADERS = (
    *("Pat.-Nr.", "Geschlecht", "Alter", "Dx", "anti-Jo1 pos", "Ansprechen"),
    *("Pred BL", "Pred 3 Mo", "Pred 12 Mo", "FVC % Soll BL", "FVC % Soll 3 Mo", "CK BL"),
)
# 1 = PM, 2 = DM; the second rows of R03 and R08 say what the first ones leave blank.
ROWS = (
    ("R01", "w", 44, 1, "ja", "Responder", "60", "20", "7,5", "62,5", "68,0", 1840),
    ("R02", "m", 51, 1, "nein", "Responder", "50", "17,5", "5", "58,1", "60,2", 920),
    ("R03", "w", 38, 2, "nein", "refraktär", "40", "37,5", "", "71,0", "63,4", 310),
    ("R04", "w", 60, 2, "nein", "refraktär", "60", "50", "40", "55,5", "49,0", 450),
    ("R05", "m", 47, 1, "ja", "Responder", "45", "15", "7,5", "66,7", "70,1", 2210),
    ("R06", "w", 55, 2, "nein", "Responder", "30", "12,5", "5", "74,2", "76,0", 190),
    ("R07", "m", 33, 1, "ja", "refraktär", "60", "55", "45", "49,9", "44,3", 3300),
    ("R08", "w", 49, 1, "nein", "Responder", "50", "20", "", "69,3", "72,8", 760),
    ("R09", "w", 62, 2, "nein", "refraktär", "40", "40", "35", "60,4", "52,2", 280),
    ("R10", "m", 58, 1, "ja", "Responder", "55", "22,5", "10", "57,6", "61,9", 1490),
    ("R11", "w", 41, 2, "nein", "refraktär", "50", "45", "32,5", "63,8", "55,0", 520),
    ("R12", "m", 36, 1, "nein", "Responder", "60", "25", "12,5", "52,3", "59,7", 2850),
    ("R03", "w", 38, 2, "nein", "refraktär", "", "", "30", "", "", ""),
    ("R08", "w", 49, 1, "nein", "Responder", "", "", "7,5", "", "", ""),
)


def main() -> None:
    """Write the workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Liste"
    sheet["A1"] = "Myositis mit ILD, Rheuma-Ambulanz"
    sheet["A2"] = "Stand März 2019, von Hand geführt"
    for column, header in enumerate(HEADERS, 1):
        sheet.cell(4, column, header)
    for row, cells in enumerate(ROWS, 5):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value if value != "" else None)
    sheet.cell(len(ROWS) + 6, 1, "Legende: BL = Ausgangswert, Mo = Monate nach Therapiebeginn")
    book.save(FILE)


if __name__ == "__main__":
    main()
