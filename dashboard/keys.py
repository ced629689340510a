"""The keys under which a page's counts lead to their patients (see `answers.members`), with the counts."""

from dataclasses import asdict

from analysis.answers import GroupRate, Response, Tacrolimus


def of_classes(group: GroupRate) -> dict[str, int]:
    """One key per class of response that anyone is in."""
    counts = asdict(group.classes)
    return {f"response:{name.replace('_', ' ')}": count for name, count in counts.items() if count}


def of_responders(answer: Response) -> dict[str, int]:
    """One key per group, leading to its responders."""
    return {f"response:responder:{group.group}": group.classes.responder for group in answer.groups}


def of_breakdown(answer: Tacrolimus) -> dict[str, int]:
    """One key per arm, and one per part of the breakdown that anyone is in."""
    arms = {f"tacrolimus:{arm.arm}": arm.rate.count for arm in answer.arms}
    parts = ("myositis_only", "ild_only", "indeterminate", "not_applicable")
    return arms | {f"tacrolimus:{part}": n for part in parts if (n := getattr(answer.breakdown, part))}
