"""What one text says as a number, and what a comma means in its column."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.amounts.missing import reason
from analysis.ingest.amounts.numbers import written_number
from analysis.ingest.amounts.separators import comma_by_range, comma_of, dots_are_thousands
from analysis.schema import FIELDS


@pytest.mark.parametrize(
    ("text", "comma", "value", "sign", "rule", "unit"),
    [
        ("62", None, 62, "", "", ""),
        ("-3.5", None, -3.5, "", "", ""),
        ("\u22123", None, -3, "", "", ""),
        ("1e3", None, 1000, "", "", ""),
        (".5", None, 0.5, "", "", ""),
        (",5", None, 0.5, "", "decimal comma", ""),
        ("2,1", "decimal", 2.1, "", "decimal comma", ""),
        ("0,850", None, 0.85, "", "decimal comma", ""),
        ("1,850", "decimal", 1.85, "", "decimal comma", ""),
        ("1,850", "thousands", 1850, "", "thousands separator", ""),
        ("1,234,567", None, 1234567, "", "thousands separator", ""),
        ("1,850.5", None, 1850.5, "", "thousands separator", ""),
        ("1.850,5", None, 1850.5, "", "decimal comma", ""),
        ("1.850", "decimal", 1850, "", "thousands separator", ""),
        ("0.850", "decimal", 0.85, "", "", ""),
        ("1.850", None, 1.85, "", "", ""),
        ("1 850", None, 1850, "", "thousands separator", ""),
        ("1\u202f850,5", None, 1850.5, "", "thousands separator", ""),
        ("1'850", None, 1850, "", "thousands separator", ""),
        ("1\u2019850", None, 1850, "", "thousands separator", ""),
        ("65%", None, 65, "", "", "%"),
        ("65\u00a0% pred.", None, 65, "", "", "% pred."),
        ("2,1 litres", "decimal", 2.1, "", "decimal comma", "litres"),
        ("day 90", None, 90, "", "", "day"),
        ("72/80", None, 72, "", "", "/80"),
        ("<20", None, 20, "<", "limit", ""),
        ("≤ 20", None, 20, "<", "limit", ""),
        ("under 20", None, 20, "<", "limit", ""),
        (">1000 U/L", None, 1000, ">", "limit", "U/L"),
        ("<1,5 L", "decimal", 1.5, "<", "limit, decimal comma", "L"),
        ("~60", None, 60, "~", "approximate", ""),
        ("ca. 60", None, 60, "~", "approximate", ""),
        ("about 60 %", None, 60, "~", "approximate", "%"),
        ("etwa 60", None, 60, "~", "approximate", ""),
        ("5-10 ng/mL", None, 7.5, "~", "range: its middle", "ng/mL"),
        ("5\u201310", None, 7.5, "~", "range: its middle", ""),
        ("10 bis 20", None, 15, "~", "range: its middle", ""),
        ("1,5-2,5", "decimal", 2, "~", "range: its middle, decimal comma", ""),
        ("62 ± 3", None, 62, "~", "the spread behind it left out", ""),
        ("62 +/- 3 %", None, 62, "~", "the spread behind it left out", "%"),
        ("\uff16\uff12", None, 62, "", "unusual characters", ""),
    ],
)
def test_a_number_is_read_with_its_sign_its_unit_and_the_rule_it_needed(text, comma, value, sign, rule, unit):
    written = written_number(text, comma)
    assert written.value == pytest.approx(value)
    assert (written.sign, written.rule, written.unit) == (sign, rule, unit)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("60-40", "not a number"),
        ("5-5", "not a number"),
        ("<<5", "not a number"),
        ("1,2,3", "not a number"),
        ("1.2.3", "not a number"),
        ("3.6.2014", "not a number"),
        ("1-0-1", "not a number"),
        ("inf", "not a number"),
        ("1e999", "not a number"),
        ("\u0663", "not a number"),
        ("x", "not a number"),
        ("nan", "missing word"),
        ("n/a", "missing word"),
        ("Not done", "missing word"),
        ("nicht durchgeführt", "missing word"),
        ("#DIV/0!", "missing word"),
        ("-", "missing word"),
        ("1,850", "comma of unclear meaning"),
        ("1,850-2,000", "comma of unclear meaning"),
        ("<1,850", "comma of unclear meaning"),
    ],
)
def test_what_is_no_number_is_not_taken_for_one(text, rule):
    written = written_number(text, None)
    assert math.isnan(written.value)
    assert written.rule == rule


def test_a_superscript_is_no_digit():
    written = written_number("10²", None)
    assert (written.value, written.unit) == (10, "²")


@pytest.mark.parametrize(
    ("texts", "comma"),
    [
        (("1,85", "62"), "decimal"),
        (("1,850", "2,1"), "decimal"),
        (("1,850", "1,850.5"), "thousands"),
        (("<1,5",), "decimal"),
        (("1,5-2,5 L",), "decimal"),
        (("1,850", "2,900"), None),
        (("1,85", "1,234,567"), "unknown"),
        ((), None),
    ],
)
def test_a_columns_comma_is_decided_by_the_texts_that_leave_no_choice(texts, comma):
    assert comma_of(texts) == comma


@pytest.mark.parametrize(
    ("key", "texts", "comma"),
    [
        ("ck", ("1,850", "2,100"), "thousands"),
        ("fvc_l", ("1,850", "2,100"), "decimal"),
        ("ck", ("50,000",), None),
        ("age", (), None),
    ],
)
def test_the_possible_range_decides_where_the_texts_do_not(key, texts, comma):
    field = next(field for (_, name), field in FIELDS.items() if name == key)
    assert comma_by_range(texts, field) == comma


@pytest.mark.parametrize(
    ("key", "texts", "thousands"),
    [
        ("ck", ("1.850", "950"), True),
        ("ck", ("1.850", "95.5"), False),
        ("ck", ("30.833", "61.250"), False),
        ("fvc_l", ("1.850", "2.100"), False),
        ("ck", (), False),
    ],
)
def test_dots_separate_thousands_only_where_decimals_would_be_unusual(key, texts, thousands):
    assert dots_are_thousands(texts, FIELDS["visits", key], None) is thousands


def formatted(number, convention):
    whole, _, rest = f"{number:.2f}".partition(".")
    grouped = f"{int(whole):,}"
    separators = {"english": (",", "."), "german": (".", ","), "french": ("\u202f", ","), "swiss": ("'", ".")}
    thousands, decimal = separators[convention]
    return grouped.replace(",", thousands) + decimal + rest


@given(
    st.integers(0, 10**9).map(lambda cents: cents / 100),
    st.sampled_from(
        [("english", "thousands"), ("german", "decimal"), ("french", "decimal"), ("swiss", None)]
    ),
    st.sampled_from(["", "<", ">", "~"]),
)
def test_every_number_is_read_back_from_each_convention(number, convention, sign):
    name, comma = convention
    written = written_number(sign + formatted(number, name), comma)
    assert written.value == pytest.approx(number, abs=1e-9)
    assert written.sign == sign


@given(st.text(max_size=12), st.sampled_from([None, "decimal", "thousands", "unknown"]))
def test_any_text_is_a_finite_number_or_none_with_a_rule(text, comma):
    written = written_number(text, comma)
    assert np.isfinite(written.value) or written.rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not done", "not done"),
        ("ND", "not done"),
        ("unbekannt", "unknown"),
        ("-99", "unknown"),
        ("88", "not applicable"),
        ("sans objet", "not applicable"),
        ("77", "refused"),
        ("abgelehnt", "refused"),
        ("#REF!", "an error in the workbook"),
        ("n/a", ""),
        ("-", ""),
    ],
)
def test_a_word_or_code_says_why_the_value_is_missing(text, expected):
    assert reason(text) == expected
