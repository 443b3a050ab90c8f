"""Benefit hours (dagpengetimer): months of unemployment, the limit, and the day on which a citizen passes over.

Hours count as the fund reports them. Only where nothing is reported yet does the calendar estimate: a full month is
160.33 hours (130.00 part-time insured), a part of one the full month less 7.4 (6) for each weekday that is not covered.
Hours are Decimal with two decimals, never float.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from typing import Final, Self

from samspil.calendar import ONE_DAY, Month, month_end, nth_weekday, weekdays_between
from samspil.events.values import Insurance
from samspil.rules.counting import Measure
from samspil.rules.pack import OwnerRule, Pack

_NO_HOURS: Final = Decimal("0.00")
_FOUR_PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class BenefitCount:
    """The benefit hours paid in the running benefit period, as reported up to the day `until`, that day included.

    `since` is the first day of the spell. `until` is the last day of the last month reported; before the spell's first
    report, the day before `since`.
    """

    hours: Decimal
    since: date
    until: date
    insurance: Insurance

    @classmethod
    def at_start(cls, hours_before: Decimal, since: date, insurance: Insurance) -> Self:
        """The count of a spell that begins with so many hours already paid, before its first report."""
        return cls(hours_before, since, since - ONE_DAY, insurance)


def exceeds_limit(hours: Decimal, insurance: Insurance, pack: Pack) -> bool:
    """Whether so many paid hours hand the citizen over: more than the limit, not the limit itself.

    LAB §10(1); 410 hours full-time insured, 333 part-time. False under a pack in which no hours hand over.
    """
    return pack.handover.hours is not None and hours > pack.handover.limit(insurance)


def first_owner(hours_before: Decimal, insurance: Insurance, pack: Pack) -> OwnerRule:
    """The rule that says who is responsible for a spell that begins with so many hours already paid."""
    above = pack.responsibility.above_limit
    if above is not None and exceeds_limit(hours_before, insurance, pack):
        return above
    return pack.responsibility.first_owner


def handover_effective_day(month: Month, reported_on: date) -> date:
    """The day whose midnight hands over, when the hours up to the end of `month` are more than the limit.

    The first midnight after both the month's end and the report (`reported_on` is a Danish day).
    """
    return max(month.next().first, reported_on + ONE_DAY)


def accumulated_hours(count: BenefitCount, on: date, pack: Pack) -> Decimal:
    """The benefit hours at the end of the day `on`: reported, and estimated from the last report to there or back.

    On a day before the spell: what it began with.
    """
    measure = pack.counting.measure(count.insurance)
    hours, until = count.hours, count.until
    while until > on and until >= count.since:
        first = max(count.since, until.replace(day=1))
        hours, until = hours - _estimate_in_month(first, until, measure), first - ONE_DAY
    return max(_NO_HOURS, hours + estimated_hours(until + ONE_DAY, on, count.insurance, pack))


def accumulated_months(count: BenefitCount, on: date, pack: Pack) -> Decimal:
    """The months of accumulated unemployment (sammenlagt ledighed, LAB §9) at the end of `on`, never rounded up."""
    month_hours = pack.counting.measure(count.insurance).month_hours
    return (accumulated_hours(count, on, pack) / month_hours).quantize(_FOUR_PLACES, ROUND_DOWN)


def estimated_hours(first: date, last: date, insurance: Insurance, pack: Pack) -> Decimal:
    """The estimated benefit hours of a person unemployed from `first` to `last`, both included."""
    measure = pack.counting.measure(insurance)
    hours = _NO_HOURS
    while first <= last:
        end = month_end(first)
        hours += _estimate_in_month(first, min(last, end), measure)
        first = end + ONE_DAY
    return hours


def day_reaching(hours: Decimal, count: BenefitCount, pack: Pack) -> date:
    """The day by whose end the citizen has had so many benefit hours, estimated forwards or backwards from the report.

    A report of what the calendar had estimated does not move it. The day before the spell, if it began with as many.
    """
    return _day_reaching(hours, count, pack.counting.measure(count.insurance))


def forecast_handover_day(count: BenefitCount, pack: Pack, today: date) -> date | None:
    """The day on which the jobcentre will probably take over; None under a pack in which no hours hand over.

    Assumes that the citizen stays unemployed and that each month is reported by its end, or today if that has passed.
    """
    if pack.handover.hours is None:
        return None
    measure, limit = pack.counting.measure(count.insurance), pack.handover.limit(count.insurance)
    hours, until = count.hours, count.until
    while hours <= limit:
        first, until = until + ONE_DAY, month_end(until + ONE_DAY)
        hours += _estimate_in_month(first, until, measure)
    return handover_effective_day(Month.of(until), max(until, today))


@lru_cache(maxsize=4096)
def _day_reaching(hours: Decimal, count: BenefitCount, measure: Measure) -> date:
    had, until = count.hours, count.until
    while had >= hours:
        if until < count.since:
            return until
        first = max(count.since, until.replace(day=1))
        had, until = had - _estimate_in_month(first, until, measure), first - ONE_DAY
    first = until + ONE_DAY
    while had + (gain := _estimate_in_month(first, month_end(first), measure)) < hours:
        had, first = had + gain, month_end(first) + ONE_DAY
    return _day_in_month(first, hours - had, measure)


def _estimate_in_month(first: date, last: date, measure: Measure) -> Decimal:
    """The estimate for a stretch of days within one month."""
    covered = weekdays_between(first, last)
    if covered == 0:
        return _NO_HOURS
    missing = _weekdays_of_month(last.year, last.month) - covered
    return max(_NO_HOURS, measure.month_hours - measure.weekday_hours * missing)


def _day_in_month(first: date, hours: Decimal, measure: Measure) -> date:
    """The first day of the month from `first` on by whose end the estimate has reached `hours`, which is above 0."""
    can_miss = int((measure.month_hours - hours) // measure.weekday_hours)
    return nth_weekday(first, max(1, _weekdays_of_month(first.year, first.month) - can_miss))


@lru_cache(maxsize=1024)
def _weekdays_of_month(year: int, number: int) -> int:
    month = Month(year, number)
    return weekdays_between(month.first, month.last)
