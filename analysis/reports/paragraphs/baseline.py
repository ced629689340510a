"""Table 1 in a manuscript's sentences: the same cells as in the table."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import Baseline
from analysis.labels.tables import TextTable
from analysis.labels.tables.cells import adjusted_by, outside_groups, p_from
from analysis.reports.paragraphs.wording import how_many
from analysis.reports.report import Prose
from analysis.statistics import HypothesisTest, NotEstimable

_METHODS = (
    "Baseline is the start of conventional treatment.",
    "Missing values are counted, never filled in.",
)

#: Stands in a cell of which nothing is said.
_NOTHING = {"", "–"}


def baseline_prose(found: Baseline, table: TextTable) -> Prose:
    """Everyone and each group, line by line of the told table; medians are left to the table."""
    tests = [line.test for line in found.characteristics]
    return Prose(
        results=tuple(_results(found, table)) if table.rows else (),
        methods=_METHODS,
        statistics=(*p_from(tests, "Baseline between groups"), *adjusted_by(tests)),
        tests=how_many(tests),
    )


def _results(found: Baseline, table: TextTable) -> Iterator[str]:
    groups = zip(found.grouping.groups, found.sizes, strict=True)
    sizes = ", ".join(f"{name} {size:,}" for name, size in groups)
    by = labels.within_sentence(found.grouping.label)
    yield f"At baseline, {labels.patients(found.selected)}{f', by {by}: {sizes}' if sizes else ''}."
    lines = iter(found.characteristics)
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        test = next(lines).test if cells["Missing"] else None  # it stands on a characteristic's first row
        if ": median" not in row[0]:
            yield _line(row, found.grouping.groups, cells["Missing"], test)
    yield from outside_groups(found.grouping.missing, found.grouping.missing_label)


def _line(
    row: tuple[str, ...], groups: tuple[str, ...], missing: str, test: HypothesisTest | NotEstimable | None
) -> str:
    """One line: "Sex: female 36/54 (67%); responder 18/31 (58%), refractory 18/23 (78%); P = .15."."""
    cells = zip(groups, row[1:], strict=False)
    parts = (
        f"{row[0]} {row[1 + len(groups)]}",
        ", ".join(f"{name} {cell}" for name, cell in cells if cell not in _NOTHING),
        f"{missing} missing" if missing not in {*_NOTHING, "0"} else "",
        labels.test_p(test) if isinstance(test, HypothesisTest) else "",
    )
    return f"{'; '.join(part for part in parts if part)}."
