"""The whole country: who lives in it, who speaks for them, and what must come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random

from samspil.events.answers import MessageAccepted
from samspil.events.event import Event
from samspil.events.jobcentre import HandoverAccepted
from samspil.events.unemployment_fund import MemberRegistered
from samspil.reference.parties import CIVIL_REGISTRATION, Party
from sandbox.country.due import Account, accounts_of
from sandbox.country.funds import Fund
from sandbox.country.hearing import Heard
from sandbox.country.jobcentres import Jobcentre, Opens
from sandbox.country.life import Period
from sandbox.country.lives import live
from sandbox.country.mail import Mail
from sandbox.country.nonsense import kinds_for, nonsense
from sandbox.country.people import People
from sandbox.country.population import parties, populate
from sandbox.country.registry import CivilRegistration
from sandbox.country.saying import Saying, in_order
from sandbox.country.script import script_of

Office = Fund | Jobcentre | CivilRegistration


class Country:
    """A seeded country. `opens` gives each jobcentre the key to its packages; nothing here knows Kafka or a clock."""

    def __init__(self, citizens: int, period: Period, seed: int, opens: Mapping[Party, Opens]) -> None:
        people = populate(citizens + kinds_for(citizens), period.first.year, Random(f"people {seed}"))
        self.period = period
        self.seed = seed
        self.lives = tuple(
            live(citizen, period, Random(f"life {seed} {citizen.number}")) for citizen in people[:citizens]
        )
        script = [saying for life in self.lives for saying in script_of(life, period, seed)]
        self.script = in_order([*script, *nonsense(self.lives, people[citizens:], period, seed)])
        self.people = People(self.lives)
        self.accounts: tuple[Account, ...] = accounts_of(self.lives, period)
        self.mail = Mail()
        self.handed_over: Counter[str] = Counter()
        """Accepted handovers by their cause."""
        self.offices: dict[Party, Office] = {party: self._office(party, opens) for party in parties()}

    @property
    def jobcentres(self) -> list[Jobcentre]:
        return [office for office in self.offices.values() if isinstance(office, Jobcentre)]

    def hear(self, heard: Heard) -> None:
        """One event on a party's topic."""
        saying = self.mail.hear(heard)
        if saying and saying.number is not None and registers(heard.event, saying):
            self.people.learn(heard.subject, saying.number)
        if saying and isinstance(saying.event, HandoverAccepted) and isinstance(heard.event, MessageAccepted):
            self.handed_over[self.cause_of(saying.event.handover_id)] += 1
        self.offices[heard.party].hear(heard)

    def cause_of(self, handover_id: str) -> str:
        """Why a citizen was handed over, as the package said."""
        packages = (package for jobcentre in self.jobcentres for package in jobcentre.packages)
        return next((package.cause for package in packages if package.handover_id == handover_id), "unknown")

    def speak(self, day: date) -> list[Saying]:
        """Everything that anybody has to say on `day` and has not said yet, in the order in which it is said."""
        return in_order(saying for office in self.offices.values() for saying in office.speak(day))

    def _office(self, party: Party, opens: Mapping[Party, Opens]) -> Office:
        script = [saying for saying in self.script if saying.party == party]
        if party == CIVIL_REGISTRATION:
            return CivilRegistration(script)
        if party.kind == "jobcentre":
            return Jobcentre(party, self.seed, self.people, opens[party])
        return Fund(party, self.seed, script, self.people)


def registers(event: Event, saying: Saying) -> bool:
    """Whether this answer tells by which name Samspil knows a member."""
    return isinstance(event, MessageAccepted) and isinstance(saying.event, MemberRegistered)
