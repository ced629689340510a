"""The patients behind the boxes of the flow, the levels of the baseline table, and the DMARDs."""

import numpy as np

from analysis.answers.baseline import level_members
from analysis.answers.dmards import numbers_taken, who_changed
from analysis.answers.flow import Box, flow
from analysis.answers.members.known import checked, parts_of
from analysis.errors import FilterError
from analysis.filters import View
from analysis.outcomes import Mask


def flow_box(view: View, parts: tuple[str, ...]) -> Mask:
    """Everyone in a box of the flow; a box that nobody is in any more is empty."""
    found = flow(view)
    boxes: dict[tuple[str, ...], Box] = {("selected",): found.selected, ("others",): found.others}
    splits = {"response": found.response, "failures": found.failures, "second line": found.second_line}
    splits |= {split.title: split for split in found.windows}
    boxes |= {(name, box.key): box for name, split in splits.items() for box in split.parts}
    if len(parts) == 2:
        checked(parts[0], splits)
    elif parts not in boxes:
        raise FilterError(f"There are no patients by the name {'/'.join(parts)} in the flow.")
    return _in_box(view, boxes.get(parts))


def _in_box(view: View, box: Box | None) -> Mask:
    found = np.zeros(len(view.cohort), dtype=np.bool_)
    if box:
        found[box.patients] = True
    return found


def level(view: View, parts: tuple[str, ...]) -> Mask:
    """Everyone at a level of a line of the baseline table."""
    key, name = parts_of(parts, 2)
    return level_members(view, key, name)


def dmard(view: View, parts: tuple[str, ...]) -> Mask:
    """The treated by what they did with a drug; nobody where no treated patient had it."""
    drug, answer = parts_of(parts, 2)
    drugs = who_changed(view)
    if drug not in drugs:
        return np.zeros(len(view.cohort), dtype=np.bool_)
    return drugs[drug][checked(answer, drugs[drug])]


def dmards(view: View, parts: tuple[str, ...]) -> Mask:
    """The treated by how many DMARDs they take, before or after, or by how that changed."""
    before, after, known = numbers_taken(view)
    if len(parts) == 2:
        when = {"before": before, "after": after}
        return np.asarray(known & (when[checked(parts[0], when)] == _number(parts[1])), dtype=np.bool_)
    (answer,) = parts_of(parts, 1)
    masks: dict[str, Mask] = {
        "known": np.ones_like(known),
        "more": after > before,
        "same": after == before,
        "fewer": after < before,
    }
    return known & masks[checked(answer, masks)]


def _number(text: str) -> int:
    if not text.isdecimal():
        raise FilterError(f"There are no patients by the name {text}: it is no number of drugs.")
    return int(text)
