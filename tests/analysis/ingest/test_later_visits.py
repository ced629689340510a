"""Extra columns of a later visit are known by their headers: they are kept, but say no baseline."""

import pytest

from analysis.ingest import build, understand
from analysis.ingest.headers.later_visits import of_later_visits
from tests.analysis.ingest.test_codes import labelled

LATER = (
    "KL-6 3 mo", "SpO2 6 mo", "Ferritin W12", "ferritin_m6", "6MWD 6 months", "Month 12 HAQ", "HAQ visit 3",
    "CRP FU1", "ferritin follow-up", "KL-6 last visit", "KL-6 after treatment", "1-year survival",
    "KL-6 nach 6 Monaten", "HAQ 1 yr", "KL-6 6 mo tac", "CRP day 14", "Ferritin 3/12",
)  # fmt: skip
STAYS = (
    "KL-6", "KL-6 BL", "KL-6 month 0", "Visit 1 KL-6", "IL-6", "C3", "vitamin D3", "BMI kg/m2", "AMA-M2",
    "T2 signal", "6MWD", "6 m walk", "Weight loss last 6 months", "Infection in past 12 months",
    "Symptom duration (months)", "Current smoker", "Final diagnosis", "post COVID", "Exercise 3 days a week",
    "Consent v2", "Raynaud", "Centre", "",
)  # fmt: skip


@pytest.mark.parametrize("header", LATER)
def test_a_header_that_names_a_later_time_is_of_a_later_visit(header):
    assert of_later_visits([header]) == {header}


@pytest.mark.parametrize("header", STAYS)
def test_a_header_of_the_start_or_of_no_time_stays(header):
    assert of_later_visits([header]) == frozenset()


def test_a_number_alone_is_a_time_only_beside_the_same_words_at_the_start():
    assert of_later_visits(["Ferritin 3"]) == frozenset()
    assert of_later_visits(["IL 6", "IL 10"]) == frozenset()
    assert of_later_visits(["Ferritin 0", "Ferritin 3"]) == {"Ferritin 3"}
    assert of_later_visits(["Ferritin BL", "Ferritin 3"]) == {"Ferritin 3"}


def test_the_cohort_keeps_them_and_knows_them(from_text):
    cohort = from_text("patient_id,dx,KL-6 BL,KL-6 3 mo,Centre\nA,PM,900,400,Bern\nB,DM,800,300,Lyon\n")
    assert cohort.extras == ("KL-6 BL", "KL-6 3 mo", "Centre")
    assert cohort.later == {"KL-6 3 mo"}


def test_the_label_that_a_file_gives_a_column_says_it_as_well(book):
    files = labelled(
        book({"p.csv": b"patient_id,dx,kl6x\nA,PM,900\nB,DM,800\n"}), 2, {}, label="KL-6, month 6"
    )
    assert build(files, understand(files)).later == {"kl6x"}
