"""Writes the files that `redcap.toml` lists: `python -m tests.files.make.redcap`. All of it is invented."""

from pathlib import Path

from tests.files.make.redcap_project import YES_NO, Field, Project

FILES = Path(__file__).parents[1]

DIAGNOSIS = Field("dx", "Diagnosis", "1, PM | 2, DM | 3, CADM")
SEX = Field("sex", "Sex", "1, Male | 2, Female")
ANTIBODIES = "jo1, anti-Jo-1 | mda5, anti-MDA5 | ro52, anti-Ro52"
BASELINE = [
    Field("record_id", "Record ID"), DIAGNOSIS, SEX, Field("age", "Age, years"),
    Field("msa", "Myositis antibodies", ANTIBODIES, "checkbox"),
    Field("second_line", "Second line treatment", "1, Tacrolimus | 2, Rituximab | 3, Other", "checkbox"),
]  # fmt: skip
VISIT = [
    Field("fvc_pct", "FVC, % predicted"), Field("pred_mg", "Prednisone, mg/day"),
    Field("symptoms", "Respiratory symptoms", "1, Better | 2, Stable | 3, Worse"),
]  # fmt: skip
DRUGS = [
    Field("med_name", "Drug"), Field("med_start", "Start month"), Field("med_stop", "Stop month"),
    Field("med_dose", "Dose"), Field("med_unit", "Dose unit"),
]  # fmt: skip
EVENTS = [
    Field("ae_term", "Adverse event"),
    Field("ae_month", "Month"),
    Field("ae_serious", "Serious", YES_NO, "yesno"),
]
EVENT_NAMES = {
    "baseline_arm_1": "Baseline (Arm 1: Cohort)", "month_3_arm_1": "Month 3 (Arm 1: Cohort)",
    "month_12_arm_1": "Month 12 (Arm 1: Cohort)",
}  # fmt: skip


def main() -> None:
    """Write every file anew."""
    for name, content in files().items():
        (FILES / name).write_bytes(content)


def files() -> dict[str, bytes]:
    """All files by name."""
    long, boxes = longitudinal(), checkboxes()
    arms, events, once = two_arms(), repeating_events(), classic()
    forms, people = repeating_forms(), named_people()
    return {
        "redcap_long_raw.csv": long.export(),
        "redcap_long_raw_dictionary.csv": long.dictionary(),
        "redcap_long_labelled.csv": long.export(headers="labels", cells="labels"),
        "redcap_long_mixed.csv": long.export(cells="labels"),
        "redcap_classic.csv": once.export(),
        "redcap_classic_dictionary.csv": once.dictionary(),
        "redcap_repeating_forms.csv": forms.export(),
        "redcap_repeating_forms_labelled.csv": forms.export(headers="labels", cells="labels"),
        "redcap_repeating_events.csv": events.export(),
        "redcap_two_arms.csv": arms.export(headers="labels", cells="labels"),
        "redcap_boxes_raw.csv": boxes.export(),
        "redcap_boxes_raw_dictionary.csv": boxes.dictionary(),
        "redcap_boxes_labelled.csv": boxes.export(headers="labels", cells="labels"),
        "redcap_identifiers.csv": people.export(),
        "redcap_identifiers_dictionary.csv": people.dictionary(),
    }


def longitudinal() -> Project:
    """Three records, three events, two repeating forms; the second box is never known of record 3."""
    project = Project(
        {"demographics": BASELINE, "visit": VISIT, "medications": DRUGS, "adverse_events": EVENTS},
        events=EVENT_NAMES,
        repeating=True,
        groups=True,
    )
    start, done = "baseline_arm_1", ("demographics", "visit")
    project.enter(
        1, start, dx=1, sex=2, age=45, msa=["jo1"], second_line=["1"], fvc_pct=60, pred_mg=50, done=done
    )
    project.enter(1, "month_3_arm_1", fvc_pct=65, pred_mg=20, symptoms=1, done=("visit",))
    project.enter(1, "month_12_arm_1", fvc_pct=71, pred_mg=5, symptoms=2, done=("visit",))
    project.enter(1, start, "medications", 1, med_name="azathioprine", med_start=0, med_stop=6, med_dose=100)
    project.enter(1, start, "medications", 2, med_name="tacrolimus", med_start=6, med_dose=3)
    project.enter(1, "month_3_arm_1", "adverse_events", 1, ae_term="Herpes zoster", ae_month=4, ae_serious=0)
    project.enter(2, start, dx=2, sex=1, age=61, fvc_pct=72, pred_mg=30, done=done)
    project.enter(2, "month_3_arm_1", fvc_pct=70, pred_mg=25, symptoms=3, done=("visit",))
    project.enter(3, start, dx=3, sex=2, age=38, fvc_pct=80, pred_mg=10)
    project.states(demographics="0", visit="1")
    return project


def classic() -> Project:
    """One row a record, its visits beside each other, codes that only the dictionary explains."""
    fields = [Field("study_id", "Study ID"), DIAGNOSIS, SEX, Field("o2", "Oxygen", YES_NO, "yesno")]
    measures = [
        Field("fvc_0", "FVC % predicted, baseline"), Field("fvc_6", "FVC % predicted, month 6"),
        Field("pred_0", "Prednisone mg/day, baseline"), Field("pred_6", "Prednisone mg/day, month 6"),
        Field("region", "Region of origin", "1, North | 2, South"),
    ]  # fmt: skip
    project = Project({"baseline": fields, "course": measures})
    done = ("baseline", "course")
    project.enter("S-01", dx=1, sex=2, o2=1, fvc_0=55, fvc_6=61, pred_0=60, pred_6=15, region=1, done=done)
    project.enter(
        "S-02", dx=2, sex=1, o2=0, fvc_0=74, fvc_6=-999, pred_0=40, pred_6="UNK", region=2, done=done
    )
    return project


def repeating_forms() -> Project:
    """No events: patients in one row each, and what repeats in rows of its own, one form of it unknown."""
    serology = [
        Field("ab_name", "Antibody"), Field("ab_result", "Result", "1, positive | 2, weak | 3, negative"),
    ]  # fmt: skip
    tests = [
        Field("pft_month", "Month"), Field("pft_fvc_pct", "FVC % predicted"),
        Field("pft_dlco_pct", "DLCO % predicted"),
    ]  # fmt: skip
    garden = [Field("plant", "Plant"), Field("colour", "Colour")]
    project = Project(
        {"enrolment": BASELINE[:4], "lung_function": tests, "antibody_tests": serology,
         "medications": DRUGS, "adverse_events": EVENTS, "garden": garden},
        repeating=True,
    )  # fmt: skip
    project.enter("P1", dx="PM", sex="female", age=50, done=("enrolment",))
    for number, (month, fvc, dlco) in enumerate([(0, 58, 41), (6, 66, 47)], start=1):
        project.enter(
            "P1",
            "",
            "lung_function",
            number,
            pft_month=month,
            pft_fvc_pct=fvc,
            pft_dlco_pct=dlco,
            done=("lung_function",),
        )
    project.enter("P1", "", "antibody_tests", 1, ab_name="Jo-1", ab_result="positive")
    project.enter("P1", "", "antibody_tests", 2, ab_name="Ro52", ab_result="negative")
    project.enter(
        "P1", "", "medications", 1, med_name="methotrexate", med_start=1, med_dose=15, med_unit="mg/week"
    )
    project.enter("P1", "", "adverse_events", 1, ae_term="Nausea", ae_month=2, ae_serious="no")
    project.enter("P1", "", "garden", 1, plant="rose", colour="red")
    project.enter("P2", dx="DM", sex="male", age=44, done=("enrolment",))
    project.enter("P2", "", "lung_function", 1, pft_month=0, pft_fvc_pct=81, pft_dlco_pct=60)
    return project


def repeating_events() -> Project:
    """Unscheduled visits repeat as a whole: an instance without an instrument."""
    events = EVENT_NAMES | {"unscheduled_arm_1": "Unscheduled (Arm 1: Cohort)"}
    visit = [Field("visit_date", "Visit date"), *VISIT]
    fields = [*BASELINE[:4], Field("conventional_start", "Start of conventional treatment")]
    project = Project({"demographics": fields, "visit": visit}, events=events, repeating=True)
    project.enter(
        7,
        "baseline_arm_1",
        dx="DM",
        sex="male",
        age=70,
        conventional_start="2014-03-01",
        visit_date="2014-03-01",
        fvc_pct=64,
    )
    project.enter(7, "unscheduled_arm_1", "", 1, visit_date="2014-04-15", fvc_pct=60)
    project.enter(7, "unscheduled_arm_1", "", 2, visit_date="2014-05-20", fvc_pct=62)
    project.enter(7, "month_3_arm_1", visit_date="2014-06-10", fvc_pct=66)
    project.enter(7, "month_12_arm_1", fvc_pct=69)
    return project


def two_arms() -> Project:
    """The second arm counts from the start of tacrolimus, as its name says."""
    events = {
        "baseline_arm_1": "Baseline (Arm 1: Conventional)", "month_6_arm_1": "Month 6 (Arm 1: Conventional)",
        "baseline_arm_2": "Baseline (Arm 2: Tacrolimus)", "month_3_arm_2": "Month 3 (Arm 2: Tacrolimus)",
    }  # fmt: skip
    fields = [*BASELINE[:4], Field("tacrolimus_start_month", "Tacrolimus started, month")]
    project = Project({"demographics": fields, "visit": VISIT}, events=events)
    project.enter(
        "A", "baseline_arm_1", dx=1, sex=2, age=33, tacrolimus_start_month=8, fvc_pct=52, pred_mg=60
    )
    project.enter("A", "month_6_arm_1", fvc_pct=47, pred_mg=30, symptoms=3)
    project.enter("A", "baseline_arm_2", fvc_pct=46, pred_mg=30)
    project.enter("A", "month_3_arm_2", fvc_pct=55, pred_mg=10, symptoms=1)
    project.enter("B", "baseline_arm_1", dx=2, sex=1, age=57, fvc_pct=68, pred_mg=40)
    return project


def checkboxes() -> Project:
    """Boxes of every kind: a negative code, a missing data code, a form that was never opened."""
    fields = [
        Field("record_id", "Record ID"), DIAGNOSIS,
        Field("race", "Race", "1, White | 2, Black | -1, Other", "checkbox"),
        Field("msa", "Myositis antibodies", ANTIBODIES, "checkbox"),
        Field("second_line", "Second line", "1, Tacrolimus | 2, Cyclophosphamide", "checkbox"),
    ]  # fmt: skip
    project = Project({"demographics": fields}, missing_codes=("UNK",), quoted=True)
    project.enter(
        1, dx=1, race=["1", "-1"], msa=["jo1", "ro52"], second_line=["1", "2"], done=("demographics",)
    )
    project.enter(2, dx=2, race=["2"], msa=[], second_line=[], done=("demographics",))
    project.enter(3, dx=2, race=[], msa=[], second_line=[])
    project.states(demographics="0")
    project.enter(4, dx=1, race=["1"], msa=["unk"], second_line=["2"], done=("demographics",))
    return project


def named_people() -> Project:
    """Fields that the dictionary marks as identifiers, under headers that do not say so."""
    fields = [
        Field("record_id", "Record ID"), Field("q1", "Called", identifier=True), DIAGNOSIS,
        Field("q2", "Reached at", identifier=True), Field("dob", "Date of birth", identifier=True),
        Field("start", "Start of conventional treatment"), Field("ward", "Ward"),
    ]  # fmt: skip
    project = Project({"demographics": fields})
    project.enter(1, q1="Feldmann", dx=1, q2="extension 12", dob="1961-04-12", start="2014-03-01", ward="7b")
    project.enter(2, q1="Kowalski", dx=2, q2="extension 9", dob="1920-01-30", start="2014-09-01", ward="3a")
    return project


if __name__ == "__main__":
    main()
