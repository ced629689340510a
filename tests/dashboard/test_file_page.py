"""The File page: how a file is read, before it is used, and what a person changes about it."""

import json
from pathlib import Path

from analysis.ingest.saved_mapping import written
from tests.dashboard.screen import bring, go, read, text_of, upload, use, works

LIST = (Path(__file__).parents[1] / "files" / "deutsche_liste.xlsx").read_bytes()
CODED = b"patient_id,Dx,age\nA,1,50\nB,2,60\nC,2,61\n"
NAMES = b"patient_id,Name,diagnosis\nA,Anna Musterfrau,PM\nB,Bert Beispiel,DM\n"
ASKS = "Is your file read as you mean it?"


def titles(app):
    return [title.value for title in app.title]


def test_a_file_in_the_templates_words_is_used_at_once(open_app):
    app = bring(open_app(), ("clear.csv", b"patient_id,diagnosis\nA,PM\nB,DM\n"))
    assert works(app)
    assert titles(app) == ["Who is in this cohort?"]


def test_a_file_with_open_questions_is_looked_at_first(open_app):
    app = bring(open_app(), ("coded.csv", CODED))
    assert works(app)
    assert titles(app) == [ASKS]
    assert "3 patients, 0 visits; 2 questions are open." in text_of(app)
    assert "Stands in 2 of 3 rows." in text_of(app)


def test_an_answer_changes_what_the_file_gives(open_app):
    app = bring(open_app(), ("coded.csv", CODED))
    for text, answer in (("1", "PM"), ("2", "DM")):
        (question,) = [box for box in app.selectbox if f"“{text}”" in box.label]
        app = question.set_value(answer).run()
    assert "questions" not in "\n".join(title.value for title in app.subheader)
    app = use(app)
    assert works(app)
    assert {"PM (1)", "DM (2)"} <= {option for group in app.button_group for option in group.options}


def test_a_file_can_be_used_with_its_questions_open(open_app):
    app = upload(open_app(), ("coded.csv", CODED))
    assert works(app)
    assert "3 of 3 patients" in text_of(app)


def test_names_are_pointed_out_and_shown_nowhere(open_app):
    app = bring(open_app(), ("names.csv", NAMES))
    assert titles(app) == [ASKS]
    assert "Musterfrau" not in text_of(app)
    assert "1 not used" in text_of(app)
    app = use(app)
    for page in ("cohort", "patients", "share"):
        assert "Musterfrau" not in text_of(go(app, page))


def test_discarding_leaves_the_cohort_that_was_open(open_app):
    app = bring(open_app(), ("coded.csv", CODED))
    app = app.button(key="discard_bottom").click().run()
    assert works(app)
    assert "54 of 54 patients" in text_of(app)


def test_how_a_used_file_is_read_can_be_corrected_later(open_app):
    app = upload(open_app(), ("coded.csv", CODED))
    app = app.button(key="correct_reading").click().run()
    assert titles(app) == [ASKS]
    (question,) = [box for box in app.selectbox if "“1”" in box.label]
    app = use(question.set_value("PM").run())
    assert "PM (1)" in [option for group in app.button_group for option in group.options]


def test_a_sheet_can_be_left_out_but_not_the_last_one(open_app):
    app = bring(open_app(), ("coded.csv", CODED))
    (rows,) = [box for box in app.selectbox if box.label == "Its rows are"]
    app = rows.set_value("unused").run()
    assert titles(app) == [ASKS]
    assert [error.value for error in app.error]
    assert "3 patients" in text_of(app)


def test_a_mapping_of_an_earlier_day_answers_the_questions(open_app):
    app = bring(open_app(), ("coded.csv", CODED))
    (question,) = [box for box in app.selectbox if "“1”" in box.label]
    app = question.set_value("PM").run()
    saved = app.session_state["session"].draft.choices

    mapping = written(saved).encode()
    app = bring(open_app(), ("later.csv", CODED))
    app.file_uploader[0].set_value([("mapping.json", mapping, "application/json")])
    app = app.run()
    assert works(app)
    assert "1 question is open" in text_of(app)


def test_a_file_that_is_no_mapping_is_refused_in_a_sentence(open_app):
    app = bring(open_app(), ("coded.csv", CODED))
    app.file_uploader[0].set_value([("mapping.json", json.dumps([1]).encode(), "application/json")])
    app = app.run()
    assert works(app)
    assert any("no mapping" in error.value for error in app.error)
    assert "2 questions are open" in text_of(app)


def test_the_page_without_a_file_says_where_to_bring_one(open_page):
    app = open_page("file")
    assert works(app)
    assert "No file of your own is open." in text_of(app)


def test_the_german_list_is_understood_but_for_its_codes(open_app):
    app = bring(open_app(), ("deutsche_liste.xlsx", LIST))
    assert works(app)
    assert "12 columns in 1 table, 12 understood." in text_of(app)


def box(app, label):
    return next(each for each in app.selectbox if each.label == label)


def test_one_column_at_a_time_says_what_it_holds_how_sure_and_why_and_is_corrected(open_app):
    app = bring(open_app(), ("deutsche_liste.xlsx", LIST))
    app = box(app, "One column at a time").set_value((0, 6)).run()
    assert "Holds 60; 50; 40; 45. 90% sure: Prednisone at “BL”" in text_of(app)
    assert box(app, "Read as").value == "Prednisone (visit)"
    (month,) = app.number_input
    assert month.value == 0
    app = month.set_value(1).run()
    assert app.number_input[0].value == 1
    app = box(app, "Read as").set_value("Kept as it is").run()
    assert works(app)
    assert (box(app, "One column at a time").value, box(app, "Read as").value) == ((0, 6), "Kept as it is")
    assert not app.number_input
    assert "11 understood, 1 kept as they are" in text_of(app)


def test_the_column_looked_at_is_another_where_its_sheet_is_no_longer_used(open_app):
    visits = b"patient_id,month,ck,site\nA,0,200,x\nB,0,300,x\n"
    app = bring(open_app(), ("coded.csv", CODED), ("visits.csv", visits))
    app = box(app, "One column at a time").set_value((1, 3)).run()
    rows = [each for each in app.selectbox if each.label == "Its rows are"]
    app = rows[1].set_value("unused").run()
    assert works(app)
    assert box(app, "One column at a time").value[0] == 0


def test_unsure_columns_come_first_and_a_phone_shows_them_with_what_they_are_read_as(open_app):
    content = b"patient_id,Dx,PL-7/12\nA,PM,neg\nB,DM,neg\n"
    app = bring(open_app(), ("p.csv", content))
    (table,) = [each.value for each in app.dataframe if "Read as" in each.value]
    assert list(table.columns)[:2] == ["Column", "Read as"]
    assert table["Column"].tolist()[0] == "PL-7/12"
    assert table["Sure"].tolist()[0].startswith("Unsure, ")
    assert "PL-7/12 (unsure)" in box(app, "One column at a time").options


BESIDE = (Path(__file__).parents[1] / "files" / "tables_beside.xlsx").read_bytes()


def test_tables_on_one_sheet_are_told_apart_and_one_without_ids_is_not_lost(open_app):
    app = bring(open_app(), ("beside.xlsx", BESIDE))
    titles_ = [each.label for each in app.expander if each.label.startswith("Sheet")]
    assert len(titles_) == len(set(titles_)) == 3
    number = next(i for i, each in enumerate(titles_) if each.endswith("Not used"))
    rows = [each for each in app.selectbox if each.label == "Its rows are"]
    app = rows[number].set_value("visits").run()
    assert works(app)
    assert len([each for each in app.expander if each.label.startswith("Sheet")]) == 3
    assert ["until one is chosen as the id" in error.value for error in app.error] == [True]
    places = box(app, "One column at a time").options
    assert len(places) == len(set(places))


def test_an_id_chosen_by_hand_displaces_the_first_and_the_page_says_so(open_app):
    app = bring(open_app(), ("p.csv", b"patient_id,code,Dx\nA,x1,1\nB,x2,2\n"))
    app = box(app, "One column at a time").set_value((0, 1)).run()
    app = box(app, "Read as").set_value("The patient's id").run()
    assert works(app)
    (info,) = app.info
    assert "is read from the column code, as you chose, not from this one. It is kept" in read(info.value)
    app = use(app)
    assert app.session_state["session"].cohort.patients["patient_id"].tolist() == ["x1", "x2"]
