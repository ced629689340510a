"""Decks that are hard: a person's own template, hostile names, very few and very many patients.

Every deck is held to the published schemas by openxml-audit, and where LibreOffice is installed it
opens and prints them all.
"""

import shutil
import subprocess
from functools import cache

import pytest
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from analysis.reports import SECTIONS, USUAL
from analysis.reports.pptx import pptx
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
from tests.analysis.reports.templates import own_template

BY_HOSTILE = {
    "response": "extra:centre",
    "dose_by_group": "race",
    "tacrolimus": "extra:centre",
    "baseline": "race",
}


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
        "template": lambda: pptx(report_of(view_of(demo())), template=own_template()),
        "footless": lambda: pptx(report_of(view_of(demo())), template=own_template(feet=False)),
        "wide": lambda: pptx(report_of(view_of(demo())), template=own_template(inches=(16, 9))),
        "small": lambda: pptx(report_of(view_of(demo())), template=own_template(inches=(10, 5.625))),
        "poor": lambda: pptx(report_of(view_of(demo())), template=own_template(placed=False)),
    }[name]()


NAMES = (
    "outside", "strict", "team", "nobody", "three outside", "three",
    "many", "hostile", "template", "footless", "wide", "small", "poor",
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
