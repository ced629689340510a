"""Answers as figures: a frozen description of each, its drawing, and the table behind it."""

from analysis.figures.description import DataTable, Figure
from analysis.figures.dmards import dmards
from analysis.figures.flow import flow
from analysis.figures.masking import masked
from analysis.figures.matrix import matrix
from analysis.figures.naming import file_name
from analysis.figures.patient import patient
from analysis.figures.plotly import config, draw, enlarged
from analysis.figures.response import antibodies, response
from analysis.figures.table import csv, text_csv
from analysis.figures.tacrolimus import arms, breakdown
from analysis.figures.trajectory import trajectory

__all__ = [
    "DataTable",
    "Figure",
    "antibodies",
    "arms",
    "breakdown",
    "config",
    "csv",
    "dmards",
    "draw",
    "enlarged",
    "file_name",
    "flow",
    "masked",
    "matrix",
    "patient",
    "response",
    "text_csv",
    "trajectory",
]
