"""Studies of which reports are written in the tests: the demo, a hostile one, a large one, a tiny one."""

from functools import cache

from analysis.reports import SECTIONS, WRITERS, Report
from tests.analysis.answers.small_cohort import cohort_of, people, view_of
from tests.analysis.demo import demo
from tests.analysis.reports.pasted import report_of

EVERYTHING = tuple(kind.key for kind in SECTIONS)
OUTSIDE = tuple(kind.key for kind in SECTIONS if not kind.team_only)

#: Texts that must stay texts: formulas, markup of every format, templates, codes of headers, right to left,
#: pictures, other scripts, control characters, and a word longer than any line.
HOSTILE = (
    "=HYPERLINK('http://evil.example')",
    "+1+cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    '#eval("1 + 1") #include "x" $x^2$ *b* _i_ `c` @ref \\ // ~',
    "$\\frac{1}{2}$ \\textbf{b}",
    "&G&A&D &amp; &#60;",
    "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}\N{ARABIC LETTER YEH}\N{ARABIC LETTER DAD}",
    "\N{GRINNING FACE} \N{LUNGS}",
    "\u4e2d\u592e\u75c5\u9662",
    "a\x00b\x0bc\x1bd",
    "y" * 300,
)


@cache
def demo_for(audience: str, view: str = "") -> Report:
    """The demo with every section that its audience may have."""
    sections = EVERYTHING if audience == "team" else OUTSIDE
    return report_of(view_of(demo(), view), audience=audience, sections=sections)


@cache
def hostile() -> Report:
    """Hostile words in a column, in ids, drugs and events, and in all that a person may write."""
    patients = _study(len(HOSTILE) * 4)
    for place, patient in enumerate(patients):
        patient |= {"centre": HOSTILE[place % len(HOSTILE)], "patient_id": f"{HOSTILE[place % 13]}{place}"}
    cohort = cohort_of(patients, (), _visits(patients), (), ())
    words = "\n".join(HOSTILE)
    return report_of(
        view_of(cohort),
        audience="team",
        sections=EVERYTHING,
        title=" ".join(HOSTILE),
        remarks={"response": words, "prednisone": words},
        conclusion=words,
        by={"response": "extra:centre", "tacrolimus": "extra:centre", "dose_by_group": "extra:centre"},
    )


@cache
def of_patients(how_many: int, audience: str) -> Report:
    """So many patients, most of those refractory treated with tacrolimus and seen every month."""
    patients = _study(how_many)
    cohort = cohort_of(patients, _serology(how_many), _visits(patients), (), ())
    sections = EVERYTHING if audience == "team" else OUTSIDE
    return report_of(view_of(cohort), audience=audience, sections=sections)


@cache
def written(report: Report, ending: str) -> bytes:
    """The report as a file, written once for all tests."""
    return WRITERS[ending](report)


def _study(how_many: int) -> list[dict[str, object]]:
    sizes = {"PM": how_many // 2, "DM": how_many // 3}
    sizes["CADM"] = how_many - sum(sizes.values())
    patients = people(**{name: (of // 2, of) for name, of in sizes.items()})
    for place, patient in enumerate(patients):
        patient |= {
            "patient_id": f"P{place:03d}",
            "sex": "female" if place % 3 else "male",
            "age": 30.0 + place % 40,
        }
        if patient["conventional_response"] == "refractory":
            patient |= {
                "second_line": "tacrolimus",
                "tacrolimus_start_month": 6.0,
                "last_seen_month": 24.0,
                "tacrolimus_myositis_improved": "yes" if place % 4 else "no",
                "tacrolimus_ild_improved": "yes" if place % 5 else "no",
            }
    return patients


def _serology(how_many: int) -> list[tuple[int, str, str]]:
    return [(place, "Jo-1", "positive" if place % 3 == 0 else "negative") for place in range(how_many)]


def _visits(patients: list[dict[str, object]]) -> list[dict[str, object]]:
    """Prednisone falls and FVC rises month by month, for each a little otherwise."""
    treated = [place for place, patient in enumerate(patients) if "second_line" in patient]
    return [
        {
            "patient": place,
            "month": float(month),
            "prednisone_mg": max(0.0, 45.0 + place % 17 - 3.5 * (month - 6)),
            "fvc_pct": 55.0 + place % 23 + 0.9 * (month - 6),
            "ck": 900.0 - 30 * month,
            "ck_uln": 200.0,
        }
        for place in treated
        for month in range(6, 20)
    ]
