"""Numbers by which states and insurers know a person, recognised by their form and their check digits."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_SSN = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}", re.ASCII)
_NHS = re.compile(r"\d{10}|\d{3}[ -]\d{3}[ -]\d{4}", re.ASCII)
_AHV = re.compile(r"756\.?\d{4}\.?\d{4}\.?\d{2}", re.ASCII)
_CPF = re.compile(r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}", re.ASCII)
_NIR = re.compile(r"([12]\d{4}(?:\d\d|2[AB])\d{6})(\d{2})", re.ASCII)
_DNI = re.compile(r"([XYZ]\d{7}|\d{8})-?([A-Z])", re.ASCII)
_FISCAL = re.compile(r"[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]", re.ASCII)
_INSURED = re.compile(r"([A-Z])(\d{8})(\d)", re.ASCII)
_TAX = re.compile(r"[1-9]\d{10}", re.ASCII)
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdigit()]


def _compact(text: str) -> str:
    return re.sub(r"[ ./]", "", text).upper()


def is_nhs_number(text: str) -> bool:
    """Whether a text is a number of the British National Health Service (modulus 11, weights 10 to 2).

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    if not _NHS.fullmatch(text):
        return False
    digits = _digits(text)
    check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and check % 11 == digits[9]


def is_social_security_number(text: str) -> bool:
    """Whether a text is a number of the United States' Social Security as it is written, with hyphens."""
    return _SSN.fullmatch(text) is not None


def is_swiss_insurance_number(text: str) -> bool:
    """Whether a text is a Swiss AHV number (the check digit of an EAN-13).

    >>> is_swiss_insurance_number("756.9217.0769.85"), is_swiss_insurance_number("756.9217.0769.84")
    (True, False)
    """
    if not _AHV.fullmatch(text):
        return False
    digits = _digits(text)
    return sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0


def is_brazilian_tax_number(text: str) -> bool:
    """Whether a text is a Brazilian CPF (two check digits, modulus 11).

    >>> is_brazilian_tax_number("529.982.247-25"), is_brazilian_tax_number("529.982.247-24")
    (True, False)
    """
    digits = _digits(text) if _CPF.fullmatch(text) else []
    if len(set(digits)) < 2:
        return False
    for length in (9, 10):
        weighted = sum(d * w for d, w in zip(digits, range(length + 1, 1, -1), strict=False))
        if weighted * 10 % 11 % 10 != digits[length]:
            return False
    return True


def is_french_insurance_number(text: str) -> bool:
    """Whether a text is a French NIR with its key (97 less the number modulo 97).

    >>> is_french_insurance_number("1 84 12 76 451 089 46"), is_french_insurance_number("184127645108945")
    (True, False)
    """
    match = _NIR.fullmatch(_compact(text))
    if match is None:
        return False
    number = int(match[1].replace("2A", "19").replace("2B", "18"))
    return 97 - number % 97 == int(match[2])


def is_spanish_identity_number(text: str) -> bool:
    """Whether a text is a Spanish DNI or NIE with its letter.

    >>> is_spanish_identity_number("12345678Z"), is_spanish_identity_number("12345678A")
    (True, False)
    """
    match = _DNI.fullmatch(text.upper())
    if match is None:
        return False
    number = int(match[1].translate(str.maketrans("XYZ", "012")))
    return _DNI_LETTERS[number % 23] == match[2]


def is_italian_fiscal_code(text: str) -> bool:
    """Whether a text has the form of an Italian codice fiscale."""
    return _FISCAL.fullmatch(_compact(text)) is not None


def is_german_insured_number(text: str) -> bool:
    """Whether a text is the number of a German health insurance card (weights 1 and 2, modulus 10).

    >>> is_german_insured_number("A123456780"), is_german_insured_number("A123456781")
    (True, False)
    """
    match = _INSURED.fullmatch(text.upper())
    if match is None:
        return False
    digits = _digits(f"{ord(match[1]) - 64:02d}{match[2]}")
    products = [d * (2 if i % 2 else 1) for i, d in enumerate(digits)]
    return sum(p // 10 + p % 10 for p in products) % 10 == int(match[3])


def is_german_tax_number(text: str) -> bool:
    """Whether a text is a German tax identification number (ISO 7064, modulus 11,10).

    >>> is_german_tax_number("86095742719"), is_german_tax_number("86095742718")
    (True, False)
    """
    compact = _compact(text)
    if not _TAX.fullmatch(compact):
        return False
    product = 10
    for digit in _digits(compact)[:10]:
        total = (digit + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(compact[10])


#: What each is called in a sentence, and how it is recognised.
NATIONAL_NUMBERS: Mapping[str, Callable[[str], bool]] = MappingProxyType({
    "NHS numbers": is_nhs_number,
    "social security numbers": is_social_security_number,
    "AHV numbers": is_swiss_insurance_number,
    "CPF numbers": is_brazilian_tax_number,
    "French insurance numbers": is_french_insurance_number,
    "Spanish identity numbers": is_spanish_identity_number,
    "Italian fiscal codes": is_italian_fiscal_code,
    "German insurance numbers": is_german_insured_number,
    "German tax numbers": is_german_tax_number,
})  # fmt: skip
