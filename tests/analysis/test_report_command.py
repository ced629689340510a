"""`python -m analysis report`: the same file as from the Share page, or one sentence."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from analysis import VERSION
from analysis import __main__ as command_line
from analysis.reports import USUAL, WRITERS, Request, report, writer_of
from tests.analysis.answers.small_cohort import view_of
from tests.analysis.demo import DEMO, demo
from tests.analysis.reports.templates import own_template

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command on the demo, already read: (exit code, stdout, stderr). Files land in a new folder."""
    monkeypatch.setattr(command_line, "_cohort", lambda _: demo())
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = command_line.main(["report", str(DEMO), *arguments])
        return code, *capsys.readouterr()

    return run


def made(query="", **asked):
    return report(view_of(demo(), query), Request(**asked), today=DAY, version=VERSION)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_ending_chooses_the_writer(run, ending):
    code, out, _ = run("--out", f"Report{ending.upper()}", "--date", "2026-11-22")
    assert (code, out) == (0, "")
    assert Path(f"Report{ending.upper()}").read_bytes() == WRITERS[ending](made())


def test_the_options_are_those_of_the_share_page(run):
    code, _, _ = run(
        *("--out", "team.xlsx", "--date", "2026-11-22", "--share", "team", "--diagnosis", "DM"),
        *("--section", "response", "--section", "patients", "--by", "response=sex"),
        *(
            "--title",
            "Our DM",
            "--remark",
            "response=Small groups = caution",
            "--conclusion",
            "To be continued",
        ),
    )
    asked = made(
        "diagnosis=DM",
        audience="team",
        sections=("response", "patients"),
        by={"response": "sex"},
        title="Our DM",
        remarks={"response": "Small groups = caution"},
        conclusion="To be continued",
    )
    assert code == 0
    assert Path("team.xlsx").read_bytes() == WRITERS[".xlsx"](asked)


def test_it_is_for_outside_unless_the_team_is_named_and_says_what_is_left_out(run):
    _, _, err = run("--out", "x.xlsx")
    assert "Left out: " in err
    code, _, err = run("--out", "x.xlsx", "--share", "team")
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--out", "x.doc"), "A report is written as .pptx, .html, .pdf, .docx, .xlsx, .zip, not as .doc."),
        ((), "The following arguments are required: --out"),
        (("--out", "x.pdf", "--section", "nosuch"), "There is no section nosuch."),
        (
            ("--out", "x.pdf", "--section", "flow", "--section", "flow"),
            "A section can be in a report only once.",
        ),
        (("--out", "x.pdf", "--smallest", "3"), "The smallest group is 5 or 11."),
        (("--out", "x.pdf", "--share", "everyone"), "invalid choice: 'everyone'"),
        (("--out", "x.pdf", "--remark", "flow"), "A remark is written as key=value, not as flow."),
        (("--out", "x.pdf", "--by", "response"), "A comparison is written as key=value, not as response."),
        (("--out", "x.pdf", "--date", "22.11.2026"), "a day such as 2026-11-22 is needed"),
        (("--out", "nowhere/x.xlsx"), "Nothing can be written to nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, options, words):
    code, out, err = run(*options)
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith(".")


def test_a_saved_analysis_brings_its_report_and_the_options_go_further(run):
    saved = {"view": "diagnosis=DM", "report": {"title": "Saved", "sections": ["response"], "strict": False}}
    Path("a.json").write_text(json.dumps(saved))
    assert run("--out", "a.xlsx", "--analysis", "a.json", "--date", "2026-11-22")[0] == 0
    assert Path("a.xlsx").read_bytes() == WRITERS[".xlsx"](
        made("diagnosis=DM", title="Saved", sections=("response",))
    )
    run(
        "--out", "b.xlsx", "--analysis", "a.json", "--date", "2026-11-22", "--title", "New", "--share", "team"
    )
    asked = made("diagnosis=DM", title="New", sections=("response",), audience="team")
    assert Path("b.xlsx").read_bytes() == WRITERS[".xlsx"](asked)


def test_the_slides_stand_on_the_persons_own_template(run):
    Path("own.pptx").write_bytes(own_template())
    assert run("--out", "d.pptx", "--template", "own.pptx", "--date", "2026-11-22")[0] == 0
    written = writer_of("d.pptx", own_template())(made())
    assert Path("d.pptx").read_bytes() == written != WRITERS[".pptx"](made())


@pytest.mark.parametrize(
    ("out", "content", "words"),
    [
        ("d.pptx", b"no zip", "The template is no PowerPoint file (.pptx)."),
        ("d.pptx", own_template(titles=False), "The template has no layout with a title."),
        ("d.pdf", own_template(), "A template is for slides (.pptx), not for .pdf."),
    ],
)
def test_a_template_that_cannot_be_used_is_one_sentence_and_no_file(run, out, content, words):
    Path("own.pptx").write_bytes(content)
    code, _, said = run("--out", out, "--template", "own.pptx")
    assert (code, said.strip(), Path(out).exists()) == (1, words, False)


def test_every_section_can_be_asked_for_by_its_key(run):
    code, _, _ = run("--out", "x.xlsx", *(word for key in USUAL for word in ("--section", key)))
    assert code == 0


def test_it_runs_as_a_module_of_its_own(tmp_path):
    path = tmp_path / "page.html"
    command = [
        sys.executable,
        "-m",
        "analysis",
        "report",
        str(DEMO),
        "--out",
        str(path),
        "--section",
        "response",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "31/54 (57%, 95% CI 44 to 70)" in path.read_text(encoding="utf-8")


def test_the_other_commands_do_not_load_the_writers():
    writers = "{'matplotlib', 'docx', 'pptx', 'typst', 'jinja2'}"
    code = f"import sys, analysis.__main__; print(sorted({writers} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
