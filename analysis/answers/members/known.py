"""What a key may name, and the sentence for one that names something else."""

from collections.abc import Collection

from analysis.errors import FilterError


def checked(name: str, known: Collection[str]) -> str:
    """The name, if it is one of those known; raises `FilterError` with a sentence if it is none."""
    if name not in known:
        raise FilterError(f"There are no patients by the name {name}. There are: {', '.join(sorted(known))}.")
    return name


def parts_of(parts: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The parts of a key, if there are as many as its question needs; raises `FilterError` if not."""
    if len(parts) != count:
        raise FilterError(f"There are no patients by the name {'/'.join(parts)}: it has {count} parts.")
    return parts
