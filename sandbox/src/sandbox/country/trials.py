"""Trials as the country knows them: other rules for those whom their fund names in one as it registers them.

The sandbox's own account, like that of the law. Whoever is in a trial keeps it to the end of the spell, also after it
closed, and leaves it by a move to where it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from samspil.events.values import Insurance, MunicipalityCode
from samspil.reference.parties import Party
from sandbox.country.hours import LIMIT


@dataclass(frozen=True, slots=True)
class Trial:
    """What holds for those in it. Nobody with more hours than its limit comes in."""

    name: str
    """What the services call it."""
    pack: str
    """The law that it lies over."""
    first: date
    last: date
    """The last day on which a spell may begin in it."""
    limit: Mapping[Insurance, Decimal] = field(hash=False)
    fund_first: bool
    """Whether the fund has the first months; else the jobcentre is responsible from the first day."""
    left_to_jobcentre: bool
    """Whether leaving it hands over to the jobcentre whatever was paid; else only above the law's own limit."""
    funds: frozenset[str] | None
    """None where all take part."""
    places: frozenset[MunicipalityCode]
    elsewhere: bool = False
    """Whether it is for all municipalities but those of `places`."""

    def covers(self, fund: Party, municipality: str) -> bool:
        """Whether a member of this fund who lives there may be in it."""
        return (self.funds is None or fund.code in self.funds) and (municipality in self.places) is not self.elsewhere

    def takes(self, pack: str, starts: date, fund: Party, municipality: str) -> bool:
        """Whether a spell that begins on `starts` under this law may begin in it."""
        return pack == self.pack and self.first <= starts <= self.last and self.covers(fund, municipality)


FOUR_MONTHS: Final[Mapping[Insurance, Decimal]] = {"full_time": Decimal(570), "part_time": Decimal(463)}
NINE_FUNDS: Final = frozenset({"3f", "bupl", "dansk-metal", "foa", "ftfa", "hk", "ma", "min", "socialpaedagogerne"})
WITHOUT_MORE_RESPONSIBILITY: Final = frozenset({
    "0151", "0201", "0210", "0270", "0411", "0773", "0787", "0810", "0813", "0820", "0825", "0840", "0846", "0849",
    "0851", "0860",
})  # fmt: skip
FREE_CHOICE: Final = frozenset({
    "0101", "0151", "0153", "0157", "0159", "0161", "0163", "0167", "0169", "0173", "0175", "0187", "0420", "0430",
    "0450", "0479", "0480", "0482", "0492",
})  # fmt: skip
FIRST_OF_2027, LAST_OF_2029 = date(2027, 1, 1), date(2029, 12, 31)

TRIALS: Final = (
    Trial(
        "T2020", "R2020", date(2020, 1, 1), date(2023, 12, 31), LIMIT,
        fund_first=True, left_to_jobcentre=True, funds=NINE_FUNDS, places=WITHOUT_MORE_RESPONSIBILITY, elsewhere=True,
    ),
    Trial(
        "T2027a", "R2027", FIRST_OF_2027, LAST_OF_2029, FOUR_MONTHS,
        fund_first=True, left_to_jobcentre=False, funds=None, places=FREE_CHOICE | {"0411"}, elsewhere=True,
    ),
    Trial(
        "T2027b", "R2027", FIRST_OF_2027, LAST_OF_2029, FOUR_MONTHS,
        fund_first=True, left_to_jobcentre=False, funds=None, places=FREE_CHOICE,
    ),
    Trial(
        "T2027c", "R2027", FIRST_OF_2027, LAST_OF_2029, LIMIT,
        fund_first=False, left_to_jobcentre=False, funds=None, places=FREE_CHOICE,
    ),
)  # fmt: skip
