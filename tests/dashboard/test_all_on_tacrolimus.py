"""The way to the tacrolimus pages for a cohort whose file records no failure."""

from tests.dashboard.screen import go, text_of, upload, works

ON_IT = (
    b"patient_id,diagnosis,tacrolimus_start_month,prednisone_mg_tac_0,prednisone_mg_tac_3\n"
    b"A,PM,4,40,10\nB,DM,5,30,10\n"
)


def test_where_no_one_failed_on_record_all_who_received_tacrolimus_are_one_click_away(open_app):
    app = go(upload(open_app(), ("cohort.csv", ON_IT)), "tacrolimus")
    assert "No selected patient is in the tacrolimus analysis" in text_of(app)
    (button,) = [each for each in app.button if each.key == "everyone_on_tacrolimus"]
    assert button.label == "Show all 2 patients who received it"
    app = button.click().run()
    assert works(app)
    assert "No selected patient" not in text_of(app)
    assert "everyone_on_tacrolimus" not in [each.key for each in app.button]
    assert "Tacrolimus analysis all" in text_of(app).replace(":", "")
