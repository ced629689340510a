"""How far a report and its files are is told section by section."""

import pytest

from analysis.reports import SECTION_LABELS, USUAL, WRITERS
from tests.analysis.demo import demo
from tests.analysis.reports.reports import report_of, view_of
from tests.analysis.reports.studies import demo_for


class Told(list):
    def __call__(self, done, what):
        self.append((done, what))

    def rises(self):
        fractions = [done for done, _ in self]
        return fractions == sorted(fractions) and fractions[0] == 0 and fractions[-1] < 1


def test_the_building_of_a_report_tells_every_section_by_its_name():
    told = Told()
    report_of(view_of(demo()), progress=told)
    assert [what for _, what in told] == [SECTION_LABELS[key] for key in USUAL]
    assert told.rises()


@pytest.mark.parametrize("ending", WRITERS)
def test_every_writer_tells_the_sections_that_it_lays_out(ending):
    told, found = Told(), demo_for("outside")
    WRITERS[ending](found, told)
    assert [what for _, what in told] == [section.title for section in found.sections]
    assert told.rises()
