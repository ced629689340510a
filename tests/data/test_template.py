"""The blank workbook and the codebook hold the schema, all of it and nothing else."""

import io
from pathlib import Path

import openpyxl
import pytest

from analysis.schema import ANTIBODIES, RESULTS, TABLES

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def template():
    return openpyxl.load_workbook(io.BytesIO((DATA / "template.xlsx").read_bytes()))


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_sheet_has_the_schemas_keys_as_headers_and_no_rows(template, table):
    sheet = template[table.sheet]
    antibodies = [antibody.name for antibody in ANTIBODIES] if table.key == "patients" else []
    headers = [cell.value for cell in sheet[1]]
    assert headers == [*(field.key for field in table.fields), *antibodies]
    assert all(cell.value is None for row in sheet.iter_rows(min_row=2) for cell in row)


def test_columns_of_few_words_offer_them(template):
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in template["Patients"].data_validations.dataValidation
    }
    headers = {cell.value: cell.column_letter for cell in template["Patients"][1]}
    assert offered[f"{headers['sex']}2"] == '"female,male"'
    assert offered[f"{headers['Jo-1']}2"] == f'"{",".join(RESULTS)}"'


def test_the_codebook_explains_every_column_once(template):
    header, *body = [[cell.value for cell in row] for row in template["Codebook"].iter_rows()]
    assert header[:3] == ["sheet", "column", "meaning"]
    explained = [(row[0], row[1]) for row in body]
    expected = [(table.sheet, field.key) for table in TABLES.values() for field in table.fields]
    expected += [("Patients", antibody.name) for antibody in ANTIBODIES]
    assert sorted(explained) == sorted(expected)
    assert all(row[2] for row in body)


def test_the_page_of_the_codebook_tells_the_same(template):
    page = (DATA / "codebook.md").read_text(encoding="utf-8")
    for row in template["Codebook"].iter_rows(min_row=2, values_only=True):
        assert f"| {row[1]} | {row[2]} |" in page
