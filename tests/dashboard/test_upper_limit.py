"""The upper limit of CK on the File page: asked where no column gives it, chosen there or typed."""

import pytest

from tests.dashboard.screen import bring, text_of, use, works

CK = b"patient_id,month,CK,fvc_pct\nA,0,900,70\nA,6,180,60\n"
ASKED = "What is the laboratory's upper limit of CK, in U/L?"


def question(app):
    (box,) = [box for box in app.selectbox if box.label == ASKED]
    return box


def answered(app, limit):
    box = question(app)
    if limit not in box.options:
        box.options.append(limit)  # what is typed into the box is no option of it yet
    return box.set_value(limit).run()


def test_the_limit_is_asked_and_none_is_chosen_beforehand(open_app):
    app = bring(open_app(), ("visits.csv", CK))
    assert works(app)
    assert question(app).value is None
    assert "1 question is open." in text_of(app)
    assert "no column says up to where it is normal" in text_of(app)


@pytest.mark.parametrize("limit", ["190", " 215 "])
def test_a_usual_limit_or_a_typed_one_answers_the_question(open_app, limit):
    app = bring(open_app(), ("visits.csv", CK))
    app = answered(app, limit)
    assert works(app)
    assert question(app).value == limit.strip()
    assert "question is open" not in text_of(app)
    assert works(use(app))


def test_what_can_be_no_limit_leaves_the_question_open(open_app):
    app = bring(open_app(), ("visits.csv", CK))
    app = answered(app, "high")
    assert works(app)
    assert "1 question is open." in text_of(app)
