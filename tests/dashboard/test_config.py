"""The settings of Streamlit that promises rest on: what is said of privacy and of a lost connection."""

import tomllib
from pathlib import Path

import pytest

from analysis.ingest import LIMITS
from analysis.ingest.limits import MEGABYTE

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "disableDataExport", True),
        ("server", "disconnectedSessionTTL", 120),
        ("server", "maxUploadSize", LIMITS.upload // MEGABYTE),
    ],
)
def test_a_promise_to_the_person_is_kept_by_the_server(section, key, value):
    assert CONFIG[section][key] == value


def test_there_are_ten_colours_since_with_fewer_plotly_takes_its_own():
    assert len(set(CONFIG["theme"]["chartCategoricalColors"])) == 10
