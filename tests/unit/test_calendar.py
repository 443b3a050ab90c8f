from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from samspil.calendar import (
    COPENHAGEN,
    Month,
    add_months,
    add_working_days,
    first_of_next_month,
    is_working_day,
    last_working_day_before,
    local_day,
    midnight,
    month_end,
    next_working_day,
    weekdays_between,
)

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


class Report(BaseModel):
    month: Month
    by_month: dict[Month, int] = {}


def test_store_bededag_is_a_holiday_in_2023_and_a_working_day_from_2024() -> None:
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))
    assert is_working_day(date(2026, 5, 1))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 2),  # Maundy Thursday
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 14),  # Ascension
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2027, 3, 26),
    ],
)
def test_nobody_works_on_a_public_holiday(day: date) -> None:
    assert day.weekday() < 5
    assert not is_working_day(day)


def test_public_offices_are_closed_on_constitution_day_christmas_eve_and_new_years_eve() -> None:
    assert [is_working_day(day) for day in (date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31))] == [False] * 3


def test_the_first_working_day_of_a_year_that_begins_on_a_friday_is_the_monday() -> None:
    assert next_working_day(date(2027, 1, 1)) == date(2027, 1, 4)
    assert next_working_day(date(2027, 1, 4)) == date(2027, 1, 4)


def test_the_last_working_day_before_christmas_2026_is_the_23rd() -> None:
    assert last_working_day_before(date(2026, 12, 28)) == date(2026, 12, 23)
    assert last_working_day_before(date(2026, 12, 23)) == date(2026, 12, 22)


def test_two_working_days_after_a_thursday_are_over_on_monday() -> None:
    assert add_working_days(date(2026, 10, 1), 2) == date(2026, 10, 5)
    assert add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)
    with pytest.raises(ValueError, match="only be added"):
        add_working_days(date(2026, 10, 1), -1)


@given(days, st.integers(0, 20), st.integers(0, 20))
def test_working_days_can_be_added_in_two_steps_or_in_one(day: date, first: int, then: int) -> None:
    assert add_working_days(add_working_days(day, first), then) == add_working_days(day, first + then)


@given(days)
def test_next_and_last_before_are_working_days_with_none_between(day: date) -> None:
    after, before = next_working_day(day), last_working_day_before(day)
    assert before < day <= after
    assert is_working_day(after)
    assert is_working_day(before)
    gap = (before + timedelta(days=step) for step in range(1, (after - before).days))
    assert not any(is_working_day(between) for between in gap)


@given(days, st.integers(-5, 400))
def test_weekdays_are_counted_like_by_hand(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    by_hand = sum((first + timedelta(days=step)).weekday() < 5 for step in range(length + 1))
    assert weekdays_between(first, last) == by_hand


def test_a_month_is_text_in_json_and_in_python() -> None:
    report = Report(month=Month(2026, 7), by_month={Month(2026, 8): 1})
    assert report.model_dump_json() == '{"month":"2026-07","by_month":{"2026-08":1}}'
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert Report.model_validate({"month": "2026-07", "by_month": {"2026-08": 1}}) == report
    assert Report.model_json_schema()["properties"]["month"]["type"] == "string"


@pytest.mark.parametrize("text", ["2026-7", "2026-13", "2026-00", "26-07", "2026-07-01", "2026-07\n", "", "٢٠٢٦-07"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month is written like"):
        Month.parse(text)
    with pytest.raises(ValidationError):
        Report.model_validate({"month": text})


def test_there_is_no_month_thirteen() -> None:
    with pytest.raises(ValueError, match="no month 13"):
        Month(2026, 13)


def test_a_month_knows_its_first_and_last_day_and_its_neighbours() -> None:
    assert (Month(2028, 2).first, Month(2028, 2).last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert Month(2026, 12).next() == Month(2027, 1)
    assert Month(2026, 1).plus(-1) == Month(2025, 12)
    assert Month(2026, 12) < Month(2027, 1)
    assert str(Month.of(date(2026, 7, 31))) == "2026-07"


@given(days, st.integers(-30, 30))
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, count: int) -> None:
    later = add_months(day, count)
    assert Month.of(later) == Month.of(day).plus(count)
    assert later.day == day.day or (later.day < day.day and later == month_end(later))


def test_month_ends_and_beginnings() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_end(date(2026, 2, 3)) == date(2026, 2, 28)
    assert first_of_next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_midnight_in_denmark_is_an_hour_or_two_before_midnight_utc() -> None:
    assert midnight(date(2026, 1, 15)) == datetime(2026, 1, 14, 23, tzinfo=UTC)
    assert midnight(date(2026, 7, 15)) == datetime(2026, 7, 14, 22, tzinfo=UTC)
    assert midnight(date(2026, 7, 15)).tzinfo is UTC


def test_days_of_the_clock_change_are_an_hour_shorter_and_longer() -> None:
    assert midnight(date(2026, 3, 30)) - midnight(date(2026, 3, 29)) == timedelta(hours=23)
    assert midnight(date(2026, 10, 26)) - midnight(date(2026, 10, 25)) == timedelta(hours=25)


@given(days)
def test_a_day_lasts_from_its_midnight_to_just_before_the_next(day: date) -> None:
    assert local_day(midnight(day)) == day
    assert local_day(midnight(day + timedelta(days=1)) - timedelta(microseconds=1)) == day


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 7, 1, 12, tzinfo=COPENHAGEN).replace(tzinfo=None))
