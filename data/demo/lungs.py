"""Lung function as a laboratory prints it: litres or units, and percent of what is predicted."""

from dataclasses import dataclass

#: mL/min/mmHg in one mmol/min/kPa.
TRADITIONAL_UNITS = 2.987


@dataclass(frozen=True, slots=True)
class Predicted:
    """What is predicted for a person's height, age and sex: litres, and DLCO in mL/min/mmHg."""

    tlc: float
    fvc: float
    dlco: float


def predicted(sex: str, age: int, height_cm: float) -> Predicted:
    """Reference values of the European Community for Steel and Coal (Quanjer, 1993), adults of 25 and over.

    Younger adults count as 25, as the equations say.
    """
    height, years = height_cm / 100, max(age, 25)
    if sex == "male":
        return Predicted(
            tlc=7.99 * height - 7.08,
            fvc=5.76 * height - 0.026 * years - 4.34,
            dlco=TRADITIONAL_UNITS * (11.11 * height - 0.066 * years - 6.03),
        )
    return Predicted(
        tlc=6.60 * height - 5.79,
        fvc=4.43 * height - 0.026 * years - 2.89,
        dlco=TRADITIONAL_UNITS * (8.18 * height - 0.049 * years - 2.74),
    )
