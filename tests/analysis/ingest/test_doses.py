"""Doses as clinicians write them, and glucocorticoids as prednisone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest import build, understand
from analysis.ingest.amounts.doses import read_dose
from analysis.ingest.amounts.glucocorticoids import GLUCOCORTICOIDS, drug_in, named, never_converted
from tests.analysis.ingest.doses_read import prednisone, rules

NA = pytest.approx(np.nan, nan_ok=True)


@pytest.mark.parametrize(
    ("text", "value", "sign", "rule"),
    [
        ("20", 20, "", ""),
        ("20 mg daily", 20, "", ""),
        ("20 mg/Tag", 20, "", ""),
        ("20 mg po qd", 20, "", ""),
        ("20 mg QOD", 10, "", "every other day: half"),
        ("20 mg every other day", 10, "", "every other day: half"),
        ("20 mg jeden 2. Tag", 10, "", "every other day: half"),
        ("10 mg/2 days", 5, "", "every other day: half"),
        ("5 mg BID", 10, "", "2 times a day"),
        ("5 mg b.i.d.", 10, "", "2 times a day"),
        ("2x5 mg", 10, "", "2 times a day"),
        ("5 mg 3x tgl", 15, "", "3 times a day"),
        ("5 mg 1-0-1", 10, "", "morning, noon and evening added"),
        ("10-0-5", 15, "", "morning, noon and evening added"),
        ("35 mg weekly", 5, "", "per week: a seventh"),
        ("35 mg/wk", 5, "", "per week: a seventh"),
        ("60->40 taper", 60, "~", "taper: its first dose"),
        ("60 → 40", 60, "~", "taper: its first dose"),
        ("60-40-20", 60, "~", "taper: its first dose"),
        ("10 to 5", 10, "~", "taper: its first dose"),
        ("10 -> off", 10, "~", "taper: its first dose"),
        ("tapered to 10 mg", 10, "", ""),
        ("10 mg/d alternating 5", 7.5, "~", "alternating doses: their mean"),
        ("10/5 mg QOD", 7.5, "~", "alternating doses: their mean"),
        ("1 g IV x3", 1000, "", "g to mg"),
        ("<5 mg daily", 5, "<", "limit"),
        ("ca. 10 mg daily", 10, "~", "approximate"),
        ("7,5 mg qd", 7.5, "", "decimal comma"),
        ("stopped", 0, "", "stopped: 0 mg"),
        ("stopped 3/19", 0, "", "stopped: 0 mg"),
        ("arrêtés", 0, "", "stopped: 0 mg"),
        ("off", 0, "", "stopped: 0 mg"),
        ("Tapered off", 0, "", "stopped: 0 mg"),
        ("D/C", 0, "", "stopped: 0 mg"),
        ("abgesetzt", 0, "", "stopped: 0 mg"),
        ("not on steroids", 0, "", "stopped: 0 mg"),
    ],
)
def test_a_dose_is_read_per_day_with_the_rule_it_needed(text, value, sign, rule):
    dose = read_dose(text, None)
    assert (dose.value, dose.sign, dose.rule) == (pytest.approx(value), sign, rule)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("none", "none"),
        ("nil", "none"),
        ("pulse", "pulse"),
        ("MP pulse 500 mg", "pulse"),
        ("IV Stoßtherapie", "pulse"),
        ("budesonide 3 mg", "never"),
        ("prednisolone eye drops", "never"),
        ("fludrocortisone 0.1", "never"),
        ("inhaled", "never"),
        ("10/5", "unread"),
        ("20 mg foo", "unread"),
        ("off since 2014", "unread"),
        ("pred 10 mg/d, HC 20", "unread"),
        ("mg", "unread"),
        ("", "unread"),
        ("1,850 mg qd", "comma"),
        ("pulse then 1,850 mg", "comma"),
    ],
)
def test_what_is_no_daily_dose_has_no_number(text, kind):
    dose = read_dose(text, None)
    assert dose.kind == kind
    assert np.isnan(dose.value)


def test_the_last_dose_of_a_taper_may_be_chosen():
    assert read_dose("60 -> 40", None, "last").value == 40
    assert read_dose("10 -> off", None, "last").value == 0


def test_a_dose_per_kg_says_so():
    dose = read_dose("0,5 mg/kg/d", None)
    assert (dose.value, dose.per_kg) == (0.5, True)


@given(st.text("0123456789.,->/ mgkgqdbidtaperoffPSL", max_size=16))
def test_any_text_is_a_dose_or_says_why_not(text):
    dose = read_dose(text, None)
    assert np.isfinite(dose.value) == (dose.kind in {"dose", "stopped"})


# Glucocorticoids -------------------------------------------------------------------------------------

#: mg of each drug and what they are in prednisone: domain.md, section 5a.
WITNESSES = {
    "prednisone": (5, 5),
    "prednisolone": (5, 5),
    "methylprednisolone": (4, 5),
    "triamcinolone": (4, 5),
    "dexamethasone": (0.75, 5),
    "betamethasone": (0.75, 5),
    "hydrocortisone": (20, 5),
    "cortisone acetate": (25, 5),
    "deflazacort": (6, 5),
}


@pytest.mark.parametrize(("name", "amounts"), WITNESSES.items())
def test_each_drug_has_the_factor_of_the_formulary(name, amounts):
    assert amounts[0] * named(name).factor() == pytest.approx(amounts[1])


def test_the_other_sources_factor_can_be_chosen_where_sources_differ():
    assert named("betamethasone").factor(0.6) == pytest.approx(8.33, abs=0.01)
    assert named("deflazacort").factor(7.5) == pytest.approx(0.667, abs=0.001)
    assert named("methylprednisolone").factor(99) == 1.25


def test_every_name_stands_for_one_drug():
    names = [name for drug in GLUCOCORTICOIDS for name in (drug.name, *drug.aliases)]
    assert len(names) == len(set(names))
    assert not any(map(never_converted, names))


@pytest.mark.parametrize(
    ("header", "drug"),
    [
        ("mPSL", "methylprednisolone"),
        ("Solu-Medrol mg", "methylprednisolone"),
        ("dex_dose", "dexamethasone"),
        ("PSL (mg)", "prednisone"),
        ("methylprednisolone, prednisone equivalent", "prednisone"),
        ("Steroid dose", None),
        ("index date", None),
        ("predictor", None),
    ],
)
def test_a_header_names_the_drug_of_its_doses(header, drug):
    found = drug_in(header)
    assert (found.name if found else None) == drug


def test_a_column_of_another_glucocorticoid_is_converted_with_its_factor(doses):
    mapping, cohort = doses("mPSL (mg)", ["16", "8", "0", ""])
    (question,) = mapping.questions
    assert (question.key, question.doubt.suggested) == ("drug", "methylprednisolone")
    assert prednisone(cohort) == [20, 10, 0, NA]
    assert rules(cohort) == dict.fromkeys(["C2", "C3", "C4"], "methylprednisolone x 1.25")


def test_a_cell_that_names_its_drug_is_converted_by_it(doses):
    mapping, cohort = doses("Pred", ["mPSL 16 mg", "20", "16 mg Medrol", "HC 20", "PSL 5 mg BID"])
    assert mapping.questions == ()
    assert prednisone(cohort) == [20, 20, 20, 5, 10]
    assert rules(cohort)["C5"] == "unit left out, hydrocortisone x 0.25"
    assert rules(cohort)["C6"] == "2 times a day"


def test_a_header_without_a_drug_is_taken_for_prednisone_and_shown(doses):
    mapping, cohort = doses("Steroid dose", ["20", "10"])
    (question,) = mapping.questions
    assert question.doubt.suggested == "prednisone"
    assert prednisone(cohort) == [20, 10]
    assert prednisone(doses("Steroid dose", ["16", "8"], drug="methylprednisolone")[1]) == [20, 10]


def test_the_factor_of_betamethasone_is_a_choice(doses):
    mapping, cohort = doses("Pred", ["betamethasone 3 mg", "20"])
    (question,) = mapping.questions
    assert (question.key, question.doubt.suggested) == ("betamethasone", "0.75")
    assert prednisone(cohort) == [20, 20]
    assert prednisone(doses("Pred", ["betamethasone 3 mg", "20"], betamethasone="0.6")[1]) == [25, 20]


def test_zero_is_no_blank_and_stopped_is_zero_with_a_note(doses):
    _, cohort = doses("Pred", ["0", "", "stopped", "n/a"])
    assert prednisone(cohort) == [0, NA, 0, NA]
    assert rules(cohort) == {"C4": "stopped: 0 mg", "C5": "missing word"}


def test_none_is_asked(doses):
    mapping, cohort = doses("Pred", ["20", "none", "5"])
    (question,) = mapping.open_questions
    assert question.key == "none"
    assert prednisone(cohort) == [20, NA, 5]
    assert [issue.severity for issue in cohort.issues] == ["question"]
    assert prednisone(doses("Pred", ["20", "none", "5"], none="0")[1]) == [20, 0, 5]
    _, missing = doses("Pred", ["20", "none", "5"], none="missing")
    assert prednisone(missing) == [20, NA, 5]
    assert missing.issues == ()


def test_a_code_in_a_column_of_doses_is_no_pulse(doses):
    _, cohort = doses("Pred", ["20", "999", "-9"])
    assert prednisone(cohort) == [20, NA, NA]
    assert rules(cohort) == {"C3": "missing code: unknown", "C4": "missing code: unknown"}


def test_what_is_never_converted_is_listed(doses):
    _, cohort = doses("Pred", ["20", "budesonide 9 mg", "pred eye drops", "ACTH"])
    assert prednisone(cohort) == [20, NA, NA, NA]
    assert set(rules(cohort).values()) == {"never converted to prednisone"}


def test_which_dose_of_a_taper_counts_is_a_choice(doses):
    mapping, cohort = doses("Pred", ["60->40", "20"])
    (question,) = mapping.questions
    assert (question.key, question.doubt.suggested) == ("taper", "first")
    assert prednisone(cohort) == [60, 20]
    assert prednisone(doses("Pred", ["60->40", "20"], taper="last")[1]) == [40, 20]


def test_a_cell_per_kg_needs_the_rows_weight(doses):
    _, cohort = doses("Pred", ["1 mg/kg", "0.5 mg/kg/d", "20"], weights=["60", "80", ""])
    assert prednisone(cohort) == [60, 40, 20]
    _, without = doses("Pred", ["1 mg/kg", "20"])
    assert prednisone(without) == [NA, 20]
    (issue,) = [issue for issue in without.issues if issue.severity == "question"]
    assert "no weight is known" in issue.message


def test_tacrolimus_is_read_the_same_way_without_a_factor(doses):
    _, cohort = doses("Tacrolimus dose", ["2 mg BID", "3", "Prograf 1 mg bid", "stopped"])
    assert cohort.visits["tacrolimus_mg"].tolist() == [4, 3, 2, 0]


# Courses ---------------------------------------------------------------------------------------------


def test_a_unit_behind_a_courses_dose_goes_to_its_own_column(book):
    text = (
        "patient_id,drug,start,dose,unit\nA,MMF,0,2 g/day,\nA,AZA,1,100 mg,\nA,MTX,2,15 mg/week,mg/week\n"
        "A,prednisone,3,35 mg/wk,\nA,CYC,4,6 tablets,\nA,AZA,5,50 mg BID,\nA,AZA,6,50,mg/day\n"
    )
    cells = book({"treatments.csv": text.encode()})
    cohort = build(cells, understand(cells))
    assert cohort.treatments["dose"].tolist() == [2, 100, 15, 35, NA, 50, 50]
    units = cohort.treatments["unit"].astype("object").fillna("").tolist()
    assert units == ["g/day", "", "mg/week", "mg/wk", "", "mg bid", "mg/day"]
    assert [issue.cell for issue in cohort.issues if issue.severity == "warning"] == ["D6"]
