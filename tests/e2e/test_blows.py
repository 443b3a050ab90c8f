"""Whatever strikes the services while a country is played, the end is that of an undisturbed run."""

from __future__ import annotations

from datetime import date

import pytest
import pytest_asyncio

from sandbox.country.life import Period
from sandbox.databases import SERVICES
from tests.e2e.battered import POINTS, Schedule, freeze, thaw
from tests.e2e.outcome import Outcome, differences
from tests.e2e.struck import struck_country

CITIZENS = 200
PERIOD = Period(date(2026, 7, 20), date(2026, 9, 7))
"""Over two month ends, at which most citizens are handed over."""
SEED = 11


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def undisturbed() -> Outcome:
    async with struck_country(CITIZENS, PERIOD, SEED) as struck:
        for day in PERIOD.days():
            await struck.conductor.play_day(day)
        return await struck.outcome()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_after_every_blow_the_end_is_that_of_an_undisturbed_run(seed: int, undisturbed: Outcome) -> None:
    async with struck_country(CITIZENS, PERIOD, SEED) as struck:
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
    fell = ", ".join(struck.battered.fell)
    assert hit == {(service, order.partition(":")[0]) for service, order in POINTS}, fell
    assert all(f"{service}-0: SIGKILL" in fell for service in SERVICES), fell


@pytest.mark.timeout(900)
async def test_two_processes_share_the_lanes_take_over_and_wake_again_without_loss_or_double(
    undisturbed: Outcome,
) -> None:
    async with struck_country(CITIZENS, PERIOD, SEED) as struck:
        battered, days = struck.battered, PERIOD.days()
        for day in days:
            if day == days[5]:
                await battered.backbone.start("contact-course", "1")
                await battered.backbone.start("handover", "1")
                await battered.backbone.ready()
            if day == days[12]:
                freeze(battered.member("contact-course"))  # the other one takes over and speaks for the service
            if day == days[20]:
                thaw(battered.member("contact-course"))
            if day == days[26]:
                await battered.member("handover").server.kill()
            if day == days[33]:
                await battered.backbone.members.pop(("contact-course", "1")).server.stop()
            await struck.conductor.play_day(day)
        ended = await struck.outcome()
    assert differences(undisturbed, ended) == []
