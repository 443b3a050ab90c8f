"""The day on which a meeting is to be, and the days on which something is to be done about it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from contact_course.domain.course import Meeting, Spell, Stage
from samspil import rules
from samspil.calendar import ONE_DAY, is_working_day, last_working_day_before
from samspil.rules import Pack, Window


def free_day(spell: Spell, meeting: Meeting, wanted: date, today: date) -> date | None:
    """The day to invite to today: `wanted` if it leaves the notice, else the nearest day after it, else before it.

    None where the window has no working day left on which the citizen can come.
    """
    window = Window(meeting.opens, meeting.limit, wanted)
    best = rules.meeting_day(window, rules.named(spell.pack).meetings.notice, today)
    first = max(meeting.opens, today + ONE_DAY)
    taken = {each.on for each in spell.meetings if each.stage is Stage.INVITED and each.rule != meeting.rule}
    nearest = chain(forwards(best, meeting.limit), backwards(min(best, meeting.limit), first))
    return next((day for day in nearest if day not in taken and can_meet(spell, day)), None)


def can_meet(spell: Spell, day: date) -> bool:
    """Whether offices are open and the citizen is not absent."""
    return is_working_day(day) and spell.absence_on(day) is None


def is_voluntary(spell: Spell) -> bool:
    """Whether nobody need come to a meeting for the time being."""
    return rules.named(spell.pack).meetings.voluntary is not None


def is_suspended(spell: Spell, meeting: Meeting) -> bool:
    """Whether a suspension lets the citizen off this meeting. What was over before its first day was owed as ever."""
    return is_voluntary(spell) and (spell.voluntary_since is None or meeting.limit >= spell.voluntary_since)


def invitation_day(day: date, pack: Pack) -> date:
    """The day on which the citizen is invited to a meeting on `day`."""
    return day - timedelta(days=pack.meetings.notice.at_least_days)


def warning_day(limit: date, pack: Pack) -> date:
    """From this day on, a meeting that is not held endangers its limit."""
    for _ in range(pack.meetings.warning.working_days_before_limit):
        limit = last_working_day_before(limit)
    return limit


def last_chance(meeting: Meeting) -> date:
    """The last working day of a meeting's window."""
    return last_working_day_before(meeting.limit + ONE_DAY)


def forwards(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both included."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def backwards(last: date, first: date) -> Iterator[date]:
    """Each day from `last` back to `first`, both included."""
    return (last - timedelta(days=count) for count in range((last - first).days + 1))
