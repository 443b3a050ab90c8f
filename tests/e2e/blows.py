"""Whatever strikes the services while a country is played, the end is that of an undisturbed run.

Not part of `make test` yet: all blows were survived with every promise kept, but the comparison of the final states
with an undisturbed run has not been seen green. Run it by name: `.venv/bin/pytest tests/e2e/blows.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import pytest
import pytest_asyncio

from sandbox.backbone import backbone
from sandbox.country.conductor import Conductor
from sandbox.country.country import Country
from sandbox.country.life import Period
from sandbox.country.observing import Observations
from sandbox.country.population import parties
from sandbox.country.wires import on_kafka
from sandbox.databases import SERVICES
from sandbox.played import openers
from sandbox.stack import stack
from sandbox.stack.places import state_directory
from sandbox.stack.run import run_directory
from tests.e2e.battered import Battered, Schedule, freeze, thaw
from tests.e2e.outcome import Outcome, differences, outcome_of

CITIZENS = 200
PERIOD = Period(date(2026, 7, 20), date(2026, 9, 7))
SEED = 11
SECRET = sha256(b"a country has no secrets").digest()


@dataclass
class Struck:
    """A country being played on battered services."""

    battered: Battered
    conductor: Conductor

    async def outcome(self) -> Outcome:
        await self.conductor.finish()
        assert self.conductor.faults == []
        return await outcome_of(self.battered.backbone)


@asynccontextmanager
async def country() -> AsyncIterator[Struck]:
    async with (
        stack() as servers,
        run_directory(state_directory() / "runs") as directory,
        backbone(servers.addresses, directory, parties(), seed=SECRET) as services,
    ):
        played = Country(CITIZENS, PERIOD, SEED, openers(services.party_keys))
        seen = Observations(life.citizen.person.cpr for life in played.lives)
        battered = Battered(services, servers)
        reviving = asyncio.create_task(battered.revive())
        try:
            async with on_kafka(battered, played, seen) as world:
                yield Struck(battered, Conductor(played, world, seen))
        finally:
            reviving.cancel()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def undisturbed() -> Outcome:
    async with country() as struck:
        for day in PERIOD.days():
            await struck.conductor.play_day(day)
        return await struck.outcome()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_after_every_blow_the_end_is_that_of_an_undisturbed_run(seed: int, undisturbed: Outcome) -> None:
    async with country() as struck:
        schedule = Schedule(PERIOD.days(), seed)
        for day in PERIOD.days():
            falling = schedule.begin(day, struck.battered)
            await struck.conductor.play_day(day)
            if falling:
                await falling
        ended = await struck.outcome()
        hit = struck.battered.points_hit()
    assert differences(undisturbed, ended) == []
    assert ended.repeats > 0, "no redelivery was seen: the blows fell where they hurt nobody"
    assert hit == {"produced", "in_waking", "performed", "committed", "in_transaction", "admitting"}
    fell = " ".join(struck.battered.fell)
    assert all(f"{service}-0: SIGKILL" in fell for service in SERVICES), fell


@pytest.mark.timeout(900)
async def test_two_processes_share_the_lanes_take_over_and_wake_again_without_loss_or_double(
    undisturbed: Outcome,
) -> None:
    async with country() as struck:
        battered, days = struck.battered, PERIOD.days()
        for day in days:
            if day == days[5]:
                await battered.backbone.start("contact-course", "1")
                await battered.backbone.start("handover", "1")
                await battered.backbone.ready()
            if day == days[12]:
                freeze(battered.member("contact-course", "1"))
            if day == days[20]:
                thaw(battered.member("contact-course", "1"))
            if day == days[26]:
                await battered.member("handover").server.kill()
            if day == days[33]:
                await battered.backbone.members.pop(("contact-course", "1")).server.stop()
            await struck.conductor.play_day(day)
        ended = await struck.outcome()
    assert differences(undisturbed, ended) == []
