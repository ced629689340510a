"""Whole sheets with headers as people write them: what their values and their neighbours say as well."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from analysis.ingest import build, understand
from analysis.ingest.book import Column, Sheet
from analysis.ingest.corrections import answering
from analysis.ingest.headers.columns import understood_columns
from analysis.ingest.mapping import Area, Slot


def read(book, text, **answers):
    """The mapping and the cohort of one CSV file, with answers to its questions, one by one."""
    read_book = book({"patients.csv": text.encode()})
    mapping = understand(read_book)
    for key, answer in answers.items():
        question = next(q for q in mapping.questions if q.key == key)
        mapping = understand(read_book, answering(mapping, question, answer))
    return mapping, build(read_book, mapping)


def plan_of(mapping, header):
    return next(column for column in mapping.sheets[0].columns if column.header == header)


def questions(mapping):
    return {q.key: (q.doubt.suggested, q.doubt.evidence) for q in mapping.questions}


def test_times_without_a_clock_are_conventional_where_nothing_is_known_of_tacrolimus(book):
    mapping, cohort = read(book, "id,Pred BL,Pred 3 Mo\nA,60,20\nB,40,\n")
    assert questions(mapping)["clock"] == (
        "month",
        "2 headers give a time without its clock; no column of this sheet says when tacrolimus was started.",
    )
    assert cohort.visits[["patient_id", "visit", "month", "prednisone_mg"]].to_numpy().tolist() == [
        ["A", "BL", 0.0, 60.0],
        ["A", "3 Mo", 3.0, 20.0],
        ["B", "BL", 0.0, 40.0],
    ]


def test_times_without_a_clock_stay_unused_until_the_clock_is_said(book):
    text = "id,Tac start,Pred BL,Pred 3 Mo\nA,6,60,20\n"
    mapping, cohort = read(book, text)
    assert questions(mapping)["clock"][0] == ""
    assert len(cohort.visits) == 0
    unused = cohort.conversions[cohort.conversions["rule"] == "clock not said"]
    assert unused["as_written"].tolist() == ["60", "20"]
    _, answered = read(book, text, clock="tacrolimus_month")
    assert answered.visits["tacrolimus_month"].tolist() == [0.0, 3.0]
    assert answered.visits["month"].tolist() == [6.0, 9.0]


def test_headers_that_name_tacrolimus_leave_the_others_to_the_conventional_clock(book):
    mapping, cohort = read(book, "id,FVC% BL,FVC% 3m,FVC% 3m post tac\nA,70,72,80\n")
    assert questions(mapping)["clock"][0] == "month"
    assert cohort.visits["month"].tolist()[:2] == [0.0, 3.0]
    assert cohort.visits["tacrolimus_month"].tolist()[2] == 3.0


def test_measures_of_one_time_make_one_visit_however_it_is_written(book):
    _, cohort = read(book, "id,Pred 3 Mo,FVC% (3 months),CK_3m\nA,20,70,300\n")
    assert len(cohort.visits) == 1
    assert cohort.visits.loc[0, ["visit", "prednisone_mg", "fvc_pct", "ck"]].tolist() == [
        "3 Mo",
        20.0,
        70.0,
        300.0,
    ]


def test_numbered_visits_have_a_name_and_no_month_until_it_is_said(book):
    text = "id,FVC% V1,FVC% V2,CK visit 2\nA,70,75,300\n"
    mapping, cohort = read(book, text)
    assert questions(mapping)["visits"] == (
        "none",
        "The visits are V1, V2. Nothing on the sheet says how many months lie between them.",
    )
    assert cohort.visits["visit"].tolist() == ["V1", "V2"]
    assert cohort.visits["month"].isna().all()
    _, answered = read(book, text, visits="every 6", clock="month")
    assert answered.visits["month"].tolist() == [0.0, 6.0]


def test_visits_numbered_by_their_month_are_taken_for_months(book):
    mapping, cohort = read(book, "id,FVC% T0,FVC% T3,FVC% T6,FVC% T12\nA,70,75,80,82\n")
    assert questions(mapping)["visits"][0] == "month"
    assert cohort.visits["month"].tolist() == [0.0, 3.0, 6.0, 12.0]


def test_numbered_visits_with_dates_of_their_own_ask_nothing(book):
    text = "id,conventional_start,V1 date,V1 FVC%,V2 date,V2 FVC%\nA,2014-01-01,2014-01-01,70,2014-07-01,75\n"
    mapping, cohort = read(book, text)
    assert "visits" not in questions(mapping)
    assert cohort.visits["month"].round(1).tolist() == [0.0, 5.9]


@pytest.mark.parametrize(
    ("numbers", "keys"),
    [
        ((1, 2, 3), {"visit"}),
        ((0, 1), {"visit"}),
        ((0, 3, 6), {"clock"}),
        ((2, 3), {"clock"}),
        ((1,), {"clock"}),
    ],
)
def test_numbers_that_count_are_visits_and_others_are_months(book, numbers, keys):
    headers = ",".join(f"CPK {number}" for number in numbers)
    mapping = understand(book({"patients.csv": f"id,{headers}\nA,{','.join('9' * len(numbers))}\n".encode()}))
    assert {column.slot.key for column in mapping.sheets[0].columns if column.slot} == keys


def test_the_templates_own_spellings_are_never_counted_visits(book):
    mapping, _ = read(book, "id,ck_1,ck_2,ck_3\nA,300,200,100\n")
    assert [c.slot for c in mapping.sheets[0].columns[1:]] == [Slot("month", float(n)) for n in (1, 2, 3)]
    assert set(questions(mapping)) == {"uln"}  # about the limit of CK, not about the times


def test_a_measure_without_a_time_beside_later_ones_is_the_first_and_unsure(book):
    mapping, cohort = read(book, "id,FVC%,FVC% 3m,FVC% 12m\nA,70,75,80\n")
    plan = plan_of(mapping, "FVC%")
    assert (plan.slot.value, plan.confidence) == (0.0, 0.6)
    assert cohort.visits["month"].tolist() == [0.0, 3.0, 12.0]


@pytest.mark.parametrize("headers", ["FVC%,FVC% BL,FVC% 3m", "FVC%,CK 3m,Pred 3m", "FVC%,FVC% 3m post tac,x"])
def test_a_measure_without_a_time_is_no_first_value_without_a_gap_for_it(book, headers):
    mapping, cohort = read(book, f"id,{headers}\nA,70,75,80\n")
    assert plan_of(mapping, "FVC%").role == "extra"
    assert plan_of(mapping, "FVC%").why.startswith("perhaps FVC % predicted")
    assert "FVC%" in cohort.extras


def test_values_far_above_litres_make_it_percent(book):
    mapping, _ = read(book, "id,FVC BL,DLCO BL,TLC BL (L)\nA,70,62,5.1\nB,55,70,4.2\n")
    assert plan_of(mapping, "FVC BL").name == "fvc_pct"
    assert plan_of(mapping, "DLCO BL").name == "dlco_pct"
    assert plan_of(mapping, "TLC BL (L)").name == "tlc_l"
    assert plan_of(mapping, "FVC BL").confidence < 0.8


@pytest.mark.parametrize(("values", "name"), [(("2.1", "3.3"), "fvc_l"), (("2100", "3300"), "fvc_l")])
def test_litres_and_millilitres_are_no_percent(book, values, name):
    mapping, _ = read(book, f"id,FVC BL\nA,{values[0]}\nB,{values[1]}\n")
    assert plan_of(mapping, "FVC BL").name == name


def test_a_column_of_diagnoses_is_the_diagnosis_whatever_it_is_called(book):
    mapping, cohort = read(book, "id,Gruppe\nA,PM\nB,DM\nC,PM\n")
    assert cohort.patients["diagnosis"].tolist() == ["PM", "DM", "PM"]
    assert plan_of(mapping, "Gruppe").why == "its values are diagnoses"
    assert plan_of(mapping, "Gruppe").confidence < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "id,comorbidities\nA,DM\nB,HTN\nC,DM\n",  # diabetes
        "id,comorbidity\nA,DM\nB,PM\n",
        "id,DM\nA,1\nB,0\n",
        "id,DM\nA,yes\nB,no\n",
        "id,comorbidity DM\nA,DM\nB,none\n",
        "id,group\nA,1\nB,2\n",
        "id,group\nA,early\nB,late\n",
    ],
)
def test_diabetes_and_other_groups_are_no_diagnosis(book, text):
    mapping, cohort = read(book, text)
    assert mapping.sheets[0].columns[1].role == "extra"
    assert cohort.patients["diagnosis"].isna().all()


def test_a_second_column_of_diagnoses_does_not_take_the_place_of_the_named_one(book):
    mapping, cohort = read(book, "id,Gruppe,Dx\nA,PM,DM\nB,DM,PM\n")
    assert cohort.patients["diagnosis"].tolist() == ["DM", "PM"]
    assert plan_of(mapping, "Gruppe").role == "extra"


def test_a_column_of_sexes_is_the_sex(book):
    _, cohort = read(book, "id,MW\nA,m\nB,w\n")
    assert cohort.patients["sex"].tolist() == ["male", "female"]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("CK 3m", ("2014-03-05", "2014-04-06")),
        ("Pred 3m", ("reduced slowly to nothing", "still on a high dose")),
        ("Tac dose 3m", ("yes", "no")),
    ],
)
def test_dates_and_words_never_become_numbers(book, header, values):
    mapping, _ = read(book, f"id,{header}\nA,{values[0]}\nB,{values[1]}\n")
    plan = plan_of(mapping, header)
    assert plan.role == "extra"
    assert ", but " in plan.why


@pytest.mark.parametrize(
    ("header", "role"),
    [("FHL1", "antibody"), ("HBsAg", "extra"), ("Muscle biopsy", "extra"), ("covid PCR", "extra")],
)
def test_results_make_an_antibody_unless_the_test_looks_for_something_else(book, header, role):
    mapping, _ = read(book, f"id,{header}\nA,pos\nB,neg\nC,neg\n")
    assert plan_of(mapping, header).role == role


def test_one_odd_word_in_ten_does_not_hide_an_antibody(book):
    rows = "".join(f"P{i},{'neg' if i else 'see note'}\n" for i in range(10))
    mapping, _ = read(book, f"id,FHL1\n{rows}")
    assert plan_of(mapping, "FHL1").role == "antibody"


def test_a_short_name_is_an_antibody_among_antibodies_and_unsure_alone(book):
    among, _ = read(book, "id,Jo-1,PL-7,HA\nA,pos,neg,neg\n")
    alone, _ = read(book, "id,HA\nA,1\n")
    assert plan_of(among, "HA").confidence == 0.95
    assert plan_of(alone, "HA").confidence == 0.7


def test_the_files_own_label_names_a_column_whose_name_says_nothing():
    columns = (
        Column({"text": pa.array(["id", "A"])}, 2),
        Column(
            {"text": pa.array(["q7_2", None]), "number": pa.array([None, 70.0])},
            2,
            label="FVC, % predicted, month 3",
        ),
    )
    plans, _ = understood_columns(Sheet("a.sav", "", 2, columns), "patients", Area())
    assert (plans[1].name, plans[1].slot.value, plans[1].confidence) == ("fvc_pct", 3.0, 0.88)
    assert plans[1].why.endswith("(by its label)")


def test_of_two_columns_of_one_time_the_better_named_counts_and_the_other_says_so(book):
    mapping, _ = read(book, "id,CPK 3 mo,CK 3m (U/L),CK 3m\nA,100,200,300\n")
    roles = {c.header: c.role for c in mapping.sheets[0].columns}
    assert list(roles.values()).count("field") == 1
    assert plan_of(mapping, "CK 3m").why == "a second column for the field ck, which another column fills"


def test_two_columns_given_one_place_by_hand_fill_each_other_up(book):
    text = "id,ck_3,CPK month three\nA,100,\nB,,200\nC,300,400\n"
    read_book = book({"patients.csv": text.encode()})
    mapping = understand(read_book)
    plan = mapping.sheets[0]
    given = replace(plan.columns[2], role="field", table="visits", name="ck", slot=Slot("month", 3.0))
    by_hand = replace(mapping, sheets=(replace(plan, columns=(*plan.columns[:2], given)),))
    cohort = build(read_book, by_hand)
    assert cohort.visits["ck"].tolist() == [100, 200, 300]
    lost = cohort.conversions[cohort.conversions["rule"] == "another column of the field counts"]
    assert lost["as_written"].tolist() == ["400"]


def test_headers_that_are_equal_or_empty_keep_names_of_their_own(book):
    mapping, cohort = read(book, "id,FVC% 3m,FVC% 3m,\nA,70,71,x\n")
    assert cohort.extras == ("FVC% 3m", "Column D")
    assert [c.position for c in mapping.sheets[0].columns] == [0, 1, 2, 3]


def test_a_sheet_of_thousands_of_columns_is_named_at_once():
    headers = ["id", *(f"FVC% {month}m" for month in range(300)), *(f"gene {i}" for i in range(700))]
    columns = tuple(
        Column({"text": pa.array([header, None]), "number": pa.array([np.nan, 1.0], from_pandas=True)}, 2)
        for header in headers
    )
    plans, _ = understood_columns(Sheet("a.csv", "", 2, columns), "patients", Area())
    assert sum(plan.name == "fvc_pct" for plan in plans) == 300
    assert sum(plan.role == "extra" for plan in plans) == 700
