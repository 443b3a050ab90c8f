"""Who may speak about a meeting. Judged by what held when the day began: what this day brings is not complete yet."""

from datetime import date
from typing import Any

from contact_course.domain.course import Course, Meeting, Spell
from samspil.events import jobcentre, unemployment_fund
from samspil.flow.decision import Context, Decision, refuse

Reported = unemployment_fund.MeetingReported | jobcentre.MeetingReported
Moved = unemployment_fund.MeetingMoved | jobcentre.MeetingMoved

Found = tuple[Course, Spell, Meeting]


def find_meeting(course: Course | None, told: Reported | Moved, ctx: Context) -> Found | Decision[Any]:
    """The meeting that the sender speaks of, or the refusal where there is none or it is not the sender's."""
    meeting = course.spell.meeting(told.meeting_id) if course and course.spell else None
    if course is None or course.spell is None or meeting is None:
        return refuse(
            "unknown_meeting",
            f"This citizen has no meeting {told.meeting_id}; use a meeting_id of a meeting you were told that you owe",
        )
    if course.spell.holder_of(meeting) != ctx.cause.party:
        return refuse("not_responsible", "Another authority owes this meeting; only it can speak of it")
    return course, course.spell, meeting


def responsible_until(spell: Spell, meeting: Meeting) -> date | None:
    """The first day on which the meeting's holder is not responsible any more."""
    following = spell.holdings[meeting.holding + 1 :]
    return following[0].since if following else spell.ended
