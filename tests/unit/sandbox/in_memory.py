"""The country on all five services in memory: no Kafka, no Postgres, a month in a second."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from contact_course.flow import STAGE as CONTACT_COURSE
from handover.flow import HANDOVER, RESPONSIBILITY
from handover.gateways import SealedDelivery
from intake.domain.names import Names
from intake.flow import STAGE as INTAKE
from intake.gate import Gate
from intake.gateways.memory import MemoryRegister
from notifications.flow import STAGE as NOTIFICATIONS
from notifications.gateways import Postman, Receipts
from samspil.events.event import CATALOGUE, Event
from samspil.events.handover import HandoverPrepared, PackageDelivered
from samspil.events.notifications import NotificationCreated, NotificationSent
from samspil.flow.fold import Performer
from samspil.flow.gatekeeper import Arrival
from samspil.flow.lanes import lane_of
from samspil.flow.memory import MemoryWorld, finish
from samspil.flow.record import Outgoing, Record
from samspil.party.message import Message, record_of
from samspil.reference.parties import Party
from samspil.topics import RECEIVED
from samspil.vault import MemoryVault
from sandbox.country.conductor import Conductor
from sandbox.country.country import Country
from sandbox.country.hearing import Heard
from sandbox.country.life import Period
from sandbox.country.mail import Place
from sandbox.country.observing import WATCHED, Observations
from sandbox.country.population import parties
from sandbox.country.saying import Saying

LANES = 4


class Pile:
    """A channel that keeps letters in a dictionary."""

    name = "letters"

    def __init__(self) -> None:
        self.letters: dict[str, str] = {}

    async def send(self, notification_id: str, sealed: str) -> None:
        self.letters.setdefault(notification_id, sealed)

    async def delivered(self, notification_id: str) -> bool:
        return notification_id in self.letters


@dataclass
class Raw:
    """A record as an observer's Kafka client would give it."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes]]

    @classmethod
    def of(cls, record: Record) -> Raw:
        headers = [(name, text.encode()) for name, text in record.headers.items()]
        return cls(record.topic, record.lane, record.offset, record.key.encode(), record.value, headers)


class InMemory:
    """A `World` over the engine's memory runner."""

    backwards = False
    """Whether the parties hear in the opposite order."""

    def __init__(self, country: Country, seen: Observations) -> None:
        self.country, self.seen, self.pile = country, seen, Pile()
        register = MemoryRegister()
        vault = MemoryVault(register.persons)
        performers: dict[type[Event], Performer] = {
            HandoverPrepared: SealedDelivery(vault),
            NotificationCreated: Postman(vault, self.pile),
            NotificationSent: Receipts(self.pile),
        }
        stages = (INTAKE, RESPONSIBILITY, CONTACT_COURSE, HANDOVER, NOTIFICATIONS)
        self.gate = Gate(register, Names(b"k" * 32), synthetic=True)
        self.memory = MemoryWorld(stages, lanes=LANES, performers=performers, gate=self.gate)
        self.offsets: dict[str, int] = defaultdict(int)
        self.heard: dict[str, int] = defaultdict(int)
        self.watched: dict[tuple[str, int], int] = defaultdict(int)

    async def begin(self, day: date) -> None:
        await asyncio.to_thread(self.memory.day, day)

    async def tell(self, sayings: list[Saying]) -> list[Place]:
        return await asyncio.to_thread(self._tell, sayings)

    def _tell(self, sayings: list[Saying]) -> list[Place]:
        arrivals = [self._arrival(saying) for saying in sayings]
        for admission in finish(self.gate.admit(None, arrivals)):
            lane = lane_of(admission.key, LANES if admission.topic == RECEIVED.name else 1)
            self.memory.log.append(Outgoing(admission.topic, lane, admission.key, admission.headers, admission.value))
        self.memory.run()
        return [Place(each.topic, each.partition, each.offset) for each in arrivals]

    def _arrival(self, saying: Saying) -> Arrival:
        topic = saying.party.from_topic
        offset, self.offsets[topic] = self.offsets[topic], self.offsets[topic] + 1
        if saying.raw:
            raw = saying.raw
            return Arrival(topic, 0, offset, raw.key, raw.headers, raw.value, saying.time.astimezone(UTC))
        assert saying.event is not None
        message = Message(
            told=saying.event,
            case=saying.case,
            person=saying.person,
            citizen=saying.citizen,
            message_id=saying.id,
            time=saying.time,
        )
        out = record_of(message, saying.party)
        headers = tuple((name, text.encode()) for name, text in out.headers.items())
        return Arrival(topic, 0, offset, out.key, headers, out.value, saying.time.astimezone(UTC))

    async def settle(self, day: date) -> None:
        for party in reversed(parties()) if self.backwards else parties():
            records = self.memory.log.topics[party.to_topic][0]
            for record in records[self.heard[party.to_topic] :]:
                self.country.hear(heard(party, record))
            self.heard[party.to_topic] = len(records)

    async def observe(self) -> None:
        for topic in WATCHED:
            for lane, records in self.memory.log.topics[topic].items():
                for record in records[self.watched[topic, lane] :]:
                    self.seen.take(Raw.of(record))
                self.watched[topic, lane] = len(records)


def heard(party: Party, record: Record) -> Heard:
    event = CATALOGUE[record.type].model_validate_json(record.value)
    return Heard(party, record.id, record.headers["ce_subject"], record.time, event)


def opens(told: PackageDelivered) -> dict[str, Any]:
    return json.loads(told.jwe)  # type: ignore[no-any-return]  # a document is a JSON object


def in_memory(
    citizens: int, first: date, last: date, seed: int, kind: type[InMemory] = InMemory
) -> tuple[Conductor, InMemory]:
    """A country that can be played at once."""
    country = Country(citizens, Period(first, last), seed, dict.fromkeys(parties(), opens))
    seen = Observations(life.citizen.person.cpr for life in country.lives)
    world = kind(country, seen)
    return Conductor(country, world, seen), world
