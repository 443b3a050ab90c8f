"""The two runners behind one face: put records on received.v1 as the gate would, settle, look at what came out."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date
from functools import partial
from typing import Any, Protocol

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from samspil.calendar import midnight
from samspil.events.event import Event
from samspil.flow import postgres
from samspil.flow.buffers import to_record
from samspil.flow.fold import Performer, Stage
from samspil.flow.lanes import lane_of
from samspil.flow.memory import MemoryWorld
from samspil.flow.record import DAY, Outgoing, Record, day_mark
from samspil.flow.relay import Relay
from samspil.flow.runner import StageRunner
from samspil.topics import RECEIVED

LANES = 2
FUND = "/unemployment-fund/hk"
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Engine(Protocol):
    """What the contract suite asks of a runner."""

    async def put(self, *outgoing: Outgoing) -> None: ...
    async def settle(self) -> None: ...
    async def records(self, topic: str) -> list[Record]: ...
    async def state(self, stage: str, fold: str, key: str) -> dict[str, Any] | None: ...


def message(key: str, id_: str, event: Event, on: date, source: str = FUND) -> Outgoing:
    """A message as the gate lets it in."""
    time = midnight(on).astimezone(UTC).isoformat()
    headers = {
        "ce_id": id_,
        "ce_source": source,
        "ce_type": event.type,
        "ce_time": time,
        "ce_correlationid": f"j-{key}",
        "traceparent": TRACE,
    }
    return Outgoing(RECEIVED.name, lane_of(key, LANES), key, headers, event.written())


def marks(day: date) -> list[Outgoing]:
    return [day_mark(day, RECEIVED.name, lane, "gate") for lane in range(LANES)]


class MemoryEngine:
    def __init__(self, stages: tuple[Stage, ...], performers: Mapping[type[Event], Performer]) -> None:
        self.world = MemoryWorld(stages, lanes=LANES, performers=performers)

    async def put(self, *outgoing: Outgoing) -> None:
        for out in outgoing:
            self.world.log.append(out)

    async def settle(self) -> None:
        await asyncio.to_thread(self.world.run)

    async def records(self, topic: str) -> list[Record]:
        return [record for lane in self.world.log.topics[topic].values() for record in lane]

    async def state(self, stage: str, fold: str, key: str) -> dict[str, Any] | None:
        state = self.world.state(stage, fold, key)
        return json.loads(state.model_dump_json()) if state else None


class KafkaEngine:
    """Real Kafka and Postgres: runners in this process, over one fresh database and fresh topics."""

    def __init__(self, kafka: str, database: str) -> None:
        self.kafka = kafka
        self.database = database
        self.numbers: dict[int, int] = defaultdict(int)
        self.runners: list[StageRunner] = []

    @asynccontextmanager
    async def running(
        self, stages: tuple[Stage, ...], performers: Mapping[type[Event], Performer]
    ) -> AsyncIterator[KafkaEngine]:
        self.stages, self.performers = stages, performers
        self.producer = AIOKafkaProducer(bootstrap_servers=self.kafka, acks="all", enable_idempotence=True)
        async with asyncpg.create_pool(self.database, min_size=1, max_size=4) as self.pool:
            await self.producer.start()
            await self.start()
            try:
                yield self
            finally:
                await self.stop()
                await self.producer.stop()

    async def start(self) -> None:
        """Begin as a new process would: nothing is known but what the database says."""
        lock = partial(postgres.connect, self.database, name="locks", idle_session=postgres.IDLE_SESSION)
        connect = partial(postgres.connect, self.database, name="lane")
        self.relay = relay = Relay(self.pool, self.kafka, lock)
        self.runners = [StageRunner(stage, self.kafka, "0", relay, connect, self.performers) for stage in self.stages]
        self.tasks = [asyncio.create_task(relay.run()), *(asyncio.create_task(each.run()) for each in self.runners)]

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        ended = await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.relay.close()
        assert all(isinstance(end, asyncio.CancelledError) for end in ended), ended

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def put(self, *outgoing: Outgoing) -> None:
        for out in outgoing:
            self.numbers[out.lane] += 1
            await self.send(out, self.numbers[out.lane])

    async def send(self, out: Outgoing, sequence: int) -> None:
        """Straight onto the topic, under any sequence: for repeats and gaps."""
        texts = out.headers | {"ce_sequence": str(sequence)}
        headers = [(name, text.encode()) for name, text in texts.items()]
        key = out.key.encode() if out.key else None
        await self.producer.send_and_wait(out.topic, out.value, key=key, partition=out.lane, headers=headers)

    async def settle(self) -> None:
        """Until every stage has read what was numbered and nothing waits."""
        async with asyncio.timeout(60):
            while not await self._settled():  # noqa: ASYNC110  # the database cannot set an event
                await asyncio.sleep(0.02)

    async def _settled(self) -> bool:
        rows = await self.pool.fetch("SELECT stage, lane, topic, last_sequence FROM flow_position")
        read = {(row["stage"], row["topic"], row["lane"]): row["last_sequence"] for row in rows}
        numbered = {
            (row["topic"], row["lane"]): row["last"] for row in await self.pool.fetch("SELECT * FROM flow_sequence")
        } | {(RECEIVED.name, lane): number for lane, number in self.numbers.items()}
        waiting = await self.pool.fetchval(
            "SELECT (SELECT count(*) FROM flow_outbox) + (SELECT count(*) FROM flow_task)"
        )
        return waiting == 0 and all(
            read.get((runner.stage.name, topic.name, lane), 0) == numbered.get((topic.name, lane), 0)
            for runner in self.runners
            for topic in runner.stage.reads
            for lane in range(LANES)
        )

    async def records(self, topic: str) -> list[Record]:
        consumer = AIOKafkaConsumer(bootstrap_servers=self.kafka)
        await consumer.start()
        try:
            lanes = 1 if topic.startswith("to.") else LANES
            partitions = [TopicPartition(topic, lane) for lane in range(lanes)]
            return await read_all(consumer, partitions)
        finally:
            await consumer.stop()

    async def state(self, stage: str, fold: str, key: str) -> dict[str, Any] | None:
        text = await self.pool.fetchval("SELECT document FROM flow_state WHERE fold = $1 AND key = $2", fold, key)
        return json.loads(text) if text else None


async def read_all(consumer: AIOKafkaConsumer, partitions: list[TopicPartition]) -> list[Record]:
    """Everything on these partitions up to now, each lane in its order."""
    consumer.assign(partitions)
    ends = await consumer.end_offsets(partitions)
    found: list[Record] = []
    for partition in partitions:
        consumer.seek(partition, 0)
    while any([await consumer.position(tp) < ends[tp] for tp in partitions]):
        for raws in (await consumer.getmany(timeout_ms=100)).values():
            found += [to_record(raw) for raw in raws]
    return found


def facts(records: list[Record]) -> list[Record]:
    return [record for record in records if record.type != DAY]
