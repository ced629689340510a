"""The published figures are kept with their sources, and their conflicts are not resolved in silence."""

import tomllib
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "data" / "published" / "sharma_2017.toml"


@pytest.fixture(scope="module")
def study():
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def entries(value):
    if isinstance(value, list):
        for item in value:
            yield from entries(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from entries(item)


def test_every_figure_names_a_source_that_is_listed(study):
    named = [entry["source"] for entry in entries(study) if "source" in entry]
    assert len(named) > 10
    assert set(named) <= set(study["sources"])


def test_the_groups_add_up_to_the_whole_cohort(study):
    groups = [study["response"][name] for name in ("PM", "DM", "CADM")]
    assert sum(group["count"] for group in groups) == study["response"]["all"]["count"] == 31
    assert sum(group["of"] for group in groups) == study["response"]["all"]["of"] == 54


@pytest.mark.parametrize(
    ("counts", "printed"),
    [(("response", "all"), 57), (("response", "PM"), 67), (("response", "DM"), 35),
     (("tacrolimus", "ild"), 94), (("tacrolimus", "both"), 72)],
)  # fmt: skip
def test_the_counts_give_the_percentages_that_were_printed(study, counts, printed):
    kind, group = counts
    entry = study[kind][group]
    assert round(100 * entry["count"] / entry["of"]) == printed


def test_both_P_values_of_the_first_window_are_kept(study):
    assert study["prednisone"]["3-6 months"]["p"] == [
        {"value": 0.02, "source": "news"},
        {"value": 0.002, "source": "abstract"},
    ]


def test_every_conflict_says_what_was_found_and_what_is_done_here(study):
    assert len(study["conflicts"]) >= 3
    assert all(set(conflict) == {"about", "found", "here"} for conflict in study["conflicts"])
