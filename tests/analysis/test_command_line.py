"""The command line: answers on stdout, one sentence on stderr for what cannot be used, exit codes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from analysis import __main__ as command_line
from analysis import terminal as terminal_of
from analysis.filters import Filters
from analysis.settings import Settings
from analysis.summary import summary
from tests.analysis.demo import DATA, DEMO, VIEWS, demo

ROOT = Path(__file__).parents[2]
CSV = [str(path) for path in sorted((DATA / "demo_cohort_csv").glob("*.csv"))]


@pytest.fixture
def run(capsys):
    """Run the command line in this process: (exit code, stdout, stderr)."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = command_line.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def schema(name: str):
    return json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))


#: On a busy machine reading may take long enough to show its progress.
PROGRESS = re.compile(r": \d+%$")


def assert_one_sentence(code: int, out: str, err: str, *words: str) -> None:
    assert (code, out) == (1, "")
    lines = [line for line in err.strip().splitlines() if not PROGRESS.search(line)]
    assert len(lines) == 1, err
    assert lines[0][0].isupper(), err
    assert lines[0].endswith("."), err
    assert "Traceback" not in err
    assert all(word in err for word in words), err


@pytest.mark.parametrize("query", VIEWS)
def test_the_command_line_prints_the_summary_of_the_view(run, query):
    code, out, _ = run("summary", DEMO, "--json", "--view", query)
    assert code == 0
    assert json.loads(out) == json.loads(json.dumps(summary(demo(), Settings(), Filters.parse(query))))


def test_it_runs_as_a_module_of_its_own():
    command = [sys.executable, "-m", "analysis", "summary", str(DEMO), "--json", "--diagnosis", "DM"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    found = json.loads(done.stdout.decode("utf-8"))
    assert (found["selected"], found["response"]["overall"]["count"]) == (20, 7)


def test_the_text_holds_the_answer_in_one_line(run):
    code, out, _ = run("summary", DEMO)
    assert code == 0
    assert "31/54 (57%, 95% CI 44 to 70)" in out
    assert "PM vs DM" in out


def test_short_forms_are_the_same_as_the_view(run):
    _, short, _ = run(
        "summary", DEMO, "--json", "--diagnosis", "PM", "--diagnosis", "CADM", "--antibody", "Jo-1"
    )
    _, written, _ = run("summary", DEMO, "--json", "--view", "diagnosis=PM&diagnosis=CADM&antibody_any=Jo-1")
    assert json.loads(short) == json.loads(written)


def test_short_forms_narrow_a_view(run):
    _, both, _ = run("summary", DEMO, "--json", "--view", "sex=female", "--diagnosis", "DM")
    assert json.loads(both)["view"] == "sex=female&diagnosis=DM"


def test_settings_change_the_outcome_and_are_named(run):
    _, out, _ = run("summary", DEMO, "--json", "--set", "outcome=derived", "--set", "fvc_change=5")
    found = json.loads(out)
    assert found["settings"] == {"outcome": "derived", "fvc_change": "5"}
    assert found["response"]["source"] == "derived"


def test_an_analysis_file_gives_settings_and_view_and_options_go_further(run, tmp_path):
    saved = tmp_path / "analysis.json"
    saved.write_text(
        json.dumps({"settings": {"stable_responds": True, "fvc_change": 5}, "view": "diagnosis=DM"}),
        encoding="utf-8",
    )
    _, out, _ = run("summary", DEMO, "--json", "--analysis", saved, "--set", "fvc_change=7")
    found = json.loads(out)
    assert found["settings"] == {"fvc_change": "7", "stable_responds": "yes"}
    assert (found["view"], found["selected"]) == ("diagnosis=DM", 20)


@pytest.mark.parametrize(
    "content",
    ["no JSON", "[]", '{"colour": 1}', '{"settings": 5}', '{"view": 5}', '{"settings": {"mood": 1}}'],
)
def test_an_analysis_file_that_is_none_is_one_sentence(run, tmp_path, content):
    saved = tmp_path / "analysis.json"
    saved.write_text(content, encoding="utf-8")
    assert_one_sentence(*run("summary", DEMO, "--analysis", saved))


def without_files(text: str) -> dict[str, object]:
    """A summary without what may differ between layouts: files' names, hashes and the issues' counts."""
    found = json.loads(text)
    cohort = {key: part for key, part in found["cohort"].items() if key not in {"files", "issues"}}
    return {**found, "cohort": cohort}


@pytest.mark.parametrize("files", [CSV, [DATA / "demo_cohort_wide.xlsx"]], ids=["csv", "wide"])
def test_every_layout_of_the_demo_has_the_same_summary(run, files):
    _, mine, _ = run("summary", *files, "--json")
    _, workbook, _ = run("summary", DEMO, "--json")
    assert len(json.loads(mine)["cohort"]["files"]) == len(files)
    assert without_files(mine) == without_files(workbook)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--view", "hair=red"], ["hair"]),
        (["--view", "diagnosis"], ["diagnosis"]),
        (["--view", "age=60-40"], ["age"]),
        (["--diagnosis", "Gout"], ["Gout"]),
        (["--antibody", "Xx-9"], ["Xx-9"]),
        (["--set", "fvc_change=many"], ["fvc_change"]),
        (["--set", "mood=good"], ["mood"]),
        (["--set", "fvc_change"], ["key=value"]),
        (["--max-seconds", "soon"], ["max-seconds"]),
        (["--colour", "red"], ["--colour"]),
        (["--analysis", "nowhere.json"], ["nowhere.json"]),
    ],
)
def test_a_bad_option_is_one_sentence(run, arguments, words):
    assert_one_sentence(*run("summary", DEMO, *arguments), *words)


@pytest.mark.parametrize("arguments", [[], ["summary"], ["guess", "file.csv"], ["check"]])
def test_a_command_that_is_none_is_one_sentence(run, arguments):
    assert_one_sentence(*run(*arguments), "--help")


UNUSABLE = {
    "broken.xlsx": b"PK\x03\x04 this was a workbook once",
    "empty.csv": b"",
    "picture.png": b"\x89PNG\r\n\x1a\n",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used_is_one_sentence(run, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(UNUSABLE[name])
    assert_one_sentence(*run("summary", path), name)


@pytest.mark.parametrize("name", [*UNUSABLE, "nowhere.csv"])
def test_check_says_in_json_all_the_same_why_files_cannot_be_used(run, tmp_path, name):
    path = tmp_path / name
    if name in UNUSABLE:
        path.write_bytes(UNUSABLE[name])
    code, out, err = run("check", path, "--json")
    found = json.loads(out)
    assert (code, found["usable"]) == (1, False)
    assert found["issues"][0]["severity"] == "error"
    assert err.strip()
    jsonschema.Draft202012Validator(schema("check")).validate(found)


def test_check_says_how_the_files_were_understood(run):
    code, out, _ = run("check", DEMO, "--json")
    found = json.loads(out)
    jsonschema.Draft202012Validator(schema("check")).validate(found)
    assert (code, found["usable"], found["patients"]) == (0, True, 54)
    assert found["visits"] == len(demo().visits)
    assert {table["sheet"] for table in found["tables"]} >= {"Patients", "Visits", "Treatments", "Events"}
    assert {column["column"]: column["field"] for column in found["mapping"]}["diagnosis"] == "diagnosis"
    assert "view" not in found


def test_check_tells_how_many_a_view_selects(run):
    _, out, _ = run("check", DEMO, "--json", "--diagnosis", "CADM")
    found = json.loads(out)
    jsonschema.Draft202012Validator(schema("check")).validate(found)
    assert (found["view"], found["selected"]) == ("diagnosis=CADM", 4)


def test_check_in_words_shows_columns_and_findings(run, tmp_path):
    path = tmp_path / "small.csv"
    path.write_text("patient_id,diagnosis,age\nA,PM,40\nB,dermato,old\n", encoding="utf-8")
    code, out, _ = run("check", path)
    assert code == 0
    assert "small: 2 patients, 0 visits" in out
    assert "Diagnosis" in out
    assert "old" in out  # the person's own file: its content is shown here


def test_what_could_steer_a_terminal_is_not_printed(run, tmp_path):
    path = tmp_path / "small.csv"
    path.write_text("patient_id,diagnosis,Site\nA,PM,\u009b2Jgone\nB,DM,Bern\n", encoding="utf-8")
    _, text, _ = run("summary", path)
    assert "gone" in text
    assert "\u009b" not in text


def test_limits_can_be_raised_but_not_lowered():
    options = command_line._parser().parse_args(
        ["check", "x.csv", "--max-upload-mb", "1", "--max-seconds", "900"]
    )
    limits = command_line._limits(options)
    assert limits.upload == command_line.LIMITS.upload
    assert limits.seconds == 900


def test_a_mistake_of_the_program_shows_type_and_place_but_no_message(run, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise ValueError("Smith, John")

    monkeypatch.setattr(command_line, "everything", fail)
    code, out, err = run("summary", DEMO)
    assert (code, out) == (1, "")
    assert "ValueError" in err
    assert "Smith" not in err


class Terminal:
    """A stream that says whether somebody watches it."""

    def __init__(self, *, watched: bool) -> None:
        self.watched, self.written = watched, ""

    def isatty(self) -> bool:
        return self.watched

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


def test_progress_is_shown_to_a_person_who_watches():
    terminal = Terminal(watched=True)
    terminal_of.Progress(terminal)(0.5, "Reading")
    assert terminal.written == "Reading: 50%\n"


def test_progress_of_short_work_is_not_written_into_a_log():
    log = Terminal(watched=False)
    terminal_of.Progress(log)(0.5, "Reading")
    assert log.written == ""


def test_progress_of_long_work_is_written_even_into_a_log():
    log = Terminal(watched=False)
    progress = terminal_of.Progress(log)
    progress.started -= terminal_of.QUIET_SECONDS + 1
    progress(0.25, "Reading")
    assert log.written == "Reading: 25%\n"
