"""Writes the demo in the formats that no package here can write: `python -m tests.files.make.demo`.

It needs LibreOffice (`soffice`) and R with haven. The demo is synthetic.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.files.make.formats import convert

DEMO = Path(__file__).parents[3] / "data"
FILES = Path(__file__).parents[1] / "demo"

# Names of SAS hold no hyphen; what a column is called stands in its label.
R = """
library(haven)
for (table in c("patients", "visits", "treatments", "events")) {
  d <- read.csv(file.path("csv", paste0(table, ".csv")), check.names = FALSE, na.strings = "",
                fileEncoding = "UTF-8")
  for (header in names(d)) attr(d[[header]], "label") <- header
  names(d) <- gsub("-", "_", names(d))
  suppressWarnings(write_sas(d, paste0(table, ".sas7bdat")))
}
"""


def main() -> None:
    """Write every file anew."""
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        for name, kind in (("demo_cohort.xls", "xls:MS Excel 97"), ("demo_cohort.ods", "ods")):
            convert(DEMO / "demo_cohort.xlsx", kind, tmp / "out", FILES / name)
        shutil.copytree(DEMO / "demo_cohort_csv", tmp / "csv")
        (tmp / "write.R").write_text(R)
        rscript = shutil.which("Rscript") or "Rscript"
        subprocess.run([rscript, "write.R"], cwd=tmp, check=True, capture_output=True)
        for path in tmp.glob("*.sas7bdat"):
            shutil.move(path, FILES / path.name)


if __name__ == "__main__":
    main()
