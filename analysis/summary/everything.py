"""All answers about one view, asked once."""

from dataclasses import dataclass

from analysis import answers
from analysis.filters import View


@dataclass(frozen=True, eq=False)
class Everything:
    """What the pages show of one view before anything is chosen on them."""

    view: View
    flow: answers.Flow
    baseline: answers.Baseline
    response: answers.Response
    antibodies: answers.Antibodies
    tacrolimus: answers.Tacrolimus
    prednisone: answers.Trajectory
    dmards: answers.Dmards


def everything(view: View) -> Everything:
    """Ask every question about one view."""
    return Everything(
        view=view,
        flow=answers.flow(view),
        baseline=answers.baseline(view),
        response=answers.response(view),
        antibodies=answers.antibodies(view),
        tacrolimus=answers.tacrolimus(view),
        prednisone=answers.trajectory(view, "prednisone"),
        dmards=answers.dmards(view),
    )
