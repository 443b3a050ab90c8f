"""Every topic in one table: who writes it, how it is keyed, how long it is kept, who reads it, who judges what.

Stages stand in one order (`STAGES`); a stage reads only topics of stages before it, so nothing runs in circles.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from samspil.events import engine, responsibility
from samspil.events.event import CATALOGUE, Event, OutsideEvent
from samspil.reference.parties import Party

STAGES = ("gate", "intake", "responsibility", "contact-course", "handover", "notifications", "operations")

FOREVER = None
PARTY_LANES = 1
"""One partition for each party's topics: everything a party tells or is told has one order."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One internal topic. `days`: its writer marks the days in it. `retention_days` None keeps it for ever."""

    name: str
    owner: str
    readers: tuple[str, ...]
    meaning: str
    days: bool = True
    compacted: bool = False
    one_lane: bool = False
    retention_days: int | None = FOREVER


CLOCK = Topic("clock.v1", "calendar", ("gate",), "days as the calendar gives them", one_lane=True)
RECEIVED = Topic("received.v1", "gate", ("intake",), "what passed the gate, and days")
INTAKE = Topic("intake.v1", "intake", STAGES[2:], "intake's facts and every outside message it let through")
RESPONSIBILITY = Topic("responsibility.v1", "responsibility", STAGES[3:], "transfers of responsibility as facts")
CURRENT = Topic(
    "responsibility.current.v1", "responsibility", ("parties",), "the present holder", days=False, compacted=True
)
CONTACT_COURSE = Topic("contact-course.v1", "contact-course", STAGES[4:], "what contact-course decided")
HANDOVER = Topic("handover.v1", "handover", STAGES[5:], "what handover decided")
NOTIFICATIONS = Topic("notifications.v1", "notifications", ("operations",), "what notifications decided")
DEAD_LETTERS = Topic(
    "intake.dead-letters.v1", "gate", ("operations",), "where bytes came from that are no event", days=False
)

TOPICS = (
    CLOCK, RECEIVED, INTAKE, RESPONSIBILITY, CURRENT, CONTACT_COURSE, HANDOVER, NOTIFICATIONS, DEAD_LETTERS,
)  # fmt: skip
BY_NAME = {topic.name: topic for topic in TOPICS}
_MAIN = {topic.owner: topic for topic in (RECEIVED, INTAKE, RESPONSIBILITY, CONTACT_COURSE, HANDOVER, NOTIFICATIONS)}
_EXCEPTIONS: dict[type[Event], Topic] = {
    responsibility.ResponsibilityStated: CURRENT,
    engine.BytesUnreadable: DEAD_LETTERS,
}

JUDGES: dict[str, str] = {
    "unemployment-fund.member.registered.v1": "intake",
    "unemployment-fund.spell.ended.v1": "intake",
    "unemployment-fund.benefit-hours.reported.v1": "intake",
    "unemployment-fund.trial.entered.v1": "intake",
    "unemployment-fund.member.screened.v1": "responsibility",
    "unemployment-fund.absence.reported.v1": "contact-course",
    "unemployment-fund.meeting.reported.v1": "contact-course",
    "unemployment-fund.meeting.moved.v1": "contact-course",
    "jobcentre.handover.received.v1": "handover",
    "jobcentre.handover.accepted.v1": "handover",
    "jobcentre.handover.rejected.v1": "handover",
    "jobcentre.meeting.reported.v1": "contact-course",
    "jobcentre.meeting.moved.v1": "contact-course",
    "civil-registration.person.moved.v1": "intake",
    "civil-registration.person.died.v1": "intake",
    "operations.parked.released.v1": "the stage it names",
    "operations.parked.discarded.v1": "the stage it names",
}
"""Which stage accepts or refuses each outside type. The others act on the judge's events, never on the raw message."""


def topic_of(event: type[Event], stage: str) -> Topic:
    """The topic on which `stage` says `event`."""
    return _EXCEPTIONS.get(event) or _MAIN[stage]


def main_topic(stage: str) -> Topic | None:
    """The topic that carries what `stage` decides; operations has none."""
    return _MAIN.get(stage)


def told_by(party: Party) -> str:
    """The topic that only `party` may write."""
    return party.from_topic


def told_to(party: Party) -> str:
    """The topic that only `party` may read."""
    return party.to_topic


def sender_of(topic: str) -> Party:
    """The party that a `from.*` topic proves. Raises ValueError for any other name."""
    if not topic.startswith("from."):
        raise ValueError(f"{topic} is no topic that a party writes")
    return Party.of_topic(topic)


def outside_types() -> Iterable[type[OutsideEvent]]:
    """Every type that a party may send."""
    return (event for event in CATALOGUE.values() if issubclass(event, OutsideEvent))
