"""Path (c): what moving the bytes costs. Batches in, one transaction with positions and outbox, batches out.

It shares the outbox and the relay with ours, and does nothing else: no event is read, nothing is decided, no state.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from functools import partial
from typing import Any
from zlib import crc32

import asyncpg
import uvloop
from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks.paths.serving import serve
from benchmarks.samples import sample
from benchmarks.story import LANES
from benchmarks.turn import FUNDS, Turn
from samspil import topics
from samspil.flow import postgres
from samspil.flow.buffers import HIGH_WATER
from samspil.flow.collector import set_for_batches
from samspil.flow.lane import BATCH
from samspil.flow.outbox import number_and_keep
from samspil.flow.record import Outgoing
from samspil.flow.relay import Relay
from samspil.flow.store import PLACES

Raw = Any  # aiokafka's ConsumerRecord has no types
STAGE = "bare"


class BareLane:
    """One partition: whatever has come, up to a batch, in one transaction."""

    def __init__(self, turn: Turn, number: int, connection: asyncpg.Connection[Any], relay: Relay) -> None:
        self.turn = turn
        self.number = number
        self.connection = connection
        self.relay = relay
        self.arrived = asyncio.Event()
        self.buffer: deque[Raw] = deque()
        self.told, self.answer = sample()
        self.answer_topics = [turn.topic(topics.told_to(fund)) for fund in FUNDS]

    async def run(self) -> None:
        """Batch after batch."""
        while True:
            self.arrived.clear()
            if self.buffer:
                await self._batch([self.buffer.popleft() for _ in range(min(BATCH, len(self.buffer)))])
            else:
                await self.arrived.wait()

    async def _batch(self, raws: list[Raw]) -> None:
        out = [outgoing for raw in raws for outgoing in self._outgoing(raw)]
        await self.connection.execute("BEGIN")
        await number_and_keep(self.connection, out)
        await self.connection.execute(KEEP_PLACE, STAGE, self.number, self.turn.source, raws[-1].offset + 1)
        await self.connection.execute("COMMIT")
        self.relay.offer(out)

    def _outgoing(self, raw: Raw) -> tuple[Outgoing, Outgoing]:
        """As many records and bytes as ours tells; only the cause's id is real, so that the latency can be seen."""
        key = (raw.key or b"").decode()
        cause = {"ce_causationid": raw.headers[1][1].decode()}
        answers = self.answer_topics[crc32(raw.key or b"") % len(self.answer_topics)]
        return (
            Outgoing(self.turn.told, self.number, key, {**self.told.headers, **cause}, self.told.value),
            Outgoing(answers, 0, key, {**self.answer.headers, **cause}, self.answer.value),
        )


async def read(consumer: AIOKafkaConsumer, lanes: list[BareLane]) -> None:
    """Fill the lanes' buffers."""
    while True:
        for partition, raws in (await consumer.getmany(timeout_ms=250, max_records=4 * BATCH)).items():
            lanes[partition.partition].buffer.extend(raws)
            lanes[partition.partition].arrived.set()
        if any([len(lane.buffer) > HIGH_WATER for lane in lanes]):
            await asyncio.sleep(0.1)


async def run(turn: Turn) -> None:
    """From the positions in the database."""
    pool = await postgres.pool(turn.database, name="relay")
    connect = partial(postgres.connect, turn.database, name="bare")
    relay = Relay(pool, turn.kafka, partial(connect, idle_session=postgres.IDLE_SESSION))
    lanes = [BareLane(turn, number, await connect(), relay) for number in range(LANES)]
    relay.owned |= {(turn.told, lane.number) for lane in lanes}
    consumer = AIOKafkaConsumer(bootstrap_servers=turn.kafka, enable_auto_commit=False)
    await consumer.start()
    consumer.assign([TopicPartition(turn.source, lane.number) for lane in lanes])
    for lane in lanes:
        place = await lane.connection.fetchrow(PLACES, STAGE, lane.number)
        consumer.seek(TopicPartition(turn.source, lane.number), place["next_offset"] if place else 0)
    try:
        await serve(relay.run(), read(consumer, lanes), *(lane.run() for lane in lanes))
    finally:
        await consumer.stop()
        await relay.close()
        await pool.close()


KEEP_PLACE = """
INSERT INTO flow_position (stage, lane, topic, next_offset, last_sequence, topic_id) VALUES ($1, $2, $3, $4, 0, '')
ON CONFLICT (stage, lane, topic) DO UPDATE SET next_offset = excluded.next_offset
"""

if __name__ == "__main__":
    set_for_batches()
    uvloop.run(run(Turn.parse(sys.argv[1])))
