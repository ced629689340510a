"""The patients behind the Response page."""

from collections.abc import Iterator

from analysis.answers.agreement import Agreement
from analysis.answers.antibodies import Antibodies, AntibodyResponse
from analysis.answers.response import GroupRate, Response
from analysis.labels.openings.opening import Group, Opening, opening, to_open

_RESPONSE = "response"
_ANTIBODY = "antibody"

#: The classes beside the responders: the name of their count, the class, whom it counts.
_CLASSES = (
    ("refractory", "refractory", "refractory"),
    ("stable", "stable", "stable"),
    ("indeterminate", "indeterminate", "with an indeterminate response"),
    ("not_recorded", "not recorded", "whose response is not recorded"),
    ("left_out", "left out", "left out, died or transplanted before evaluation"),
)


def response(found: Response) -> tuple[Opening, ...]:
    """Responders and the other classes, overall and by group, by the other source, and who differs."""
    column = found.grouping
    groups = [(Group(column.key, column.label, rate.group), rate) for rate in found.groups]
    nowhere = Group(column.key, column.label, "")
    return to_open(
        (
            *_of(found.overall),
            *(each for group, rate in groups for each in group.narrowed(_responders(rate))),
            *_as_other(found, found.overall),
            *_agreement(found),
            *(
                each
                for group, rate in groups
                for each in group.narrowed((*_others(rate), *_as_other(found, rate)))
            ),
            *nowhere.narrowed([opening(_RESPONSE, ("all",), "patients", column.missing, one="patient")]),
        )
    )


def antibodies(found: Antibodies) -> tuple[Opening, ...]:
    """For each antibody the responders among those positive and negative, and who has no clear result."""
    return to_open(each for row in found.rows for each in _of_antibody(row))


def _of_antibody(row: AntibodyResponse) -> Iterator[Opening]:
    name = (row.antibody,)
    for result, rate in (("positive", row.positive), ("negative", row.negative)):
        behind = f", {row.label} {result}"
        parts = (f"{result} responders", *name)
        yield opening(_ANTIBODY, parts, f"responders{behind}", rate.count, one=f"responder{behind}")
    yield opening(_ANTIBODY, ("not tested", *name), f"not tested, {row.label}", row.not_tested)
    yield opening(_ANTIBODY, ("weak", *name), f"weakly positive, {row.label}", row.weak)
    yield opening(_ANTIBODY, ("equivocal", *name), f"equivocal, {row.label}", row.equivocal)


def _agreement(found: Response) -> Iterator[Opening]:
    if isinstance(found.agreement, Agreement):
        yield from agreement(_RESPONSE, "response", found.agreement)


def agreement(question: str, outcome: str, found: Agreement) -> Iterator[Opening]:
    """In whom recorded and derived agree, and everyone else who has the outcome recorded."""
    yield opening(
        question, ("differing",), f"whose derived {outcome} differs or is not known", len(found.differing)
    )
    yield opening(question, ("agreed",), f"whose recorded and derived {outcome} agree", found.same.count)


def _of(rate: GroupRate) -> Iterator[Opening]:
    yield from _responders(rate)
    yield from _others(rate)


def _responders(rate: GroupRate) -> Iterator[Opening]:
    """The numerator of the rate: where stable counts as response, it says so."""
    counted, alone = rate.rate.count, rate.classes.responder
    if counted == alone:
        yield opening(_RESPONSE, ("responded",), "responders", counted, one="responder")
        return
    yield opening(_RESPONSE, ("responded",), "responders, stable included", counted)
    yield opening(_RESPONSE, ("responder",), "responders without the stable", alone)


def _others(rate: GroupRate) -> Iterator[Opening]:
    for name, key, words in _CLASSES:
        yield opening(_RESPONSE, (key,), words, getattr(rate.classes, name))
    yield opening(_RESPONSE, ("died",), "failed by death or transplant before evaluation", rate.deaths)


def _as_other(found: Response, rate: GroupRate) -> Iterator[Opening]:
    if found.other_source and rate.other:
        words = f"as {found.other_source}"
        parts = ("responded", found.other_source)
        yield opening(_RESPONSE, parts, f"responders {words}", rate.other.count, one=f"responder {words}")
