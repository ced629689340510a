"""The registry of antibodies: canonical names, their groups, and the spellings seen in sheets."""

from dataclasses import dataclass

from analysis.schema.header_names import ANTIBODY_NAMES
from analysis.schema.spelling import normalised


@dataclass(frozen=True, slots=True)
class Antibody:
    """One antibody. `group` is the key of its group (see `GROUPS`); `antigen` explains the name."""

    name: str
    group: str
    antigen: str = ""
    aliases: tuple[str, ...] = ()


#: Group key -> label. A patient belongs to a group by any positive member.
GROUPS: dict[str, str] = {
    "ARS": "Any antisynthetase",
    "DM": "Any dermatomyositis-specific",
    "IMNM": "Any necrotizing-myopathy",
    "IBM": "Inclusion-body-myositis",
    "MSA": "Any myositis-specific",
    "MAA": "Any myositis-associated",
}

#: Groups that together make "any myositis-specific".
MYOSITIS_SPECIFIC = ("ARS", "DM", "IMNM", "IBM")

ANTIBODIES: tuple[Antibody, ...] = (
    Antibody("Jo-1", "ARS", "histidyl-tRNA synthetase", ("Jo1", "HARS", "HisRS")),
    Antibody("PL-7", "ARS", "threonyl-tRNA synthetase"),
    Antibody("PL-12", "ARS", "alanyl-tRNA synthetase"),
    Antibody("EJ", "ARS", "glycyl-tRNA synthetase"),
    Antibody("OJ", "ARS", "isoleucyl-tRNA synthetase"),
    Antibody("KS", "ARS", "asparaginyl-tRNA synthetase"),
    Antibody("Zo", "ARS", "phenylalanyl-tRNA synthetase"),
    Antibody("Ha", "ARS", "tyrosyl-tRNA synthetase", ("YRS", "YARS")),
    Antibody("Mi-2", "DM", "Mi-2 alpha, beta", ("Mi-2a", "Mi-2b", "Mi-2 alpha", "Mi-2 beta")),
    Antibody("MDA5", "DM", "IFIH1", ("CADM-140", "IFIH1")),
    Antibody("TIF1-gamma", "DM", "TRIM33", ("TIF1", "TIF1g", "TIF1y", "p155/140", "TRIM33")),
    Antibody("NXP2", "DM", "MORC3", ("MJ", "p140", "MORC3")),
    Antibody("SAE", "DM", "SUMO-activating enzyme", ("SAE1", "SAE1/2")),
    Antibody("SRP", "IMNM", "signal recognition particle"),
    Antibody("HMGCR", "IMNM", "HMG-CoA reductase", ("HMG-CoA reductase", "200/100")),
    Antibody("cN-1A", "IBM", "cytosolic 5'-nucleotidase 1A", ("NT5c1A", "Mup44")),
    Antibody("Ro52", "MAA", "TRIM21", ("Ro-52", "TRIM21")),
    Antibody("Ro60", "MAA", "", ("Ro-60",)),
    Antibody("SSA unspecified", "MAA", "Ro52, Ro60 or both", ("SSA", "SS-A", "Ro", "Ro/SSA")),
    Antibody("La", "MAA", "SSB", ("SSB", "SS-B", "La/SSB")),
    Antibody("PM-Scl", "MAA", "", ("PM-Scl 75", "PM-Scl 100", "PMScl75", "PMScl100")),
    Antibody("Ku", "MAA"),
    Antibody("U1-RNP", "MAA", "", ("RNP", "nRNP")),
    Antibody("ANA", "other", "antinuclear antibodies", ("FAN", "ANF")),
    Antibody("RF", "other", "rheumatoid factor"),
    Antibody("CCP", "other", "cyclic citrullinated peptide", ("ACPA",)),
)


def _spellings(antibody: Antibody) -> set[str]:
    names = (antibody.name, *antibody.aliases, *ANTIBODY_NAMES.get(antibody.name, ()))
    plain = {normalised(name) for name in names}
    return plain | {f"anti{name}" for name in plain} | {f"{name}ab" for name in plain}


_BY_SPELLING = {spelling: antibody for antibody in ANTIBODIES for spelling in _spellings(antibody)}
_BY_NAME = {antibody.name: antibody for antibody in ANTIBODIES}


def antibody_named(text: str) -> Antibody | None:
    """The antibody that a header or entry names, or None.

    >>> antibody_named("anti-Jo1").name
    'Jo-1'
    """
    return _BY_SPELLING.get(normalised(text))


def group_named(group: str) -> tuple[str, ...]:
    """The canonical names of a group's members, in the registry's order; empty if no such group.

    >>> group_named("IMNM")
    ('SRP', 'HMGCR')
    """
    groups = MYOSITIS_SPECIFIC if group == "MSA" else (group,)
    return tuple(antibody.name for antibody in ANTIBODIES if antibody.group in groups)
