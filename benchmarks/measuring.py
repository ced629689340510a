"""One size of cohort through every step: read, classify, filter, each page's answers, words and figures."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pptx

from analysis import VERSION, filters, outcomes
from analysis.cohort import Cohort
from analysis.filters import Filters, View
from analysis.ingest import read_cohort
from analysis.reports import WRITERS, Report, Request, report
from analysis.settings import Settings
from benchmarks import bare
from benchmarks.cohorts import SyntheticCohort, synthetic_cohort
from benchmarks.pages import PAGES, Page, size
from benchmarks.report import Column, kilobytes, megabytes
from benchmarks.timing import Timing, side_by_side

if sys.platform != "win32":
    import resource

#: The filter whose own cost is measured.
FEW = Filters.parse("diagnosis=DM&antibody_any=group:ARS")
#: The filter under which the pages are measured: it keeps nearly everyone, the worst case.
NEARLY_ALL = Filters.parse("age=18-")

Found = dict[str, Timing | str]


@dataclass(frozen=True)
class Measuring:
    """How to measure: visits of each patient, the largest cohort as a workbook, seconds for each step."""

    visits: int
    largest_workbook: int
    seconds: float
    tell: Callable[[str], None]

    def of(self, patients: int) -> Column:
        """Every step's timing beside the bare library, the bytes each page sends, the memory it took."""
        self.tell(f"{patients:,} patients with {self.visits} visits each")
        synthetic = synthetic_cohort(patients, self.visits)
        found, cohort = self._reading(synthetic, workbook=patients <= self.largest_workbook)
        return found | self._deciding(cohort) | _memory(cohort)

    def _reading(self, synthetic: SyntheticCohort, *, workbook: bool) -> tuple[Found, Cohort]:
        texts = synthetic.csv_files()
        found: Found = {"Read CSV": self._timed(lambda: read_cohort(texts), lambda: bare.read_csv(texts))}
        if workbook:
            book = synthetic.workbook()
            found["Read .xlsx"] = self._timed(lambda: read_cohort(book), lambda: bare.read_workbook(book))
        return found, read_cohort(texts)

    def _deciding(self, cohort: Cohort) -> Found:
        settings = Settings()
        decided = outcomes.classify(cohort, settings)
        view = filters.view(cohort, decided, NEARLY_ALL)
        counting = bare.Counting.of(cohort, decided, view)
        found: Found = {
            "Classify": self._timed(lambda: outcomes.classify(cohort, settings), counting.classify),
            "Filter": self._timed(lambda: filters.view(cohort, decided, FEW), counting.filter),
        }
        for page in PAGES:
            found |= self._page(page, view, counting)
        return found | self._sharing(view, counting)

    def _page(self, page: Page, view: View, counting: bare.Counting) -> Found:
        """A page after a filter change: its answers, then its words and figures, and what it sends."""

        def counted() -> object:
            return page.bare(counting)

        found = page.ask(view)
        return {
            f"{page.name}: answers": self._timed(lambda: page.ask(view), counted),
            f"{page.name}: words, figures": self._timed(lambda: page.show(view, *found).messages(), counted),
            f"{page.name}: sent": kilobytes(size(page.show(view, *found).messages())),
        }

    def _sharing(self, view: View, counting: bare.Counting) -> Found:
        """The usual report for outside, then its deck beside as many slides of python-pptx's own."""

        def build() -> Report:
            return report(view, Request(), today=date(2026, 1, 1), version=VERSION)

        made = build()
        write = WRITERS[".pptx"]
        slides = len(pptx.Presentation(BytesIO(write(made))).slides)
        return {
            "Share: report": self._timed(build, counting.everything),
            "Share: deck": self._timed(lambda: write(made), lambda: bare.write_deck(slides)),
        }

    def _timed(self, call: Callable[[], object], bare_call: Callable[[], object]) -> Timing:
        return side_by_side(call, bare_call, self.seconds)


def _memory(cohort: Cohort) -> Found:
    """The cohort's own tables, and the most this process has held since its start, its files included."""
    tables = (cohort.patients, cohort.visits, cohort.serology, cohort.treatments, cohort.events)
    held = sum(int(table.memory_usage(deep=True).sum()) for table in tables)
    found: Found = {"Memory: tables": megabytes(held)}
    if sys.platform != "win32":
        unit = 1 if sys.platform == "darwin" else 1024
        found["Memory: peak"] = megabytes(unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return found
