"""Everything that is true without a screen: reading, outcomes, statistics, answers."""

#: This program's version, as in pyproject.toml.
VERSION = "0.1.0"
