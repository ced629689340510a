"""One question each: a view in, a frozen answer out, with every number composed and none rounded."""

from analysis.answers.agreement import Agreement
from analysis.answers.antibodies import Antibodies, AntibodyResponse, antibodies
from analysis.answers.arms import ArmRate, Breakdown
from analysis.answers.baseline import Baseline, Characteristic, LevelSummary, NumberSummary, baseline
from analysis.answers.changed_values import ChangedValue, TableChange
from analysis.answers.comparisons import GroupComparison, PairComparison
from analysis.answers.difference import Difference, Flip, difference
from analysis.answers.dmards import DmardCount, Dmards, DrugChange, dmards
from analysis.answers.exposure import Exposure
from analysis.answers.flow import Box, Flow, Split, flow
from analysis.answers.groups import Grouping, Offer, grouping, groupings
from analysis.answers.lines import Lines
from analysis.answers.low_dose import LowDose
from analysis.answers.matrix import Matrix
from analysis.answers.members import asked, members
from analysis.answers.patient import PatientHistory, patient
from analysis.answers.patient_list import PatientList, patient_list
from analysis.answers.published import PublishedRate, published
from analysis.answers.response import ClassCounts, GroupRate, Response, responded, response
from analysis.answers.spread import Spread
from analysis.answers.tacrolimus import Tacrolimus, TacrolimusGroup, tacrolimus
from analysis.answers.trajectory import BetweenGroups, GroupTrajectory, Trajectory, trajectory
from analysis.answers.windows_table import WindowChange

__all__ = [
    "Agreement",
    "Antibodies",
    "AntibodyResponse",
    "ArmRate",
    "Baseline",
    "BetweenGroups",
    "Box",
    "Breakdown",
    "ChangedValue",
    "Characteristic",
    "ClassCounts",
    "Difference",
    "DmardCount",
    "Dmards",
    "DrugChange",
    "Exposure",
    "Flip",
    "Flow",
    "GroupComparison",
    "GroupRate",
    "GroupTrajectory",
    "Grouping",
    "LevelSummary",
    "Lines",
    "LowDose",
    "Matrix",
    "NumberSummary",
    "Offer",
    "PairComparison",
    "PatientHistory",
    "PatientList",
    "PublishedRate",
    "Response",
    "Split",
    "Spread",
    "TableChange",
    "Tacrolimus",
    "TacrolimusGroup",
    "Trajectory",
    "WindowChange",
    "antibodies",
    "asked",
    "baseline",
    "difference",
    "dmards",
    "flow",
    "grouping",
    "groupings",
    "members",
    "patient",
    "patient_list",
    "published",
    "responded",
    "response",
    "tacrolimus",
    "trajectory",
]
