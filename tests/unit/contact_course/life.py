"""One citizen's life against the calendar, told to contact-course: what goes in, and what comes out of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from contact_course.domain.course import Course, Spell
from contact_course.flow import STAGE
from samspil import topics
from samspil.calendar import Month
from samspil.events import jobcentre, unemployment_fund
from samspil.events.answers import MessageAccepted, MessageRefused
from samspil.events.contact_course import MeetingInvited, MeetingRequired
from samspil.events.event import CATALOGUE, Event
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted, SpellClosed
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.values import AbsenceKind, EndReason, Insurance, MeetingForm, MeetingOutcome, MoveCause
from samspil.flow.memory import MemoryWorld
from samspil.reference.parties import Party
from samspil.rules import pack_for

HK = Party("unemployment-fund", "hk")
METAL = Party("unemployment-fund", "dansk-metal")
AALBORG = Party("jobcentre", "0851")
RANDERS = Party("jobcentre", "0730")
CITIZEN = "citizen-1"

E = TypeVar("E", bound=Event)


class Life:
    """Days pass, somebody says something, and contact-course says what follows."""

    def __init__(self, begins: str) -> None:
        self.world = MemoryWorld((STAGE,), lanes=1)
        self.today = day(begins)
        self.said = 0
        self.heard: dict[str, int] = {}
        self.world.day(self.today)

    def until(self, end: str) -> None:
        """The days up to `end` begin, one after the other."""
        while self.today < day(end):
            self.today += timedelta(days=1)
            self.world.day(self.today)

    def intake(self, *events: Event) -> None:
        """Intake decides."""
        for event in events:
            self.put(topics.INTAKE.name, event)

    def ledger(self, *events: Event) -> None:
        """The ledger of responsibility decides: at once, or ahead of the midnight that begins tomorrow."""
        for event in events:
            self.put(topics.RESPONSIBILITY.name, event)

    def says(self, party: Party, event: Event) -> str:
        """A party's message, let through by intake. Returns "accepted" or the reason of the refusal."""
        id_ = self.put(topics.INTAKE.name, event, str(party))
        for answer in self.everything(topics.told_to(party)):
            if isinstance(answer, MessageAccepted) and answer.message_id == id_:
                return "accepted"
            if isinstance(answer, MessageRefused) and answer.message_id == id_:
                return answer.reason
        raise AssertionError("no answer")

    def put(self, topic: str, event: Event, source: str = "/samspil/upstream") -> str:
        """One event, at once. Returns its id."""
        self.said += 1
        id_ = f"said-{self.said}"
        self.world.put(topic, event, CITIZEN, id_=id_, source=source, on=self.today)
        self.world.run()
        return id_

    def told(self) -> list[Event]:
        """What contact-course told everybody since it was last asked for."""
        return self.news(topics.CONTACT_COURSE.name)

    def told_to(self, party: Party) -> list[Event]:
        """What a party was told since it was last asked for, answers left out."""
        news = self.news(topics.told_to(party))
        return [event for event in news if not isinstance(event, MessageAccepted | MessageRefused)]

    def news(self, topic: str) -> list[Event]:
        """What came onto a topic since it was last asked for."""
        events = self.everything(topic)
        news = events[self.heard.get(topic, 0) :]
        self.heard[topic] = len(events)
        return news

    def everything(self, topic: str) -> list[Event]:
        """What is on a topic, days left out."""
        return [CATALOGUE[r.type].model_validate_json(r.value) for r in self.world.log.facts(topic)]

    def course(self) -> Course | None:
        """The state. Fails where the citizen is parked."""
        slot = self.world.stages[STAGE.name].lanes[0].slots.get(("course", CITIZEN))
        assert slot is None or not slot.parked, f"parked: {slot.queue}"
        state = slot.state if slot else None
        assert state is None or isinstance(state, Course)
        return state

    def spell(self) -> Spell:
        """The spell in the state."""
        course = self.course()
        assert course is not None
        assert course.spell is not None
        return course.spell


def day(text: str) -> date:
    """The day written as 2025-02-03."""
    return date.fromisoformat(text)


def registered(
    since: str, *, on: str | None = None, fund: Party = HK, insurance: Insurance = "full_time",
    hours: str = "0", spell: str = "spell-1", form: MeetingForm | None = None,
) -> RegistrationAccepted:  # fmt: skip
    """A registration that intake accepted."""
    return RegistrationAccepted(
        spell_id=spell,
        unemployed_from=day(since),
        registered_on=day(on or since),
        fund=fund,
        municipality="0851",
        insurance=insurance,
        hours_before=Decimal(hours),
        pack=pack_for(day(since)).id,
        form_preference=form,
    )


def holds(
    holder: Party, *, since: str, cause: MoveCause = MoveCause.FIRST_OWNER, spell: str = "spell-1"
) -> ResponsibilityMoved:
    """The ledger says who is responsible from a midnight on."""
    return ResponsibilityMoved(
        spell_id=spell,
        transfer_id=f"{spell}-{since}",
        holder=holder,
        previous=None,
        cause=cause,
        effective=day(since),
        rule="R2024.responsibility.first-owner",
    )


def hours(month: str, total: str, *, on: str, spell: str = "spell-1") -> BenefitHoursCounted:
    """The hours of a month, reported on a day, and the total that they make."""
    return BenefitHoursCounted(
        spell_id=spell, month=Month.parse(month), hours=Decimal("160.33"), total=Decimal(total), reported_on=day(on)
    )


def ended(on: str, *, spell: str = "spell-1", reason: EndReason = EndReason.JOB) -> SpellClosed:
    """Intake closed the spell."""
    return SpellClosed(spell_id=spell, ended_on=day(on), reason=reason)


def absent(first: str, last: str, kind: AbsenceKind = AbsenceKind.HOLIDAY) -> unemployment_fund.AbsenceReported:
    """The fund reports an absence."""
    return unemployment_fund.AbsenceReported(kind=kind, first=day(first), last=day(last))


def held(meeting: str, on: str, form: MeetingForm = MeetingForm.PHYSICAL) -> unemployment_fund.MeetingReported:
    """The fund reports a meeting held."""
    return unemployment_fund.MeetingReported(meeting_id=meeting, outcome=MeetingOutcome.HELD, on=day(on), form=form)


def missed(meeting: str, on: str) -> unemployment_fund.MeetingReported:
    """The fund reports a meeting missed."""
    return unemployment_fund.MeetingReported(
        meeting_id=meeting, outcome=MeetingOutcome.MISSED, on=day(on), form=MeetingForm.PHYSICAL
    )


def to(meeting: str, on: str) -> unemployment_fund.MeetingMoved:
    """The fund moves a meeting."""
    return unemployment_fund.MeetingMoved(meeting_id=meeting, to=day(on))


def by_jobcentre(event: unemployment_fund.MeetingReported | unemployment_fund.MeetingMoved) -> Event:
    """The same message as a jobcentre says it."""
    kind = jobcentre.MeetingMoved if isinstance(event, unemployment_fund.MeetingMoved) else jobcentre.MeetingReported
    return kind.model_validate(event.model_dump())


def only(kind: type[E], events: Sequence[Event]) -> list[E]:
    """The events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def windows(events: Sequence[Event]) -> dict[str, tuple[str, str, str]]:
    """Of each required meeting, the last that was told: rule and number, then opens, limit and aim."""
    return {
        event.rule.split(".meetings.")[1]: (str(event.opens), str(event.limit), str(event.aim))
        for event in only(MeetingRequired, events)
    }


def invitations(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Who invites and to which day, in order."""
    return [(str(event.holder), str(event.on)) for event in only(MeetingInvited, events)]
