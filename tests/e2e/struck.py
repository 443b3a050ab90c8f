"""A country played day by day on services that a test strikes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256

from sandbox.backbone import backbone
from sandbox.country.conductor import Conductor
from sandbox.country.country import Country
from sandbox.country.life import Period
from sandbox.country.observing import Observations
from sandbox.country.population import parties
from sandbox.country.wires import on_kafka
from sandbox.played import openers
from sandbox.stack import stack
from sandbox.stack.places import state_directory
from sandbox.stack.run import run_directory
from tests.e2e.battered import Battered
from tests.e2e.outcome import Outcome, outcome_of

SECRET = sha256(b"a country has no secrets").digest()


@dataclass
class Struck:
    """A country being played on battered services."""

    battered: Battered
    conductor: Conductor

    async def outcome(self) -> Outcome:
        await self.conductor.finish()
        assert self.conductor.faults == []
        ended = await outcome_of(self.battered.backbone)
        assert ended.doubled == ()
        return ended


@asynccontextmanager
async def struck_country(citizens: int, period: Period, seed: int) -> AsyncIterator[Struck]:
    async with (
        stack() as servers,
        run_directory(state_directory() / "runs") as directory,
        backbone(servers.addresses, directory, parties(), seed=SECRET) as services,
    ):
        played = Country(citizens, period, seed, openers(services.party_keys))
        seen = Observations(life.citizen.person.cpr for life in played.lives)
        battered = Battered(services, servers)
        reviving = asyncio.create_task(battered.revive())
        try:
            async with on_kafka(battered, played, seen) as world:
                yield Struck(battered, Conductor(played, world, seen))
        finally:
            reviving.cancel()
