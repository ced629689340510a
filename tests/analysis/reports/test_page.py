"""The page is whole in one file, runs two known scripts, and has its numbers without them."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import plotly.offline
import pytest

from analysis.reports import html as package
from analysis.reports.html.shades import differences
from tests.analysis.reports.readers import Page
from tests.analysis.reports.studies import demo_for, of_patients, written

FOLDER = Path(package.__file__).parent
LARGEST = 2_000_000
JSON = "application/json"


def page_of(report):
    return Page(written(report, ".html").decode())


def policy(page):
    named = [
        attributes
        for tag, attributes in page.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(named) == 1
    return named[0]["content"]


def drawings_of(page):
    return [json.loads(text) for attributes, text in page.scripts if attributes.get("type") == JSON]


def hash_of(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize("audience", ["outside", "team"])
@pytest.mark.parametrize(
    "study", [demo_for, lambda audience: of_patients(400, audience)], ids=["demo", "400"]
)
def test_a_page_is_smaller_than_two_million_bytes(study, audience):
    assert len(written(study(audience), ".html")) < LARGEST


def test_only_the_scripts_in_the_page_may_run():
    page = page_of(demo_for("outside"))
    (own,) = [text for attributes, text in page.scripts if "type" not in attributes]
    (packed,) = [text for attributes, text in page.scripts if attributes.get("id") == "library"]
    programs = [gzip.decompress(base64.b64decode(packed)).decode(), own]
    allowed = policy(page)
    assert allowed.startswith("default-src 'none'; script-src 'sha256-")
    assert re.findall(r"'sha256-[^']+'", allowed) == [hash_of(program) for program in programs]
    assert "unsafe-inline" not in allowed.partition("style-src")[0]
    assert "unsafe-eval" not in allowed
    assert allowed.endswith("base-uri 'none'; form-action 'none'")


def test_the_policy_stands_before_all_that_it_is_for():
    tags = page_of(demo_for("outside")).tags
    names = [tag for tag, _ in tags]
    place = next(at for at, (_, attributes) in enumerate(tags) if "http-equiv" in attributes)
    assert not {"script", "style", "link", "img"} & set(names[:place])
    assert not {"link", "iframe", "object", "embed", "form"} & set(names)


def test_no_figure_offers_to_send_its_data():
    drawings = drawings_of(page_of(demo_for("team")))
    assert len(drawings) > 10
    for drawing in drawings:
        assert drawing["config"]["showSendToCloud"] is False
        assert drawing["config"]["plotlyServerURL"] == ""
        assert drawing["config"]["modeBarButtons"] == [["toImage"]]


def test_nothing_in_the_data_can_end_its_script():
    text = written(demo_for("team"), ".html").decode()
    inside = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert inside
    assert not re.search("[<>&\u2028\u2029]", "".join(inside))


def test_every_drawing_has_its_place_and_words_for_those_who_do_not_see_it():
    page = page_of(demo_for("outside"))
    places = [attributes for _, attributes in page.tags if "data-drawing" in attributes]
    assert [place["data-drawing"] for place in places] == [
        attributes["id"] for attributes, _ in page.scripts if attributes.get("type") == JSON
    ]
    assert all(place["role"] == "img" and place["aria-label"] for place in places)


def test_the_drawing_on_a_dark_ground_is_the_light_one_with_other_colours():
    for drawing in drawings_of(page_of(demo_for("outside"))):
        assert drawing["dark"]
        assert all(re.fullmatch(r"#\w{6}|rgba\([\d.,]+\)", value) for _, value in drawing["dark"])


def test_differences_lead_to_each_value_that_changed():
    light = {"a": [1, {"b": "x"}], "c": {"d": 1}, "e": [1, 2]}
    dark = {"a": [1, {"b": "y"}], "c": {"d": 1}, "e": [1]}
    assert differences(light, dark) == [(["a", 1, "b"], "y"), (["e"], [1])]
    assert differences(light, light) == []


def test_the_numbers_behind_a_figure_come_with_the_page():
    addresses = [a["href"] for tag, a in page_of(demo_for("outside")).tags if tag == "a" and "download" in a]
    kinds = {address.partition(",")[0] for address in addresses}
    assert kinds == {"data:text/csv;base64"}
    tables = [base64.b64decode(address.partition(",")[2]).decode("utf-8-sig") for address in addresses]
    assert any(table.startswith('"Diagnosis","Outcome","Count"') for table in tables)


def test_the_library_is_the_one_that_the_figures_are_drawn_for():
    head = (FOLDER / "plotly-cartesian.min.js").read_text(encoding="utf-8")[:200]
    assert f"plotly.js (cartesian - minified) v{plotly.offline.get_plotlyjs_version()}" in head


def test_the_library_is_unchanged_since_it_was_taken():
    digest = hashlib.sha256((FOLDER / "plotly-cartesian.min.js").read_bytes()).hexdigest()
    assert digest in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_a_section_of_which_nothing_may_be_told_says_so():
    words = " ".join(page_of(of_patients(3, "outside")).words)
    assert "Not shown outside the team: fewer than 5 patients." in words
