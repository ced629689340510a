"""Texts that look like the names of people."""

import re

from analysis.ingest.privacy.identifying_headers import words_of

# Frequent given names of the five languages; those that are words, months or places are left out.
_NAMES = """
    alain alberto alessandro alessia alexander amanda amy andrea andreas andrew angela anna anne anthony
    antonio ashley barbara beatriz benjamin bernard bernd betty birgit brandon brenda brian brigitte
    camille carlos carmen carol carolyn catherine chantal charles chiara christine christopher claudia
    cristina cynthia daniel david deborah debra diane dieter dolores donna edward elena elisa elizabeth
    emily eric erika federica felix fernando florian francesca francesco francisco francois francoise
    friedrich gabriele gary george giovanna giovanni gisela giulia giuseppe gregory greta guenter hannah
    hans heather heike heinz helen helene helga helmut horst ingrid isabel isabelle jacob jacqueline
    jacques james janet jason javier jean jeanne jeffrey jennifer jessica jesus johanna john jonas
    jonathan jose josefa joseph joshua juan juergen julie julien justin karen karin karl katharina
    katherine kathleen kenneth kevin kimberly klaus larry laura laurent linda lisa louis luca lucia
    luigi luis lukas manfred manuel marcel marco margaret maria marie mario markus marta mary matthew
    melissa michael michelle miguel monika monique nancy nathalie nicholas nicolas nicole olivier pablo
    pamela paola paolo pascal patricia patrick paul pedro peter petra philippe pierre pilar rachel
    rafael raquel rebecca renate rene richard robert roberto rocio ronald rosa rosario ruth ryan sabine
    salvatore samantha samuel sandra sarah scott sebastian sergio sharon shirley simona sophie stefan
    stefano stephanie stephen steven susan susanne sylvie teresa thierry thomas timothy tobias ursula
    uwe valentina veronique vincenzo werner william wolfgang
"""
_GIVEN = frozenset(_NAMES.split())

_LAST_FIRST = re.compile(r"[^\W\d_][\w'’. -]*[^\W\d_]\s*,\s*[^\W\d_][\w'’. -]*", re.UNICODE)
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|herr|frau|mme|monsieur|madame|sr|sra|sig|sig\.ra)\b[. ].+")
_FEW_WORDS = 5


def is_person(text: str) -> bool:
    """Whether a text looks like a person's name: a title, or a frequent given name beside another word.

    >>> is_person("Schmidt, Ursula"), is_person("Maria del Carmen Ruiz"), is_person("Herr Kowalski")
    (True, True, True)
    >>> is_person("never smoker"), is_person("nausea, vomiting"), is_person("Maria")
    (False, False, False)
    """
    words = words_of(text)
    if not 1 < len(words) <= _FEW_WORDS or any(word.isdigit() for word in words):
        return False
    return bool(_GIVEN & set(words)) or _TITLED.fullmatch(text.casefold()) is not None


def is_last_name_first(text: str) -> bool:
    """Whether a text has the form "Surname, First", both with capital letters.

    >>> is_last_name_first("O'Neill, Aoife"), is_last_name_first("MTX, AZA")
    (True, False)
    """
    if not _LAST_FIRST.fullmatch(text):
        return False
    parts = [part.strip() for part in text.split(",")]
    return all(part[0].isupper() and not part.isupper() for part in parts) and len(parts) == 2
