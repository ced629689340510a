"""What every section is built from: the view, the request, and what its audience may be told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from analysis import labels
from analysis.filters import Condition, Filters, View, filter_words
from analysis.reports.disclosure import Rule, too_few
from analysis.reports.readable import readable
from analysis.reports.report import Section
from analysis.reports.request import Request

#: Stands for a condition on a column that is no field of the schema, outside the team.
_UNNAMED = Condition("extra:a further column of the file", ("not named here",))


@dataclass(frozen=True, eq=False)
class Asked:
    """One request about one view."""

    view: View
    request: Request

    @property
    def outside(self) -> bool:
        """Whether it leaves the team: aggregates only, no ids, no ranges, no text of extra columns."""
        return self.request.audience == "outside"

    @cached_property
    def rule(self) -> Rule | None:
        """What holds for small groups; None for the team, and for synthetic data, which are nobody's."""
        if not self.outside or self.view.cohort.synthetic:
            return None
        return Rule(self.request.smallest, self.request.strict)

    @cached_property
    def cohort_name(self) -> str:
        """The cohort's name; outside not that of its file."""
        cohort = self.view.cohort
        from_file = cohort.name in {PurePath(file.name).stem for file in cohort.files}
        if not (self.outside and from_file):
            return readable(cohort.name)
        return "Demo cohort" if cohort.synthetic else "Cohort"

    def spoken(self, view: View) -> View:
        """The view with the filters that may be put into words, for sentences only: it selects nobody."""
        return replace(view, filters=self._told(view.filters))

    def filter_words(self, view: View) -> str:
        """The filters that hold in a view, in words that may be told."""
        return readable(filter_words(self._told(view.filters.without(*view.switched_off))))

    def patients(self, view: View) -> str:
        """Who is selected: "20 of 54 patients"; not of how many where those left out are too few."""
        if self.rule and too_few(view.n, self.rule):
            return self.rule.words
        others = view.total - view.n
        return (
            labels.patients(view.n)
            if not others or (self.rule and too_few(others, self.rule))
            else f"{view.n:,} of {labels.patients(view.total)}"
        )

    def calculated(self, view: View, sentences: Iterable[str]) -> tuple[str, ...]:
        """How something was calculated, without how many a filter leaves out where they are too few."""
        own = f"Selected: {self.filter_words(view)}; {self.patients(view)}."
        return tuple(own if self.rule and each.startswith("Selected: ") else each for each in sentences)

    def nobody(self, view: View) -> bool:
        """Whether a view has too few patients for anything to be told."""
        return self.rule is not None and too_few(view.n, self.rule)

    def section(self, view: View, section: Section) -> Section:
        """The section with what holds for all of them: who is selected, the filters, the person's remark."""
        return replace(
            section,
            patients=self.patients(view),
            view=self.filter_words(view),
            standing=self._standing(view),
            remark=readable(self.request.remarks.get(section.key, "")),
        )

    def withheld(self, view: View, key: str, title: str, why: str = "") -> Section:
        """A section of which nothing may be told, and why."""
        reason = why or (self.rule.words if self.rule else "")
        empty = Section(
            key=key,
            title=title,
            empty=f"Not shown outside the team: {reason}.",
            left_out=(f"{title.rstrip('?')}: {reason}.",),
        )
        return self.section(view, empty)

    def _told(self, filters: Filters) -> Filters:
        if not self.outside or not any(c.is_private for c in filters.conditions):
            return filters
        return Filters((*filters.public().conditions, _UNNAMED))

    def _standing(self, view: View) -> tuple[str, ...]:
        """What qualifies the selection: by an outcome, or with a filter that is switched off here."""
        off = filter_words(Filters(tuple(c for c in view.filters.conditions if c.field in view.switched_off)))
        return (
            *(("These patients are selected by outcome.",) if view.selected_by_outcome else ()),
            *((f"Not applied here, since this section reports it: {off}.",) if off else ()),
        )
