"""The registry of units: each factor, how a unit is said, and where its values belong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.amounts.units import UNITS, own_unit, redirected, unit_in, unit_in_header, unit_named
from analysis.ingest.amounts.weights import is_weight
from analysis.ingest.amounts.written import read_amounts
from analysis.ingest.mapping import ColumnPlan
from analysis.schema import FIELDS

#: One amount in each unit and what it is in the schema's: the factors of domain.md, section 6.
WITNESSES = {
    ("fvc_l", "mL"): (2100, 2.1),
    ("fvc_l", "fraction"): (0.62, 62),
    ("tlc_l", "mL"): (4500, 4.5),
    ("dlco", "mmol/min/kPa"): (5, 14.935),
    ("ck", "µkat/L"): (3, 180),
    ("ck_uln", "µkat/L"): (2.85, 171),
    ("creatinine", "µmol/L"): (88.42, 1),
    ("prednisone_mg", "mg/week"): (35, 5),
    ("age", "months"): (540, 45),
}


@pytest.mark.parametrize(("place", "amounts"), WITNESSES.items())
def test_each_factor_is_that_of_the_clinic(place, amounts):
    key, unit = place
    field = next(field for (_, name), field in FIELDS.items() if name == key)
    assert amounts[0] * unit_named(field, unit).factor == pytest.approx(amounts[1])


@pytest.mark.parametrize("key", UNITS)
def test_every_field_has_its_own_unit_and_is_redirected_to_those_of_the_others(key):
    table, field = next((table, field) for (table, name), field in FIELDS.items() if name == key)
    own = own_unit(field)
    assert (own.field, own.factor) == (key, 1)
    for unit in UNITS[key]:
        plan = ColumnPlan(0, "x", "field", table, key, read_as=(("unit", unit.key),))
        assert redirected(plan).name == unit.field
        assert unit_named(FIELDS[table, unit.field], unit.key) is not None


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        ("fvc_l", "% pred.", "% predicted"),
        ("fvc_l", "litres", "L"),
        ("fvc_l", "kg", None),
        ("fvc_l", "34", None),
        ("ck", "IU/L", "U/L"),
        ("ck", "µkat/l", "µkat/L"),
        ("ck", "x ULN", "x ULN"),
        ("mmt8", "/80", "of 80"),
        ("tacrolimus_trough", "µg/L", "ng/mL"),
        ("month", "day", "days"),
        ("prednisone_mg", "mg/kg/d", "mg/kg/day"),
        ("prednisone_mg", "mg QOD", None),
    ],
)
def test_the_words_around_a_number_say_its_unit_or_nothing(key, words, expected):
    unit = unit_in(words, FIELDS["visits", key])
    assert (unit.key if unit else None) == expected


@pytest.mark.parametrize(
    ("key", "header", "expected"),
    [
        ("fvc_l", "FVC", None),
        ("fvc_l", "fvc_l_12", "L"),
        ("fvc_pct", "FVC%pred BL", "% predicted"),
        ("ck", "CK (ULN 170)", None),
        ("ck", "CK x ULN", "x ULN"),
        ("prednisone_mg", "Pred week 12", None),
        ("prednisone_mg", "Pred mg/wk", "mg/week"),
        ("month", "Days since start", "days"),
        ("month", "Month", "months"),
    ],
)
def test_a_header_says_a_unit_only_beside_the_measure(key, header, expected):
    unit = unit_in_header(header, FIELDS["visits", key])
    assert (unit.key if unit else None) == expected


@given(st.lists(st.text("0123456789.,<>~-% LmgQODµkat", max_size=9), min_size=1, max_size=6))
def test_every_text_is_a_number_or_has_a_rule(texts):
    for key in ("fvc_l", "ck", "prednisone_mg", "month"):
        plan = ColumnPlan(0, "x", "field", "visits", key)
        for amount in read_amounts(tuple(texts), FIELDS["visits", key], plan):
            assert amount.used or amount.rule
            assert not amount.used or np.isfinite(amount.value)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Weight", True),
        ("Gewicht (kg)", True),
        ("poids", True),
        ("body weight lbs", True),
        ("Weight loss", False),
        ("Pred mg/kg", False),
        ("BMI kg/m2", False),
        ("weak", False),
    ],
)
def test_a_header_names_the_body_weight(header, expected):
    assert is_weight(header) is expected
