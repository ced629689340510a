"""Decks that are hard: a person's own template, hostile names, very few and very many patients.

Every deck is held to the published schemas by openxml-audit, and where LibreOffice is installed it
opens and prints them all.
"""

import shutil
import subprocess
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pptx as python_pptx
import pytest
from openxml_audit import OpenXmlValidator
from pptx.util import Inches
from pypdf import PdfReader

from analysis.errors import ReportError
from analysis.reports import SECTIONS, USUAL
from analysis.reports.pptx import base, pptx
from tests.analysis.demo import demo
from tests.analysis.reports.reports import (
    HOSTILE,
    many_patients,
    real,
    report_of,
    three_patients,
    view_of,
)
from tests.analysis.reports.slides import charts, everything_inside, opened, tables, texts

BY_HOSTILE = {
    "response": "extra:centre",
    "dose_by_group": "race",
    "tacrolimus": "extra:centre",
    "baseline": "race",
}


def own_template(*, feet=True, titles=True):
    """A person's .pptx: 4:3, two slides of theirs, with or without footers and titles in its layouts."""
    presentation = python_pptx.Presentation()
    for words in ("Their secret slide", "Another one"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text_frame.text = words
    for layout in presentation.slide_layouts:
        for shape in list(layout.placeholders):
            kind = shape.placeholder_format.type.name
            dropped = (not feet and kind in {"FOOTER", "SLIDE_NUMBER", "DATE"}) or (
                not titles and "TITLE" in kind
            )
            if dropped:
                shape._element.getparent().remove(shape._element)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def wide_template():
    presentation = python_pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Inches(16), Inches(9)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


@cache
def many():
    return view_of(many_patients())


@cache
def deck(name):
    everything = tuple(kind.key for kind in SECTIONS)
    remarks = dict(zip(USUAL, (*HOSTILE, *HOSTILE), strict=False))
    words = {"title": HOSTILE[1], "conclusion": "\n".join(HOSTILE), "remarks": remarks}
    return {
        "outside": lambda: pptx(report_of(view_of(real()))),
        "strict": lambda: pptx(report_of(view_of(real()), strict=True, smallest=11)),
        "team": lambda: pptx(report_of(view_of(demo()), audience="team", sections=everything)),
        "nobody": lambda: pptx(
            report_of(view_of(demo(), "diagnosis=CADM&antibody_all=Jo-1&antibody_all=MDA5"))
        ),
        "three outside": lambda: pptx(report_of(view_of(three_patients()))),
        "three": lambda: pptx(report_of(view_of(three_patients()), audience="team", sections=everything)),
        "many": lambda: pptx(report_of(many(), **words)),
        "hostile": lambda: pptx(report_of(many(), audience="team", by=BY_HOSTILE, **words)),
        "template": lambda: pptx(report_of(view_of(demo())), own_template()),
        "footless": lambda: pptx(report_of(view_of(demo())), own_template(feet=False)),
        "wide": lambda: pptx(report_of(view_of(demo())), wide_template()),
    }[name]()


NAMES = (
    "outside", "strict", "team", "nobody", "three outside", "three",
    "many", "hostile", "template", "footless", "wide",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_keeps_to_the_published_schemas(name, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck(name))
    found = OpenXmlValidator().validate(path)
    assert [f"{each.part_uri}: {each.description}" for each in found.errors] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_outside_its_slide(name):
    presentation = opened(deck(name))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_every_slide(tmp_path):
    names = ("outside", "template")
    for name in names:
        (tmp_path / f"{name}.pptx").write_bytes(deck(name))
    files = [str(tmp_path / f"{name}.pptx") for name in names]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name in names:
        pages = len(PdfReader(tmp_path / f"{name}.pdf").pages)
        assert pages == len(opened(deck(name)).slides)


def test_a_template_keeps_its_size_and_loses_its_slides():
    presentation = opened(deck("template"))
    assert presentation.slide_width == Inches(10)
    assert "Their secret slide" not in everything_inside(deck("template"))
    assert opened(deck("wide")).slide_width == Inches(16)


def test_a_template_without_footers_gets_them_as_text():
    for slide in opened(deck("footless")).slides:
        assert demo().fingerprint in texts(slide)


@pytest.mark.parametrize("template", [b"", b"no zip", own_template()[:2000]])
def test_what_is_no_template_is_one_sentence(template):
    with pytest.raises(ReportError, match=r"no PowerPoint file \(\.pptx\)"):
        pptx(report_of(view_of(three_patients())), template)


def test_a_zip_that_is_no_presentation_is_no_template():
    written = BytesIO()
    with ZipFile(written, "w") as zipped:
        zipped.writestr("hello.txt", "hello")
    with pytest.raises(ReportError, match="no PowerPoint file"):
        pptx(report_of(view_of(three_patients())), written.getvalue())


def test_a_template_without_titles_or_too_large_is_refused(monkeypatch):
    found = report_of(view_of(three_patients()))
    with pytest.raises(ReportError, match="no layout with a title"):
        pptx(found, own_template(titles=False))
    monkeypatch.setattr(base, "MOST_BYTES", 1000)
    with pytest.raises(ReportError, match="too large"):
        pptx(found, own_template())


def test_hostile_words_stand_as_they_were_written_and_run_nothing():
    presentation = opened(deck("hostile"))
    told = "\n".join(map(texts, presentation.slides))
    for words in HOSTILE[:4]:
        assert words in told
    assert "aevil" in told
    for chart in charts(presentation):
        assert not [cell for row in chart.sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not [cell for row in chart.sheet.iter_rows() for cell in row if cell.hyperlink]


def test_words_from_right_to_left_run_so():
    trees = [slide.shapes._spTree for slide in opened(deck("hostile")).slides]
    remarks = [
        p for tree in trees for p in tree.xpath(".//a:p") if "".join(p.xpath(".//a:t/text()")) == HOSTILE[2]
    ]
    assert remarks
    assert all(each.xpath("./a:pPr/@rtl") == ["1"] for each in remarks)


def test_many_groups_have_a_chart_of_their_own_and_all_their_rows_in_tables():
    presentation = opened(deck("many"))
    titled = [s for s in presentation.slides if s.shapes.title.text_frame.text.startswith("Who responded")]
    assert [len(tables(slide)) for slide in titled] == [0, 1, 1, 1]
    pairs = [row for slide in titled[2:] for row in tables(slide)[0][1:]]
    assert len(pairs) == 28  # 8 groups, two by two


def test_three_patients_outside_are_an_opening_the_methods_and_what_is_not_shown():
    titles = [slide.shapes.title.text_frame.text for slide in opened(deck("three outside")).slides]
    assert titles[1] == "At a glance"
    assert titles[-1] == "What is not shown"
    assert not [title for title in titles if title.startswith(("Who", "Prednisone"))]
    assert "fewer than 5 patients" in everything_inside(deck("three outside"))


def test_a_deck_of_nobody_says_so():
    told = "\n".join(map(texts, opened(deck("nobody")).slides))
    assert "No patient is selected" in told
