"""One citizen's letters in a world of their own: facts in by topic, letters out of a channel that always delivers."""

from collections import Counter
from collections.abc import Awaitable
from datetime import date, timedelta
from decimal import Decimal

from notifications.flow import STAGE
from samspil.events import Event
from samspil.events.contact_course import MeetingInvited, MeetingRescheduled, MeetingWaived, WaiverReason
from samspil.events.event import CATALOGUE
from samspil.events.intake import RegistrationAccepted, SpellClosed
from samspil.events.notifications import (
    LetterKind,
    NotificationCreated,
    NotificationDelivered,
    NotificationSent,
    NotificationWithdrawn,
)
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.values import EndReason, MeetingForm, MoveCause, Need
from samspil.flow.fold import Performed, Stage, TaskAtHand
from samspil.flow.memory import MemoryWorld
from samspil.reference.parties import Party
from samspil.topics import CONTACT_COURSE, HANDOVER, INTAKE, NOTIFICATIONS, RESPONSIBILITY

CITIZEN = "c-anna"
SPELL = "s-1"
MONDAY = date(2026, 8, 3)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)
MEETING_DAY = MONDAY + timedelta(days=14)
LATER_DAY = MONDAY + timedelta(days=16)
FUND = Party("unemployment-fund", "hk")
JOBCENTRE = Party("jobcentre", "0851")

TOPIC_OF = {
    RegistrationAccepted: INTAKE,
    SpellClosed: INTAKE,
    ResponsibilityMoved: RESPONSIBILITY,
    MeetingInvited: CONTACT_COURSE,
    MeetingRescheduled: CONTACT_COURSE,
    MeetingWaived: CONTACT_COURSE,
}


def topic_of(event: Event) -> str:
    """The topic on which such an event reaches notifications; handover's say nothing that makes a letter."""
    return TOPIC_OF.get(type(event), HANDOVER).name


class Mail:
    """The notifications stage alone, with one citizen."""

    def __init__(self, start: date = MONDAY, stage: Stage = STAGE) -> None:
        self.world = MemoryWorld(
            (stage,), lanes=1, performers={NotificationCreated: self._send, NotificationSent: self._receipt}
        )
        self.today = start
        self.facts: Counter[str] = Counter()
        self.opened: list[str] = []
        self.world.day(start)

    def hear(self, *events: Event, id_: str = "") -> None:
        """Facts of today, handled at once; a fact's id is its place in its topic."""
        for event in events:
            topic = topic_of(event)
            self.facts[topic] += 1
            self.world.put(topic, event, CITIZEN, id_=id_ or f"{topic}:{self.facts[topic]}", on=self.today)
            self.world.run()

    def sleep(self, until: date | None = None) -> None:
        """The next morning, or the one given."""
        last = until or self.today + timedelta(days=1)
        while self.today < last:
            self.today += timedelta(days=1)
            self.world.day(self.today)

    def told(self) -> list[Event]:
        """All that notifications has told, in order."""
        records = self.world.log.facts(NOTIFICATIONS.name)
        return [CATALOGUE[record.type].model_validate_json(record.value) for record in records]

    def letters(self) -> list[NotificationCreated]:
        """The letters written so far."""
        return [event for event in self.told() if isinstance(event, NotificationCreated)]

    def kinds(self) -> list[LetterKind]:
        return [letter.kind for letter in self.letters()]

    def withdrawn(self) -> list[LetterKind | None]:
        return [event.kind for event in self.told() if isinstance(event, NotificationWithdrawn)]

    def _send(self, task: TaskAtHand) -> Awaitable[Performed]:
        assert isinstance(task.intention, NotificationCreated)
        self.opened.append(task.intention.notification_id)
        return _done(NotificationSent(notification_id=task.intention.notification_id, channel="test"))

    def _receipt(self, task: TaskAtHand) -> Awaitable[Performed]:
        assert isinstance(task.intention, NotificationSent)
        return _done(NotificationDelivered(notification_id=task.intention.notification_id, channel="test"))


async def _done(result: Event) -> Performed:
    return Performed(result)


def registered(*needs: Need) -> RegistrationAccepted:
    return RegistrationAccepted(
        spell_id=SPELL, unemployed_from=MONDAY, registered_on=MONDAY, fund=FUND, municipality="0851",
        insurance="full_time", hours_before=Decimal(0), pack="R2026", needs=needs,
    )  # fmt: skip


def invited(meeting: str = "m-1", on: date = MEETING_DAY, number: int = 1) -> MeetingInvited:
    return MeetingInvited(
        spell_id=SPELL, meeting_id=meeting, holder=FUND, on=on, form=MeetingForm.PHONE, limit=LATER_DAY, round=number
    )


def moved(meeting: str = "m-1", previous: date = MEETING_DAY, on: date = LATER_DAY) -> MeetingRescheduled:
    return MeetingRescheduled(spell_id=SPELL, meeting_id=meeting, holder=FUND, previous=previous, on=on)


def waived(
    meeting: str = "m-1",
    reason: WaiverReason = WaiverReason.SPELL_CLOSED,
    on: date | None = MEETING_DAY,
    was_invited: bool = True,
) -> MeetingWaived:
    return MeetingWaived(spell_id=SPELL, meeting_id=meeting, holder=FUND, reason=reason, invited=was_invited, on=on)


def transferred(
    holder: Party = JOBCENTRE, cause: MoveCause = MoveCause.HOURS, effective: date = TUESDAY
) -> ResponsibilityMoved:
    return ResponsibilityMoved(
        spell_id=SPELL, transfer_id=f"t-{holder.code}", holder=holder, previous=FUND, cause=cause,
        effective=effective, rule="R2026.responsibility.hours",
    )  # fmt: skip


def closed(reason: EndReason = EndReason.JOB, on: date = MONDAY) -> SpellClosed:
    return SpellClosed(spell_id=SPELL, ended_on=on, reason=reason)
