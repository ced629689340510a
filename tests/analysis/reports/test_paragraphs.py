"""Text that can be pasted: the same numbers as the pages, for the filters and settings that hold.

The counts and P of the demo are the study's (Sharma 2017, J Rheumatol 44:1612); intervals by R 4, prop.test
without correction for the rates and fisher.test for P.
"""

import re
from dataclasses import replace
from itertools import chain

import pytest

from analysis import answers, labels
from analysis.labels import tables
from analysis.reports import Request, captions, methods_paragraphs, results_paragraphs
from tests.analysis.answers.small_cohort import cohort_of, view_of
from tests.analysis.demo import VIEWS, demo
from tests.analysis.reports.pasted import demo_report, report_of, texts
from tests.dashboard.brought import HOSTILE

FORMS = (methods_paragraphs, results_paragraphs, captions)

#: What a template may never claim: that one thing made another, or what a result is worth.
CLAIMS = re.compile(
    r"\b(caus\w*|because of|due to|led to|leads to|thanks to|effective\w*|efficacy|significan\w*|benefi\w*|"
    r"prove[sn]?|therefore|hence|works?|superior|successful\w*|promising|safe)\b",
    re.IGNORECASE,
)
P = re.compile(r"\bP [<>=] (\S+)")


def everything(made):
    return list(chain.from_iterable(form(made) for form in FORMS))


def real(cohort):
    """The same cohort as one whose patients have to be protected."""
    return replace(cohort, synthetic=False)


def test_the_response_reads_as_the_study_reported_it():
    text = texts(demo_report(), results_paragraphs)["Response to conventional treatment"]
    assert "31/54 (57%, 95% CI 44 to 70) responded to conventional treatment" in text
    assert "PM 20/30 (67%, 95% CI 49 to 81); DM 7/20 (35%, 95% CI 18 to 57); CADM 4/4" in text
    assert "Fisher-Freeman-Halton exact, PM vs DM vs CADM (n = 54): P = .013" in text
    assert re.search(
        r"PM vs DM: difference 32 points [^,]*, odds ratio 3\.61 \(95% CI 1\.10 to 12\.7\)", text
    )
    assert "P = .043, adjusted P = .043 (closed test of three groups)" in text


@pytest.mark.parametrize("query", VIEWS)
def test_the_response_has_the_numbers_of_its_page(query):
    view = view_of(demo(), query)
    text = texts(demo_report(query), results_paragraphs)["Response to conventional treatment"]
    found = answers.response(view)
    assert labels.response_headline(found) in text
    for group in found.groups:
        assert f"{group.group} {labels.proportion(group.rate)}" in text
    for pair in found.comparison.pairs:
        assert labels.against(pair.groups) in text
        assert labels.estimate(pair.risk_difference, "fraction") in text
        assert labels.estimate(pair.odds_ratio, "ratio") in text
        assert labels.test_p(pair.test) in text


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("outcome", ["recorded", "derived"])
def test_improvement_has_the_numbers_of_its_page(query, outcome):
    view = view_of(demo(), query, outcome=outcome)
    text = texts(report_of(view), results_paragraphs)["Improvement after tacrolimus"]
    found = answers.tacrolimus(view)
    assert labels.tacrolimus_headline(found) in text
    if found.treated:
        assert all(labels.proportion(arm.rate) in text for arm in found.arms)
        assert f"symptoms alone, by the measurements: {labels.patients(found.by_symptoms)}." in text
        parts = answers.tacrolimus(view, "diagnosis").groups
        assert all(f"{part.label} ({labels.patients(part.treated)})" in text for part in parts[1:])


@pytest.mark.parametrize("query", VIEWS)
def test_prednisone_has_the_numbers_of_its_page(query):
    view = view_of(demo(), query)
    text = texts(demo_report(query), results_paragraphs)["Prednisone"]
    found = answers.trajectory(view)
    for window in found.overall.windows:
        if not window.pairs:
            continue
        means = [labels.mean_value(value, "mg/day") for value in (window.mean_baseline, window.mean)]
        assert f"mean {means[0]} mg/day at baseline and {means[1]} mg/day in the window" in text
        for change in (window.change_in_mean_percent, window.median_percent_change):
            assert labels.estimate(change, "percent") in text
        assert labels.estimate(window.mean_difference, "mg/day") in text
        assert labels.test(window.test) in text
        assert f"Of all, at {window.window}: {labels.states(window.states)}." in text


def test_the_flow_adds_up_to_the_study():
    text = texts(demo_report(), results_paragraphs)["Patient flow"]
    assert "54 patients: 31 responders, 23 failures; of the failures 18 in the tacrolimus analysis." in text
    assert "at 12 months: 16 measured, 1 lost, 1 not yet reached." in text


def test_the_methods_hold_the_settings_in_force():
    changed = {"fvc_change": 12.0, "early_until": 180.0, "ck_limit": 1.5, "outcome": "derived"}
    usual, other = (
        texts(report_of(view_of(demo(), **settings)), methods_paragraphs) for settings in ({}, changed)
    )
    assert "FVC down by 10%" in usual["Response to conventional treatment"]
    assert "FVC down by 12%" in other["Response to conventional treatment"]
    assert "CK above 1.5 x ULN" in other["Improvement after tacrolimus"]
    assert "3-6 months for prednisone: the last value in days 76 to 198." in usual["Prednisone"]
    assert "3-6 months for prednisone: the last value in days 76 to 180." in other["Prednisone"]
    assert "the physician recorded" in usual["Improvement after tacrolimus"]
    assert "judge the measurements, for comparison" in usual["Improvement after tacrolimus"]
    assert "for comparison" not in other["Improvement after tacrolimus"]
    assert "derived from the measurements" in other["Improvement after tacrolimus"]
    assert "All settings are those of the study's rule." in usual["Patients"]
    assert all(
        text in other["Patients"]
        for text in labels.changed_settings(view_of(demo(), **changed).outcomes.settings)
    )


def test_the_methods_name_tests_software_and_how_many_tests_there_are():
    made = demo_report()
    methods, results = texts(made, methods_paragraphs), texts(made, results_paragraphs)
    assert "Fisher exact and Fisher-Freeman-Halton exact" in methods["Statistical analysis"]
    assert "Wilcoxon signed-rank, exact" in methods["Statistical analysis"]
    assert "MA-ILD Cohort Explorer 0.1.0" in methods["Software"]
    assert made.provenance.fingerprint in methods["Software"]
    printed = sum(len(re.findall(r"(?<!adjusted )\bP [<>=]", text)) for text in results.values())
    assert f"Reported in this text: {printed} tests." in methods["Statistical analysis"]


def test_a_filter_is_named_and_makes_every_p_exploratory():
    made = report_of(view_of(demo(), "diagnosis=PM&diagnosis=DM&sex=female"))
    results, methods = texts(made, results_paragraphs), texts(made, methods_paragraphs)
    for text in results.values():
        assert "Selected: diagnosis: PM, DM; sex: female; " in text
        own = re.findall(r"(?<!adjusted )\bP [<>=] ", text)  # an adjusted P stands in its own P's brackets
        assert len(own) == text.count("(subgroup, exploratory)")
    assert "subgroup, exploratory" in methods["Statistical analysis"]
    assert "subgroup" not in texts(demo_report(), methods_paragraphs)["Statistical analysis"]


def test_a_filter_on_the_response_is_said_to_be_switched_off_where_the_response_is_reported():
    made = texts(report_of(view_of(demo(), "response=refractory")), results_paragraphs)
    assert "Not applied here" in made["Response to conventional treatment"]
    assert "selected by outcome" in made["Prednisone"]


@pytest.mark.parametrize("query", VIEWS)
def test_nothing_is_said_of_tacrolimus_or_prednisone_without_the_caveat(query):
    for paragraph in everything(demo_report(query)):
        about = f"{paragraph.title} {paragraph.text}".lower()
        if "tacrolimus" in about or "prednisone" in about:
            assert labels.BEFORE_AND_AFTER in paragraph.text


@pytest.mark.parametrize("settings", [{}, {"outcome": "derived", "death": "left out", "stopped": "left out"}])
@pytest.mark.parametrize("query", ["", "diagnosis=DM&antibody_any=group:ARS", VIEWS[-1]])
def test_no_paragraph_claims_a_cause_or_a_worth_and_each_is_finished_text(query, settings):
    measures = ("fvc", "ck", "mmt8", "trough", "antibodies", "dmards")
    made = report_of(view_of(demo(), query, **settings), sections=(*Request().sections, *measures))
    for paragraph in everything(made):
        own = paragraph.text.replace(f"{labels.BEFORE_AND_AFTER} ", "")
        assert not CLAIMS.search(own), (paragraph.title, CLAIMS.search(own))
        assert not re.search(r"\bnan\b|None|NotEstimable|\{|\}|\n|  |\.\.", own), paragraph.title
        assert paragraph.text.endswith(".")
        assert all(not p.startswith("0") for p in P.findall(own))
        assert f"{labels.SYNTHETIC}." in paragraph.text or not made.synthetic


def test_an_empty_selection_gives_a_sentence():
    made = texts(demo_report(VIEWS[-1]), results_paragraphs)
    assert "No patient is selected." in made["Patient flow"]
    assert "No patient is selected." in made["Response to conventional treatment"]
    assert "No selected patient is in the tacrolimus analysis." in made["Improvement after tacrolimus"]
    assert "No selected patient has prednisone at baseline and in a window." in made["Prednisone"]


def test_a_cohort_of_nobody_and_one_of_ids_alone_give_sentences():
    for patients in ([], [{"patient_id": "A"}]):
        for asked in ({"audience": "team"}, {}):
            for paragraph in everything(report_of(view_of(cohort_of(patients)), **asked)):
                assert paragraph.text.endswith(".")


def test_what_is_not_estimable_is_said_with_its_reason():
    text = texts(demo_report("diagnosis=CADM"), results_paragraphs)
    assert "not estimable: there is only one group" in text["Response to conventional treatment"]


def test_outside_no_small_group_is_told_and_no_file_or_patient_named():
    cohort = real(demo())
    view = view_of(cohort)
    outside, team = (
        " ".join(p.whole for p in everything(report_of(view, audience=audience)))
        for audience in ("outside", "team")
    )
    assert "CADM 4/4" in team
    assert "DM + CADM 11/24" in outside
    assert min(int(of) for of in re.findall(r"\b\d+/(\d+)\b", outside)) >= 5
    assert "1 lost" in team
    assert "1 lost" not in outside
    assert "demo_cohort" in team
    assert "demo_cohort" not in outside
    assert not any(re.search(rf"\b{re.escape(name)}\b", outside) for name in cohort.patients["patient_id"])
    assert labels.SYNTHETIC not in outside


def test_strict_tells_no_small_count_either():
    view = view_of(real(demo()))
    usual, strict = (
        texts(report_of(view, strict=strict), results_paragraphs)["Improvement after tacrolimus"]
        for strict in (False, True)
    )
    assert "17/18" in usual
    assert "symptoms alone" not in usual
    assert "17/18" not in strict
    assert "symptoms alone" not in strict
    assert "13 both improved, 5 ILD only + myositis only." in strict


def test_a_section_that_may_not_be_told_says_so():
    made = texts(report_of(view_of(real(demo()), "diagnosis=CADM")), results_paragraphs)
    assert "Not shown outside the team: fewer than 5 patients." in made["Response to conventional treatment"]


def test_levels_of_a_further_column_are_for_the_team_only():
    by = {"response": "extra:raynaud"}
    team, outside = (
        texts(report_of(view_of(demo()), by=by, audience=audience), results_paragraphs)
        for audience in ("team", "outside")
    )
    assert "By raynaud: absent 22/40" in team["Response to conventional treatment"]
    assert "raynaud" not in " ".join(outside.values())


def test_hostile_names_stay_text_on_one_line():
    rows = [
        {"patient_id": f"P{at}", "conventional_response": "responder" if at % 3 else "refractory", "x": name}
        for at, name in enumerate(HOSTILE * 2)
    ]
    made = report_of(view_of(cohort_of(rows)), audience="team", by={"response": "extra:x"})
    text = texts(made, results_paragraphs)["Response to conventional treatment"]
    assert "<script>alert(1)</script> " in text
    assert "{x} {0} %s %(y)d " in text
    assert "two lines " in text
    assert not re.search("[\n\r\u202e]", "".join(p.whole for p in everything(made)))


def test_many_groups_leave_their_pairs_to_the_table():
    rows = [
        {"diagnosis": name, "conventional_response": answer}
        for name in ("PM", "DM", "CADM", "ASyS", "IMNM")
        for answer in ("responder", "refractory") * 5
    ]
    text = texts(report_of(view_of(cohort_of(rows))), results_paragraphs)[
        "Response to conventional treatment"
    ]
    assert "The 10 comparisons of two groups are in the table." in text
    assert "odds ratio" not in text


def test_what_is_not_in_the_report_is_in_no_paragraph():
    made = report_of(view_of(demo()), sections=("prednisone",))
    assert list(texts(made, results_paragraphs)) == ["Prednisone"]
    assert list(texts(made, methods_paragraphs)) == [
        "Patients",
        "Prednisone",
        "Statistical analysis",
        "Software",
    ]
    assert len(captions(made)) == 1


def test_the_shares_of_the_flow_are_those_of_its_table():
    view = view_of(demo(), "diagnosis=DM")
    text = texts(demo_report("diagnosis=DM"), results_paragraphs)["Patient flow"]
    rows = dict(tables.flow(answers.flow(view)).rows)
    assert f"{rows['· Responders'].partition('/')[0]} responders" in text
