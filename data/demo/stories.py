"""What can happen to muscle and lung: the few stories that every patient of the demo lives through."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """What becomes of a patient by month 6, compared with the start of the clock.

    `tlc`, `fvc` and `dlco` are changes relative to the start, `symptoms` the word for cough and
    dyspnoea. `ck` is reached, in multiples of the upper limit (None: as it was); `strength` is the
    share of what was lacking that comes back (negative: more is lost). `ct` is the follow-up CT's word.
    """

    tlc: float
    fvc: float
    dlco: float
    symptoms: str
    ck: float | None = None
    strength: float = 0.0
    ct: str = "stable"


@dataclass(frozen=True, slots=True)
class Start:
    """Muscle at month 0: CK in multiples of its upper limit, strength as a fraction of full strength."""

    ck: float
    strength: float


#: How the muscles were on the first day.
STARTS = {
    "weak, CK high": Start(ck=11, strength=0.79),
    "weak, CK a little raised": Start(ck=2.6, strength=0.84),
    "strong, CK normal": Start(ck=0.6, strength=1.0),
    # Seen first after a course of steroids elsewhere: the muscles had settled before month 0.
    "settled before": Start(ck=0.7, strength=0.99),
}

#: What conventional treatment did. The first six end as responders, the others as refractory.
CONVENTIONAL = {
    "both better": Story(0.14, 0.15, 0.21, "better", ck=0.6, strength=0.75, ct="better"),
    "muscle better": Story(0.01, 0.02, 0.03, "stable", ck=0.7, strength=0.8),
    "breathes easier": Story(0.03, 0.05, 0.07, "better", ck=0.7, strength=0.8),
    "lung better": Story(0.14, 0.16, 0.21, "better", ct="better"),
    # CK falls from ten times its limit to 1.35 times: a response to the physician, not to the rule.
    "CK almost normal": Story(0.13, 0.15, 0.19, "better", ck=1.35, strength=0.65, ct="better"),
    # A gain of nine percent: a response to the physician, below the rule's ten.
    "nine percent": Story(0.06, 0.09, 0.09, "stable"),
    "both worse": Story(-0.15, -0.16, -0.22, "worse", ck=3.2, strength=-0.5, ct="worse"),
    "lung worse": Story(-0.14, -0.15, -0.21, "worse", ck=0.8, strength=0.45, ct="worse"),
    "short of breath": Story(-0.04, -0.05, -0.21, "worse", ck=0.8, strength=0.4),
    "CK stays up": Story(-0.02, -0.03, -0.05, "stable", ck=3.6, strength=0.05),
    # Only FVC was measured again: one criterion met, two unknown. The physician went by the CT.
    "one test repeated": Story(-0.13, -0.15, -0.20, "stable", ck=0.7, strength=0.75, ct="worse"),
}

#: What was seen after tacrolimus was started, compared with that day.
TACROLIMUS = {
    "both better": Story(0.14, 0.16, 0.22, "better", ck=0.7, strength=0.75, ct="better"),
    "both, by symptoms": Story(0.03, 0.05, 0.08, "better", ck=0.7, strength=0.75),
    "both, nine percent": Story(0.06, 0.09, 0.10, "stable", ck=0.7, strength=0.75),
    "lung better": Story(0.13, 0.15, 0.20, "better", ck=2.3, ct="better"),
    "muscle better": Story(-0.02, -0.03, -0.05, "stable", ck=0.8, strength=0.7),
}

#: What the physician recorded after each: did the myositis improve, did the ILD.
RECORDED = {
    "both better": ("yes", "yes"),
    "both, by symptoms": ("yes", "yes"),
    "both, nine percent": ("yes", "yes"),
    "lung better": ("no", "yes"),
    "muscle better": ("yes", "no"),
}

#: What was seen after cyclophosphamide was started: the lungs hold, the muscles mend slowly.
CYCLOPHOSPHAMIDE = Story(0.02, 0.03, 0.02, "stable", ck=0.9, strength=0.5)
