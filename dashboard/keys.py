"""The keys under which a page's counts lead to their patients (see `answers.members`), with the counts."""

from dataclasses import asdict

from analysis.answers import Breakdown, GroupRate


def of_classes(group: GroupRate) -> dict[str, int]:
    """One key per class of response that anyone is in."""
    counts = asdict(group.classes)
    return {f"response:{name.replace('_', ' ')}": count for name, count in counts.items() if count}


def of_breakdown(breakdown: Breakdown) -> dict[str, int]:
    """One key per part of the breakdown that anyone is in."""
    parts = ("both", "myositis_only", "ild_only", "neither", "indeterminate", "not_applicable")
    counts = {name: getattr(breakdown, name) for name in parts}
    return {f"tacrolimus:{name}": count for name, count in counts.items() if count}
