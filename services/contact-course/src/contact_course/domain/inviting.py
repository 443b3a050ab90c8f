"""The citizen is invited to a meeting, and told where it moves."""

from datetime import date

from contact_course.domain.course import Meeting, Spell, Stage
from contact_course.domain.telling import names_of
from samspil import rules
from samspil.events.contact_course import MeetingInvited, MeetingRescheduled
from samspil.events.values import MeetingForm


def invite(spell: Spell, meeting: Meeting, on: date) -> tuple[Meeting, MeetingInvited]:
    """The citizen is invited to meet the holder on `on`; after a missed meeting this is another round."""
    round_ = meeting.round + 1
    invited = meeting.becomes(Stage.INVITED, on).model_copy(update={"round": round_})
    form = form_of(spell, meeting)
    return invited, MeetingInvited(**names_of(spell, meeting), on=on, form=form, limit=meeting.limit, round=round_)


def reschedule(spell: Spell, meeting: Meeting, on: date) -> tuple[Meeting, MeetingRescheduled]:
    """The same invitation for another day."""
    fact = MeetingRescheduled(**names_of(spell, meeting), previous=meeting.on or on, on=on)
    return meeting.becomes(Stage.INVITED, on), fact


def form_of(spell: Spell, meeting: Meeting) -> MeetingForm:
    """The form that the citizen prefers where the pack allows it, else the first that it allows."""
    pack = rules.named(spell.pack)
    courses = pack.meetings.by_course.values()
    number = next(rule.number for course in courses for rule in course if rule.id == meeting.rule)
    allowed = [MeetingForm(form) for form in pack.meetings.forms.allowed(number)]
    return spell.preference if spell.preference in allowed else allowed[0]
