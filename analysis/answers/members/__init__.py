"""The patients behind a number: every rate of an answer has a key that leads to those it counts."""

from analysis.answers.members.finding import asked, members
from analysis.answers.members.rate_key import RateKey
from analysis.answers.members.trajectory import TimeRead, readings_behind

__all__ = ["RateKey", "TimeRead", "asked", "members", "readings_behind"]
