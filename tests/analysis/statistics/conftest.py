"""The values that R computed (tests/reference/*.R), which every statistic must reproduce."""

import json
from pathlib import Path

import pytest

_REFERENCE = Path(__file__).parents[2] / "reference"


@pytest.fixture(scope="session")
def r_reference():
    return json.loads((_REFERENCE / "r_reference.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def r_more():
    return json.loads((_REFERENCE / "r_more.json").read_text(encoding="utf-8"))
