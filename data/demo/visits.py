"""The sheet of visits: what was measured, what was asked, and what was left out."""

from collections.abc import Iterator

from data.demo.body import Body, body
from data.demo.charts import ENDS
from data.demo.courses import Course
from data.demo.gaps import Row, without_gaps
from data.demo.happenings import EVENTS
from data.demo.lungs import Predicted, predicted
from data.demo.people import Person
from data.demo.plan import Visit, visits_of
from data.demo.wobble import draw, happens, wobble

#: How much two measurements of the same thing differ, relative to it.
_LUNG_REPEATS_WITHIN = 0.012
_CK_REPEATS_WITHIN = 0.08
_MMT8_REPEATS_WITHIN = 0.015

#: Below this a patient is too breathless to hold the breath for DLCO, in percent predicted.
_TOO_BREATHLESS = 30

#: Objective weakness is recorded below this share of full strength.
_WEAK_BELOW = 0.94

#: A change in strength that a physician calls better or worse, as a share of the scale.
_NOTICED = 0.05

_STOPPED = {line["patient"]: line for line in ENDS if line["tacrolimus_stop_month"]}

#: Why one of them had to stop.
_CREATININE_DOUBLED = {
    (line["patient_id"], int(line["month"])) for line in EVENTS if line["event"] == "Creatinine doubled"
}


def visit_rows(person: Person, course: Course) -> Iterator[Row]:
    """The rows of one patient, in the order of the visits."""
    for number, visit in enumerate(visits_of(course)):
        when: Row = {
            "patient_id": person.patient,
            "visit": visit.label,
            "month": visit.month,
            "tacrolimus_month": visit.on_tacrolimus,
        }
        yield when | without_gaps(person, visit, _measured(person, course, visit, number))


def _measured(person: Person, course: Course, visit: Visit, number: int) -> Row:
    now = body(course, visit.month)
    return (
        _tacrolimus(person, course, visit)
        | _lungs(person, visit, now, number)
        | _muscles(person, course, visit, now)
        | _words(course, visit)
        | {"prednisone_mg": visit.prednisone, "creatinine": _creatinine(person, visit)}
    )


def _tacrolimus(person: Person, course: Course, visit: Visit) -> Row:
    """Dose and trough; the first dose is 2 mg, and there is no trough yet on the first day."""
    if course.tacrolimus is None or visit.on_tacrolimus is None:
        return {}
    if _off_tacrolimus(person, visit):
        return {"tacrolimus_mg": 0, "tacrolimus_trough": None}
    if visit.on_tacrolimus == 0:
        return {"tacrolimus_mg": min(2, course.tacrolimus.mg), "tacrolimus_trough": None}
    trough = 7.2 + wobble(3.6, person.patient, visit.month, "trough")
    return {"tacrolimus_mg": course.tacrolimus.mg, "tacrolimus_trough": round(trough, 1)}


def _off_tacrolimus(person: Person, visit: Visit) -> bool:
    stopped = _STOPPED.get(person.patient)
    return stopped is not None and visit.month >= int(stopped["tacrolimus_stop_month"])


def _lungs(person: Person, visit: Visit, now: Body, number: int) -> Row:
    expected = predicted(person.sex, person.age, person.height)
    volumes = number % 2 == 0 or visit.decides
    return (
        _lung("fvc", "fvc_l", 2, now.fvc, expected, person, visit)
        | (_lung("tlc", "tlc_l", 2, now.tlc, expected, person, visit) if volumes else {})
        | _diffusion(now, expected, person, visit)
    )


def _lung(
    measure: str, column: str, digits: int, percent: float, expected: Predicted, person: Person, visit: Visit
) -> Row:
    seen = percent * (1 + wobble(_LUNG_REPEATS_WITHIN, person.patient, visit.month, measure))
    full: float = getattr(expected, measure)
    return {column: round(full * seen / 100, digits), f"{measure}_pct": round(seen)}


def _diffusion(now: Body, expected: Predicted, person: Person, visit: Visit) -> Row:
    if now.dlco < _TOO_BREATHLESS and not visit.decides:
        return {}
    return _lung("dlco", "dlco", 1, now.dlco, expected, person, visit)


def _muscles(person: Person, course: Course, visit: Visit, now: Body) -> Row:
    limit, scale = _ck_limit(person), _mmt8_scale(person)
    ck = now.ck * limit * (1 + wobble(_CK_REPEATS_WITHIN, person.patient, visit.month, "ck"))
    return {
        "ck": round(ck),
        "ck_uln": limit,
        "mmt8": _points(course, visit.month, scale),
        "mmt8_max": scale,
        "weak": "yes" if now.strength < _WEAK_BELOW else "no",
        "weakness": _strength_word(course, visit, scale),
    }


def _points(course: Course, month: int, scale: int) -> int:
    """MMT8 as examined: two examinations of the same strength differ by a point or two."""
    seen = body(course, month).strength + wobble(_MMT8_REPEATS_WITHIN, course.patient, month, "mmt8")
    return round(min(1.0, seen) * scale)


def _ck_limit(person: Person) -> int:
    limits = (170, 176, 192) if person.sex == "female" else (200, 232, 308)
    return limits[int(3 * draw(person.patient, "laboratory"))]


def _mmt8_scale(person: Person) -> int:
    """Most examine both sides (150 points), some one side (80)."""
    return 80 if happens(0.25, person.patient, "one side") else 150


def _strength_word(course: Course, visit: Visit, scale: int) -> str:
    since = _clock_start(course, visit)
    if visit.month == since:
        return ""
    points = _points(course, visit.month, scale) - _points(course, since, scale)
    if abs(points) < _NOTICED * scale:
        return "stable"
    return "better" if points > 0 else "worse"


def _clock_start(course: Course, visit: Visit) -> int:
    """The month from which this visit's words tell the change; the first tacrolimus day looks back."""
    return course.tacrolimus.start if course.tacrolimus and visit.on_tacrolimus else 0


def _words(course: Course, visit: Visit) -> Row:
    since = _clock_start(course, visit)
    if visit.month == since:
        return {}
    phase = course.phases[1] if since else course.phases[0]
    told = phase.told(visit.month)
    ct_taken = told == 1 and (visit.month - since) % 6 == 0
    return {
        "respiratory_symptoms": phase.story.symptoms if told >= 0.5 else "stable",
        "hrct": phase.story.ct if ct_taken else "",
    }


def _creatinine(person: Person, visit: Visit) -> float:
    usual = (0.72 if person.sex == "female" else 0.95) * (1 + wobble(0.2, person.patient, "creatinine"))
    on_drug = 1.12 if visit.on_tacrolimus and not _off_tacrolimus(person, visit) else 1.0
    if (person.patient, visit.month) in _CREATININE_DOUBLED:
        on_drug = 2.1
    return round(usual * on_drug * (1 + wobble(0.06, person.patient, visit.month, "creatinine")), 2)
