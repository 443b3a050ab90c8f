"""When a meeting must be held: the window of a meeting rule on the Danish calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from samspil.calendar import ONE_DAY, add_months, is_working_day, last_working_day_before, next_working_day
from samspil.rules.around_meetings import NoticeRule
from samspil.rules.benefit import BenefitCount, day_reaching
from samspil.rules.meetings import MeetingRule, Part
from samspil.rules.pack import Pack
from samspil.rules.points import Point


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What the windows of a course are counted from.

    `takeover_on` is the first day of the jobcentre's responsibility, forecast as long as it lies ahead. For a course
    that began at the jobcentre it is the first day of the spell; None where no jobcentre will take over.
    """

    registered_on: date
    takeover_on: date | None
    count: BenefitCount
    pack: Pack


@dataclass(frozen=True, slots=True)
class Window:
    """The meeting must be held from `opens` to `limit`, both included; `aim` is the day in between that we plan for.

    An authority's limit ("at the latest") never moves later, so the aim is a working day before or at it. Only a window
    without any working day has an aim that is none.
    """

    opens: date
    limit: date
    aim: date


def project_window(rule: MeetingRule, course: CourseFacts) -> Window | None:
    """The window of one meeting, or None where its limit comes before it opens, so that nothing is owed.

    That is so where a course begins late: after 6 months the meetings are agreed individually (LAB §32(1)); and where
    the registration came after the limit.
    Raises ValueError where the rule counts from a takeover and the course has none.
    """
    opens = _opening(rule, course)
    limit = min(_day_of(point, course) for point in rule.limits)
    if rule.before_takeover and course.takeover_on is not None:
        limit = min(limit, course.takeover_on - ONE_DAY)
    if limit < opens:
        return None
    return Window(opens, limit, _aim(opens, limit, rule.aim))


def meeting_day(window: Window, notice: NoticeRule, today: date) -> date:
    """The working day to invite to, if the citizen is invited today: the aim, or later to keep the notice.

    Where the window does not leave so much notice, its last working day after today; where it is over, the first
    working day that keeps the notice.
    """
    with_notice = next_working_day(max(window.opens, today + timedelta(days=notice.at_least_days)))
    if with_notice <= window.limit:
        return max(window.aim, with_notice)
    at_the_latest = _working_day_until(window.limit)
    return at_the_latest if at_the_latest > today and at_the_latest >= window.opens else with_notice


def _opening(rule: MeetingRule, course: CourseFacts) -> date:
    """The first day of a window. Months of unemployment lie behind the citizen on the day after they are full.

    No window opens before the registration, when nobody knew of the citizen, and none of the jobcentre's before it
    takes over.
    """
    day = _day_of(rule.opens, course)
    if rule.opens.counted_from == "accumulated unemployment":
        day += ONE_DAY
    if rule.by == "jobcentre" and course.takeover_on is not None:
        day = max(day, course.takeover_on)
    return max(day, course.registered_on)


def _day_of(point: Point, course: CourseFacts) -> date:
    if point.counted_from == "accumulated unemployment":
        measure = course.pack.counting.measure(course.count.insurance)
        unit = measure.month_hours if point.unit == "months" else measure.week_hours
        return day_reaching(point.count * unit, course.count, course.pack)
    start = course.registered_on if point.counted_from == "registration" else course.takeover_on
    if start is None:
        raise ValueError("the meeting is counted from a takeover, and the course has none")
    if point.unit == "months":
        return add_months(start, point.count)
    return start + timedelta(days=point.count * (7 if point.unit == "weeks" else 1))


def _aim(opens: date, limit: date, part: Part) -> date:
    days = (limit - opens).days * part.numerator // part.denominator
    aim = _working_day_until(opens + timedelta(days=days))
    return aim if aim >= opens else min(next_working_day(opens), limit)


def _working_day_until(day: date) -> date:
    return day if is_working_day(day) else last_working_day_before(day)
