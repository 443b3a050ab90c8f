"""A day's waking that ends in its middle: more keys are due than one chunk takes, and only some are committed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from samspil.calendar import Month
from samspil.events.event import Event
from samspil.events.handover import HandoverReminded, HandoverSent
from samspil.events.intake import BenefitHoursCounted
from samspil.events.unemployment_fund import BenefitHoursReported
from samspil.flow import lane as lanes
from samspil.flow import stops
from samspil.flow.decision import Context, Decision, State, accept, note
from samspil.flow.fold import Fold, Performed, Stage, TaskAtHand
from samspil.flow.migrate import upgrade
from samspil.flow.record import Outgoing, Record
from samspil.topics import RECEIVED
from sandbox.play.reading import each_once
from sandbox.stack import Addresses
from tests.contract.flow.conftest import fresh_topics
from tests.contract.flow.engines import Engine, KafkaEngine, MemoryEngine, marks, message
from tests.contract.flow.toys import JOBCENTRE

MONDAY = date(2026, 7, 6)
TUESDAY = MONDAY + timedelta(days=1)
KEYS = [f"citizen-{number}" for number in range(20)]


class Clerk(State):
    """Asks for a package at once, looks at the matter every morning, and anew on the day after it was sent."""

    next: date
    mornings: int = 0
    sent: bool = False

    def due(self) -> date | None:
        return self.next


def ask(clerk: Clerk | None, told: BenefitHoursReported, ctx: Context) -> Decision[Clerk]:
    reminder = HandoverReminded(spell_id="s", handover_id=ctx.key, receiver=JOBCENTRE)
    return accept().become(Clerk(next=ctx.today + timedelta(days=1))).ask(str(JOBCENTRE), reminder)


def look(clerk: Clerk, ctx: Context) -> Decision[Clerk]:
    told = BenefitHoursCounted(
        spell_id=ctx.key, month=Month.of(ctx.today), hours=Decimal(0), total=Decimal(0), reported_on=ctx.today
    )
    later = {"next": ctx.today + timedelta(days=1), "mornings": clerk.mornings + 1}
    return note(clerk.model_copy(update=later)).tell(told)


def sent(clerk: Clerk, told: HandoverSent, ctx: Context) -> Decision[Clerk]:
    return note(clerk.model_copy(update={"next": ctx.today + timedelta(days=1), "sent": True}))


asking = Fold("clerk", Clerk, {BenefitHoursReported: ask, HandoverSent: sent}, (BenefitHoursCounted,), look)
STAGE = Stage("intake", (RECEIVED,), (asking,), performs=(HandoverReminded,))


class Post:
    """Closed until somebody opens it."""

    def __init__(self) -> None:
        self.opens = asyncio.Event()

    async def __call__(self, task: TaskAtHand) -> Performed:
        await self.opens.wait()
        assert isinstance(task.intention, HandoverReminded)
        return Performed(HandoverSent(spell_id="s", handover_id=task.key, receiver=JOBCENTRE))


class Middle:
    """What happens the first time that a lane passes the middle of a waking; counts how often lanes pass it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, dies: bool = False) -> None:
        self.dies, self.passed, self.reached = dies, 0, asyncio.Event()
        monkeypatch.setattr(lanes, "WAKING", 3)
        monkeypatch.setattr(lanes, "passing", self)

    def __call__(self, point: stops.Point) -> None:
        if point != "in_waking":
            return
        self.passed += 1
        self.reached.set()
        if self.dies and self.passed == 1:
            raise asyncio.CancelledError  # as a killed process: nothing more is written, nothing is said


@asynccontextmanager
async def engine_on(addresses: Addresses, database: str, post: Post) -> AsyncIterator[KafkaEngine]:
    await asyncio.to_thread(fresh_topics, addresses.kafka)
    await upgrade(database)
    performers: dict[type[Event], Any] = {HandoverReminded: post}
    async with KafkaEngine(addresses.kafka, database).running((STAGE,), performers) as engine:
        yield engine


def registrations() -> list[Outgoing]:
    told = BenefitHoursReported(month=Month.parse("2026-06"), hours=Decimal(5))
    return [message(key, f"m-{key}", told, MONDAY) for key in KEYS]


async def tasks_of(engine: KafkaEngine) -> int:
    asked: int = await engine.pool.fetchval("SELECT count(*) FROM flow_task")
    return asked


async def monday(engine: KafkaEngine) -> None:
    """Everybody has registered, and the post is closed."""
    await engine.put(*marks(MONDAY), *registrations())
    async with asyncio.timeout(30):
        while await tasks_of(engine) < len(KEYS):  # noqa: ASYNC110  # the database cannot set an event
            await asyncio.sleep(0.02)


async def told_by(engine: Engine) -> list[Record]:
    """What the stage told; who was killed before it could note that something is sent has sent it twice."""
    reading = each_once(await engine.records("intake.v1"))
    assert reading.doubled == []
    return reading.records


async def left_by(engine: Engine) -> tuple[list[Any], list[tuple[str, bytes]]]:
    """Every state, and everything that was told, days included, in an order that no interleaving changes."""
    told = [(f"{r.lane} {r.type} {r.id} {r.key}", r.value) for r in await told_by(engine)]
    return [await engine.state("intake", "clerk", key) for key in KEYS], sorted(told)


async def undisturbed() -> tuple[list[Any], list[tuple[str, bytes]]]:
    post = Post()
    post.opens.set()
    engine = MemoryEngine((STAGE,), {HandoverReminded: post})
    await engine.put(*marks(MONDAY), *registrations(), *marks(TUESDAY), *marks(TUESDAY + timedelta(days=1)))
    await engine.settle()
    return await left_by(engine)


async def test_a_waking_that_is_killed_between_two_chunks_goes_on_behind_what_was_committed(
    addresses: Addresses, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, middle = Post(), Middle(monkeypatch, dies=True)
    post.opens.set()
    async with engine_on(addresses, database, post) as engine:
        await engine.put(*marks(MONDAY), *registrations())
        await engine.settle()
        await engine.put(*marks(TUESDAY))
        await asyncio.wait_for(middle.reached.wait(), 30)
        await engine.stop()
        woken = await engine.pool.fetchval("SELECT count(*) FROM flow_state WHERE due > $1", TUESDAY)
        assert 0 < woken < len(KEYS)
        await engine.start()
        await engine.put(*marks(TUESDAY + timedelta(days=1)))
        await engine.settle()

        assert await left_by(engine) == await undisturbed()


@pytest.mark.parametrize("dies", [False, True], ids=["going on", "killed in the middle"])
async def test_what_a_dispatcher_did_does_not_enter_the_middle_of_a_waking(
    addresses: Addresses, database: str, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    post, middle = Post(), Middle(monkeypatch, dies=dies)
    async with engine_on(addresses, database, post) as engine:
        await monday(engine)
        await engine.put(*marks(TUESDAY))
        await asyncio.wait_for(middle.reached.wait(), 30)
        if dies:
            await engine.stop()
        post.opens.set()
        if dies:
            await engine.start()
        await engine.settle()
        states, _ = await left_by(engine)
        looked = [record.key for record in await told_by(engine) if record.type == BenefitHoursCounted.type]

    assert [(state["mornings"], state["sent"]) for state in states] == [(1, True)] * len(KEYS)
    assert sorted(looked) == sorted(KEYS)
    assert middle.passed > 4


def test_a_process_that_is_to_stop_between_two_chunks_takes_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_armed", {})
    assert stops.at_most("in_waking", 500) == 500
    stops.arm("in_waking:2:KILL")
    assert (stops.at_most("in_waking", 500), stops.at_most("in_waking", 2)) == (3, 2)
    assert stops.at_most("produced", 500) == 500
