"""Soundness of civil registration numbers (CPR): ten digits, of which the first six are a possible date of birth.

The check digit is not looked at: numbers that fail it are given out since 2007. A replacement number
(erstatningspersonnummer) has 60 added to its day.
"""

import re
from datetime import date

TEN_DIGITS = re.compile(r"[0-9]{10}", re.ASCII)
WRITTEN = re.compile(r"([0-9]{6})-?([0-9]{4})", re.ASCII)


def is_possible(cpr: str, *, synthetic: bool) -> bool:
    """Whether a person could have this number. `synthetic` also lets through months 13 to 99, which nobody can have,
    so that a sandbox can be full of people and none of them real."""
    if not TEN_DIGITS.fullmatch(cpr):
        return False
    day, month, year = int(cpr[:2]), int(cpr[2:4]), _year(int(cpr[4:6]), int(cpr[6]))
    day -= 60 if day > 60 else 0
    if month > 12:
        return synthetic and 1 <= day <= 31
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def looks_like_one(text: str, *, synthetic: bool) -> bool:
    """Whether the text is a possible number as people write it, with or without the dash."""
    written = WRITTEN.fullmatch(text.strip())
    return written is not None and is_possible("".join(written.groups()), synthetic=synthetic)


def _year(in_century: int, seventh: int) -> int:
    """The year of birth; the seventh digit tells the century."""
    if seventh <= 3:
        return 1900 + in_century
    if seventh in (4, 9):
        return (2000 if in_century <= 36 else 1900) + in_century
    return (2000 if in_century <= 57 else 1800) + in_century
