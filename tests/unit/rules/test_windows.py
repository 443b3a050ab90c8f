from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.calendar import Month, add_months, is_working_day, month_end
from samspil.events.values import Insurance
from samspil.rules import (
    Authority,
    BenefitCount,
    CourseFacts,
    Pack,
    Window,
    first_owner,
    forecast_handover_day,
    meeting_day,
    pack,
    packs,
    project_window,
)
from samspil.rules.benefit import day_reaching
from samspil.rules.points import ROUGHLY

ONE_DAY = timedelta(days=1)
R2024, R2026 = pack("R2024"), pack("R2026")
NOTICE = R2026.meetings.notice

days = st.dates(date(2015, 7, 1), date(2028, 12, 31))
insurances: st.SearchStrategy[Insurance] = st.sampled_from(["full_time", "part_time"])


def new_course(start: date, rules: Pack, insurance: Insurance = "full_time", hours_before: str = "0.00") -> CourseFacts:
    count = BenefitCount.at_start(Decimal(hours_before), start, insurance)
    return CourseFacts(start, forecast_handover_day(count, rules, start), count, rules)


def windows(facts: CourseFacts, course: Authority) -> list[Window | None]:
    return [project_window(rule, facts) for rule in facts.pack.meetings_for(course)]


@st.composite
def courses(draw: st.DrawFn) -> tuple[CourseFacts, Authority]:
    rules, insurance, start = draw(st.sampled_from(packs())), draw(insurances), draw(days)
    count = BenefitCount.at_start(draw(st.decimals(0, 1300, places=2)), start, insurance)
    first = first_owner(count.hours, insurance, rules).owner
    takeover = start if first == "jobcentre" else forecast_handover_day(count, rules, start)
    if draw(st.booleans()):  # some months later, with reports of more or less than was estimated
        until = month_end(start + timedelta(days=draw(st.integers(0, 150))))
        count = replace(count, hours=count.hours + draw(st.decimals(0, 900, places=2)), until=until)
    return CourseFacts(start, takeover, count, rules), first


def test_the_meetings_of_a_course_under_r2024_that_begins_on_the_first_of_a_month() -> None:
    assert windows(new_course(date(2026, 4, 1), R2024), "unemployment-fund") == [
        Window(date(2026, 4, 1), date(2026, 4, 15), date(2026, 4, 1)),  # 2 to 6 April are Easter
        Window(date(2026, 4, 1), date(2026, 6, 30), date(2026, 5, 12)),
        Window(date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 16)),
        Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 7, 23)),
        Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 8, 14)),
        Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 7)),
    ]


def test_the_meetings_of_a_course_under_r2026_that_begins_in_mid_month() -> None:
    assert windows(new_course(date(2026, 8, 19), R2026), "unemployment-fund") == [
        Window(date(2026, 8, 19), date(2026, 9, 2), date(2026, 8, 21)),
        Window(date(2026, 8, 19), date(2026, 11, 17), date(2026, 10, 13)),
        Window(date(2026, 12, 1), date(2027, 2, 15), date(2026, 12, 23)),
        Window(date(2026, 12, 1), date(2027, 2, 15), date(2027, 1, 20)),
    ]


def test_the_second_meeting_is_planned_for_week_6_and_the_third_for_week_11() -> None:
    facts = new_course(date(2024, 7, 1), R2024)
    second, third = windows(facts, "unemployment-fund")[1:3]
    assert second is not None
    assert third is not None
    assert [(window.aim - facts.registered_on).days / 7 for window in (second, third)] == [6, 11]


@given(days, insurances)
def test_the_third_meeting_is_planned_within_12_weeks(start: date, insurance: Insurance) -> None:
    third = windows(new_course(start, R2024, insurance), "unemployment-fund")[2]
    assert third is not None
    assert third.aim <= start + timedelta(weeks=12)


def test_the_fund_holds_its_meetings_before_the_jobcentre_takes_over() -> None:
    facts = new_course(date(2026, 9, 14), R2024, hours_before="300.00")
    assert facts.takeover_on == date(2026, 11, 1)
    for window in windows(facts, "unemployment-fund")[:3]:
        assert window is not None
        assert window.limit < facts.takeover_on


def test_six_meetings_at_the_jobcentre_are_spread_over_six_months() -> None:
    start = date(2026, 2, 2)
    facts = CourseFacts(start, start, BenefitCount.at_start(Decimal(0), start, "full_time"), R2024)
    aims = [window.aim for window in windows(facts, "jobcentre") if window]
    assert len(aims) == 6
    gaps = [(later - earlier).days for earlier, later in pairwise(aims)]
    assert all(20 <= gap <= 32 for gap in gaps)


@given(st.sampled_from(packs()), days, insurances, st.integers(0, 24), st.sampled_from(["weeks", "months"]))
def test_unemployment_without_a_break_keeps_to_the_calendar_by_a_week(
    rules: Pack, start: date, insurance: Insurance, count: int, unit: str
) -> None:
    measure = rules.counting.measure(insurance)
    hours = count * (measure.month_hours if unit == "months" else measure.week_hours)
    day = day_reaching(hours, BenefitCount.at_start(Decimal(0), start, insurance), rules)
    point = add_months(start, count) if unit == "months" else start + timedelta(weeks=count)
    assert abs((day - point).days) <= ROUGHLY


def test_nothing_is_owed_by_these_rules_after_six_months() -> None:
    start = date(2026, 9, 1)
    facts = CourseFacts(start, start, BenefitCount.at_start(Decimal(1000), start, "full_time"), R2026)
    assert windows(facts, "jobcentre") == [None] * 4


def test_a_window_counted_from_the_takeover_needs_one() -> None:
    facts = replace(new_course(date(2026, 9, 1), R2026), takeover_on=None)
    assert project_window(R2026.meetings_for("unemployment-fund")[0], facts) is not None
    with pytest.raises(ValueError, match="takeover"):
        project_window(R2026.meetings_for("unemployment-fund")[3], facts)


@given(courses())
def test_windows_are_in_order_and_never_end_before_they_begin(course: tuple[CourseFacts, Authority]) -> None:
    facts, owner = course
    found = [(rule.kind, window) for rule in facts.pack.meetings_for(owner) if (window := project_window(rule, facts))]
    for _, window in found:
        assert window.opens <= window.aim <= window.limit
    for kind in ("job", "joint", "cv", "availability"):
        for earlier, later in pairwise(window for each, window in found if each == kind):
            assert earlier.opens <= later.opens
            assert earlier.limit <= later.limit
            assert earlier.aim <= later.aim


@given(courses())
def test_we_aim_at_a_working_day_where_the_window_has_one(course: tuple[CourseFacts, Authority]) -> None:
    for window in windows(*course):
        if window and not is_working_day(window.aim):
            inside = (window.opens + timedelta(days=step) for step in range((window.limit - window.opens).days + 1))
            assert not any(is_working_day(day) for day in inside)


@given(courses(), st.decimals(0, 300, places=2))
def test_more_hours_never_move_a_limit_later(course: tuple[CourseFacts, Authority], more: Decimal) -> None:
    facts, owner = course
    richer = replace(facts, count=replace(facts.count, hours=facts.count.hours + more))
    for before, after in zip(windows(facts, owner), windows(richer, owner), strict=True):
        assert after is None or (before is not None and after.limit <= before.limit)


@given(days, insurances, st.integers(1, 6))
def test_windows_stay_when_reports_come_as_estimated(start: date, insurance: Insurance, months: int) -> None:
    facts = new_course(start, R2024, insurance)
    end = Month.of(start).plus(months - 1).last
    hours = sum(reports_of(start, end, insurance), start=Decimal(0))
    later = replace(facts, count=replace(facts.count, hours=hours, until=end))
    assert windows(later, "unemployment-fund") == windows(facts, "unemployment-fund")


def reports_of(start: date, end: date, insurance: Insurance) -> list[Decimal]:
    """What a fund reports for each month if it pays 7.4 (6) hours less for each weekday that the month lacks."""
    full, less = (Decimal("160.33"), Decimal("7.4")) if insurance == "full_time" else (Decimal(130), Decimal(6))
    reports, first = [], start
    while first <= end:
        month = Month.of(first)
        lacking = sum((month.first + timedelta(days=n)).weekday() < 5 for n in range((first - month.first).days))
        lacks_all = all((first + timedelta(days=n)).weekday() > 4 for n in range((month.last - first).days + 1))
        reports.append(Decimal(0) if lacks_all else max(Decimal(0), full - less * lacking))
        first = month.next().first
    return reports


def test_the_first_meeting_keeps_eight_days_notice() -> None:
    first = project_window(R2026.meetings_for("unemployment-fund")[0], new_course(date(2026, 7, 1), R2026))
    assert first is not None
    assert meeting_day(first, NOTICE, date(2026, 7, 1)) == date(2026, 7, 9)


def test_a_back_dated_registration_leaves_less_notice_but_keeps_the_limit() -> None:
    window = Window(date(2026, 7, 1), date(2026, 7, 15), date(2026, 7, 3))
    assert meeting_day(window, NOTICE, date(2026, 7, 10)) == date(2026, 7, 15)
    assert meeting_day(window, NOTICE, date(2026, 7, 14)) == date(2026, 7, 15)


def test_when_the_window_is_over_the_next_day_with_notice_is_taken() -> None:
    window = Window(date(2026, 7, 1), date(2026, 7, 15), date(2026, 7, 3))
    assert meeting_day(window, NOTICE, date(2026, 7, 15)) == date(2026, 7, 23)
    assert meeting_day(window, NOTICE, date(2026, 12, 16)) == date(2026, 12, 28)


@given(courses(), days)
def test_nobody_is_invited_to_a_day_that_is_past_or_no_working_day(
    course: tuple[CourseFacts, Authority], today: date
) -> None:
    for window in windows(*course):
        if window:
            day = meeting_day(window, NOTICE, today)
            assert day > today
            assert day >= window.opens
            assert is_working_day(day) or day == window.aim
