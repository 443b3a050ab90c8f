"""What is said about meetings, and to whom."""

from collections.abc import Iterable
from typing import TypedDict

from contact_course.domain.course import Course, Meeting, Spell
from samspil.events.contact_course import (
    MeetingInvited,
    MeetingRequired,
    MeetingRescheduled,
    MeetingWaived,
    WindowAtRisk,
)
from samspil.flow.decision import Decision
from samspil.reference.parties import Party

ForHolder = MeetingRequired | MeetingInvited | MeetingRescheduled | MeetingWaived | WindowAtRisk
"""What Samspil decides about a meeting; its holder hears of it."""


class Names(TypedDict):
    """What every fact about a meeting begins with."""

    spell_id: str
    meeting_id: str
    holder: Party


def names_of(spell: Spell, meeting: Meeting) -> Names:
    """The names that a fact about this meeting carries."""
    return Names(spell_id=spell.id, meeting_id=spell.id_of(meeting), holder=spell.holder_of(meeting))


def aloud(decision: Decision[Course], facts: Iterable[ForHolder]) -> Decision[Course]:
    """With these facts on the service's own topic, and each on the topic of the holder whom it concerns."""
    for fact in facts:
        decision = decision.tell(fact).tell_to(fact.holder, fact)
    return decision
