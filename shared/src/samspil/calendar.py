"""Danish days: working days, holidays, months, midnights.

A *day* is always a `date` of the Danish calendar. Instants are aware datetimes in UTC; `midnight` and `local_day` are
the only bridges between the two.

Working days are Monday to Friday less the public holidays. Sourced: the public holidays, from the `holidays` package
(Store Bededag is gone from 2024). Believed: that public offices also close on 5 June, 24 December and 31 December.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

import holidays
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")

ONE_DAY: Final = timedelta(days=1)

OFFICE_CLOSING_DAYS: Final = ((6, 5), (12, 24), (12, 31))
"""(month, day) on which public offices close although the day is no public holiday: Constitution Day, Christmas Eve,
New Year's Eve. Believed."""

MONTH_PATTERN: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month. In JSON and in text it is "2026-07"; months sort by time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"no month {self.number} of year {self.year}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month written as "2026-07". Raises ValueError for anything else."""
        if not re.fullmatch(MONTH_PATTERN, text):
            raise ValueError(f'a month is written like "2026-07", not {text!r}')
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return _last_day(self.year, self.number)

    def next(self) -> Self:
        """The month after this one."""
        return self.plus(1)

    def plus(self, months: int) -> Self:
        """The month so many months later, or earlier if negative."""
        total = self.year * 12 + self.number - 1 + months
        return type(self)(total // 12, total % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(pattern=MONTH_PATTERN))
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), text]),
            serialization=core_schema.to_string_ser_schema(),
        )


@lru_cache(maxsize=256)
def _closed_days(year: int) -> frozenset[date]:
    """The days of `year` on which public offices are closed, whatever the weekday."""
    public = holidays.country_holidays("DK", years=year)
    return frozenset(public) | {date(year, month, day) for month, day in OFFICE_CLOSING_DAYS}


def is_working_day(day: date) -> bool:
    """Whether public offices are open: Monday to Friday, no public holiday, no closing day."""
    return day.weekday() < 5 and day not in _closed_days(day.year)


def next_working_day(day: date) -> date:
    """The first working day on or after `day`."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def last_working_day_before(day: date) -> date:
    """The last working day strictly before `day`."""
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself, working or not, for 0. Raises ValueError if negative."""
    if count < 0:
        raise ValueError("working days can only be added")
    for _ in range(count):
        day = next_working_day(day + ONE_DAY)
    return day


def weekdays_between(first: date, last: date) -> int:
    """How many Mondays to Fridays lie from `first` to `last`, both counted, holidays too; 0 if `last` comes first."""
    return max(0, _weekdays_until(last.toordinal()) - _weekdays_until(first.toordinal() - 1))


def nth_weekday(first: date, number: int) -> date:
    """The `number`-th Monday to Friday on or after `first`, counted from 1, holidays too."""
    weeks, rest = divmod(_weekdays_until(first.toordinal() - 1) + number - 1, 5)
    return date.fromordinal(7 * weeks + rest + 1)


def _weekdays_until(ordinal: int) -> int:
    weeks, rest = divmod(ordinal, 7)  # day 1 of the calendar, 1 January of year 1, is a Monday
    return 5 * weeks + min(rest, 5)


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return _last_day(day.year, day.month)


@lru_cache(maxsize=1024)
def _last_day(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])


def first_of_next_month(day: date) -> date:
    """The first day of the month after the one `day` lies in."""
    return Month.of(day).next().first


def add_months(day: date, count: int) -> date:
    """The same day `count` calendar months later, or the last day of that month where it is shorter."""
    month = Month.of(day).plus(count)
    return min(month.last, month.first + timedelta(days=day.day - 1))


@lru_cache(maxsize=4096)
def midnight(day: date) -> datetime:
    """The instant at which `day` begins in Denmark, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN).astimezone(UTC)


def local_day(instant: datetime) -> date:
    """The Danish day on which an instant falls. Raises ValueError for a datetime without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(COPENHAGEN).date()
