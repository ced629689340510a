"""The demo in every format gives the same summary, whoever wrote the file."""

import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from analysis.filters import Filters
from analysis.ingest import read_cohort
from analysis.settings import Settings
from analysis.summary import summary

DATA = Path(__file__).parents[3] / "data"
TABLES = {path.stem: pd.read_csv(path) for path in sorted((DATA / "demo_cohort_csv").glob("*.csv"))}


def summary_of(files):
    """What the pages say, without the names and the hashes of the files and what was found in them."""
    found = summary(read_cohort(files), Settings(), Filters())
    del found["cohort"]["files"], found["cohort"]["issues"]
    return found


@pytest.fixture(scope="module")
def expected():
    return summary_of([("demo_cohort.xlsx", (DATA / "demo_cohort.xlsx").read_bytes())])


def named(table):
    """Names as SPSS, Stata and SAS take them: letters, digits and underscores."""
    return table.rename(columns=lambda name: re.sub(r"\W", "_", name))


def bytes_by(write, table, path):
    write(table, path)
    return path.read_bytes()


def blank_as_text(table):
    """A column of blanks only, which has no type of its own, as text."""
    return table.astype({name: "str" for name in table if table[name].isna().all()})


WRITERS = {
    "sav": lambda table, path: pyreadstat.write_sav(blank_as_text(named(table)), path),
    "zsav": lambda table, path: pyreadstat.write_sav(blank_as_text(named(table)), path, compress=True),
    "dta": lambda table, path: pyreadstat.write_dta(blank_as_text(named(table)), path),
    "xpt": lambda table, path: pyreadstat.write_xport(blank_as_text(named(table)), path),
    "parquet": lambda table, path: table.to_parquet(path),
    "tsv": lambda table, path: table.to_csv(path, sep="\t", index=False, encoding="utf-16"),
    "csv": lambda table, path: table.to_csv(path, sep=";", decimal=",", index=False, encoding="cp1252"),
}


@pytest.mark.parametrize("ending", WRITERS)
def test_the_demo_gives_the_same_summary_from_files_of_each_table(expected, tmp_path, ending):
    write = WRITERS[ending]
    files = [
        (f"{name}.{ending}", bytes_by(write, table, tmp_path / f"{name}.{ending}"))
        for name, table in TABLES.items()
    ]
    assert summary_of(files) == expected


@pytest.mark.parametrize(
    ("layout", "ending"),
    [
        ("demo_cohort", "xls"),  # the wide layout has more than the 256 columns of an .xls
        ("demo_cohort", "ods"),
        ("demo_cohort", "xlsx"),
        ("demo_cohort_wide", "ods"),
        ("demo_cohort_wide", "xlsx"),
    ],
)
def test_the_demo_gives_the_same_summary_as_libreoffice_saves_it(expected, tmp_path, layout, ending):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    source = shutil.copy(DATA / f"{layout}.xlsx", tmp_path / "a.xlsx")
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(tmp_path / "out"),
        source,
    ]
    subprocess.run(command, check=True, capture_output=True)
    data = (tmp_path / "out" / f"a.{ending}").read_bytes()
    assert summary_of([(f"a.{ending}", data)]) == expected
