"""One citizen's life against the calendar, told to the two stages of handover: what goes in, and what comes out."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from handover.flow import STAGES
from handover.gateways import SealedDelivery
from samspil import topics
from samspil.calendar import Month
from samspil.events.engine import KeyParked
from samspil.events.event import CATALOGUE, Event, Person
from samspil.events.handover import HandoverPrepared
from samspil.events.intake import BenefitHoursCounted, MunicipalityChanged, RegistrationAccepted, SpellClosed
from samspil.events.values import EndReason, Insurance
from samspil.flow.memory import MemoryWorld
from samspil.reference.parties import Party
from samspil.rules import pack_for
from samspil.vault import MemoryVault

HK = Party("unemployment-fund", "hk")
METAL = Party("unemployment-fund", "dansk-metal")
AALBORG = Party("jobcentre", "0851")
AARHUS = Party("jobcentre", "0751")
BORNHOLM = Party("jobcentre", "0400")
CITIZEN = "citizen-1"
PERSON = Person(cpr="0113995555", name="Ida Prøve")  # nobody is born in month 13

E = TypeVar("E", bound=Event)


class Life:
    """Days pass, somebody says something, and the two stages say what follows."""

    def __init__(self, begins: str) -> None:
        self.vault = MemoryVault({CITIZEN: PERSON})
        self.world = MemoryWorld(STAGES, lanes=1, performers={HandoverPrepared: SealedDelivery(self.vault)})
        self.today = date.fromisoformat(begins)
        self.said = 0
        self.heard: dict[str, int] = {}
        self.world.day(self.today)

    def until(self, day: str) -> None:
        """The days up to `day` begin, one after the other."""
        while self.today < date.fromisoformat(day):
            self.today += timedelta(days=1)
            self.world.day(self.today)
        self._sound()

    def intake(self, *events: Event) -> None:
        for event in events:
            self._put(topics.INTAKE.name, event, "/samspil/intake")

    def course(self, *events: Event) -> None:
        for event in events:
            self._put(topics.CONTACT_COURSE.name, event, "/samspil/contact-course")

    def says(self, party: Party, event: Event) -> list[Event]:
        """A party's message, passed on by intake. Returns what the party is told, the answer among it."""
        self.to(party)
        self._put(topics.INTAKE.name, event, str(party))
        return self.to(party)

    def ledger(self) -> list[Event]:
        """What the ledger told since it was last asked for."""
        return self._news(topics.RESPONSIBILITY.name)

    def handover(self) -> list[Event]:
        """What the handover told since it was last asked for."""
        return self._news(topics.HANDOVER.name)

    def to(self, party: Party) -> list[Event]:
        """What a party was told since it was last asked for."""
        return self._news(topics.told_to(party))

    def forget(self) -> None:
        """What was told until now is of no interest to the story."""
        for topic in self.world.log.topics:
            self._news(topic)

    def current(self) -> Event:
        """The newest value of the compacted topic."""
        return self._all(topics.CURRENT.name)[-1]

    def dossier(self) -> Any:
        return self.world.state("handover", "handover", CITIZEN)

    def _put(self, topic: str, event: Event, source: str) -> None:
        self.said += 1
        self.world.put(topic, event, CITIZEN, id_=f"said-{self.said}", source=source, on=self.today)
        self.world.run()
        self._sound()

    def _sound(self) -> None:
        """A story in which a decision failed would tell nonsense from there on."""
        written = (topics.RESPONSIBILITY.name, topics.HANDOVER.name)
        assert not [parked for topic in written for parked in only(KeyParked, self._all(topic))]

    def _news(self, topic: str) -> list[Event]:
        events = self._all(topic)
        news = events[self.heard.get(topic, 0) :]
        self.heard[topic] = len(events)
        return news

    def _all(self, topic: str) -> list[Event]:
        return [CATALOGUE[r.type].model_validate_json(r.value) for r in self.world.log.facts(topic)]


def registered(
    since: str,
    *,
    on: str | None = None,
    fund: Party = HK,
    municipality: str = "0851",
    insurance: Insurance = "full_time",
    hours: str = "0",
    spell: str = "spell-1",
) -> RegistrationAccepted:
    """A registration that intake accepted."""
    return RegistrationAccepted(
        spell_id=spell,
        unemployed_from=date.fromisoformat(since),
        registered_on=date.fromisoformat(on or since),
        fund=fund,
        municipality=municipality,
        insurance=insurance,
        hours_before=Decimal(hours),
        pack=pack_for(date.fromisoformat(since)).id,
    )


def hours(month: str, total: str, *, on: str, spell: str = "spell-1") -> BenefitHoursCounted:
    """The hours of a month, reported on a day, and the total that they make."""
    return BenefitHoursCounted(
        spell_id=spell,
        month=Month.parse(month),
        hours=Decimal("160.33"),
        total=Decimal(total),
        reported_on=date.fromisoformat(on),
    )


def moved(to: str, *, on: str, spell: str = "spell-1") -> MunicipalityChanged:
    return MunicipalityChanged(spell_id=spell, previous="0851", municipality=to, moved_on=date.fromisoformat(on))


def ended(on: str, *, spell: str = "spell-1") -> SpellClosed:
    return SpellClosed(spell_id=spell, ended_on=date.fromisoformat(on), reason=EndReason.JOB)


def only(kind: type[E], events: Sequence[Event]) -> list[E]:
    """The events of one kind."""
    return [event for event in events if isinstance(event, kind)]
