"""From the outbox to Kafka: in order, idempotent, deleted after confirmation, never two unconfirmed batches of a lane.

Deleting does not keep the next batch waiting, and goes for all lanes together. What is relayed again because a process
died before its delete has the same sequences.

The stage's own lanes are relayed by whoever owns them. Lanes of other topics (parties', dead letters) are relayed by
the process that holds their session lock; a process that freezes loses it by the session's idle time-out. A late write
of a former owner repeats old sequences, which readers drop.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from zlib import crc32

import asyncpg
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from samspil.flow import outbox
from samspil.flow.postgres import AWAY, Pool
from samspil.flow.record import Outgoing
from samspil.flow.stops import passing

BATCH = 1_000
SWEEP_SECONDS = 0.5
RETRY_SECONDS = 0.5

log = logging.getLogger(__name__)
Lane = tuple[str, int]


@dataclass
class Outlet:
    """One target lane: committed rows handed over in memory, and the first sequence that Kafka has not confirmed."""

    lane: Lane
    ready: deque[Outgoing] = field(default_factory=deque)
    next: int = 0
    look: bool = True
    """The table may hold rows from `next` on that memory does not have."""
    task: asyncio.Task[None] | None = None


class Relay:
    """Relays the outbox of one database. `owned` says which target lanes need no session lock."""

    def __init__(self, pool: Pool, bootstrap: str, connect_lock: Callable[[], Awaitable[asyncpg.Connection]]) -> None:
        self.pool = pool
        self.bootstrap = bootstrap
        self.connect_lock = connect_lock
        self.owned: set[Lane] = set()
        self.outlets: dict[Lane, Outlet] = {}
        self.locked: set[Lane] = set()
        self.lock: asyncpg.Connection | None = None
        self.producer: AIOKafkaProducer | None = None
        self.guard = asyncio.Lock()
        self.confirmed = outbox.Confirmed(pool)
        self.leaving: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Sweep for what no memory hands over: leftovers of a former owner, rows of other processes."""
        while True:
            try:
                await self._sweep()
            except AWAY as error:
                log.warning("The sweep of the outbox failed, again in %s s: %s", SWEEP_SECONDS, type(error).__name__)
                self.lock = None
                self.locked.clear()
            await asyncio.sleep(SWEEP_SECONDS)

    async def close(self) -> None:
        """Let what is under way end, then let go of the producer and the locks."""
        tasks = [outlet.task for outlet in self.outlets.values() if outlet.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.confirmed.close()
        if self.producer:
            await self.producer.stop()
        if self.lock:
            with suppress(*AWAY):
                await self.lock.close()

    def offer(self, out: list[Outgoing]) -> None:
        """Hand committed records over. What memory loses here, the sweep finds."""
        for record in out:
            lane = (record.topic, record.lane)
            outlet = self.outlets.get(lane) or self.outlets.setdefault(lane, Outlet(lane))
            outlet.ready.append(record)
            if outlet.task is None or outlet.task.done():
                outlet.task = asyncio.create_task(self._drain(outlet), name=f"relay {record.topic}/{record.lane}")

    def disown(self, lane: Lane) -> None:
        """Another process relays this lane from now on."""
        self.owned.discard(lane)
        outlet = self.outlets.pop(lane, None)
        if outlet and outlet.task:
            outlet.task.cancel()

    async def _sweep(self) -> None:
        if self.lock is None:
            self.lock = await self.connect_lock()
        async with self.guard:
            await self.lock.execute("SELECT 1")  # a lock session that is silent too long is ended by the database
        async with self.pool.acquire() as connection:
            lanes = await outbox.waiting_lanes(connection)
        for lane in lanes:
            outlet = self.outlets.setdefault(lane, Outlet(lane))
            if outlet.task is None or outlet.task.done():
                outlet.look = True
                outlet.task = asyncio.create_task(self._drain(outlet), name=f"relay {lane[0]}/{lane[1]}")

    async def _drain(self, outlet: Outlet) -> None:
        while True:
            try:
                if not await self._may_relay(outlet.lane):
                    outlet.ready.clear()
                    outlet.look = True
                    return
                rows = await self._next_rows(outlet)
                if not rows:
                    if outlet.ready:
                        continue
                    return
                await self._publish(outlet.lane, rows)
                passing("produced")
                outlet.next = rows[-1].sequence + 1
                self.confirmed.add(outlet.lane, rows[-1].sequence)
            except (*AWAY, KafkaError) as error:
                log.warning("Relaying %s/%s failed, again soon: %s", *outlet.lane, type(error).__name__)
                outlet.look = True
                await asyncio.sleep(RETRY_SECONDS)

    async def _next_rows(self, outlet: Outlet) -> list[Outgoing]:
        ready = outlet.ready
        while ready and ready[0].sequence < outlet.next:
            ready.popleft()
        if not outlet.look and (not ready or ready[0].sequence == outlet.next):
            return _run_of(ready)
        handed_over = len(ready)
        async with self.pool.acquire() as connection:
            rows = await outbox.unsent(connection, *outlet.lane, outlet.next, BATCH)
        outlet.look = len(rows) == BATCH
        if not rows:
            if outlet.next:
                self.confirmed.add(outlet.lane, outlet.next - 1)  # a deletion may have been lost with the database
            for _ in range(handed_over):
                ready.popleft()  # somebody else has relayed them
        return rows

    async def _may_relay(self, lane: Lane) -> bool:
        if lane in self.owned or lane in self.locked:
            return True
        async with self.guard:
            if self.lock is None:
                self.lock = await self.connect_lock()
            if await self.lock.fetchval(
                "SELECT pg_try_advisory_lock($1, $2)", crc32(lane[0].encode()) - 2**31, lane[1]
            ):
                self.locked.add(lane)
                return True
        return False

    async def _publish(self, lane: Lane, rows: list[Outgoing]) -> None:
        """Send in order and wait until Kafka has confirmed all of it. After any failure the producer is thrown away."""
        producer = await self._producer()
        try:
            todo = 0
            while todo < len(rows):
                batch = producer.create_batch()
                while todo < len(rows) and _append(batch, rows[todo]):
                    todo += 1
                batch.close()
                await (await producer.send_batch(batch, lane[0], partition=lane[1]))
        except BaseException:
            if self.producer is producer:
                self.producer = None
                self.leaving.add(leaving := asyncio.create_task(_let_go(producer)))
                leaving.add_done_callback(self.leaving.discard)
            raise

    async def _producer(self) -> AIOKafkaProducer:
        async with self.guard:
            if self.producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self.bootstrap,
                    acks="all",
                    enable_idempotence=True,
                    compression_type="lz4",
                    max_batch_size=900_000,
                    linger_ms=0,
                )
                await producer.start()
                self.producer = producer
            return self.producer


def _run_of(ready: deque[Outgoing]) -> list[Outgoing]:
    rows = [ready.popleft()] if ready else []
    while ready and len(rows) < BATCH and ready[0].sequence == rows[-1].sequence + 1:
        rows.append(ready.popleft())
    return rows


def _append(batch: object, row: Outgoing) -> bool:
    headers = [(name, text.encode()) for name, text in row.headers.items()]
    key = row.key.encode() if row.key else None
    return batch.append(key=key, value=row.value, timestamp=None, headers=headers) is not None  # type: ignore[attr-defined]  # aiokafka's BatchBuilder has no stub


async def _let_go(producer: AIOKafkaProducer) -> None:
    with suppress(Exception):
        await asyncio.wait_for(producer.stop(), 5)
