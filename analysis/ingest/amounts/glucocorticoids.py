"""Glucocorticoids: which drug a header or cell names, and its dose as prednisone."""

import re
from dataclasses import dataclass

from analysis.ingest.mapping import ColumnPlan

#: A daily dose above this, in mg of prednisone, is a pulse and no daily dose.
PULSE_ABOVE = 100.0
_PREDNISONE_MG = 5.0


@dataclass(frozen=True, slots=True)
class Glucocorticoid:
    """A drug and the doses of it, in mg, that are said to equal 5 mg of prednisone, the usual one first.

    Formulary table (BNF 6.3 as stored by elmmb.nhs.uk) and globalrph.com; where sources differ both stand.
    """

    name: str
    equal_to_5: tuple[float, ...]
    aliases: tuple[str, ...] = ()

    def factor(self, equal: float | None = None) -> float:
        """By what a dose is multiplied to be prednisone; `equal` chooses among the sources' values.

        >>> round(named("dex").factor(), 2), named("mPSL").factor()
        (6.67, 1.25)
        """
        return _PREDNISONE_MG / (equal if equal in self.equal_to_5 else self.equal_to_5[0])


GLUCOCORTICOIDS: tuple[Glucocorticoid, ...] = (
    Glucocorticoid("prednisone", (5,), (
        "prednisolone", "prednison", "prednisolon", "prednisona", "prednisolona", "predni", "pred", "psl",
        "pdn", "pdl", "decortin", "deltacortril", "cortancyl", "solupred", "rayos", "lodotra")),
    Glucocorticoid("methylprednisolone", (4,), (
        "methylprednisolon", "méthylprednisolone", "methylprednisone", "metilprednisolona",
        "methyl prednisolone", "methylpred", "mpsl", "m-psl", "mepsl", "mpdn", "mp", "medrol", "solu-medrol",
        "solumedrol", "solumédrol", "solu medrol", "urbason", "ivmp")),
    Glucocorticoid("triamcinolone", (4,), ("triamcinolon", "triamcinolona")),
    Glucocorticoid("dexamethasone", (0.75,), (
        "dexamethason", "dexametasona", "dexaméthasone", "dexa", "dex", "dxm")),
    Glucocorticoid("betamethasone", (0.75, 0.6), (
        "betamethason", "betametasona", "bétaméthasone", "rinderon", "celestone")),
    Glucocorticoid("hydrocortisone", (20,), ("hydrocortison", "hidrocortisona", "hydrocort", "hc")),
    Glucocorticoid("cortisone acetate", (25,)),  # "Cortison" alone means any of them in German
    Glucocorticoid("deflazacort", (6, 7.5), ("dfz", "calcort")),
)  # fmt: skip

#: Never converted: no equal dose of prednisone exists for them.
NEVER: tuple[str, ...] = (
    "budesonide", "budesonid", "fludrocortisone", "fludrocortison", "acth", "acthar", "tetracosactide",
    "fluticasone", "beclomethasone", "beclometasone", "mometasone", "ciclesonide", "clobetasol",
)  # fmt: skip
#: Ways by which a glucocorticoid does not count as a daily dose, as the beginnings of words.
ROUTES: tuple[str, ...] = (
    "inhal", "topical", "cream", "creme", "crème", "ointment", "salbe", "eye drop", "eyedrop", "augentropfen",
    "collyre", "intraarticular", "intra-articular", "nasal", "spray", "puff", "enema", "foam", "lotion",
)  # fmt: skip

_SAID = {alias: drug for drug in GLUCOCORTICOIDS for alias in (drug.name, *drug.aliases)}
NAMES: tuple[str, ...] = tuple(sorted(_SAID, key=len, reverse=True))
_NAMED = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, NAMES))})(?![^\W\d_])")
_NOT_A_DAILY_DOSE = "|".join((*map(re.escape, ROUTES), rf"(?:{'|'.join(NEVER)}|ics)(?![^\W\d_])"))
_NEVER = re.compile(rf"(?<![^\W\d_])(?:{_NOT_A_DAILY_DOSE})")
_CONVERTED = re.compile(r"equiv|(?<![^\W\d_])(?:eq|peq|ped|äquivalent)(?![^\W\d_])|as prednis", re.IGNORECASE)


def named(text: str) -> Glucocorticoid | None:
    """The glucocorticoid that a word names, None where it names none.

    >>> named("Solu-Medrol").name, named("tacrolimus")
    ('methylprednisolone', None)
    """
    return _SAID.get(text.strip().casefold())


def drug_in(header: str) -> Glucocorticoid | None:
    """The glucocorticoid that a header says its doses are of; prednisone where they are equivalents of it.

    >>> drug_in("mPSL dose, mg").name, drug_in("methylpred (prednisone equiv)").name, drug_in("steroid mg")
    ('methylprednisolone', 'prednisone', None)
    """
    if _CONVERTED.search(header):
        return GLUCOCORTICOIDS[0]
    found = [_SAID[match] for match in _NAMED.findall(header.casefold().replace("_", " "))]
    other = [drug for drug in found if drug is not GLUCOCORTICOIDS[0]]
    return next(iter(other or found), None)


def never_converted(text: str) -> bool:
    """Whether a header or cell names a glucocorticoid, or a way of giving it, without an equal dose.

    >>> [never_converted(text) for text in ("budesonide 3 mg", "prednisolone eye drops", "20 mg")]
    [True, True, False]
    """
    return _NEVER.search(text.casefold().replace("_", " ")) is not None


def drug_of(plan: ColumnPlan) -> Glucocorticoid:
    """The drug that a column of doses is of: as answered, else prednisone."""
    return named(plan.reading("drug")) or GLUCOCORTICOIDS[0]


def factor_of(drug: Glucocorticoid, plan: ColumnPlan) -> float:
    """By what a column's doses of a drug are multiplied, with the source that was chosen for it."""
    chosen = plan.reading(drug.name)
    return drug.factor(float(chosen) if chosen.replace(".", "", 1).isdigit() else None)
