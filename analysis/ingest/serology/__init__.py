"""Antibody tests: one column each, one row each, or several in a cell."""
