"""Path (b): the service that people usually write. One message, one transaction, one publish for each thing told.

FastStream's subscriber, an ORM session with an inbox and a locked row, then `broker.publish`. The decision is the same
as ours, made by the same code. With eight workers (b8) FastStream acknowledges before the handler runs: the order is
lost, and so is what a crash interrupts.
"""

from __future__ import annotations

import asyncio
import sys

import uvloop
from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker, KafkaMessage
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from benchmarks.paths.usual_tables import CourseRow, SeenEvent
from benchmarks.turn import TODAY, Turn
from contact_course.domain.course import Course
from contact_course.flow import STAGE, course
from samspil.flow.collector import set_for_batches
from samspil.flow.record import Outgoing, Record
from samspil.flow.slot import Slot
from samspil.flow.work import Work

POOL = 8
WORKERS = {"usual": 1, "usual_8": 8}


class UsualService:
    """Handles one message after the other, or eight at once."""

    def __init__(self, turn: Turn) -> None:
        address = turn.database.replace("postgresql://", "postgresql+asyncpg://", 1)
        self.turn = turn
        self.engine = create_async_engine(address, pool_size=POOL)
        self.session = async_sessionmaker(self.engine, expire_on_commit=False)
        self.broker = KafkaBroker(turn.kafka, acks="all", enable_idempotence=True, logger=None)
        workers = WORKERS[turn.path]
        self.broker.subscriber(
            turn.source,
            group_id=turn.path,
            auto_offset_reset="earliest",
            max_workers=workers,
            ack_policy=AckPolicy.ACK_FIRST if workers > 1 else AckPolicy.NACK_ON_ERROR,
            no_reply=True,
        )(self.on_event)

    async def on_event(self, message: KafkaMessage) -> None:
        """One transaction, then what was decided is published."""
        async with self.session.begin() as session:
            out = await self._decide(session, record_of(message))
        await asyncio.gather(*(self._publish(outgoing) for outgoing in out))

    async def _decide(self, session: AsyncSession, record: Record) -> list[Outgoing]:
        if await session.get(SeenEvent, record.id):
            return []
        session.add(SeenEvent(event_id=record.id))
        row = await session.get(CourseRow, record.key, with_for_update=True)
        slot = Slot(course.name, record.key, Course.read(row.document) if row else None)
        work = Work(STAGE, record.lane)
        work.decide(course, slot, record, TODAY)
        if row and slot.state:
            row.document = slot.state.document()
        return work.out

    async def _publish(self, out: Outgoing) -> None:
        key = out.key.encode() if out.key else None
        await self.broker.publish(out.value, self.turn.topic(out.topic), key=key, headers=out.headers)


def record_of(message: KafkaMessage) -> Record:
    """The message as the decision's surroundings know it."""
    raw = message.raw_message
    assert not isinstance(raw, tuple)
    headers = {name: str(value) for name, value in message.headers.items()}
    return Record(raw.topic, raw.partition, raw.offset, (raw.key or b"").decode(), headers, message.body)


async def run(turn: Turn) -> None:
    """FastStream stops by itself on SIGTERM."""
    service = UsualService(turn)
    try:
        await FastStream(service.broker, logger=None).run()
    finally:
        await service.engine.dispose()


if __name__ == "__main__":
    set_for_batches()
    uvloop.run(run(Turn.parse(sys.argv[1])))
