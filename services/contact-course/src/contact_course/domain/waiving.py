"""An owed meeting falls away, never without a recorded reason."""

from collections.abc import Callable
from datetime import date

from contact_course.domain.course import Meeting, Spell, Stage
from contact_course.domain.telling import names_of
from samspil import rules
from samspil.events.contact_course import MeetingWaived, WaiverReason


def waive(spell: Spell, meeting: Meeting, reason: WaiverReason, today: date) -> tuple[Meeting, MeetingWaived]:
    """The meeting is no longer owed; `invited` says that an invitation for today or later falls away with it."""
    waived = meeting.becomes(Stage.WAIVED, meeting.on).model_copy(update={"reason": reason})
    invited = meeting.stands(today)
    on = meeting.on if invited else None
    return waived, MeetingWaived(**names_of(spell, meeting), reason=reason, invited=invited, on=on)


def waive_superseded(spell: Spell, today: date) -> tuple[Spell, list[MeetingWaived]]:
    """What is open and unknown to the rules of today is no longer owed: those that asked for it hold no more."""
    courses = rules.named(spell.pack).meetings.by_course.values()
    known = {rule.id for course in courses for rule in course}
    return waive_all(spell, WaiverReason.RULES_CHANGED, today, lambda meeting: meeting.rule not in known)


def waive_all(
    spell: Spell, reason: WaiverReason, today: date, which: Callable[[Meeting], bool] = lambda meeting: True
) -> tuple[Spell, list[MeetingWaived]]:
    """Nothing of `which`, by default nothing at all, that is open in the spell is owed any more."""
    told = []
    for meeting in spell.meetings:
        if meeting.is_open() and which(meeting):
            waived, fact = waive(spell, meeting, reason, today)
            spell = spell.with_meeting(waived)
            told.append(fact)
    return spell, told
