"""Files byte by byte: formats that no free program writes, damaged ones, and what is no cohort."""

import datetime as dt
import io
import json
import struct
import zipfile
from pathlib import Path

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

EXCEL_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row>'
    b"<Cell><Data>A01</Data></Cell></Row></Table></Worksheet></Workbook>"
)
HEADERS = ["patient_id", "diagnosis", "sex", "month", "date", "prednisone_mg", "fvc_pct"]
ROWS = [
    ["A01", "PM", "female", 0.0, dt.date(2014, 3, 5), 60.0, 58.0],
    ["A01", "PM", "female", 3.0, dt.date(2014, 6, 4), 20.0, 0x17],
    ["A02", "DM", "male", 0.0, dt.date(2015, 1, 12), 0x2A, 70.0],
]  # a whole number is the code of an error: 0x17 is #REF!, 0x2A is #N/A


def write(folder: Path) -> None:
    """All files, into one folder."""
    (folder / "by_hand.xlsb").write_bytes(xlsb())
    (folder / "macros.xlsm").write_bytes(with_macros((folder / "merged_title.xlsx").read_bytes()))
    (folder / "protected.xlsx").write_bytes(protected())
    (folder / "truncated.xlsx").write_bytes((folder / "openxlsx.xlsx").read_bytes()[:3000])
    (folder / "truncated.sav").write_bytes((folder / "haven.sav").read_bytes()[:700])
    (folder / "empty.csv").write_bytes(b"\r\n\r\n")
    (folder / "sheet.numbers").write_bytes(
        archive({"Index/Document.iwa": b"\0", "preview.jpg": b"\xff\xd8\xff"})
    )
    (folder / "slides.pptx").write_bytes(
        archive({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b""})
    )
    (folder / "output.spv").write_bytes(archive({"outputViewer0000000000.xml": b"<heading/>"}))
    (folder / "packed.zip").write_bytes(archive({"patients.csv": b"patient_id\nA01\n"}))
    (folder / "redcap.json").write_text(json.dumps([{"patient_id": "A01", "diagnosis": "PM"}], indent=1))
    (folder / "excel_2003.xml").write_bytes(EXCEL_2003)
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (folder / "catalog.sas7bcat").write_bytes(
        bytes(12) + bytes.fromhex("C2EA8163B31411CFBD92080009C7318C181F1011") + bytes(200)
    )


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def protected() -> bytes:
    """A compound file of two streams, as Excel wraps a workbook with a password; its content is noise."""
    sectors = 8  # of 512 bytes: the smallest stream that is no "mini stream"
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chains = [table, end] + [
        n for start in (2, 2 + sectors) for n in (*range(start + 1, start + sectors), end)
    ]
    fat = struct.pack("<128I", *chains, *[free] * (128 - len(chains)))
    header = (
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack(
        "<I108I", 0, *[free] * 108
    )
    root = entry("Root Entry", 5, free, 1, end, 0)
    streams = [
        entry("EncryptionInfo", 2, free, 2, 2, 512 * sectors),
        entry("EncryptedPackage", 2, free, free, 2 + sectors, 512 * sectors),
    ]
    return header + fat + root + b"".join(streams) + bytes(128) + bytes(range(256)) * 4 * sectors


def entry(name: str, kind: int, left: int, right_or_child: int, start: int, size: int) -> bytes:
    """One of the directory's entries of 128 bytes ([MS-CFB] 2.6)."""
    right, child = (0xFFFFFFFF, right_or_child) if kind == 5 else (right_or_child, 0xFFFFFFFF)
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, left, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def with_macros(workbook: bytes) -> bytes:
    """A workbook with a part of macros and a link to another file, neither of which is to be opened."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/vbaProject.bin"] = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1000)
    parts["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    )
    return archive(parts)


def xlsb() -> bytes:
    """The binary workbook of [MS-XLSB]: one sheet with errors, dates and a merged cell."""
    bundle = struct.pack("<II", 0, 1) + text("rId1") + text("Cohort")
    workbook = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    styles = record(278) + record(617, struct.pack("<I", 2)) + xf(0) + xf(14) + record(618) + record(279)
    return archive({
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
        ).encode(),
        "_rels/.rels": relations("officeDocument", "xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": relations("worksheet", "worksheets/sheet1.bin", "styles", "styles.bin"),
        "xl/workbook.bin": workbook,
        "xl/styles.bin": styles,
        "xl/worksheets/sheet1.bin": sheet(),
        "docProps/core.xml": (
            b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Somebody Invented</dc:creator>'
            b"</cp:coreProperties>"
        ),
    })  # fmt: skip


def relations(*pairs: str) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{i + 1}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(zip(pairs[::2], pairs[1::2], strict=True))
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'.encode()


def sheet() -> bytes:
    """BrtBeginSheet, BrtWsDim, the rows, one merged cell below them."""
    last = len(ROWS)
    dimension = struct.pack("<IIII", 0, last + 1, 0, len(HEADERS) - 1)
    rows = b"".join(row(number, cells) for number, cells in enumerate((HEADERS, *ROWS)))
    merged = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 8, 8, 0, 1)) + record(178)
    return record(129) + record(148, dimension) + record(145) + rows + record(146) + merged + record(130)


def row(number: int, cells: list[object]) -> bytes:
    header = struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)
    return record(0, header) + b"".join(cell(column, value) for column, value in enumerate(cells))


def cell(column: int, value: object) -> bytes:
    style = 1 if isinstance(value, dt.date) else 0
    place = struct.pack("<II", column, style)
    if isinstance(value, str):
        return record(6, place + text(value))
    if isinstance(value, int):
        return record(3, place + bytes([value]))
    if isinstance(value, dt.date):
        value = float((value - dt.date(1899, 12, 30)).days)
    return record(5, place + struct.pack("<d", value))


def xf(number_format: int) -> bytes:
    return record(47, struct.pack("<HHHHHHHH", 0, number_format, 0, 0, 0, 0, 0, 0))


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def record(number: int, content: bytes = b"") -> bytes:
    return varying(number) + varying(len(content)) + content


def varying(number: int) -> bytes:
    """Seven bits a byte, the highest bit says whether another follows."""
    if number < 0x80:
        return bytes([number])
    return bytes([number & 0x7F | 0x80]) + varying(number >> 7)
