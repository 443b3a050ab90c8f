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
    amended: tuple[tuple[date, str], ...] = ()
    """Laws that changed it, each with its first day. They hold for spells that had begun before, too."""

    def amendments(self, day: date) -> set[str]:
        """What lies over it on `day`, for everybody."""
        return {name for since, name in self.amended if since <= day}


LAWS: Final = (
    Law(date(2027, 1, 1), "R2027", fund_first=True),
    Law(date(2026, 7, 1), "R2026", fund_first=True),
    Law(date(2024, 1, 1), "R2024", fund_first=True),
    Law(date(2020, 1, 1), "R2020", fund_first=False, amended=((date(2023, 3, 22), "R2023"),)),
    Law(date(2015, 7, 1), "R2015", fund_first=False),
)
"""The latest first."""
VOLUNTARY: Final = (date(2020, 3, 12), date(2020, 5, 26))
"""The first and the last day of the spring in which nobody had to come to a meeting (COVID-19)."""


def law_of(starts: date) -> Law | None:
    """The law of a spell that begins on `starts`; None before the first one known here."""
    return next((law for law in LAWS if law.since <= starts), None)


def is_voluntary(day: date) -> bool:
    """Whether a citizen who stays away from a meeting on `day` misses nothing."""
    first, last = VOLUNTARY
    return first <= day <= last
