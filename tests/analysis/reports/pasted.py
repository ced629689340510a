"""Reports for the tests of text that can be pasted."""

from datetime import date
from functools import cache

from analysis.reports import Request, report
from tests.analysis.answers.small_cohort import view_of
from tests.analysis.demo import demo


def report_of(view, **asked):
    return report(view, Request(**asked), today=date(2026, 11, 22), version="0.1.0")


@cache
def demo_report(query=""):
    """The demo's report with the usual sections, built once: it is synthetic."""
    return report_of(view_of(demo(), query))


def texts(made, form):
    return {paragraph.title: paragraph.text for paragraph in form(made)}
