"""The blank workbook and the codebook, both made from the schema."""

from analysis.schema import ANTIBODIES, GROUPS, RESULTS, TABLES, Antibody, Field, Table
from data.demo.gaps import Row
from data.demo.workbook import Sheet, page, workbook

HOW = """
How to fill this workbook
One row per patient in Patients, per visit in Visits, per course of a drug in Treatments, per event in Events.
Only patient_id is needed. Delete the columns and sheets you do not have; add your own columns: they are kept.
Months count from the start of conventional treatment (month 0), tacrolimus_month from that of tacrolimus.
Leave a cell blank where you do not know: 0 mg means stopped, blank means unknown. Not tested is not negative.
Antibodies: positive, weak, equivocal, negative or not tested. One column each, named after the antibody.
Do not write names, dates of birth or record numbers. The sheet Codebook explains every column.
"""

_HEADERS = ("sheet", "column", "meaning", "unit", "words or kind", "usual range", "also read as")
_WIDTHS = dict(zip(_HEADERS, (12, 28, 80, 14, 50, 16, 60), strict=True))

_KINDS = {
    "id": "text",
    "text": "text",
    "number": "number",
    "month": "number or date",
    "date": "date",
    "level": "text",
    "words": "",
    "several": "several, separated by semicolons",
    "diagnosis": "",
    "drug": "",
}


def template() -> bytes:
    """Every sheet with its headers, drop-downs where a cell is one of a few words, and the codebook."""
    tables = [_blank(table) for table in TABLES.values()]
    book = Sheet("Codebook", _HEADERS, _codebook_rows(), widths=_WIDTHS)
    return workbook("MA-ILD cohort: blank template", [*tables, book, page("Instructions", HOW)])


def codebook() -> bytes:
    """The codebook as a page of Markdown, one table per sheet."""
    lines = ["# Codebook", "", "Made from `analysis/schema` by `python -m data.demo`; the same as the sheet"]
    lines += ["Codebook of `template.xlsx`. Only `patient_id` is needed.", ""]
    rows = _codebook_rows()
    for table in TABLES.values():
        lines += [
            f"## {table.sheet}: one row per {table.row}",
            "",
            _markdown(_HEADERS[1:]),
            _markdown(["---"] * 6),
        ]
        lines += [
            _markdown([str(row[header]) for header in _HEADERS[1:]])
            for row in rows
            if row["sheet"] == table.sheet
        ]
        lines.append("")
    return "\n".join(lines).encode()


def _blank(table: Table) -> Sheet:
    antibodies = [antibody.name for antibody in ANTIBODIES] if table.key == "patients" else []
    lists = {field.key: field.levels for field in table.fields if field.levels and field.kind != "several"}
    return Sheet(
        table.sheet,
        [*(field.key for field in table.fields), *antibodies],
        lists=lists | dict.fromkeys(antibodies, RESULTS),
        notes={field.key: _note(field) for field in table.fields},
    )


def _note(field: Field) -> str:
    return f"{field.label}{f' ({field.unit})' if field.unit else ''}: {field.meaning}"


def _codebook_rows() -> list[Row]:
    rows: list[Row] = []
    for table in TABLES.values():
        rows += [_field_row(table, field) for field in table.fields]
        if table.key == "patients":
            rows += [_antibody_row(table, antibody) for antibody in ANTIBODIES]
    return rows


def _field_row(table: Table, field: Field) -> Row:
    words = "; ".join(filter(None, (", ".join(field.levels), _KINDS[field.kind])))
    usual = f"{field.usual[0]:g} to {field.usual[1]:g}" if field.usual else ""
    values = (table.sheet, field.key, field.meaning, field.unit, words, usual, ", ".join(field.aliases))
    return dict(zip(_HEADERS, values, strict=True))


def _antibody_row(table: Table, antibody: Antibody) -> Row:
    told = "; ".join(filter(None, (antibody.antigen, GROUPS.get(antibody.group, "").lower())))
    words, aliases = ", ".join(RESULTS), ", ".join(antibody.aliases)
    values = (
        table.sheet,
        antibody.name,
        f"Antibody: {told}." if told else "Antibody.",
        "",
        words,
        "",
        aliases,
    )
    return dict(zip(_HEADERS, values, strict=True))


def _markdown(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
