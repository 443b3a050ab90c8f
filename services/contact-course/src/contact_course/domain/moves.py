"""The judge of a move: whoever owes a planned meeting chooses another day of its window."""

from typing import Any

from contact_course.domain.course import Course, Meeting, Spell, Stage
from contact_course.domain.inviting import reschedule
from contact_course.domain.speaking import Moved, find_meeting
from samspil.flow.decision import Context, Decision, accept, refuse


def judge_move(course: Course | None, told: Moved, ctx: Context) -> Decision[Course]:
    """Accepted for a day from today to the limit on which the citizen can come. The same day again changes nothing."""
    found = find_meeting(course, told, ctx)
    if isinstance(found, Decision):
        return found
    known, spell, meeting = found
    if refusal := not_planned(meeting) or impossible_day(spell, meeting, told, ctx):
        return refusal
    if told.to == meeting.on:
        return accept()
    moved, change = reschedule(spell, meeting, told.to)
    return accept().become(known.looked_at_tomorrow(spell.with_meeting(moved), ctx.today)).tell(change)


def not_planned(meeting: Meeting) -> Decision[Any] | None:
    """The refusal where no invitation stands that could be moved."""
    if meeting.stage is Stage.HELD:
        return refuse("already_held", f"The meeting was reported held on {meeting.on}; it cannot be moved")
    if meeting.stage is Stage.WAIVED:
        return refuse("waived", "The meeting is no longer owed; there is nothing to move")
    if meeting.is_unplanned():
        return refuse(
            "not_invited", "The citizen is not invited yet; move the meeting when you are told of the invitation"
        )
    return None


def impossible_day(spell: Spell, meeting: Meeting, told: Moved, ctx: Context) -> Decision[Any] | None:
    """The refusal of a day on which the meeting cannot be."""
    if meeting.limit < ctx.today:
        return refuse("outside_window", f"The meeting's window ended on {meeting.limit}; report how the meeting ended")
    if told.to < ctx.today:
        return refuse("wrong_day", f"{told.to} is over; choose a day from {ctx.today} to {meeting.limit}")
    if not meeting.opens <= told.to <= meeting.limit:
        first = max(ctx.today, meeting.opens)
        return refuse(
            "outside_window", f"The meeting must be held by {meeting.limit}; choose a day from {first} to then"
        )
    if absence := spell.absence_on(told.to):
        return refuse("absent", f"The citizen is absent from {absence.first} to {absence.last}; choose another day")
    return None
