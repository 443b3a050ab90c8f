"""A day begins: holders change, meetings are derived, invited to, moved out of absences, warned about, or fall away."""

from collections.abc import Callable, Iterator
from datetime import date

from contact_course.domain.course import Course, Meeting, Spell
from contact_course.domain.holders import take_over
from contact_course.domain.inviting import invite, reschedule
from contact_course.domain.planning import free_day, invitation_day, is_suspended, last_chance, warning_day
from contact_course.domain.telling import ForHolder, aloud, names_of
from contact_course.domain.waiving import waive, waive_superseded
from contact_course.domain.windows import require
from samspil import rules
from samspil.calendar import ONE_DAY
from samspil.events.contact_course import WaiverReason, WindowAtRisk
from samspil.flow.decision import Context, Decision, note

Step = tuple[Meeting, list[ForHolder]]
"""What has become of a meeting, and what is told of it."""


def begin_day(course: Course, ctx: Context) -> Decision[Course]:
    """All that follows from what is known as the day begins. What the day before brought is complete by now."""
    if course.spell is None:
        return note(course).become(None)  # a holder whose registration never came
    if course.spell.ended:
        return note(Course(spell=course.spell))
    spell, later, waived = take_over(course.spell, course.coming, ctx.today)
    spell, superseded = waive_superseded(spell, ctx.today)
    spell, required = require(spell)
    facts: list[ForHolder] = [*waived, *superseded, *required]
    for meeting in spell.meetings:
        if meeting.is_open():
            tended, told = tend(spell, meeting, ctx.today)
            spell = spell.with_meeting(tended)
            facts += told
    days = [*(each.holding.since for each in later), *days_of(spell, ctx.today)]
    return aloud(note(Course(spell=spell, coming=later, wakes=min(days, default=None))), facts)


def tend(spell: Spell, meeting: Meeting, today: date) -> Step:
    """What the day asks for one open meeting."""
    told: list[ForHolder] = []
    for step in steps_for(spell, meeting, today):
        meeting, facts = step(spell, meeting, today)
        told += facts
    return meeting, told


def steps_for(spell: Spell, meeting: Meeting, today: date) -> tuple[Callable[[Spell, Meeting, date], Step], ...]:
    """What is to be done about an open meeting, in order. An invitation on the day of its limit would come too late.

    As long as meetings are voluntary, nobody is invited or warned.
    """
    if is_suspended(spell, meeting):
        return () if today < meeting.limit else (give_up,)
    if not meeting.is_unplanned():
        return keep_free, warn
    return (plan, warn) if today < meeting.limit else (warn, give_up)


def plan(spell: Spell, meeting: Meeting, today: date) -> Step:
    """Invite, once the time of notice has come."""
    day = free_day(spell, meeting, meeting.aim, today)
    if day is None or invitation_day(day, rules.named(spell.pack)) > today:
        return meeting, []
    invited, invitation = invite(spell, meeting, day)
    return invited, [invitation]


def warn(spell: Spell, meeting: Meeting, today: date) -> Step:
    """The holder hears once that the limit is near, the meeting not held, and no invitation stands.

    The limit's own day is still inside of the window; from the day after it nothing is at risk any more.
    """
    near = warning_day(meeting.limit, rules.named(spell.pack)) <= today <= meeting.limit
    if meeting.warned or meeting.stands(today) or not near or not meeting.is_open():
        return meeting, []
    return meeting.model_copy(update={"warned": True}), [WindowAtRisk(**names_of(spell, meeting), limit=meeting.limit)]


def give_up(spell: Spell, meeting: Meeting, today: date) -> Step:
    """The window is over: by an absence that lasts to its end, or by whatever else."""
    waived, told = waive(spell, meeting, why_given_up(spell, meeting), today)
    return waived, [told]


def why_given_up(spell: Spell, meeting: Meeting) -> WaiverReason:
    """Why the window ended without a meeting."""
    if is_suspended(spell, meeting):
        return WaiverReason.SUSPENDED
    return WaiverReason.ABSENT if spell.absence_on(last_chance(meeting)) else WaiverReason.WINDOW_PASSED


def keep_free(spell: Spell, meeting: Meeting, today: date) -> Step:
    """A planned meeting moves out of an absence; where its window leaves no other day, the invitation is withdrawn."""
    if meeting.on is None or spell.absence_on(meeting.on) is None:
        return meeting, []
    day = free_day(spell, meeting, meeting.on, today)
    if day is None:
        waived, waiver = waive(spell, meeting, WaiverReason.ABSENT, today)
        return waived, [waiver]
    moved, change = reschedule(spell, meeting, day)
    return moved, [change]


def days_of(spell: Spell, today: date) -> Iterator[date]:
    """The days after today on which there is something to do about an open meeting."""
    for meeting in spell.meetings:
        if is_suspended(spell, meeting):
            if meeting.is_open():
                yield max(meeting.limit, today + ONE_DAY)
            continue
        warning = next_warning(spell, meeting, today)
        if meeting.is_open() and not meeting.warned and warning <= meeting.limit:
            yield warning
        if meeting.is_unplanned():
            yield meeting.limit
            if day := free_day(spell, meeting, meeting.aim, today):
                yield max(invitation_day(day, rules.named(spell.pack)), today + ONE_DAY)


def next_warning(spell: Spell, meeting: Meeting, today: date) -> date:
    """The first day after today on which a warning may be due. After the limit none is."""
    begins = meeting.on + ONE_DAY if meeting.on and meeting.stands(today) else today + ONE_DAY
    return max(begins, warning_day(meeting.limit, rules.named(spell.pack)))
