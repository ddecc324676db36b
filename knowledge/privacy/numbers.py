"""Numbers that belong to one person: ID card, bank card, telephone, licence plate."""

import re
from collections.abc import Iterator
from datetime import date

Span = tuple[int, int]

ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[0-9Xx](?![0-9A-Za-z])"
)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
ID_CHECKS = "10X98765432"
CARD = re.compile(r"(?<![0-9A-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![0-9A-Za-z])")
CARD_DIGITS = range(16, 20)
MOBILE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
LANDLINE = re.compile(
    r"(?<!\d)0\d{2,3}[ -]?[2-9]\d{6,7}(?!\d)|(?<!\d)[（(]0\d{2,3}[)）]\d{7,8}(?!\d)"
)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][·•. ]?(?=[A-Z]{0,5}\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)


def id_numbers(text: str) -> Iterator[Span]:
    """Yield the places of ID card numbers: 18 characters, a birthday, the right check digit."""
    for match in ID_NUMBER.finditer(text):
        if _is_day(*map(int, match.groups())) and _id_check(match[0]) == match[0][-1].upper():
            yield match.span()


def bank_cards(text: str) -> Iterator[Span]:
    """Yield the places of bank card numbers: 16 to 19 digits that pass the Luhn check."""
    for match in CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) in CARD_DIGITS and _luhn(digits):
            yield match.span()


def phones(text: str) -> Iterator[Span]:
    """Yield the places of mobile and landline numbers; 110, 12348, 400 numbers are nobody's."""
    for pattern in (MOBILE, LANDLINE):
        for match in pattern.finditer(text):
            yield match.span()


def plates(text: str) -> Iterator[Span]:
    """Yield the places of licence plates, with 5 characters or 6 (new energy)."""
    for match in PLATE.finditer(text):
        yield match.span()


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2100


def _id_check(number: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False))
    return ID_CHECKS[total % 11]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
