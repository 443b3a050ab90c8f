"""How many benefit hours a fund pays for a month, by the sandbox's own reckoning."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from samspil.calendar import Month
from samspil.events.values import Insurance

FULL_MONTH: Final[dict[Insurance, Decimal]] = {"full_time": Decimal("160.33"), "part_time": Decimal("130.00")}
WEEKDAY: Final[dict[Insurance, Decimal]] = {"full_time": Decimal("7.40"), "part_time": Decimal("6.00")}
LIMIT: Final[dict[Insurance, Decimal]] = {"full_time": Decimal(410), "part_time": Decimal(333)}
"""More paid hours than these at a month's end hand a citizen over to the jobcentre; so many exactly do not."""


def paid_hours(month: Month, first: date, last: date, insurance: Insurance) -> Decimal:
    """The hours of a month in which somebody was unemployed from `first` to `last`: the full month less the weekdays
    that are not covered."""
    days = (month.first + timedelta(days=count) for count in range(month.last.day))
    uncovered = sum(1 for day in days if day.weekday() < 5 and not first <= day <= last)
    return max(Decimal("0.00"), FULL_MONTH[insurance] - WEEKDAY[insurance] * uncovered)


def months_between(first: date, last: date) -> list[Month]:
    """Every month that has a day from `first` to `last`."""
    months = []
    month = Month.of(first)
    while month.first <= last:
        months.append(month)
        month = month.next()
    return months
