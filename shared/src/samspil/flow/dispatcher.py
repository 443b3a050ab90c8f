"""Performs the side effects that folds asked for: in order per key and receiver, again after failures."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from samspil.events.event import Event
from samspil.flow.fold import Performed, Performer, TaskAtHand
from samspil.flow.lane import TECHNICAL, Lane
from samspil.flow.stops import passing
from samspil.flow.tasks import next_tasks, postpone
from samspil.flow.work import Task
from samspil.telemetry import in_trace

AT_ONCE = 50
LOOK_SECONDS = 1.0

log = logging.getLogger(__name__)


class Dispatcher:
    """The dispatcher of one lane."""

    def __init__(self, lane: Lane, performers: Mapping[type[Event], Performer]) -> None:
        self.lane = lane
        self.performers = performers

    async def run(self) -> None:
        """Perform what is open, then wait until a step asks for more or a pause is over."""
        while True:
            self.lane.asked.clear()
            try:
                if await self._round():
                    continue
            except TECHNICAL as error:
                log.warning("The dispatcher of lane %s waits: %s", self.lane.number, type(error).__name__)
                await self.lane.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.lane.asked.wait(), LOOK_SECONDS)

    async def _round(self) -> bool:
        """One look at the table. Says whether anything was performed; then there may be a next in the same order."""
        async with self.lane.busy:
            store = self.lane.store or await self.lane.open()
            tasks = await next_tasks(store.connection, self.lane.stage.name, self.lane.number, AT_ONCE)
        if not tasks:
            return False
        outcomes = await asyncio.gather(*(self._perform(task) for task in tasks))
        passing("performed")
        pairs = list(zip(tasks, outcomes, strict=True))
        done = [(task, outcome) for task, outcome in pairs if isinstance(outcome, Performed)]
        if done:
            await self.lane.enter(done)
        for task, outcome in pairs:
            if isinstance(outcome, Exception):
                await self._postpone(task, outcome)
        return bool(done)

    async def _perform(self, task: Task) -> Performed | Exception:
        """What came of it. Logged in the trace of the event that asked for it."""
        performer = self.performers[type(task.intention)]
        with in_trace(task.trail.traceparent):
            try:
                return (await performer(TaskAtHand(task.id, task.key, task.receiver, task.intention))).fitting()
            except Exception as error:
                why = type(error).__name__
                log.warning("%s for %s failed and will be tried again: %s", task.intention.type, task.receiver, why)
                return error

    async def _postpone(self, task: Task, error: Exception) -> None:
        async with self.lane.busy:
            store = self.lane.store or await self.lane.open()
            await postpone(store.connection, task.id, type(error).__name__)
