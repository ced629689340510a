"""Several antibodies in one cell: "Jo-1 +, Ro52 weak", and what a cell says that names none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.ingest.serology.results import NOT_DETECTED_OR_DONE, WITHOUT_RESULT, Finding, read_result
from analysis.ingest.words.meanings import MISSING, UNKNOWN
from analysis.schema import antibody_named

#: Which antibodies a panel tests. EUROLINE 15: doi 10.1186/s41927-020-00132-9 and PMC7388388.
EUROLINE_15 = (
    "Jo-1", "PL-7", "PL-12", "EJ", "OJ", "Mi-2", "MDA5", "TIF1-gamma", "NXP2", "SAE", "SRP", "PM-Scl", "Ku",
)  # fmt: skip
PANELS = {"euroline 15": EUROLINE_15, "euroline 15 + Ro52": (*EUROLINE_15, "Ro52")}

#: Of two findings about one antibody the stronger counts; one that is open could still be positive.
STRENGTH: dict[str, int] = {"positive": 0, "weak": 1, "equivocal": 2, "": 3, "negative": 4, "not tested": 5}

_APART = re.compile(r"[;,\n|]|\s(?:and|und|et|y|e|&)\s", re.IGNORECASE)
_SIGN_BEHIND = re.compile(r"(.*?[\w)])\s*(\(?(?:\+/-|[+]{1,4}|-|±)\)?)")
_WORDS = re.compile(r"(?:[\s=()\[\]]|(?<!\d):|:(?!\d))+")
_HEADING = re.compile(r"\s*(?P<result>[^:]*?)\s*(?::|\bfor\b)\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_SAYS_NO = re.compile(r"\s*(?:no|not|neg\w*|non|kein\w*)\b", re.IGNORECASE)
_ANTIBODY = frozenset({"antibody", "antibodies", "ab", "abs", "autoantibody", "autoantibodies", "aab"})
_OTHERS = frozenset({"all", "other", "others", "rest", "remaining"})
_OF_NOTHING = _ANTIBODY | _OTHERS | frozenset(
    {"panel", "msa", "msas", "maa", "maas", "myositis", "specific", "associated", "profile", "blot",
     "immunoblot", "line", "serology", "test", "tests", "any", "detected", "found"}
)  # fmt: skip
_NONE = frozenset({"none", "no", "nil", "seronegative", "keine", "aucun", "ninguno", "0"})


@dataclass(frozen=True, slots=True)
class Listed:
    """What one cell says: its antibodies with their findings, and whether a part of it was not understood.

    `whole` is what it says of all antibodies where it names none: "positive", "negative", "not tested",
    "nd" (not detected or not done), "missing"; else empty.
    """

    entries: tuple[tuple[str, Finding], ...] = ()
    whole: str = ""
    unread: bool = False


def read_list(text: str) -> Listed:
    """The antibodies that a text lists; without a word about its result a listed one is positive.

    >>> [(name, found.result) for name, found in read_list("Jo-1 (++), Ro52 weak; Mi-2 neg").entries]
    [('Jo-1', 'positive'), ('Ro52', 'weak'), ('Mi-2', 'negative')]
    >>> read_list("MSA negative").whole, read_list("Jo-1, foo").unread
    ('negative', True)
    """
    whole = _whole(text)
    if whole:
        return Listed(whole=whole)
    found = [_entries(chunk, bare) for part in text.split(";") for chunk, bare in _chunks(part)]
    entries: dict[str, Finding] = {}
    for name, finding in (entry for each in found for entry in each or ()):
        if name not in entries or _strength(finding) < _strength(entries[name]):
            entries[name] = finding
    return Listed(tuple(entries.items()), unread=None in found)


def _strength(finding: Finding) -> int:
    return STRENGTH[finding.result or ""]


def _chunks(part: str) -> Iterator[tuple[str, Finding | None]]:
    """The pieces between commas, with what an antibody that stands alone in one of them means.

    A result may stand before several antibodies ("negative: Mi-2, SRP"). After "no Jo-1, Ro52" it is
    not clear what Ro52 means.
    """
    match = _HEADING.fullmatch(part)
    heading = _said(match["result"].split()) if match else None
    rest = match["rest"] if match and heading else part
    chunks = [chunk.strip() for chunk in _APART.split(rest) if chunk.strip()]
    # A result that belongs to no antibody ("Jo-1, neg") leaves open whose it is.
    unclear = _SAYS_NO.match(part) or any(_said(chunk.split()) for chunk in chunks)
    for chunk in chunks:
        yield chunk, heading or (None if unclear else Finding("positive"))


def _whole(text: str) -> str:
    if antibody_named(text) is not None:
        return ""
    words = [word.strip(".,;") for word in _WORDS.split(text.casefold()) if word.strip(".,;")]
    left = [word for word in words if word not in _OF_NOTHING]
    if left and all(word in _NONE for word in left):
        return "negative"
    found = read_result(text)
    found = read_result(" ".join(left)) if found.rule == UNKNOWN.rule and left else found
    if found.rule in {NOT_DETECTED_OR_DONE, MISSING.rule}:
        return "nd" if found.rule == NOT_DETECTED_OR_DONE else "missing"
    return found.result if found.result in {"positive", "negative", "not tested"} else ""


def _entries(chunk: str, bare: Finding | None) -> list[tuple[str, Finding]] | None:
    """The antibodies of a chunk: one with its result, or several that only a space or a sign parts."""
    one = _entry(chunk, bare)
    if one:
        return [one]
    for parts in (chunk.split(), re.split(r"[/+]", chunk)):
        several = [_entry(part.strip(), bare) for part in parts if part.strip()]
        if len(several) > 1 and all(several):
            return [entry for entry in several if entry]
    # "all others negative" says no more than the choice of a panel does.
    words = set(_WORDS.split(chunk.casefold()))
    return [] if _whole(chunk) == "negative" and words & _OTHERS else None


def _entry(chunk: str, bare: Finding | None) -> tuple[str, Finding] | None:
    if "?" in chunk:
        return None
    if match := _SIGN_BEHIND.fullmatch(chunk):
        antibody = antibody_named(match[1])
        # Beside the antibody's name a minus can only mean negative.
        found = Finding("negative") if match[2].strip("()") == "-" else _said([match[2]])
        if antibody and found:
            return antibody.name, found
    elif chunk[:1].isalnum() and (antibody := antibody_named(chunk)) and bare:
        return antibody.name, bare
    words = [word for word in _WORDS.split(chunk) if word and word.casefold() not in _ANTIBODY]
    return _among_words(words, bare)


def _among_words(words: list[str], bare: Finding | None) -> tuple[str, Finding] | None:
    for name, rest in _splits(words):
        antibody = antibody_named(" ".join(name)) if name[0][:1].isalnum() else None
        if antibody is None:
            continue
        again = not rest or antibody_named(" ".join(rest)) is antibody  # "TIF1-gamma (p155/140)"
        found = bare if again else _said(rest)
        if found:
            return antibody.name, found
    return None


def _splits(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Every way to part words into a name and what stands behind or before it, long names first."""
    for length in range(len(words), 0, -1):
        yield words[:length], words[length:]
        yield words[-length:], words[:-length]


def _said(words: list[str]) -> Finding | None:
    """The result that words beside an antibody's name say, or None."""
    text = " ".join(words)
    if text in {"", "-", "--"}:
        return None
    if text.casefold() in _NONE:
        return Finding("negative")
    found = read_result(text, measured=text not in {"0", "1"})
    return found if found.result or found.rule == WITHOUT_RESULT else None
