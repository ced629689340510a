"""The command line: `python -m analysis summary|check|report FILE...`.

An answer goes to stdout, a report into a file, progress and problems to stderr. A file or option that
cannot be used is one sentence and exit code 1, without a traceback.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from analysis import VERSION
from analysis.cohort import Cohort
from analysis.errors import CohortError, FileError, Issue, SettingError
from analysis.filters import Filters, SavedAnalysis, view
from analysis.ingest import LIMITS, Choices, Limits, read_cohort
from analysis.ingest.limits import MEGABYTE
from analysis.ingest.saved_mapping import from_json, parsed
from analysis.outcomes import classify
from analysis.settings import Settings
from analysis.summary import check, check_text, check_unusable, everything, summary_of, summary_text
from analysis.terminal import Progress, readable, say, tell_bug


class UsageError(Exception):
    """A command or option that does not exist, or lacks its value; `str()` is a sentence."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence instead of a usage screen."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found as a sentence."""
        raise UsageError(f"{message[0].upper()}{message[1:]}; {self.prog} --help shows what there is.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
    except (CohortError, UsageError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except Exception as error:  # noqa: BLE001 - a bug is told by its type and place: its message may hold data
        tell_bug(error)
        return 1
    return code


def _parser() -> Parser:
    parser = Parser(prog="python -m analysis", description="Answers about a cohort, from its files.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    about: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
        "summary": ("what the pages show: response, improvement, prednisone, DMARDs", _summary),
        "check": ("how the files were understood, and what is wrong with them", _check),
        "report": ("a file to share: slides, page, PDF, Word, workbook or figures", _report),
    }
    for name, (words, run) in about.items():
        description = f"{words[0].upper()}{words[1:]}."
        command = commands.add_parser(name, help=words, description=description, allow_abbrev=False)
        command.set_defaults(run=run)
        _add_options(command)
        if run is _report:
            _add_report_options(command)
        else:
            command.add_argument("--json", action="store_true", help="print JSON (docs/*.schema.json)")
        if run is _check:
            saving = "write how the files were read, to be changed and brought with --mapping"
            command.add_argument("--save-mapping", metavar="M.json", help=saving)
    return parser


def _add_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("files", nargs="+", metavar="FILE", help="a table of any usual kind; several files are one cohort")
    add("--mapping", metavar="M.json", help="how the files are to be read, as saved in the app or by check")
    add("--analysis", metavar="A.json", help='a file {"settings": {"change": "points"}, "view": "sex=male"}')
    add("--set", action="append", default=[], metavar="KEY=VALUE", help="change a setting; may be repeated")
    add("--view", default="", metavar="QUERY", help='select patients, such as "diagnosis=DM&age=40-60"')
    add("--diagnosis", action="append", default=[], metavar="DM", help="select a diagnosis; repeated: any")
    add(
        "--antibody", action="append", default=[], metavar="Jo-1", help="select those positive; repeated: any"
    )
    for option, what in (
        ("--max-upload-mb", "largest size of a file"),
        ("--max-uncompressed-mb", "largest size of an unpacked workbook"),
        ("--max-memory-mb", "memory for reading a file"),
        ("--max-seconds", "time for reading a file"),
    ):
        add(option, type=_positive, metavar="N", help=f"raise the {what}")


def _add_report_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--out", required=True, metavar="NAME", help="the file: .pptx, .html, .pdf, .docx, .xlsx or .zip")
    add("--template", metavar="T.pptx", help="slides on your own .pptx: its master and layouts are kept")
    add("--share", choices=("outside", "team"), help="for whom; outside: aggregates only")
    add("--section", action="append", metavar="KEY", help="a section, in the order given; repeated: several")
    add("--by", action="append", default=[], metavar="SECTION=COLUMN", help="what a section compares by")
    add("--title", default="", help="the title")
    add("--remark", action="append", default=[], metavar="SECTION=WORDS", help="your words on a section")
    add("--conclusion", default="", help="your conclusion")
    add("--smallest", type=_positive, metavar="N", help="outside: the smallest group, 5 or 11")
    add("--strict", action="store_true", help="outside: outcome counts must reach the smallest group too")
    add("--date", type=_day, metavar="DAY", help="the report's day, such as 2026-11-22")


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 is needed")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day such as 2026-11-22 is needed") from None


def _summary(options: argparse.Namespace) -> int:
    settings, filters = _analysis(options)
    cohort = _cohort(options)
    outcomes = classify(cohort, settings, Progress(sys.stderr))
    found = everything(view(cohort, outcomes, filters))
    say(_json(summary_of(found)) if options.json else readable(summary_text(found)))
    return 0


def _check(options: argparse.Namespace) -> int:
    settings, filters = _analysis(options)
    try:
        cohort = _cohort(options)
    except FileError as error:
        if options.json:
            say(_json(check_unusable(error)))
        raise
    if options.save_mapping:
        _save(Path(options.save_mapping), _json(dict(cohort.reading)).encode())
    asked = bool(filters or settings.changed())
    selected = view(cohort, classify(cohort, settings, Progress(sys.stderr)), filters) if asked else None
    say(_json(check(cohort, selected)) if options.json else readable(check_text(cohort, selected)))
    return 0


def _report(options: argparse.Namespace) -> int:
    # Loaded here, so that the other commands need not wait for it.
    from analysis import reports  # noqa: PLC0415

    settings, filters = _analysis(options)
    template = _opened(Path(options.template))[1] if options.template else None
    write = reports.writer_of(options.out, template)
    if template is not None:
        reports.check_template(template)
    asked = reports.Request.of(_saved(options).report).amended(
        sections=tuple(options.section or ()),
        title=options.title,
        remarks=dict(_pair(text, "A remark") for text in options.remark),
        conclusion=options.conclusion,
        audience=options.share,
        smallest=options.smallest,
        strict=options.strict,
        by=dict(_pair(text, "A comparison") for text in options.by),
    )
    cohort = _cohort(options)
    selected = view(cohort, classify(cohort, settings, Progress(sys.stderr)), filters)
    today = options.date or datetime.now().astimezone().date()
    progress = Progress(sys.stderr)
    made = reports.report(selected, asked, today=today, version=VERSION, progress=progress)
    _save(Path(options.out), write(made, progress))
    for sentence in (*made.warnings, *(f"Left out: {each}" for each in made.left_out)):
        print(readable(sentence), file=sys.stderr)
    return 0


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        reason = (error.strerror or "it is no file").lower()
        raise UsageError(f"Nothing can be written to {path}: {reason}.") from None


def _cohort(options: argparse.Namespace) -> Cohort:
    files = [_opened(Path(name)) for name in options.files]
    choices = _choices(options)
    cohort = read_cohort(files, choices=choices, progress=Progress(sys.stderr), limits=_limits(options))
    if other := _saved(options).differs_from(cohort):
        print(other, file=sys.stderr)
    return cohort


def _choices(options: argparse.Namespace) -> Choices:
    """How the files are to be read: the mapping, else the one in the analysis file, else by themselves."""
    if not options.mapping:
        saved = _saved(options).mapping
        return from_json(saved) if saved else Choices()
    name, content = _opened(Path(options.mapping))
    try:
        return parsed(content)
    except FileError as error:
        raise FileError(replace(issue, file=name) for issue in error.issues) from None


def _limits(options: argparse.Namespace) -> Limits:
    """The limits for reading, of which the options raise some and lower none."""
    return replace(
        LIMITS,
        upload=_raised(options.max_upload_mb, MEGABYTE, LIMITS.upload),
        uncompressed=_raised(options.max_uncompressed_mb, MEGABYTE, LIMITS.uncompressed),
        memory=_raised(options.max_memory_mb, MEGABYTE, LIMITS.memory),
        seconds=max(options.max_seconds or 0, LIMITS.seconds),
    )


def _raised(asked: int | None, unit: int, usual: int) -> int:
    return usual if asked is None else max(usual, asked * unit)


def _opened(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it is no file").lower()
        raise FileError(Issue("error", f"The file cannot be opened: {reason}.", file=str(path))) from None


def _saved(options: argparse.Namespace) -> SavedAnalysis:
    """The analysis file, an empty one where none is given."""
    return SavedAnalysis.parse(_opened(Path(options.analysis))[1] if options.analysis else b"{}")


def _analysis(options: argparse.Namespace) -> tuple[Settings, Filters]:
    """Settings and filters from the analysis file, then from the options, which go further."""
    saved = _saved(options)
    settings = saved.settings.with_texts(dict(_pair(text) for text in options.set))
    pairs = (Filters.parse(options.view) if options.view else saved.filters).pairs()
    diagnoses = [("diagnosis", name) for name in options.diagnosis]
    antibodies = [("antibody_any", name) for name in options.antibody]
    return settings, Filters.of([*pairs, *diagnoses, *antibodies])


def _pair(text: str, what: str = "A setting") -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise SettingError(f"{what} is written as key=value, not as {text}.")
    return key, value


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
