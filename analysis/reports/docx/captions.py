"""Captions that Word numbers itself, so that a table can be moved or added."""

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def add_caption(document: Document, kind: str, text: str, *, keep: bool) -> None:
    """A line such as "Table 1. Response"; `keep` where it stands above what it names."""
    number = 1 + len(document.element.body.xpath(f'w:p//w:instrText[text()=" SEQ {kind} \\* ARABIC "]'))
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = keep
    paragraph.add_run(f"{kind} ").bold = True
    add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number), bold=True)
    paragraph.add_run(". ").bold = True
    paragraph.add_run(text)


def add_field(paragraph: Paragraph, instruction: str, shown: str, *, bold: bool = False) -> None:
    """A number that Word counts, with the one it has now. The instruction is never a text of a file's."""
    for kind, text in (
        ("begin", ""),
        ("", f" {instruction} "),
        ("separate", ""),
        ("shown", shown),
        ("end", ""),
    ):
        run = paragraph.add_run(text if kind == "shown" else "")
        run.bold = bold or None
        if kind == "":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)  # noqa: SLF001 - python-docx knows no fields
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - as above
