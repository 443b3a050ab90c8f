"""An owed meeting falls away, never without a recorded reason."""

from datetime import date

from contact_course.domain.course import Meeting, Spell, Stage
from contact_course.domain.telling import names_of
from samspil.events.contact_course import MeetingWaived, WaiverReason


def waive(spell: Spell, meeting: Meeting, reason: WaiverReason, today: date) -> tuple[Meeting, MeetingWaived]:
    """The meeting is no longer owed; `invited` says that an invitation for today or later falls away with it."""
    waived = meeting.becomes(Stage.WAIVED, meeting.on).model_copy(update={"reason": reason})
    invited = meeting.stands(today)
    on = meeting.on if invited else None
    return waived, MeetingWaived(**names_of(spell, meeting), reason=reason, invited=invited, on=on)


def waive_all(spell: Spell, reason: WaiverReason, today: date) -> tuple[Spell, list[MeetingWaived]]:
    """Nothing that is open in the spell is owed any more."""
    told = []
    for meeting in spell.meetings:
        if meeting.is_open():
            waived, fact = waive(spell, meeting, reason, today)
            spell = spell.with_meeting(waived)
            told.append(fact)
    return spell, told
