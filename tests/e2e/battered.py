"""Services that are struck while a country is played on them: killed, stopped, without Kafka or Postgres."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

import httpx

from sandbox.backbone import Backbone, Member
from sandbox.country.wires import Standing
from sandbox.databases import SERVICES
from sandbox.stack import Server, Stack

LOOK_SECONDS = 0.1
LONGEST_WAIT = 0.4
"""Seconds into a day after which it is struck at the latest."""


@dataclass(frozen=True)
class Away:
    """Some service does not answer: nothing is settled."""

    why: str
    numbered: Mapping[str, int] = field(default_factory=dict)

    def pending(self, day: date, produced: Mapping[str, int]) -> list[str]:
        return [self.why]


@dataclass
class Battered:
    """A backbone whose dead processes are started again, as an orchestrator would."""

    backbone: Backbone
    servers: Stack
    fell: list[str] = field(default_factory=list)
    """Which processes were found dead, with what they died of."""
    striking: int = 0

    @property
    def kafka(self) -> str:
        return self.backbone.kafka

    @property
    def lanes(self) -> int:
        return self.backbone.lanes

    async def status(self) -> Standing:
        """Where the services stand. Nothing is settled while a blow is under way."""
        if self.striking:
            return Away("a blow is under way")
        try:
            return await self.backbone.status()
        except (httpx.HTTPError, ValueError) as error:
            return Away(f"some service does not answer: {type(error).__name__}")

    async def revive(self) -> None:
        """Bring the dead back for ever; those that a blow is about to start again are left to it."""
        while True:
            for member in list(self.backbone.members.values()):
                if not member.server.running and not self.striking:
                    self.fell.append(f"{member.service}-{member.instance}: {member.server.died_of}")
                    await self.backbone.start(member.service, member.instance)
            await asyncio.sleep(LOOK_SECONDS)

    async def kill(self, service: str) -> None:
        """kill -9, now."""
        await self.member(service).server.kill()

    async def arm(self, service: str, order: str) -> None:
        """A process that will stop itself at the ordered point takes the place of the one that runs."""
        await self.replace(service, SAMSPIL_STOP_AT=order)

    async def replace(self, service: str, module: str = "", **environment: str) -> None:
        """Another process of the service takes the place of the one that runs."""
        self.striking += 1
        try:
            await self.member(service).server.stop()
            await self.backbone.start(service, module=module, **environment)
        finally:
            self.striking -= 1

    def points_hit(self) -> set[tuple[str, str]]:
        """The services and stopping points at which processes killed themselves, by their logs."""
        logs = {path.stem[:-2]: path.read_text(errors="replace") for path in self.backbone.directory.glob("*.log")}
        lines = ((service, line) for service, log in logs.items() for line in log.splitlines())
        return {(service, line.split()[-1]) for service, line in lines if line.startswith("stopping itself at")}

    def member(self, service: str, instance: str = "0") -> Member:
        return self.backbone.members[service, instance]


Strike = Callable[[Battered], Awaitable[None]]


@dataclass(frozen=True)
class Blow:
    """One thing that goes wrong."""

    name: str
    strike: Strike


POINTS = (
    ("contact-course", "produced:2:KILL"),
    ("handover", "produced:3:KILL"),
    ("contact-course", "in_waking:2:KILL"),
    ("handover", "in_waking:3:KILL"),
    ("notifications", "performed:1:KILL"),
    ("intake", "committed:3:KILL"),
    ("contact-course", "in_transaction:3:KILL"),
    ("intake", "admitting:1:KILL"),
)
"""Where owners kill themselves: service, stopping point, at which pass."""


def blows() -> list[Blow]:
    """Everything that a run takes in turn."""
    kills = [Blow(f"kill -9 {service}", _kill(service)) for service in SERVICES]
    armed = [Blow(f"{service} stops at {order}", _arm(service, order)) for service, order in POINTS]
    servers = [
        Blow("kill -9 Kafka", _restart(lambda stack: stack.kafka, kill=True)),
        Blow("restart Kafka", _restart(lambda stack: stack.kafka, kill=False)),
        Blow("kill -9 Postgres", _restart(lambda stack: stack.postgres, kill=True)),
        Blow("restart Postgres", _restart(lambda stack: stack.postgres, kill=False)),
    ]
    return [*kills, *armed, *servers]


def _kill(service: str) -> Strike:
    return lambda battered: battered.kill(service)


def _arm(service: str, order: str) -> Strike:
    return lambda battered: battered.arm(service, order)


def _restart(server_of: Callable[[Stack], Server | None], *, kill: bool) -> Strike:
    async def strike(battered: Battered) -> None:
        server = server_of(battered.servers)
        assert server is not None, "these tests need the embedded servers: they restart them"
        await (server.kill() if kill else server.stop())
        await server.start()

    return strike


class Schedule:
    """Which blow falls on which day, drawn from a seed; each of them exactly once."""

    def __init__(self, days: list[date], seed: int) -> None:
        chance = Random(seed)
        struck = chance.sample(days[2:-6], k=len(blows()))
        self.by_day = dict(zip(struck, blows(), strict=True))
        self.chance = chance

    def begin(self, day: date, battered: Battered) -> asyncio.Task[None] | None:
        """Start the blow of a day; it falls while the day is played."""
        blow = self.by_day.get(day)
        if blow is None:
            return None
        battered.striking += 1
        return asyncio.create_task(self._fall(blow, battered, self.chance.uniform(0, LONGEST_WAIT)))

    async def _fall(self, blow: Blow, battered: Battered, wait: float) -> None:
        try:
            await asyncio.sleep(wait)
            await blow.strike(battered)
        finally:
            battered.striking -= 1


def freeze(member: Member) -> None:
    """SIGSTOP: alive for the kernel, dead for everybody else."""
    member.server.send(signal.SIGSTOP)


def thaw(member: Member) -> None:
    member.server.send(signal.SIGCONT)
