"""All five services in one process, without Kafka and Postgres: their own flows over the engine in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contact_course.flow import STAGE as CONTACT_COURSE
from handover.flow import STAGES as HANDOVER_STAGES
from handover.gateways import SealedDelivery
from intake.flow import STAGE as INTAKE
from intake.gate import Gate
from intake.gateways.memory import MemoryRegister
from intake.queries.locks import names_from
from notifications.flow import STAGE as NOTIFICATIONS
from notifications.gateways import Postman, Receipts
from samspil.events.event import Event
from samspil.events.handover import HandoverPrepared
from samspil.events.notifications import NotificationCreated, NotificationSent
from samspil.flow.fold import Performer, Stage
from samspil.flow.memory import MemoryWorld
from samspil.flow.record import Record
from samspil.topics import STAGES
from samspil.vault import MemoryVault
from sandbox.play.result import lines_of
from sandbox.play.scenario import Told


@dataclass
class MemoryChannel:
    """Keeps letters by their id, and has a receipt for each at once."""

    name: str = "letters"
    letters: dict[str, str] = field(default_factory=dict)

    async def send(self, notification_id: str, sealed: str) -> None:
        self.letters.setdefault(notification_id, sealed)

    async def delivered(self, notification_id: str) -> bool:
        return notification_id in self.letters


def services(secret: str) -> tuple[MemoryWorld, MemoryChannel]:
    """A world of all services but operations, and the channel in which letters end."""
    register, channel = MemoryRegister(), MemoryChannel()
    vault = MemoryVault(register.persons)
    performers: dict[type[Event], Performer] = {
        HandoverPrepared: SealedDelivery(vault),
        NotificationCreated: Postman(vault, channel),
        NotificationSent: Receipts(channel),
    }
    stages: list[Stage] = [INTAKE, *HANDOVER_STAGES, CONTACT_COURSE, NOTIFICATIONS]
    in_order = tuple(sorted(stages, key=lambda stage: STAGES.index(stage.name)))
    return MemoryWorld(
        in_order, performers=performers, gate=Gate(register, names_from(secret), synthetic=True)
    ), channel


def play(scenario: list[Told], days: Iterable[date], secret: str) -> list[str]:
    """Play the scenario on these days, to the end of the last one; the lines of the result."""
    world, _ = services(secret)
    for _ in living(world, scenario, days):
        pass
    return told_in(world)


def told_in(world: MemoryWorld) -> list[str]:
    """The lines of the result, from a world in which a scenario was played."""
    records = [record for topic in list(world.log.topics) for record in world.log.facts(topic)]
    return lines_of(records, _in_plain)


def living(world: MemoryWorld, scenario: list[Told], days: Iterable[date]) -> Iterator[date]:
    """Each of the days, before it begins; it is over when the next one is asked for."""
    waiting = list(scenario)
    for day in days:
        yield day
        world.day(day)
        while waiting and waiting[0].day <= day:
            told = waiting.pop(0)
            world.arrive(told.party.from_topic, told.key, told.headers, told.value, told.time)


def _in_plain(record: Record, data: dict[str, Any]) -> dict[str, Any]:
    """The vault of the memory world seals in plain JSON."""
    return {"handover_id": data["handover_id"], "package": json.loads(data["jwe"])}
