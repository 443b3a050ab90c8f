"""A country, the services it is played on, and what can be seen of both while it is played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import psutil
import typer
from rich.console import Console
from rich.live import Live

from samspil.clock import monotonic, now
from samspil.events.contact_course import CourseOpened, MeetingHeld
from samspil.events.handover import PackageDelivered
from samspil.events.jobcentre import HandoverAccepted
from samspil.events.notifications import NotificationSent
from samspil.party import open_package
from samspil.reference.parties import Party
from sandbox.backbone import Backbone, backbone
from sandbox.country.conductor import Conductor, Unsettled
from sandbox.country.country import Country
from sandbox.country.jobcentres import Opens
from sandbox.country.life import Period
from sandbox.country.observer import Onward
from sandbox.country.population import parties
from sandbox.country.report import report
from sandbox.country.wires import OnKafka, on_kafka
from sandbox.earlier import FIRST, Names, earlier, remember
from sandbox.settled import Status
from sandbox.stack import stack
from sandbox.stack.places import state_directory
from sandbox.stack.run import run_directory
from sandbox.table import Progress, line, live_table
from sandbox.watched import Watched, at_rest

SECRET = sha256(b"a country has no secrets").digest()
"""The same for every seed, so that the vault still opens for those whom an earlier country on these servers put in."""
LOOK_SECONDS = 0.25
LINE_SECONDS = 5.0
LINES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    citizens: int
    period: Period
    seed: int
    headless: bool
    reuse: bool = False


@dataclass
class Played:
    """A country on running services."""

    wanted: Wanted
    console: Console
    services: Backbone
    world: OnKafka
    conductor: Conductor
    seen: Onward
    stack_seconds: float
    days_done: int = 0
    play_began: float = field(default_factory=monotonic)
    first_accepted: float | None = None

    @classmethod
    @asynccontextmanager
    async def started(cls, wanted: Wanted, console: Console) -> AsyncIterator[Played]:
        """Everything that is needed, started; stopped at the end."""
        tell = partial(console.print, style="dim", highlight=False)
        tell("starting Kafka, Postgres and the five services")
        async with AsyncExitStack() as running:
            servers = await running.enter_async_context(stack(tell=tell))
            before = await earlier(servers.addresses.postgres)
            if wanted.reuse:
                before.refuse(wanted.period, wanted.seed)
            directory = await running.enter_async_context(run_directory(state_directory() / "runs"))
            services = await running.enter_async_context(
                backbone(servers.addresses, directory, parties(), seed=SECRET, reuse=wanted.reuse)
            )
            names = before.names
            await remember(servers.addresses.postgres, names, wanted.seed)
            watched = Watched(services)
            numbered = await at_rest(watched)
            country = Country(wanted.citizens, wanted.period, wanted.seed, openers(services.party_keys, names))
            cprs = {life.citizen.person.cpr for life in country.lives}
            seen = Onward(cprs | {names.cpr(cpr) for cpr in cprs}, before.citizens, numbered)
            async with on_kafka(watched, country, seen, before.citizens, names.outside) as world:
                conductor = Conductor(country, world, seen)
                try:
                    yield cls(wanted, console, services, world, conductor, seen, since_start())
                except Unsettled as problem:
                    raise Unsettled("\n".join([str(problem), *worst_lines(directory)])) from None

    @property
    def page(self) -> str:
        """Where operators look."""
        return self.services.page

    async def play(self) -> dict[str, Any]:
        """Play the period while somebody watches; the report."""
        self.play_began = monotonic()
        self.conductor.watch = self._day_done
        watching = asyncio.create_task(self._lines() if self.wanted.headless else self._table())
        try:
            await self.conductor.play()
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        played = monotonic() - self.play_began
        await self.world.observe()
        on_disk = sum(1 for _ in self.services.letters.glob("*.jwe"))
        self.conductor.letters_on_disk = on_disk - self.seen.letters_to_strangers
        books = await self.conductor.finish()
        seconds = {
            "stack": round(self.stack_seconds, 1),
            "play": round(played, 1),
            "first_accepted_handover": round(self.first_accepted, 1) if self.first_accepted else None,
            "total": round(since_start(), 1),
        }
        return report(books, self.conductor.faults, self.world.told, seconds)

    def progress(self) -> Progress:
        """Where the play stands now."""
        country, seen = self.conductor.country, self.conductor.seen
        events = seen.total + self.world.told + len(country.mail.order)
        period = self.wanted.period
        days = period.days()
        return Progress(
            day=days[min(self.days_done, len(days) - 1)],
            done=self.days_done,
            days=len(days),
            events=events,
            per_second=events / max(0.001, monotonic() - self.play_began),
            messages=len(country.mail.order),
            registrations=country.mail.registrations()["answered"],
            courses=seen.count(CourseOpened),
            meetings_held=seen.count(MeetingHeld),
            packages=sum(len(jobcentre.packages) for jobcentre in country.jobcentres),
            accepted=country.mail.accepted(HandoverAccepted.type),
            letters=seen.count(NotificationSent),
            lag=lag_of(self.world.standing) if isinstance(self.world.standing, Status) else 0,
            broken=len(self.conductor.faults),
            first_accepted=self.first_accepted,
            page=self.page,
        )

    def _day_done(self, day: object) -> None:
        self.days_done += 1
        if self.first_accepted is None and self.conductor.country.handed_over["hours"]:
            self.first_accepted = since_start()

    async def _table(self) -> None:
        with Live(live_table(self.progress()), console=self.console, auto_refresh=False) as live:
            try:
                while True:
                    await asyncio.sleep(LOOK_SECONDS)
                    live.update(live_table(self.progress()), refresh=True)
            finally:
                live.update(live_table(self.progress()), refresh=True)

    async def _lines(self) -> None:
        while True:
            await asyncio.sleep(LINE_SECONDS)
            typer.echo(line(self.progress()))


def worst_lines(directory: Path) -> list[str]:
    """What the services' logs say of trouble: the logs themselves go with the run."""
    found = []
    for log in sorted(directory.glob("*.log")):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        trouble = [line for line in lines if '"INFO"' not in line]
        found += [f"{log.name}: {line}" for line in trouble[-LINES_SHOWN:]]
    return found


def openers(keys: Mapping[str, dict[str, Any]], names: Names = FIRST) -> dict[Party, Opens]:
    """How each jobcentre opens what is sent to it, and knows who is meant."""

    def opens(key: Mapping[str, Any], told: PackageDelivered) -> dict[str, Any]:
        return names.inside(open_package(told, key))

    return {party: partial(opens, keys[str(party)]) for party in parties() if str(party) in keys}


def lag_of(status: Status) -> int:
    """How many records are numbered and not yet read by all who must."""
    read: dict[str, list[int]] = {}
    for place, sequence in status.places.items():
        stage, _, lane = place.partition("/")
        if stage != "gate":
            read.setdefault(lane, []).append(sequence)
    return sum(max(0, given - min(read[lane])) for lane, given in status.numbered.items() if lane in read)


def since_start() -> float:
    """Seconds since the command was called."""
    return now().timestamp() - psutil.Process().create_time()
