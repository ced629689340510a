"""The File page asks once what ND means in a panel of antibodies, and column by column only where told so."""

from tests.dashboard.screen import bring, text_of, use, works

PANEL = b"patient_id,diagnosis,Jo-1,PL-7,SRP\nA,PM,pos,ND,ND\nB,DM,ND,ND,pos\nC,PM,ND,pos,ND\n"


def questions(app):
    return [box for box in app.selectbox if "\u201cND\u201d" in box.label]


def test_one_answer_about_nd_answers_the_whole_panel(open_app):
    app = bring(open_app(), ("panel.csv", PANEL))
    assert works(app)
    (question,) = questions(app)
    assert "1 question is open." in text_of(app)
    app = question.set_value("negative").run()
    assert "question is open" not in text_of(app)
    assert works(use(app))


def test_a_panel_whose_columns_differ_is_asked_about_column_by_column(open_app):
    app = bring(open_app(), ("panel.csv", PANEL))
    app = questions(app)[0].set_value("each").run()
    assert works(app)
    assert "3 questions are open." in text_of(app)
    assert "Column \u201cPL-7\u201d of the file panel.csv" in text_of(app)
