"""A person's own .pptx below the slides: what is kept of it, what is left behind, and what is refused."""

from contextlib import suppress
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pptx as python_pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from analysis.errors import ReportError
from analysis.reports.pptx import check_template, pptx, template
from tests.analysis.demo import demo
from tests.analysis.reports.reports import report_of, view_of
from tests.analysis.reports.slides import everything_inside, opened, texts
from tests.analysis.reports.templates import THEIRS, changed, own_template, related

PRESENTATION, TYPES, MASTER = (
    "ppt/presentation.xml",
    "[Content_Types].xml",
    "ppt/slideMasters/slideMaster1.xml",
)
MAIN = b"presentationml.presentation.main+xml"
POTX = {TYPES: lambda xml: xml.replace(MAIN, b"presentationml.template.main+xml")}


@cache
def found():
    return report_of(view_of(demo()), sections=("glance", "response"))


def zipped(**parts):
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def encrypted():
    """A zip whose parts say that they are encrypted."""
    content = bytearray(own_template())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def ole(*names):
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"".join(name.encode("utf-16-le") for name in names)


def sized(**sides):
    return own_template(inches=(sides["width"], sides["height"]))


REFUSED = {
    "nothing": (lambda: b"", "no PowerPoint file"),
    "a text": (lambda: b"no zip", "no PowerPoint file"),
    "another zip": (lambda: zipped(hello="hello"), "no PowerPoint file"),
    "a workbook": (
        lambda: changed(own_template(), {TYPES: lambda xml: xml.replace(MAIN, b"sheet.main+xml")}),
        "no PowerPoint file",
    ),
    "half a file": (lambda: own_template()[:20_000], "damaged"),
    "a flipped bit": (lambda: own_template().replace(b"ppt/slideLayouts", b"ppt/slideLayoutz", 3), "damaged"),
    "no master": (lambda: changed(own_template(), {MASTER: lambda _: b"<a/>"}), "damaged"),
    "broken XML": (lambda: changed(own_template(), {MASTER: lambda xml: xml[:500]}), "damaged"),
    "a broken theme": (
        lambda: changed(own_template(), {"ppt/theme/theme1.xml": lambda xml: xml[:500]}),
        "damaged",
    ),
    "entities": (
        lambda: changed(
            own_template(),
            {
                MASTER: lambda xml: xml.replace(
                    b"<p:sldMaster ", b'<!DOCTYPE x [<!ENTITY y "z">]><p:sldMaster '
                )
            },
        ),
        "damaged",
    ),
    "a password": (lambda: ole("EncryptedPackage"), "password"),
    "an encrypted zip": (encrypted, "password"),
    "an old .ppt": (lambda: ole("PowerPoint Document"), r"older \.ppt format"),
    "macros": (
        lambda: changed(
            own_template(),
            {
                TYPES: lambda xml: xml.replace(
                    b"openxmlformats-officedocument." + MAIN,
                    b"ms-powerpoint.presentation.macroEnabled.main+xml",
                )
            },
        ),
        "macros",
    ),
    "an embedded program": (
        lambda: changed(own_template(), related(MASTER, "oleObject", "../theme/theme1.xml")),
        "programs",
    ),
    "a picture from elsewhere": (
        lambda: changed(own_template(), related(MASTER, "image", "http://evil.example/x.png", external=True)),
        "elsewhere",
    ),
    "no titles": (lambda: own_template(titles=False), "no layout with a title"),
    "tiny slides": (lambda: sized(width=4, height=3), r"10 × 8 cm"),
    "slides taller than wide": (lambda: sized(width=7.5, height=10), r"19 × 25 cm"),
    "a bomb": (lambda: changed(own_template(), {}, {"ppt/media/a.bmp": bytes(3_000_000)}), "200 times"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_one_sentence(name):
    make, words = REFUSED[name]
    with pytest.raises(
        ReportError, match=rf"^The template[^\n]*{words}|^A part of the template[^\n]*{words}"
    ):
        pptx(found(), template=make())


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("MOST_BYTES", "larger than"),
        ("MOST_UNPACKED", "too large"),
        ("MOST_XML", "too large"),
        ("MOST_PARTS", "too large"),
    ],
)
def test_every_limit_is_held(monkeypatch, limit, words):
    monkeypatch.setattr(template, limit, 30)
    with pytest.raises(ReportError, match=words):
        check_template(own_template())


def test_a_template_keeps_its_size_and_loses_its_slides_and_their_notes():
    made = pptx(found(), template=own_template())
    assert opened(made).slide_width == Inches(10)
    assert THEIRS in everything_inside(own_template())
    assert THEIRS not in everything_inside(made)


@pytest.mark.parametrize("inches", [(16, 9), (10, 5.625), (8, 6)])
def test_slides_of_another_size_are_scaled_to_ours_with_their_proportions_and_type(inches):
    slides = opened(pptx(found(), template=own_template(inches=inches)))
    plain = python_pptx.Presentation(BytesIO(own_template(inches=inches)))
    factor = 7.5 / inches[1]
    assert slides.slide_height == Inches(7.5)
    assert slides.slide_width == pytest.approx(Inches(inches[0] * factor), abs=2)
    for new, old in zip(slides.slide_layouts, plain.slide_layouts, strict=True):
        for placed, before in zip(new.placeholders, old.placeholders, strict=True):
            assert placed.left == pytest.approx(before.left * factor, abs=2)
            assert placed.height == pytest.approx(before.height * factor, abs=2)
    sizes = [p.slide_master._element.xpath(".//p:titleStyle//a:defRPr/@sz") for p in (slides, plain)]
    assert [int(size) for size in sizes[0]] == [round(int(size) * factor) for size in sizes[1]]


def test_a_template_for_new_files_is_one_too():
    made = pptx(found(), template=changed(own_template(), POTX))
    assert len(opened(made).slides) == len(opened(pptx(found())).slides)
    assert "template.main" not in everything_inside(made)


def test_its_properties_authors_views_and_first_page_as_a_picture_are_left_behind():
    names = {
        **related(PRESENTATION, "commentAuthors", "commentAuthors.xml"),
        "docProps/app.xml": lambda xml: xml.replace(
            b"</Properties>", b"<Company>Secret House</Company></Properties>"
        ),
        "ppt/viewProps.xml": lambda xml: xml.replace(b"</p:viewPr>", b"<!--Secret view--></p:viewPr>"),
        PRESENTATION: lambda xml: xml.replace(
            b"</p:presentation>", b'<p:modifyVerifier algorithmName="Secret"/></p:presentation>'
        ),
        TYPES: lambda xml: xml.replace(
            b"</Types>",
            b'<Override PartName="/ppt/commentAuthors.xml" ContentType="application/xml"/></Types>',
        ),
    }
    own = changed(own_template(), names, {"ppt/commentAuthors.xml": b"<x>Secret Author</x>"})
    made = pptx(found(), template=own)
    assert everything_inside(own).count("Secret") > 3
    assert "Secret" not in everything_inside(made)
    with ZipFile(BytesIO(made)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "app.xml" in name]


def test_every_slide_has_notes_though_the_templates_own_page_of_notes_has_no_room_for_them():
    presentation = python_pptx.Presentation()
    for shape in list(presentation.notes_master.placeholders):
        shape._element.getparent().remove(shape._element)
    written = BytesIO()
    presentation.save(written)
    slides = opened(pptx(found(), template=written.getvalue())).slides
    assert all(slide.notes_slide.notes_text_frame.text for slide in slides)


def test_a_template_without_feet_or_places_gets_titles_feet_and_all_words():
    for own in (own_template(feet=False), own_template(placed=False)):
        presentation = opened(pptx(found(), template=own))
        for slide in presentation.slides:
            assert demo().fingerprint in texts(slide)
            title = slide.shapes.title
            assert title.top >= 0
            assert title.top + title.height <= presentation.slide_height * 2 // 3


def test_an_opening_without_a_place_for_a_second_title_says_its_lines_all_the_same():
    presentation = python_pptx.Presentation()
    for layout in presentation.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type.name == "SUBTITLE":
                shape._element.getparent().remove(shape._element)
    written = BytesIO()
    presentation.save(written)
    first = texts(opened(pptx(found(), template=written.getvalue())).slides[0])
    assert "Synthetic demo data" in first


def test_a_title_in_the_middle_of_a_layout_leaves_no_room_and_is_moved_up():
    presentation = python_pptx.Presentation()
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type.name == "TITLE":
                shape.left, shape.top, shape.width, shape.height = map(Inches, (1, 3, 8, 1))
    written = BytesIO()
    presentation.save(written)
    slide = opened(pptx(found(), template=written.getvalue())).slides[2]
    assert slide.shapes.title.top < Inches(1)


def test_the_same_template_gives_the_same_bytes():
    assert pptx(found(), template=own_template()) == pptx(found(), template=own_template())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4))
def test_whatever_stands_in_a_template_it_is_used_or_refused(spots):
    presentation = bytearray(own_template())
    with ZipFile(BytesIO(own_template())) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    names = sorted(parts)
    for at, words in spots:
        part = parts[names[at % len(names)]]
        place = at % len(part)
        part[place : place + len(words)] = words
        presentation[at % len(presentation)] = words[0]
    for content in (zipped(**{name: bytes(part) for name, part in parts.items()}), bytes(presentation)):
        with suppress(ReportError):  # any other exception fails
            check_template(content)
