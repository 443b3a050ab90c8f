"""One lane of a stage: take, lock, decide, commit, hand over. Every writer of the lane goes through here."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

import asyncpg
from aiokafka.errors import KafkaError

from samspil.clock import monotonic
from samspil.flow.buffers import Buffers
from samspil.flow.fold import Performed, Stage
from samspil.flow.meters import Meters
from samspil.flow.parking import order_for
from samspil.flow.postgres import AWAY
from samspil.flow.record import day_mark
from samspil.flow.relay import Relay
from samspil.flow.slot import StateTooNewError, Waiting
from samspil.flow.stops import at_most, passing
from samspil.flow.store import Keys, LaneMovedError, LaneStore, Reached
from samspil.flow.take import Facts, Gap, NextDay, Nothing, Places, take
from samspil.flow.tasks import close_tasks
from samspil.flow.work import Task, Work
from samspil.telemetry import in_trace

BATCH = 500
WAKING = 500
TOO_MANY_PARKED = 100

log = logging.getLogger(__name__)

Connect = Callable[[], Awaitable[asyncpg.Connection]]
Fill = Callable[[Work, LaneStore], Awaitable[Reached]]


TECHNICAL = (*AWAY, KafkaError, LaneMovedError, StateTooNewError)
"""Errors that pass: they are waited out and never park anybody."""


class LaneStoppedError(Exception):
    """The lane must not go on: what it would do next could be wrong. An alarm for operators, not a reason to retry."""


class Lane:
    """Owns one lane while this process is assigned to it."""

    def __init__(self, stage: Stage, number: int, connect: Connect, relay: Relay, meters: Meters) -> None:
        self.stage = stage
        self.number = number
        self.connect = connect
        self.relay = relay
        self.meters = meters
        self.buffers = Buffers([topic.name for topic in stage.reads])
        self.busy = asyncio.Condition()
        """Held by whoever works on the lane; its waiters hear when no day is partly woken any more."""
        self.day: date | None = None
        self.waking: date | None = None
        """The day after `day` while only some of its due keys have been woken, else none."""
        self.places: Places = {}
        self.topic_ids: dict[str, str] = {}
        self.store: LaneStore | None = None
        self.parked_at: deque[float] = deque()
        self.asked = asyncio.Event()
        """Set when a step asked for side effects: the dispatcher need not wait for its next look."""

    async def open(self) -> LaneStore:
        """Connect and read where the lane stands, for whoever holds `busy`.

        Raises LaneStoppedError where a topic was made anew.
        """
        self.store = LaneStore(await self.connect(), self.stage, self.number)
        (self.places, self.day, self.waking), known = await self.store.open()
        for topic, id_ in known.items():
            if id_ and self.topic_ids.get(topic, id_) != id_:
                raise LaneStoppedError(
                    f"{topic} is not the topic that {self.stage.name} lane {self.number} has read: id {id_}, now "
                    f"{self.topic_ids[topic]}. Restore it, or reset the lane's positions after checking what was lost"
                )
        self._tell_of_whole_day()
        return self.store

    async def close(self) -> None:
        store, self.store = self.store, None
        if store:
            store.connection.terminate()

    async def next_step(self) -> Gap | bool:
        """Do the next step. False where there is nothing to do yet; a Gap where records are missing."""
        step = take(self.day, self.places, self.buffers.by_topic, self.stage.unmarked, BATCH)
        if isinstance(step, Gap):
            return step
        if isinstance(step, Facts):
            async with self.busy:
                await self._transact(partial(self._decide, step))
        elif isinstance(step, NextDay):
            while self.day != step.day:
                async with self.busy:
                    await self._transact(partial(self._wake, step))
        self.places = self.places | step.places
        self.buffers.settle(self.places)
        return not isinstance(step, Nothing)

    async def enter(self, performed: list[tuple[Task, Performed]]) -> None:
        """Results of side effects enter the lane: each only while its task is still open, and never into the middle of
        a day's waking. For a key that was woken already, the lane's day would be the day before: it could become due
        again for the day it has been woken on, and what it tells twice would have the same ids.
        """
        async with self.busy:
            await self._opened()
            while self.waking:
                await self.busy.wait()
                await self._opened()
            await self._transact(partial(self._enter, performed))

    async def _transact(self, fill: Fill) -> None:
        """One transaction of the lane, which is busy. Whatever fails, its memory stays as the database has it."""
        store = await self._opened()
        work = Work(self.stage, self.number)
        try:
            await store.begin()
            reached = await fill(work, store)
            passing("in_transaction")
            await store.commit(work, reached, self.topic_ids)
        except BaseException:
            await self.close()
            raise
        passing("committed")
        self.places, self.day, self.waking = self.places | reached.places, reached.day, reached.waking
        self._tell_of_whole_day()
        self.relay.offer(work.out)
        self.meters.decided(self.stage.name, work)
        self._watch_parking(work.parked)
        if work.tasks:
            self.asked.set()

    async def _opened(self) -> LaneStore:
        return self.store or await self.open()

    def _tell_of_whole_day(self) -> None:
        if self.waking is None:
            self.busy.notify_all()

    async def _decide(self, step: Facts, work: Work, store: LaneStore) -> Reached:
        """Fill the work with the decisions on a batch of facts."""
        assert self.day is not None, "take gives facts only to a lane that has a day"
        if self.stage.project:
            await self.stage.project(store.connection, step.records, self.day)
        keys: Keys = {(fold.name, r.key) for r in step.records for fold in self.stage.routes.get(r.type, ())}
        ordered = {(order.fold, r.key) for r in step.records if (order := order_for(self.stage.name, r))}
        work.slots.update(await store.slots(keys | ordered))
        await store.load_queues(slot for key, slot in work.slots.items() if key in ordered and slot.parked)
        with self.meters.processing(self.stage.name, step.records):
            work.facts(step.records, self.day)
        moved = {topic: place for topic, place in step.places.items() if self.places.get(topic) != place}
        return Reached(moved, self.day, self.waking)

    async def _wake(self, step: NextDay, work: Work, store: LaneStore) -> Reached:
        """Fill the work with one chunk of a day's waking; the last chunk finishes the day with the lane's mark."""
        size = at_most("in_waking", WAKING)
        due = await store.due_slots(step.day, size) if self.stage.folds else {}
        if self.waking and due:
            passing("in_waking")  # some of the day's keys have been woken and committed, not yet all of them
        work.slots.update(due)
        for slot in due.values():
            work.wake(slot, step.day)
        if len(due) == size:
            return Reached({}, self.day, waking=step.day)
        if self.stage.topic:
            work.out.append(day_mark(step.day, self.stage.topic.name, self.number, self.stage.name))
        return Reached(step.places, step.day)

    async def _enter(self, performed: list[tuple[Task, Performed]], work: Work, store: LaneStore) -> Reached:
        still_open = await close_tasks(store.connection, [task.id for task, _ in performed])
        entering = [(task, done) for task, done in performed if task.id in still_open]
        work.slots.update(await store.slots({(task.fold, task.key) for task, _ in entering}))
        for task, done in entering:
            work.enter(task, done, self.day or task.day)
        return Reached({}, self.day)

    def _watch_parking(self, parked: list[tuple[str, Waiting]]) -> None:
        """One poisonous event is life; hundreds in a minute are a bug of ours that must not park the whole country."""
        for fold, failed in parked:
            what = failed.record.type if failed.record else f"the waking of {failed.day}"
            with in_trace(failed.record.headers.get("traceparent", "") if failed.record else ""):
                log.error("A key of %s/%s is parked: %s failed: %s", self.stage.name, fold, what, failed.error)
        self.parked_at += [monotonic()] * len(parked)
        while self.parked_at and self.parked_at[0] < monotonic() - 60:
            self.parked_at.popleft()
        if len(self.parked_at) > TOO_MANY_PARKED:
            raise LaneStoppedError(
                f"{self.stage.name} lane {self.number} parked {len(self.parked_at)} keys in a minute: see why, "
                "deploy a mended service, then release them"
            )
