"""The quality report on the Cohort page, and where each value of a patient stands on the Patients page."""

from tests.dashboard.screen import go, tables_of, text_of, upload

PATIENTS = b"patient_id,diagnosis,age\nA,DM,old\nB,PM,61\n"
VISITS = b"patient_id,month,ck,fvc_l,tlc_l\nA,0,<20,4,3\nA,3,n/a,2.5,3\nB,0,high,2,3\n"
FILES = (("patients.csv", PATIENTS), ("visits.csv", VISITS))


def cells(app):
    """The list of findings cell by cell, as (file, cell)."""
    (frame,) = [each.value for each in app.dataframe if "What and why" in each.value]
    return list(zip(frame["File"], frame["Cell"], strict=True))


def sentences(app):
    (found,) = [table for table in tables_of(app) if table.title == "What was found in the files"]
    return [row[0] for row in found.rows]


def test_every_cell_is_listed_and_can_be_chosen_by_severity_and_file(open_app):
    app = upload(open_app(), *FILES)
    assert cells(app) == [
        ("patients.csv", "C2"),
        ("visits.csv", "C4"),
        ("visits.csv", "D2"),
        ("visits.csv", "C2"),
    ]
    (severity,) = [pills for pills in app.button_group if pills.key.startswith("findings_severity")]
    app = severity.set_value(["note"]).run()
    assert cells(app) == [("visits.csv", "C2")]
    assert sentences(app) == ["note"]
    (severity,) = [pills for pills in app.button_group if pills.key.startswith("findings_severity")]
    app = severity.set_value([]).run()
    (sheet,) = [box for box in app.selectbox if box.key and box.key.startswith("findings_sheet")]
    app = sheet.set_value("patients.csv").run()
    assert cells(app) == [("patients.csv", "C2")]


def saved(app):
    return {button.label for button in app.get("download_button")}


def test_all_findings_and_the_persons_own_files_can_be_saved(open_app):
    app = upload(open_app(), *FILES)
    assert {"All findings (CSV)", "Your file, marked"} <= saved(app)


def test_the_demo_is_nobodys_file_and_has_nothing_to_choose(open_app):
    app = open_app()
    assert "Your file, marked" not in saved(app)
    assert not [box for box in app.selectbox if box.key and box.key.startswith("findings")]


def test_each_value_of_a_patient_leads_to_its_cell(open_app):
    app = go(upload(open_app(), *FILES), "patients")
    assert not [each for each in app.dataframe if "As written" in each.value]
    app.session_state["traces"] = True
    app.run()
    assert "8 values, 2 cells not used." in text_of(app)
    (frame,) = [each.value for each in app.dataframe if "As written" in each.value]
    rows = {
        tuple(row)
        for row in frame[["Of", "What", "Value", "File", "Cell", "As written", "What was done"]].to_numpy()
    }
    assert ("Month 0", "CK", "20", "visits.csv", "C2", "<20", "limit") in rows
    assert ("Month 3", "FVC", "2.5", "visits.csv", "D3", "2.5", "as written") in rows
    assert ("Patient", "age", "–", "patients.csv", "C2", "–", "not a number") in rows or (
        "Patient", "age", "–", "patients.csv", "C2", "old", "not a number",
    ) in rows  # fmt: skip
