"""The judge of what a fund or a jobcentre reports about a meeting: held, or missed by the citizen."""

from typing import Any

from contact_course.domain.course import Course, Meeting, Spell, Stage
from contact_course.domain.planning import is_voluntary
from contact_course.domain.speaking import Reported, find_meeting, responsible_until
from contact_course.domain.telling import names_of
from samspil.events.contact_course import MeetingHeld, MeetingMissed
from samspil.events.values import MeetingOutcome
from samspil.flow.decision import Context, Decision, accept, refuse


def judge_report(course: Course | None, told: Reported, ctx: Context) -> Decision[Course]:
    """Accepted from whoever owes the meeting, for a day in its window on which the sender was responsible."""
    found = find_meeting(course, told, ctx)
    if isinstance(found, Decision):
        return found
    known, spell, meeting = found
    if refusal := wrong_day(spell, meeting, told, ctx) or wrong_outcome(spell, meeting, told):
        return refusal
    if told.outcome is MeetingOutcome.MISSED:
        missed = MeetingMissed(**names_of(spell, meeting), on=told.on)
        after = spell.with_meeting(meeting.becomes(Stage.MISSED, told.on))
        return accept().become(known.looked_at_tomorrow(after, ctx.today)).tell(missed)
    held = MeetingHeld(**names_of(spell, meeting), rule=meeting.rule, on=told.on, form=told.form)
    return accept().become(known.with_spell(spell.with_meeting(meeting.becomes(Stage.HELD, told.on)))).tell(held)


def wrong_day(spell: Spell, meeting: Meeting, told: Reported, ctx: Context) -> Decision[Any] | None:
    """The refusal of a day on which the meeting cannot have been."""
    if told.on > ctx.today:
        return refuse("wrong_day", f"{told.on} has not come yet; report the meeting when it is over")
    if not meeting.opens <= told.on <= meeting.limit:
        return refuse("wrong_day", f"The meeting may be held from {meeting.opens} to {meeting.limit}, not on {told.on}")
    until = responsible_until(spell, meeting)
    if until is not None and told.on >= until:
        return refuse("not_responsible", f"You were responsible until {until}; {told.on} comes after it")
    return None


def wrong_outcome(spell: Spell, meeting: Meeting, told: Reported) -> Decision[Any] | None:
    """The refusal of an outcome that the meeting cannot have had."""
    if meeting.stage is Stage.HELD:
        return refuse("already_held", f"The meeting was reported held on {meeting.on}; nothing more is owed")
    if told.outcome is MeetingOutcome.MISSED:
        return voluntary(spell) or not_missed(spell, meeting, told)
    if told.outcome is not MeetingOutcome.HELD:
        return refuse("unknown_outcome", "An outcome is `held` or `missed`")
    return None


def voluntary(spell: Spell) -> Decision[Any] | None:
    """The refusal where nobody need come for the time being."""
    if not is_voluntary(spell):
        return None
    return refuse("voluntary", "Meetings are voluntary for the time being; that the citizen did not come has no effect")


def not_missed(spell: Spell, meeting: Meeting, told: Reported) -> Decision[Any] | None:
    """The refusal where the citizen was not to come: missing takes a standing invitation for that day."""
    if meeting.stage is Stage.WAIVED:
        return refuse("waived", "The meeting is no longer owed; only that it was held can still be reported")
    if meeting.stage is Stage.MISSED:
        return refuse("already_missed", f"The meeting was reported missed on {meeting.on}; a new day is planned")
    if meeting.stage is Stage.REQUIRED:
        return refuse("not_invited", "The citizen is not invited yet and cannot have missed the meeting")
    if told.on != meeting.on:
        return refuse("wrong_day", f"The citizen is invited for {meeting.on}, not for {told.on}")
    if absence := spell.absence_on(told.on):
        return refuse("absent", f"The citizen is absent from {absence.first} to {absence.last}; the meeting is moved")
    return None
