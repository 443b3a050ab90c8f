from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.calendar import Month, month_end
from samspil.events.values import Insurance
from samspil.rules import (
    BenefitCount,
    Pack,
    accumulated_hours,
    accumulated_months,
    day_reaching,
    estimated_hours,
    exceeds_limit,
    first_owner,
    forecast_handover_day,
    handover_effective_day,
    pack,
    packs,
)
from tests.unit.rules.test_packs import without_hours

R2026 = pack("R2026")
ONE_DAY = timedelta(days=1)
FULL = Decimal("160.33")

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
hours = st.decimals(0, 2000, places=2)
insurances: st.SearchStrategy[Insurance] = st.sampled_from(["full_time", "part_time"])


@st.composite
def some_counts(draw: st.DrawFn) -> BenefitCount:
    since = draw(days)
    count = BenefitCount.at_start(draw(hours), since, draw(insurances))
    if draw(st.booleans()):
        until = month_end(since + timedelta(days=draw(st.integers(0, 400))))
        count = replace(count, hours=count.hours + draw(hours), until=until)
    return count


counts = some_counts()


def ledger(months: Iterable[str]) -> list[bool]:
    """Month by month, whether the sum of reported hours hands over."""
    total, answers = Decimal(0), []
    for reported in months:
        total += Decimal(reported)
        answers.append(exceeds_limit(total, "full_time", R2026))
    return answers


def test_unemployed_from_the_first_of_a_month_passes_over_after_the_third() -> None:
    assert ledger(["160.33", "160.33", "160.33"]) == [False, False, True]


def test_twelve_days_and_two_months_stay_and_thirteen_days_go() -> None:
    assert ledger(["88.80", "160.33", "160.33", "160.33"]) == [False, False, False, True]
    assert ledger(["96.20", "160.33", "160.33"]) == [False, False, True]


@pytest.mark.parametrize("rules", packs()[2:], ids=lambda each: each.id)
@pytest.mark.parametrize(
    ("insurance", "total", "goes"),
    [
        ("full_time", "320.66", False),
        ("full_time", "409.46", False),
        ("full_time", "410.00", False),
        ("full_time", "410.01", True),
        ("full_time", "416.86", True),
        ("full_time", "480.99", True),
        ("part_time", "260.00", False),
        ("part_time", "333.00", False),
        ("part_time", "333.01", True),
        ("part_time", "390.00", True),
    ],
)
def test_only_more_than_the_limit_hands_over(rules: Pack, insurance: Insurance, total: str, goes: bool) -> None:
    assert exceeds_limit(Decimal(total), insurance, rules) is goes


def test_a_spell_that_begins_above_the_limit_begins_at_the_jobcentre() -> None:
    assert first_owner(Decimal("410.00"), "full_time", R2026).id == "R2026.responsibility.first-owner"
    assert first_owner(Decimal("410.01"), "full_time", R2026).id == "R2026.responsibility.above-limit"
    assert first_owner(Decimal("410.00"), "part_time", R2026).owner == "jobcentre"
    assert first_owner(Decimal("0.00"), "part_time", R2026).owner == "unemployment-fund"


def test_no_hours_hand_over_under_a_pack_without_a_limit() -> None:
    old = without_hours()
    assert not exceeds_limit(Decimal(5000), "full_time", old)
    assert first_owner(Decimal(5000), "full_time", old).id == "R2024.responsibility.first-owner"
    new = BenefitCount.at_start(Decimal(0), date(2024, 2, 1), "full_time")
    assert forecast_handover_day(new, old, date(2024, 2, 1)) is None


@pytest.mark.parametrize(
    ("reported_on", "effective"),
    [
        (date(2026, 9, 25), date(2026, 10, 1)),
        (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 10, 2)),
        (date(2026, 10, 14), date(2026, 10, 15)),
    ],
)
def test_it_passes_over_at_the_first_midnight_after_month_end_and_report(reported_on: date, effective: date) -> None:
    assert handover_effective_day(Month(2026, 9), reported_on) == effective


@pytest.mark.parametrize(
    ("first", "last", "insurance", "estimate"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), "full_time", "160.33"),
        (date(2026, 9, 1), date(2026, 9, 30), "part_time", "130.00"),
        (date(2026, 9, 2), date(2026, 9, 30), "full_time", "152.93"),  # one weekday of 22 is missing
        (date(2026, 9, 15), date(2026, 9, 30), "full_time", "86.33"),
        (date(2026, 9, 15), date(2026, 9, 30), "part_time", "70.00"),
        (date(2026, 9, 5), date(2026, 9, 6), "full_time", "0.00"),  # a weekend
        (date(2026, 10, 30), date(2026, 10, 31), "full_time", "4.93"),  # one weekday of 22
        (date(2026, 7, 31), date(2026, 7, 31), "full_time", "0.00"),  # one weekday of 23, which 7.4 hours overshoot
        (date(2026, 7, 1), date(2026, 9, 30), "full_time", "480.99"),
        (date(2026, 9, 2), date(2026, 9, 1), "full_time", "0.00"),
    ],
)
def test_what_is_not_reported_is_estimated(first: date, last: date, insurance: Insurance, estimate: str) -> None:
    assert estimated_hours(first, last, insurance, R2026) == Decimal(estimate)


@given(days, st.integers(0, 400), insurances)
def test_a_day_more_of_unemployment_is_never_fewer_hours(first: date, length: int, insurance: Insurance) -> None:
    last = first + timedelta(days=length)
    assert estimated_hours(first, last, insurance, R2026) <= estimated_hours(first, last + ONE_DAY, insurance, R2026)
    assert estimated_hours(first + ONE_DAY, last, insurance, R2026) <= estimated_hours(first, last, insurance, R2026)


def test_a_full_month_of_reported_hours_is_a_month() -> None:
    full_time = BenefitCount(3 * FULL, date(2026, 7, 1), date(2026, 9, 30), "full_time")
    part_time = BenefitCount(Decimal(260), date(2026, 7, 1), date(2026, 8, 31), "part_time")
    assert accumulated_months(full_time, date(2026, 9, 30), R2026) == 3
    assert accumulated_months(part_time, date(2026, 9, 30), R2026) == 3


def test_a_month_is_not_rounded_up() -> None:
    almost = BenefitCount(3 * FULL - Decimal("0.01"), date(2026, 7, 1), date(2026, 9, 30), "full_time")
    assert accumulated_months(almost, date(2026, 9, 30), R2026) == Decimal("2.9999")


def test_between_two_reports_the_calendar_counts_on() -> None:
    count = BenefitCount(2 * FULL, date(2026, 7, 1), date(2026, 8, 31), "full_time")
    assert accumulated_hours(count, date(2026, 9, 30), R2026) == Decimal("480.99")
    assert accumulated_hours(count, date(2026, 9, 15), R2026) == 2 * FULL + Decimal("78.93")
    assert accumulated_hours(count, date(2026, 7, 31), R2026) == FULL
    assert accumulated_hours(count, date(2026, 5, 31), R2026) == 0


@given(counts, days, st.integers(0, 60))
def test_accumulated_hours_never_fall_from_day_to_day(count: BenefitCount, on: date, later: int) -> None:
    assert 0 <= accumulated_hours(count, on, R2026) <= accumulated_hours(count, on + timedelta(days=later), R2026)


@given(counts, st.decimals("0.01", 2000, places=2))
def test_the_day_of_reaching_some_hours_is_the_first_on_which_they_are_counted(
    count: BenefitCount, wanted: Decimal
) -> None:
    day = day_reaching(wanted, count, R2026)
    assert accumulated_hours(count, day, R2026) >= wanted
    assert day == count.since - ONE_DAY or accumulated_hours(count, day - ONE_DAY, R2026) < wanted


@given(counts, st.decimals("0.01", 1500, places=2), st.decimals(0, 300, places=2))
def test_more_hours_wanted_come_later_and_more_hours_had_come_sooner(
    count: BenefitCount, wanted: Decimal, more: Decimal
) -> None:
    day = day_reaching(wanted, count, R2026)
    assert day <= day_reaching(wanted + more, count, R2026)
    assert day >= day_reaching(wanted, replace(count, hours=count.hours + more), R2026)


@given(days, st.decimals(0, 400, places=2), insurances, st.integers(1, 8), st.decimals("0.01", 1200, places=2))
def test_a_report_of_what_was_estimated_moves_nothing(
    start: date, before: Decimal, insurance: Insurance, months: int, wanted: Decimal
) -> None:
    count = BenefitCount.at_start(before, start, insurance)
    last = Month.of(start).plus(months - 1).last
    reported = replace(count, hours=before + estimated_hours(start, last, insurance, R2026), until=last)
    assert day_reaching(wanted, reported, R2026) == day_reaching(wanted, count, R2026)
    on = start + timedelta(days=int(wanted) % 200)
    assert accumulated_hours(reported, on, R2026) == accumulated_hours(count, on, R2026)
    forecast = forecast_handover_day(count, R2026, start)
    assert forecast is not None
    if last < forecast:
        assert forecast_handover_day(reported, R2026, start) == forecast


def test_the_forecast_is_the_month_end_at_which_the_hours_will_be_more_than_the_limit() -> None:
    new = BenefitCount.at_start(Decimal(0), date(2026, 7, 1), "full_time")
    assert forecast_handover_day(new, R2026, date(2026, 7, 1)) == date(2026, 10, 1)
    mid_month = BenefitCount.at_start(Decimal(0), date(2026, 8, 19), "full_time")  # 71.53 + 320.66 = 392.19
    assert forecast_handover_day(mid_month, R2026, date(2026, 8, 19)) == date(2026, 12, 1)
    reported = BenefitCount(Decimal("409.46"), date(2026, 7, 15), date(2026, 9, 30), "full_time")
    assert forecast_handover_day(reported, R2026, date(2026, 10, 3)) == date(2026, 11, 1)
    # 333.00 at the end of October is not more than 333
    part_time = BenefitCount(Decimal("203.00"), date(2026, 8, 1), date(2026, 9, 30), "part_time")
    assert forecast_handover_day(part_time, R2026, date(2026, 10, 3)) == date(2026, 12, 1)


def test_a_forecast_never_lies_behind_a_report_that_is_late() -> None:
    late = BenefitCount(2 * FULL, date(2026, 7, 1), date(2026, 8, 31), "full_time")
    assert forecast_handover_day(late, R2026, date(2026, 10, 5)) == date(2026, 10, 6)
    over = BenefitCount(3 * FULL, date(2026, 7, 1), date(2026, 9, 30), "full_time")
    assert forecast_handover_day(over, R2026, date(2026, 10, 5)) == date(2026, 10, 6)


@given(counts, days)
def test_a_forecast_is_a_first_of_month_or_tomorrow(count: BenefitCount, today: date) -> None:
    day = forecast_handover_day(count, R2026, today)
    assert day is not None
    assert day > today
    assert day == today + ONE_DAY or day == month_end(day - ONE_DAY) + ONE_DAY
