"""The demo as its CSV files hold it, read without any of the project's own reading."""

from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "data"


def table(name):
    return pd.read_csv(DATA / "demo_cohort_csv" / f"{name}.csv")


@pytest.fixture(scope="session")
def patients():
    return table("patients").set_index("patient_id")


@pytest.fixture(scope="session")
def visits():
    return table("visits")


@pytest.fixture(scope="session")
def treatments():
    return table("treatments")


@pytest.fixture(scope="session")
def events():
    return table("events")


@pytest.fixture(scope="session")
def treated(patients):
    return patients[patients["second_line"] == "tacrolimus"]
