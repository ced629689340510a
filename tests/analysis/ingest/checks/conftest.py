"""What the checks say of small cohorts."""

import pytest


def found_in(cohort, words):
    """The cells and values of every finding whose message has these words."""
    rows = cohort.findings[cohort.findings["message"].str.contains(words, regex=False)]
    return list(zip(rows["cell"], rows["value"], strict=True))


@pytest.fixture
def finding():
    return found_in


@pytest.fixture
def visits_of(from_sheets):
    """A cohort of patient A, aged 50 with a diagnosis, and these columns at its visits, from month 0 on."""

    def build(patient=None, **columns):
        known = {"patient_id": "A", "age": 50} | (patient or {})
        months = [] if "month" in columns else ["month"]
        visits = [["patient_id", *months, *columns]]
        measured = zip(*columns.values(), strict=True)
        visits += [["A", *([number] if months else []), *values] for number, values in enumerate(measured)]
        return from_sheets(Patients=[list(known), list(known.values())], Visits=visits)

    return build


@pytest.fixture
def patient_of(from_sheets):
    """A cohort of patient A with these columns, and what else is given as sheets."""

    def build(sheets=None, **known):
        return from_sheets(Patients=[["patient_id", *known], ["A", *known.values()]], **(sheets or {}))

    return build
