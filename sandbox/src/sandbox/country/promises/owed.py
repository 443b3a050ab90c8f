"""Which meetings a spell owes by which day: the sandbox's own reckoning, from the plan of a life and not from what
contact-course says that it owes.

What it takes for the law stands here in full. A course that begins at the fund owes so many meetings there, the first
within two weeks of the registration, all of them within three months of unemployment and before the hours hand over,
and so many at the jobcentre before six months. A course that begins at the jobcentre, or is screened to it, owes all
of its meetings there before six months. A month of unemployment is a full month's hours; what no fund has reported yet
is reckoned from the calendar.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from samspil.calendar import ONE_DAY, Month
from samspil.events.values import Insurance
from samspil.reference.parties import PartyKind
from sandbox.country.due import Account
from sandbox.country.hours import FULL_MONTH, paid_hours
from sandbox.country.life import Spell

FIRST_WITHIN: Final = timedelta(days=14)
FUND_MONTHS, JOBCENTRE_MONTHS = 3, 6
DAYS_OF_LENIENCE: Final = timedelta(days=5)
"""So far our reckoning of unemployment may be from another one that is also right. A registration day is exact."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many meetings spells owe that begin on `since` or later, until the next line."""

    since: date
    fund: int
    after: int
    """With the jobcentre, after the fund."""
    alone: int
    """With the jobcentre, where the course is its own."""


NUMBERS: Final = (Numbers(date(2026, 7, 1), 2, 2, 4), Numbers(date(2024, 1, 1), 3, 3, 6))
"""The latest first. What spells from before 2024 owe, and those in a trial, is not known here."""


@dataclass(frozen=True, slots=True)
class Owed:
    """By `limit` the citizen was to be met `times` by authorities of this kind."""

    by: PartyKind
    times: int
    limit: date
    lenience: timedelta = DAYS_OF_LENIENCE

    @property
    def latest(self) -> date:
        """The day after which nothing counts any more."""
        return self.limit + self.lenience


def owed(account: Account) -> Iterator[Owed]:
    """What the spell owes, but for what fell away because the spell ended or the holder changed before the limit."""
    numbers = next((each for each in NUMBERS if each.since <= account.spell.starts), None)
    if numbers is None or account.spell.trial:
        return
    demands = [*by_fund(account, numbers), *by_jobcentre(account, numbers)]
    ended = account.spell.ended
    yield from (each for each in demands if ended is None or ended.on > each.latest)


def by_fund(account: Account, numbers: Numbers) -> Iterator[Owed]:
    """The fund's meetings; none where its time is over before the member is registered."""
    handover, registered = handed_over(account), account.spell.registered
    limit = min(day_reaching(account, FUND_MONTHS), expected_takeover(account) - ONE_DAY)
    if account.holders[0][1].kind != "unemployment-fund" or limit <= registered:
        return
    first = Owed("unemployment-fund", 1, registered + FIRST_WITHIN, timedelta(0))
    for each in (first, Owed("unemployment-fund", numbers.fund, limit)):
        if handover is None or handover > each.limit:
            yield each


def by_jobcentre(account: Account, numbers: Numbers) -> Iterator[Owed]:
    """The jobcentre's meetings. A change of jobcentre just before the limit leaves no time for them, just after it may
    leave some open."""
    since = account.holders[-1][0]
    limit = day_reaching(account, JOBCENTRE_MONTHS)
    known = max(since, account.spell.registered)
    if account.holders[-1][1].kind != "jobcentre" or abs(limit - known) <= DAYS_OF_LENIENCE or known > limit:
        return
    alone = account.holders[0][1].kind == "jobcentre" or screened(account)
    yield Owed("jobcentre", numbers.alone if alone else numbers.after, limit)


def handed_over(account: Account) -> date | None:
    """The day on which the fund handed over, if it did."""
    return account.holders[1][0] if len(account.holders) > 1 else None


def screened(account: Account) -> bool:
    """Whether it was a screening that handed over. On a day on which hours would have, too, the screening counts."""
    day = handed_over(account)
    return day is not None and account.by_screening is not None and account.by_screening <= day


def by_hours(account: Account) -> bool:
    """Whether hours handed over, and neither a screening nor leaving a trial."""
    day = handed_over(account)
    left = day is not None and account.by_exit is not None and account.by_exit <= day
    return account.holders[0][1] == account.spell.fund and day is not None and not left and not screened(account)


def expected_takeover(account: Account) -> date:
    """The first day after the month by whose end more hours than the limit have been had."""
    return _expected_takeover(account.spell, account.citizen.insurance)


def day_reaching(account: Account, months: int) -> date:
    """The day by whose end so many months of unemployment have been had; the day before the spell at the earliest."""
    return _day_reaching(account.spell, account.citizen.insurance, months)


@lru_cache(maxsize=20_000)
def _expected_takeover(spell: Spell, insurance: Insurance) -> date:
    hours, month = spell.hours_before, Month.of(spell.starts)
    while (hours := hours + hours_of(spell, insurance, month)) <= spell.limit(insurance):
        month = month.next()
    return month.next().first


@lru_cache(maxsize=20_000)
def _day_reaching(spell: Spell, insurance: Insurance, months: int) -> date:
    wanted, had = months * FULL_MONTH[insurance], spell.hours_before
    if had >= wanted:
        return spell.starts - ONE_DAY
    month = Month.of(spell.starts)
    while had + (gained := hours_of(spell, insurance, month)) < wanted:
        had, month = had + gained, month.next()
    days = [month.first + timedelta(days=count) for count in range(month.last.day)]
    place = bisect_left(days, wanted, key=lambda day: had + paid_hours(month, spell.starts, day, insurance))
    return days[min(place, len(days) - 1)]


def hours_of(spell: Spell, insurance: Insurance, month: Month) -> Decimal:
    """A whole month's hours: the least that was ever reported of it, else the calendar's."""
    reported = [paid.hours for paid in spell.paid if paid.month == month]
    return min(reported) if reported else paid_hours(month, spell.starts, month.last, insurance)
