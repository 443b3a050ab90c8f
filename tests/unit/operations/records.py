"""Records as operations reads them: a small journey, with the headers that the engine gives them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from samspil.calendar import Month
from samspil.events import Event, handover, intake, jobcentre, notifications, responsibility
from samspil.events import contact_course as courses
from samspil.events.engine import BytesUnreadable, KeyParked, KeyReleased
from samspil.events.notifications import LetterKind
from samspil.events.values import EndReason, MeetingForm, MeetingOutcome, MoveCause, Need, Track
from samspil.flow.record import Record
from samspil.reference.parties import Party
from samspil.topics import CONTACT_COURSE, DEAD_LETTERS, HANDOVER, INTAKE, NOTIFICATIONS, RESPONSIBILITY, Topic

FUND = Party("unemployment-fund", "hk")
JOBCENTRE = Party("jobcentre", "0851")
FIRST_MEETING = "R2026.meetings.fund-first.1"
START = datetime(2026, 8, 3, 7, 30, tzinfo=UTC)
TRACE = "0af7651916cd43dd8448eb211c80319c"


@dataclass
class Teller:
    """Tells events of one citizen, each a minute later, with the places and headers of real records."""

    citizen: str = "c-anna"
    spell: str = "s-1"
    now: datetime = START
    told: Counter[str] = field(default_factory=Counter)

    def tell(self, topic: Topic, event: Event, *, source: str = "", because: Record | None = None) -> Record:
        """The record of an event that `because` brought about."""
        self.told[topic.name] += 1
        sequence = self.told[topic.name]
        self.now = because.time if because else self.now + timedelta(minutes=1)
        headers = {
            "ce_id": f"{self.citizen}/{topic.name}/{sequence}",
            "ce_source": source or f"/samspil/{topic.owner}",
            "ce_type": event.type,
            "ce_time": self.now.isoformat(),
            "ce_sequence": str(sequence),
            "ce_correlationid": f"journey-of-{self.citizen}",
            "ce_causationid": because.id if because else "",
            "traceparent": f"00-{TRACE}-b7ad6b7169203331-01",
        }
        return Record(topic.name, 0, sequence, self.citizen, headers, event.model_dump_json().encode())

    def sleep(self, days: int) -> None:
        self.now += timedelta(days=days)


def registration(teller: Teller, needs: tuple[Need, ...] = ()) -> list[Record]:
    """A member is registered and gets a track, a holder, a course and a first meeting."""
    spell, by = teller.spell, teller.now.date()
    accepted = teller.tell(
        INTAKE,
        intake.RegistrationAccepted(
            spell_id=spell, unemployed_from=by, registered_on=by, fund=FUND, municipality="0851",
            insurance="full_time", hours_before=Decimal(0), pack="R2026", needs=needs,
        ),
    )  # fmt: skip
    track = intake.TrackSuggested(spell_id=spell, track=Track.PERSONAL if needs else Track.VIRTUAL, grounds=needs)
    holder = responsibility.ResponsibilityMoved(
        spell_id=spell, transfer_id=f"{spell}-t1", holder=FUND, previous=None, cause=MoveCause.FIRST_OWNER,
        effective=by, rule="R2026.responsibility.first-owner",
    )  # fmt: skip
    return [
        accepted,
        teller.tell(INTAKE, track, because=accepted),
        teller.tell(RESPONSIBILITY, holder, because=accepted),
        teller.tell(CONTACT_COURSE, courses.CourseOpened(spell_id=spell, pack="R2026", starts_on=by), because=accepted),
        teller.tell(CONTACT_COURSE, required(teller, 1, by + timedelta(days=11)), because=accepted),
        teller.tell(CONTACT_COURSE, invited(teller, 1, by + timedelta(days=11)), because=accepted),
    ]


def required(teller: Teller, number: int, aim: date, holder: Party = FUND) -> courses.MeetingRequired:
    return courses.MeetingRequired(
        spell_id=teller.spell, meeting_id=f"{teller.spell}-m{number}", rule=FIRST_MEETING, holder=holder,
        opens=aim - timedelta(days=10), limit=aim + timedelta(days=3), aim=aim,
    )  # fmt: skip


def invited(teller: Teller, number: int, on: date, holder: Party = FUND) -> courses.MeetingInvited:
    return courses.MeetingInvited(
        spell_id=teller.spell, meeting_id=f"{teller.spell}-m{number}", holder=holder, on=on, form=MeetingForm.PHONE,
        limit=on + timedelta(days=3), round=1,
    )  # fmt: skip


def held(teller: Teller, number: int, holder: Party = FUND) -> list[Record]:
    """The holder reports a meeting of today, and contact-course believes it."""
    on = teller.now.date()
    told = jobcentre.MeetingReported(
        meeting_id=f"{teller.spell}-m{number}", outcome=MeetingOutcome.HELD, on=on, form=MeetingForm.VIDEO
    )
    reported = teller.tell(INTAKE, told, source=str(holder))
    fact = courses.MeetingHeld(
        spell_id=teller.spell, meeting_id=f"{teller.spell}-m{number}", rule=FIRST_MEETING, holder=holder,
        on=on, form=MeetingForm.VIDEO,
    )  # fmt: skip
    return [reported, teller.tell(CONTACT_COURSE, fact, because=reported)]


def missed(teller: Teller, number: int) -> Record:
    on = teller.now.date()
    fact = courses.MeetingMissed(spell_id=teller.spell, meeting_id=f"{teller.spell}-m{number}", holder=FUND, on=on)
    return teller.tell(CONTACT_COURSE, fact)


def hours(teller: Teller, month: str, total: str) -> Record:
    told = intake.BenefitHoursCounted(
        spell_id=teller.spell, month=Month.parse(month), hours=Decimal("160.33"), total=Decimal(total),
        reported_on=teller.now.date(),
    )  # fmt: skip
    return teller.tell(INTAKE, told)


def transfer(teller: Teller) -> list[Record]:
    """Responsibility moves to the jobcentre and the package leaves."""
    spell, by = teller.spell, teller.now.date()
    moved = teller.tell(
        RESPONSIBILITY,
        responsibility.ResponsibilityMoved(
            spell_id=spell, transfer_id=f"{spell}-t2", holder=JOBCENTRE, previous=FUND, cause=MoveCause.HOURS,
            effective=by, rule="R2026.responsibility.hours",
        ),
    )  # fmt: skip
    content = handover.PackageContent(
        fund=FUND, municipality="0851", unemployed_from=by, insurance="full_time", total_hours=Decimal("480.99"),
        pack="R2026", needs=(), form_preference=None, meetings=(),
    )  # fmt: skip
    prepared = teller.tell(
        HANDOVER,
        handover.HandoverPrepared(
            spell_id=spell, handover_id=f"{spell}-h1", receiver=JOBCENTRE, cause=MoveCause.HOURS, effective=by,
            content=content,
        ),
        because=moved,
    )  # fmt: skip
    sent = handover.HandoverSent(spell_id=spell, handover_id=f"{spell}-h1", receiver=JOBCENTRE)
    return [moved, prepared, teller.tell(HANDOVER, sent, because=prepared)]


def receipt(teller: Teller, state: str) -> Record:
    told = handover.ReceiptRecorded(
        spell_id=teller.spell, handover_id=f"{teller.spell}-h1", receiver=JOBCENTRE, state=state
    )
    return teller.tell(HANDOVER, told)


def escalated(teller: Teller) -> list[Record]:
    named = {"spell_id": teller.spell, "handover_id": f"{teller.spell}-h1", "receiver": JOBCENTRE}
    reminded = teller.tell(HANDOVER, handover.HandoverReminded.model_validate(named))
    teller.sleep(3)
    grounds = "silent"
    return [reminded, teller.tell(HANDOVER, handover.HandoverEscalated.model_validate(named | {"grounds": grounds}))]


def letter(teller: Teller, cause: Record, number: int = 1) -> list[Record]:
    """A letter that arrives."""
    name = f"{teller.spell}-n{number}"
    created = teller.tell(
        NOTIFICATIONS,
        notifications.NotificationCreated(
            notification_id=name, kind=LetterKind.WELCOME, cause_id=cause.id, language="da",
            about=teller.now.date(), holder=str(FUND),
        ),
    )  # fmt: skip
    sent = notifications.NotificationSent(notification_id=name, channel="letters")
    delivered = notifications.NotificationDelivered(notification_id=name, channel="letters")
    return [
        created,
        teller.tell(NOTIFICATIONS, sent, because=created),
        teller.tell(NOTIFICATIONS, delivered, because=created),
    ]


def parked(teller: Teller, cause: Record, attempts: int = 1) -> Record:
    told = KeyParked(
        stage="contact-course", fold="course", event_id=cause.id, event_type=cause.type, error="KeyError",
        attempts=attempts,
    )  # fmt: skip
    return teller.tell(CONTACT_COURSE, told, because=cause)


def released(teller: Teller, note: str = "mended") -> Record:
    return teller.tell(
        CONTACT_COURSE, KeyReleased(stage="contact-course", fold="course", discarded=False, note=note)
    )  # fmt: skip


def closed(teller: Teller, reason: EndReason = EndReason.JOB) -> Record:
    return teller.tell(
        INTAKE, intake.SpellClosed(spell_id=teller.spell, ended_on=teller.now.date(), reason=reason)
    )  # fmt: skip


def unreadable(teller: Teller, offset: int) -> Record:
    told = BytesUnreadable(
        topic="from.unemployment-fund.hk.v1", partition=0, offset=offset, sha256="0" * 64, error="no JSON"
    )
    return teller.tell(DEAD_LETTERS, told, source="/samspil/gate")
