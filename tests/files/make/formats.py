"""Writes the files that `formats.toml` lists: `python -m tests.files.make.formats`.

It needs LibreOffice (`soffice`) and R with haven, foreign and openxlsx beside the packages of
requirements-dev.txt. All of it is invented: three patients, five visits. The files differ in their dates
of writing each time; what they hold does not. `by_hand.py` writes what no program here can write.
"""

import datetime as dt
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.files.make import by_hand

FILES = Path(__file__).parents[1]
HEADERS = ["patient_id", "diagnosis", "sex", "month", "date", "prednisone_mg", "fvc_pct"]
ROWS = [
    ["A01", "PM", "female", 0, dt.date(2014, 3, 5), 60, 58.0],
    ["A01", "PM", "female", 3, dt.date(2014, 6, 4), 20, 61.5],
    ["A02", "DM", "male", 0, dt.date(2015, 1, 12), 40, 70.0],
    ["A02", "DM", "male", 6, dt.date(2015, 7, 13), 10, 74.0],
    ["A03", "CADM", "female", 0, dt.date(2016, 9, 1), 30, None],
]
DIAGNOSES = {"PM": 1, "DM": 2, "CADM": 3}
SEXES = {"male": 1, "female": 2}
LABELS = {"dx": "Diagnosis", "pred": "Prednisone, mg/day", "fvc_pct": "FVC, % of predicted"}


def main() -> None:
    """Write every file anew."""
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        with_openpyxl(tmp)
        with_xlsxwriter()
        with_libreoffice(tmp)
        with_pyreadstat()
        with_pandas_and_arrow()
        with_r(tmp)
    by_hand.write(FILES)


def with_openpyxl(tmp: Path) -> None:
    """Workbooks of openpyxl, some of which LibreOffice turns into others."""
    plain(tmp / "plain.xlsx")
    plain(tmp / "mac.xlsx", epoch=True)
    shutil.copy(tmp / "mac.xlsx", FILES / "dates_1904.xlsx")
    formulas(tmp / "formulas.xlsx")
    shutil.copy(tmp / "formulas.xlsx", FILES / "formulas_never_calculated.xlsx")


def plain(path: Path, *, epoch: bool = False) -> None:
    """The table with a merged title above, and who wrote it."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Cohort"
    for row in (HEADERS, *ROWS):
        sheet.append(row)
    book.properties.creator = "Somebody Invented"
    book.properties.title = "Invented cohort"
    book.save(path)


def formulas(path: Path) -> None:
    """Doses as formulas, two of which give errors."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADERS, *ROWS):
        sheet.append(row)
    sheet["F2"], sheet["F3"], sheet["F4"], sheet["F5"] = "=50+10", "=F2/0", "=NA()", "=2*5"
    sheet["G3"] = "#REF!"
    book.save(path)


def with_xlsxwriter() -> None:
    """A workbook whose title is merged over the table, written by XlsxWriter."""
    with xlsxwriter.Workbook(FILES / "merged_title.xlsx", {"default_date_format": "d mmm yyyy"}) as book:
        sheet = book.add_worksheet("Cohort")
        sheet.merge_range("A1:G1", "Our patients")
        for number, row in enumerate((HEADERS, *ROWS), start=1):
            sheet.write_row(number, 0, row)


def with_libreoffice(tmp: Path) -> None:
    """LibreOffice's own writing of each workbook, with and without a password, and other kinds of file."""
    plain_ = tmp / "plain.xlsx"
    for name, source, kind in (
        ("libreoffice.xls", plain_, "xls:MS Excel 97"),
        ("libreoffice.ods", plain_, "ods"),
        ("libreoffice.xlsx", plain_, "xlsx"),
        ("dates_1904.xls", tmp / "mac.xlsx", "xls:MS Excel 97"),
        ("errors.xls", tmp / "formulas.xlsx", "xls:MS Excel 97"),
        ("errors.ods", tmp / "formulas.xlsx", "ods"),
        ("errors.xlsx", tmp / "formulas.xlsx", "xlsx"),
        ("merged_title.xls", FILES / "merged_title.xlsx", "xls:MS Excel 97"),
        ("merged_title.ods", FILES / "merged_title.xlsx", "ods"),
        ("web_page.xls", plain_, "html:HTML (StarCalc)"),
        ("printed.pdf", plain_, "pdf"),
    ):
        convert(source, kind, tmp / "out", FILES / name)
    text = tmp / "text.txt"
    text.write_text("A01 has PM\n")
    convert(text, "docx:MS Word 2007 XML", tmp / "out", FILES / "letter.docx")
    convert(text, "rtf:Rich Text Format", tmp / "out", FILES / "letter.rtf")
    protect(plain_, tmp)


def soffice(tmp: Path, *arguments: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp.parent}/profile", "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def convert(source: Path, kind: str, folder: Path, target: Path) -> None:
    soffice(folder, "--convert-to", kind, "--outdir", str(folder), str(source))
    shutil.move(folder / f"{source.stem}.{kind.partition(':')[0]}", target)


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Protect
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("file://{source}", "_blank", 0, hidden())
  Dim options(1) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Password" : options(0).Value = "invented"
  options(1).Name = "FilterName"
{stores}
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
STORE = '  options(1).Value = "{kind}" : document.storeAsURL("file://{target}", options())'
PROTECTED = {
    "protected.xls": "MS Excel 97",
    "protected.ods": "calc8",
}


def protect(source: Path, tmp: Path) -> None:
    """The workbook with a password in each format, by a macro: no option of `soffice` sets one."""
    stores = [STORE.format(kind=kind, target=FILES / name) for name, kind in PROTECTED.items()]
    module = tmp / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MACRO.replace("{source}", str(source)).replace("{stores}", "\n".join(stores)))
    soffice(tmp / "out", "macro:///Standard.Module1.Protect")


def coded() -> pd.DataFrame:
    """The table as statistical programs keep it: codes with labels, 999 for a dose that nobody knows."""
    table = pd.DataFrame(ROWS, columns=["study_id", "dx", "sex", "month", "date", "pred", "fvc_pct"])
    table["dx"] = table["dx"].map(DIAGNOSES).astype(float)
    table["sex"] = table["sex"].map(SEXES).astype(float)
    table["pred"] = table["pred"].astype(float)
    table.loc[4, "pred"] = 999.0
    return table


def value_labels() -> dict[str, dict[float, str]]:
    return {
        "dx": {float(code): name for name, code in DIAGNOSES.items()},
        "sex": {float(code): name for name, code in SEXES.items()},
        "pred": {999.0: "unknown"},
    }


def with_pyreadstat() -> None:
    """SPSS files and a SAS transport file of version 8 by ReadStat."""
    said = {"column_labels": LABELS, "variable_value_labels": value_labels()}
    missing = {"missing_ranges": {"pred": [999.0]}}
    pyreadstat.write_sav(coded(), FILES / "spss.sav", file_label="Invented cohort", **said, **missing)
    pyreadstat.write_sav(coded(), FILES / "spss_compressed.zsav", compress=True, **said, **missing)
    pyreadstat.write_xport(
        coded().drop(index=4), FILES / "sas_8.xpt", table_name="COHORT", column_labels=LABELS
    )


def with_pandas_and_arrow() -> None:
    """Stata files by pandas, Parquet by Arrow, text in UTF-16 as Excel's "Unicode text"."""
    table = pd.DataFrame(ROWS, columns=HEADERS)
    stata = table.assign(date=pd.to_datetime(table["date"]), seen=pd.to_datetime(table["date"]))
    for column in ("diagnosis", "sex"):
        stata[column] = stata[column].astype("category")
    stata.to_stata(
        FILES / "stata_118.dta", version=118, write_index=False, convert_dates={"date": "td", "seen": "tm"},
        variable_labels={"fvc_pct": LABELS["fvc_pct"]}, data_label="Invented cohort",
    )  # fmt: skip
    pq.write_table(
        pa.table({h: [row[i] for row in ROWS] for i, h in enumerate(HEADERS)}), FILES / "arrow.parquet"
    )
    text = "\r\n".join("\t".join("" if v is None else str(v) for v in row) for row in (HEADERS, *ROWS))
    (FILES / "unicode_text.txt").write_text(text, encoding="utf-16")
    (FILES / "text_named.xls").write_text(text, encoding="utf-8")
    (FILES / "bars.txt").write_text(text.replace("\t", "|"), encoding="utf-8-sig")


R = """
library(haven)
d <- read.csv("table.csv", stringsAsFactors = FALSE)
d$date <- as.Date(d$date)
dx <- labelled(c(PM = 1, DM = 2, CADM = 3)[d$diagnosis], c(PM = 1, DM = 2, CADM = 3), "Diagnosis")
sex <- labelled(ifelse(d$sex == "male", 1, 2), c(male = 1, female = 2), "Sex")
coded <- data.frame(study_id = d$patient_id, dx = dx, sex = sex, month = d$month, date = d$date,
                    pred = d$prednisone_mg, fvc_pct = d$fvc_pct)
s <- coded; s$pred[5] <- 999
s$pred <- labelled_spss(s$pred, c(unknown = 999), na_values = 999, label = "Prednisone, mg/day")
write_sav(s, "haven.sav")
t <- coded; t$pred[5] <- tagged_na("a")
t$pred <- labelled(t$pred, c(unknown = tagged_na("a")), "Prednisone, mg/day")
write_dta(t, "haven_stata_14.dta", version = 14)
write_xpt(coded, "haven_sas_5.xpt", version = 5, name = "COHORT")
suppressWarnings(write_sas(coded, "haven.sas7bdat"))
d$diagnosis <- factor(d$diagnosis); d$sex <- factor(d$sex)
foreign::write.dta(d[names(d) != "date"], "foreign_stata_8.dta", version = 8L)
openxlsx::write.xlsx(d, "openxlsx.xlsx")
d$note <- c("M\\u00fcller", "gro\\u00df", "", "\\u00e9", "")
write.csv2(d, "r_csv2_latin1.csv", row.names = FALSE, na = "", fileEncoding = "latin1")
saveRDS(d, "table.rds")
save(d, file = "table.RData")
"""
FROM_R = (
    "haven.sav", "haven_stata_14.dta", "haven_sas_5.xpt", "haven.sas7bdat", "foreign_stata_8.dta",
    "openxlsx.xlsx", "r_csv2_latin1.csv", "table.rds", "table.RData",
)  # fmt: skip


def with_r(tmp: Path) -> None:
    """SPSS, Stata, SAS, Excel and text files as R's packages write them, and R's own."""
    pd.DataFrame(ROWS, columns=HEADERS).to_csv(tmp / "table.csv", index=False)
    (tmp / "write.R").write_text(R)
    subprocess.run(
        [shutil.which("Rscript") or "Rscript", "write.R"], cwd=tmp, check=True, capture_output=True
    )
    for name in FROM_R:
        shutil.move(tmp / name, FILES / name)


if __name__ == "__main__":
    main()
