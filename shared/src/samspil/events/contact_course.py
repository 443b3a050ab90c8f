"""What contact-course decided: who must meet whom, and what became of it."""

from datetime import date
from typing import ClassVar

from samspil.events.event import Event, OpenEnum
from samspil.events.values import AbsenceKind, EndReason, MeetingForm
from samspil.reference.parties import Party


class WaiverReason(OpenEnum):
    """Why a required meeting falls away without having been held."""

    SPELL_CLOSED = "spell-closed"
    HOLDER_CHANGED = "holder-changed"
    WINDOW_PASSED = "window-passed"
    ABSENT = "absent"
    RULES_CHANGED = "rules-changed"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class CourseOpened(Event):
    """A contact course (kontaktforløb) under the rule pack of the spell's start."""

    type: ClassVar[str] = "contact-course.course.opened.v1"

    spell_id: str
    pack: str
    starts_on: date


class CourseClosed(Event):
    """The course ended with its spell."""

    type: ClassVar[str] = "contact-course.course.closed.v1"

    spell_id: str
    ended_on: date
    reason: EndReason


class MeetingRequired(Event):
    """A meeting that `holder` owes the citizen from `opens` to `limit`, both included, by `rule`; planned for `aim`."""

    type: ClassVar[str] = "contact-course.meeting.required.v1"

    spell_id: str
    meeting_id: str
    rule: str
    holder: Party
    opens: date
    limit: date
    aim: date


class MeetingInvited(Event):
    """The citizen is invited to a meeting with `holder` on day `on`. `round` counts invitations to the same meeting."""

    type: ClassVar[str] = "contact-course.meeting.invited.v1"

    spell_id: str
    meeting_id: str
    holder: Party
    on: date
    form: MeetingForm
    limit: date
    round: int


class MeetingRescheduled(Event):
    """A planned meeting has a new day."""

    type: ClassVar[str] = "contact-course.meeting.rescheduled.v1"

    spell_id: str
    meeting_id: str
    holder: Party
    previous: date
    on: date


class MeetingHeld(Event):
    """A required meeting took place."""

    type: ClassVar[str] = "contact-course.meeting.held.v1"

    spell_id: str
    meeting_id: str
    rule: str
    holder: Party
    on: date
    form: MeetingForm


class MeetingMissed(Event):
    """The citizen did not come to a planned meeting."""

    type: ClassVar[str] = "contact-course.meeting.missed.v1"

    spell_id: str
    meeting_id: str
    holder: Party
    on: date


class MeetingWaived(Event):
    """A required meeting is no longer owed, for a recorded reason."""

    type: ClassVar[str] = "contact-course.meeting.waived.v1"

    spell_id: str
    meeting_id: str
    holder: Party
    reason: WaiverReason
    invited: bool
    on: date | None = None
    """The day it was planned for, where the citizen was invited: the letter that calls it off names it."""


class WindowAtRisk(Event):
    """A required meeting is not held and the last day of its window, `limit`, is near or today."""

    type: ClassVar[str] = "contact-course.window.endangered.v1"

    spell_id: str
    meeting_id: str
    holder: Party
    limit: date


class AbsenceNoted(Event):
    """The citizen cannot be met from `first` to `last`; planned meetings inside are moved."""

    type: ClassVar[str] = "contact-course.absence.noted.v1"

    spell_id: str
    kind: AbsenceKind
    first: date
    last: date
