"""A person's own .pptx, good and bad ones, made by python-pptx and by hand."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
from pptx.util import Inches

THEIRS = "Their own slide"


def own_template(*, feet=True, titles=True, placed=True, inches=(10, 7.5)):
    """Slides of theirs with notes on layouts with or without feet, titles and places for the titles."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = map(Inches, inches)
    for words in (THEIRS, "Another one"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text_frame.text = words
        slide.notes_slide.notes_text_frame.text = f"{THEIRS}, its notes"
    for layout in presentation.slide_layouts:
        for shape in list(layout.placeholders):
            kind = shape.placeholder_format.type.name
            dropped = (not feet and kind in {"FOOTER", "SLIDE_NUMBER", "DATE"}) or (
                not titles and "TITLE" in kind
            )
            if dropped:
                shape._element.getparent().remove(shape._element)
    if not placed:
        for holder in (presentation.slide_master, *presentation.slide_layouts):
            for place in holder._element.xpath(".//p:sp[.//p:ph]//a:xfrm"):
                place.getparent().remove(place)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def changed(template: bytes, changes: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] = {}):  # noqa: B006 - never changed
    """The template with some parts rewritten and others added."""
    written = BytesIO()
    with ZipFile(BytesIO(template)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changes.get(name, bytes)(source.read(name)))
        for name, content in added.items():
            target.writestr(name, content)
    return written.getvalue()


def related(
    part: str, relation: str, target: str, *, external: bool = False
) -> dict[str, Callable[[bytes], bytes]]:
    """The change by which a part names a further target."""
    folder, _, name = part.rpartition("/")
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return {
        f"{folder}/_rels/{name}.rels": lambda xml: xml.replace(b"</Relationships>", line.encode()),
    }
