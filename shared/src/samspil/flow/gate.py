"""The gate's engine: reads what parties say and the calendar's days, lets the gate judge, commits.

Parties' topics carry no sequences and no lanes, so a place here is an offset. The rows of the places are the locks: a
process that believes it still owns a partition finds its place moved and drops what was admitted already.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, date, datetime
from typing import TypeVar

import asyncpg
from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from confluent_kafka import KafkaException

from samspil.events.engine import DayBegun
from samspil.flow import gate_places, kafka
from samspil.flow.backoff import Backoff
from samspil.flow.backup import older_backups
from samspil.flow.gatekeeper import Admission, Arrival, Gate
from samspil.flow.lanes import lane_of
from samspil.flow.outbox import number_and_keep
from samspil.flow.postgres import AWAY
from samspil.flow.pulse import Pulse
from samspil.flow.record import Outgoing, day_mark
from samspil.flow.relay import Relay
from samspil.flow.stops import passing
from samspil.telemetry import in_trace
from samspil.topics import CLOCK, DEAD_LETTERS, PARTY_LANES, RECEIVED

PATTERN = r"^(from\..*|clock\.v1)$"
BATCH = 500
TECHNICAL = (*AWAY, KafkaError, KafkaException)
GATE = "gate"

log = logging.getLogger(__name__)
T = TypeVar("T")
Batch = dict[TopicPartition, list[ConsumerRecord]]


class GateRunner(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types for its listener
    """The first stage. `run` ends only by cancellation or by a bug."""

    def __init__(
        self,
        gate: Gate,
        bootstrap: str,
        instance: str,
        relay: Relay,
        connect: Callable[[], Awaitable[asyncpg.Connection]],
        lanes: int,
    ) -> None:
        self.gate = gate
        self.bootstrap = bootstrap
        self.relay = relay
        self.connect = connect
        self.lanes = lanes
        self.consumer = kafka.consumer(bootstrap, GATE, instance)
        self.pulse = Pulse(self.consumer)
        self.backoff = Backoff()
        self.connection: asyncpg.Connection | None = None
        self.stopped: dict[TopicPartition, str] = {}
        """What is not read, with the reason: an alarm."""
        self.assigned = asyncio.Event()
        self.ids: dict[str, str] = {}
        self.waiting: Batch = {}
        """What came in before the calendar gave its first day."""

    async def run(self) -> None:
        """Read and admit until cancelled."""
        await self.consumer.start()
        beating = asyncio.create_task(self.pulse.beat())
        try:
            await self._look_at_backup()
            self.consumer.subscribe(pattern=PATTERN, listener=self)
            while True:
                read = await self.consumer.getmany(timeout_ms=250, max_records=BATCH)
                if self.assigned.is_set() and (read or self.waiting):  # before, it reads from wherever: not yet sought
                    await self._until_admitted(self._join(read))
        finally:
            beating.cancel()
            await self._disconnect()
            await self.consumer.stop()

    def complaints(self) -> list[str]:
        """What keeps the gate from reading, in words."""
        found = [f"{tp.topic}/{tp.partition} stopped: {why}" for tp, why in self.stopped.items()]
        if not self.stopped and not self.assigned.is_set():
            found.append("the gate has no partitions assigned yet")
        return found + self.pulse.complaints("the gate")

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Whoever gets a partition begins at its committed place."""
        self.assigned.clear()
        for tp in revoked:
            self.stopped.pop(tp, None)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Go to the committed places. A topic that was made anew is not read: its offsets mean nothing.

        Nothing may fail in here: aiokafka would log it and read on, from wherever.
        """
        partitions = list(assigned)
        self.waiting = {}
        topics = sorted({tp.topic for tp in partitions})
        if topics:  # what is being admitted just now may be of a partition that is another's already: its id stays
            self.ids |= await self._patiently(lambda: kafka.topic_ids(self.bootstrap, topics))
        places = await self._patiently(lambda: self._on_a_connection(gate_places.read))
        for tp in partitions:
            row = places.get(tp)
            if row and row["topic_id"] != self.ids[tp.topic]:
                why = f"{tp.topic} was made anew: its id was {row['topic_id']}, is {self.ids[tp.topic]}"
                self._stop(tp, why)
                self.consumer.pause(tp)
            else:
                self.consumer.seek(tp, row["next_offset"] if row else 0)
        self.assigned.set()

    def _stop(self, what: TopicPartition, why: str) -> None:
        self.stopped[what] = why
        log.critical("Gate stopped reading: %s", why)

    async def _look_at_backup(self) -> None:
        """Waits for ever where the database is older than what the gate has said: it would number twice."""
        lanes = range(self.lanes)
        older = await self._patiently(
            lambda: self._on_a_connection(lambda c: older_backups(self.bootstrap, c, (RECEIVED,), lanes))
        )
        for lane, why in older.items():
            self._stop(TopicPartition(RECEIVED.name, lane), why)
        if older:
            await asyncio.Event().wait()

    async def _patiently(self, do: Callable[[], Awaitable[T]]) -> T:
        """Do it; technical errors are waited out."""
        while True:
            try:
                return await do()
            except TECHNICAL as error:
                await self._wait(error)

    async def _on_a_connection(self, do: Callable[[asyncpg.Connection], Awaitable[T]]) -> T:
        """Do it on a connection of its own."""
        connection = await self.connect()
        try:
            return await do(connection)
        finally:
            connection.terminate()

    async def _wait(self, error: Exception) -> None:
        pause = self.backoff.pause()
        log.warning("The gate waits: %s; again in %s s", type(error).__name__, pause)
        await asyncio.sleep(pause)

    def _join(self, read: Batch) -> Batch:
        joined, self.waiting = self.waiting, {}
        for tp, records in read.items():
            joined.setdefault(tp, []).extend(records)
        return joined

    async def _until_admitted(self, batch: Batch) -> None:
        """Technical errors are waited out: what was read is admitted before anything more is read."""
        while True:
            try:
                connection = self.connection = self.connection or await self.connect()
                return await self._admit(connection, batch)
            except TECHNICAL as error:
                await self._disconnect()
                await self._wait(error)

    async def _admit(self, connection: asyncpg.Connection, batch: Batch) -> None:
        """One transaction: places locked and checked, arrivals judged, days copied into every lane."""
        await connection.execute("BEGIN")
        places = await gate_places.lock(connection, sorted(batch), self.ids)
        fresh = {tp: [r for r in batch[tp] if r.offset >= places[tp]] for tp in sorted(batch)}
        day = await connection.fetchval(DAY_OF)
        days = [new for record in fresh.pop(TopicPartition(CLOCK.name, 0), ()) if (new := _day(record))]
        if day is None and not days:
            await connection.execute("ROLLBACK")
            self.waiting = batch
            return
        first = days[:1] if day is None else []
        out = self._marks(first, None)
        arrivals = [_arrival(record) for records in fresh.values() for record in records]
        if arrivals:
            admissions = await self.gate.admit(connection, arrivals)
            passing("admitting")
            out += [self._outgoing(admission) for admission in admissions]
        out += self._marks(days, first[0] if first else day)
        await number_and_keep(connection, out)
        await gate_places.move(connection, {tp: records[-1].offset + 1 for tp, records in batch.items() if records})
        if days:
            await connection.execute(KEEP_DAY, max([*days, *([day] if day else [])]))
        await connection.execute("COMMIT")
        passing("committed")
        self.relay.offer(out)
        _tell_of_dead_letters(out)

    def _marks(self, days: list[date], after: date | None) -> list[Outgoing]:
        """Each day that is later than all before it, once for every lane of received.v1."""
        out = []
        for day in days:
            if after is None or day > after:
                out += [day_mark(day, RECEIVED.name, lane, GATE) for lane in range(self.lanes)]
                after = day
        return out

    def _outgoing(self, admission: Admission) -> Outgoing:
        lanes = self.lanes if admission.topic == RECEIVED.name else PARTY_LANES
        lane = lane_of(admission.key, lanes)
        return Outgoing(admission.topic, lane, admission.key, admission.headers, admission.value)

    async def _disconnect(self) -> None:
        connection, self.connection = self.connection, None
        if connection:
            connection.terminate()


def _tell_of_dead_letters(out: list[Outgoing]) -> None:
    for buried in (record for record in out if record.topic == DEAD_LETTERS.name):
        with in_trace(buried.headers["traceparent"]):
            log.warning("Bytes that are no message are in %s, lane %s", buried.topic, buried.lane)


def _arrival(raw: ConsumerRecord) -> Arrival:
    received = datetime.fromtimestamp(raw.timestamp / 1000, UTC)
    return Arrival(raw.topic, raw.partition, raw.offset, raw.key, tuple(raw.headers), raw.value, received)


def _day(raw: ConsumerRecord) -> date | None:
    try:
        return DayBegun.read(raw.value or b"").day
    except ValueError:
        log.critical("clock.v1 offset %s holds no day; the calendar's writer must be mended", raw.offset)
        return None


DAY_OF = "SELECT day FROM flow_lane WHERE stage = 'gate' AND lane = 0"
KEEP_DAY = """
INSERT INTO flow_lane (stage, lane, day) VALUES ('gate', 0, $1)
ON CONFLICT (stage, lane) DO UPDATE SET day = excluded.day
"""
