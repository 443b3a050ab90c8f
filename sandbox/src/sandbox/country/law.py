"""The law as the country knows it: by the first day of a spell, who has it first and what can move it on.

The sandbox's own account, written from the law and not from the rule packs. A spell keeps the law of its first day to
its end, so people of two laws live side by side for months after a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Law:
    """What holds for spells that begin on `since` or later, until the next law."""

    since: date
    pack: str
    """What the services call it."""
    fund_first: bool
    """Whether the fund has the first months. Where it does, hours above the limit and a screening hand over to the
    jobcentre; where it does not, the jobcentre is responsible from the first day and only a move hands over."""


LAWS: Final = (
    Law(date(2027, 1, 1), "R2027", fund_first=True),
    Law(date(2026, 7, 1), "R2026", fund_first=True),
    Law(date(2024, 1, 1), "R2024", fund_first=True),
    Law(date(2020, 1, 1), "R2020", fund_first=False),
    Law(date(2015, 7, 1), "R2015", fund_first=False),
)
"""The latest first."""


def law_of(starts: date) -> Law:
    """The law of a spell that begins on `starts`. Raises LookupError for a day before the first law known here."""
    for law in LAWS:
        if law.since <= starts:
            return law
    raise LookupError(f"no law is known for a spell that begins on {starts}")
