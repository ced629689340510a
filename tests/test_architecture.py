"""The shape that the code keeps: short files and functions, thin pages, no drawer for everything.

The order of the layers is import-linter's; every page is opened by the tests of the dashboard.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("analysis", "dashboard", "tests", "benchmarks", "data")
APP = ("analysis", "dashboard")

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LONGEST_PAGE = 80
LONGEST_ENTRY = 60

DRAWERS_FOR_EVERYTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
KEPT_FROM_PAGES = {"pandas", "numpy", "scipy", "pyarrow", "plotly"}
TABLE_VERBS = {
    "groupby", "merge", "pivot", "pivot_table", "melt", "loc", "iloc", "assign", "agg", "aggregate",
    "transform", "sort_values", "value_counts", "drop_duplicates", "fillna", "dropna", "isna", "notna",
    "astype", "to_csv", "plotly_chart",
}  # fmt: skip


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    return sorted(chain.from_iterable((ROOT / folder).rglob("*.py") for folder in folders))


def pages() -> list[Path]:
    return [path for path in modules("dashboard/views") if path.name != "__init__.py"]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """The absolute names of the modules that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def longer_than(limit: int, files: list[Path]) -> list[str]:
    return [f"{relative(path)}: {lines(path)} lines" for path in files if lines(path) > limit]


def test_no_file_is_longer_than_300_lines():
    assert longer_than(LONGEST_FILE, modules(*CODE)) == []


def test_no_function_is_longer_than_50_lines():
    functions = (
        (path, node)
        for path in modules(*CODE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path, node in functions
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ] == []


def test_a_page_is_a_story_of_under_80_lines():
    assert pages(), "there are no pages"
    assert longer_than(LONGEST_PAGE - 1, pages()) == []


def test_the_entry_has_under_60_lines():
    assert lines(ROOT / "streamlit_app.py") < LONGEST_ENTRY


def test_a_page_neither_computes_on_tables_nor_draws():
    for path in pages():
        names = set(imported(path))
        assert not {name.split(".")[0] for name in names} & KEPT_FROM_PAGES, relative(path)
        assert not any(name.startswith("analysis.figures.plotly") for name in names), relative(path)
        verbs = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert not verbs & TABLE_VERBS, relative(path)


def test_no_module_is_a_drawer_for_everything():
    for path in modules(*CODE):
        words = {
            word for part in path.relative_to(ROOT).parts for word in part.removesuffix(".py").split("_")
        }
        assert not words & DRAWERS_FOR_EVERYTHING, relative(path)


def test_the_app_imports_only_what_requirements_txt_installs():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    required = {
        name.lower().replace("_", "-") for name in re.findall(r"^[A-Za-z][\w.-]*", text, re.MULTILINE)
    }
    installed_by = packages_distributions()
    for path in [ROOT / "streamlit_app.py", *modules(*APP)]:
        for name in {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names - {*APP}:
            sources = {source.lower().replace("_", "-") for source in installed_by.get(name, ())}
            assert sources & required, (
                f"{relative(path)} imports {name}, which requirements.txt does not name"
            )


def test_every_registered_outcome_has_a_spec_test():
    from analysis.outcomes import DEFINITIONS

    definitions = DEFINITIONS.values() if hasattr(DEFINITIONS, "values") else DEFINITIONS
    keys = [definition.key for definition in definitions]
    assert keys, "no outcome is registered"
    specs = "\n".join(path.read_text(encoding="utf-8") for path in modules("tests/spec"))
    assert [key for key in keys if not re.search(rf"\b{re.escape(key)}\b", specs)] == []


def committed_texts() -> Iterator[tuple[str, str]]:
    """Path and text of every file that is or would be committed; binary files are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git is in use
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("This is not a git checkout.")
    for name in listed.stdout.splitlines():
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


def test_nothing_committed_names_a_path_of_one_machine():
    home = r"/(?:work|root|tmp|home/\w+|Users/\w+)/\w+"
    absolute = re.compile(rf"(?<![\w.:/>*)-])(?:{re.escape(str(ROOT))}\b|{home})")
    assert [
        f"{name}: {found.group()}" for name, text in committed_texts() for found in absolute.finditer(text)
    ] == []


def test_the_version_is_the_same_wherever_it_stands():
    from analysis import VERSION

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
