"""The small irregularities of real measurements, the same ones at every run."""

from random import Random

#: Another word here gives another cohort with the same stories.
SEED = "a synthetic cohort"


def draw(*place: object) -> float:
    """A number from 0 to 1 that belongs to a place in the cohort, such as a patient, month and measure.

    Each place has its own stream: a change to one patient's chart leaves everyone else's as it is.
    Python promises the same sequence from `Random(text).random()` in every version.
    """
    return Random("|".join(map(str, (SEED, *place)))).random()  # noqa: S311 (nothing secret is drawn)


def wobble(size: float, *place: object) -> float:
    """A number from -size to size, most often near 0."""
    return size * (draw(*place, "first") - draw(*place, "second"))


def happens(chance: float, *place: object) -> bool:
    """Whether something that happens with this chance happens at this place."""
    return draw(*place) < chance
