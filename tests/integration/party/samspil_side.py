"""Samspil's side of a party's two topics, on the session's Kafka: what tests say to a party and hear from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from samspil.clock import new_id
from samspil.events.event import Event
from samspil.flow.record import Trail, headers_of
from samspil.reference.parties import Party

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


class Topics:
    """The topics of parties, as Samspil makes them."""

    def __init__(self, bootstrap: str) -> None:
        self._admin = AdminClient({"bootstrap.servers": bootstrap})
        self._made: list[str] = []

    def make(self, *parties: Party, largest: int = 1 << 20) -> None:
        """The two topics of each party. `largest` is the size of a batch that Kafka takes."""
        names = [name for party in parties for name in (party.from_topic, party.to_topic)]
        config = {"max.message.bytes": str(largest)}
        topics = [NewTopic(name, num_partitions=1, replication_factor=1, config=config) for name in names]
        for future in self._admin.create_topics(topics, request_timeout=20).values():
            future.result(20)
        self._made += names

    def remove(self) -> None:
        """Remove what was made: all tests share one Kafka."""
        for future in (self._admin.delete_topics(self._made, request_timeout=20) if self._made else {}).values():
            future.result(20)


@dataclass
class Samspil:
    """Says things to parties as a stage's relay would, with dense sequences, and reads what parties tell."""

    bootstrap: str
    producer: AIOKafkaProducer
    sequences: dict[tuple[str, str], int] = field(default_factory=dict)

    async def says(
        self, party: Party, event: Event, *, stage: str = "intake", subject: str = "c1", sequence: int | None = None
    ) -> str:
        """Write one event to a party; the next sequence of its line, or the one given. Returns its id."""
        line = (party.to_topic, stage)
        number = self.sequences[line] = sequence or self.sequences.get(line, 0) + 1
        id_ = new_id()
        headers = headers_of(event, id_, stage, subject, Trail(NOON, "journey-1", "cause-1", "00-1-1-00"))
        headers["ce_sequence"] = str(number)
        await self.writes(party.to_topic, subject, headers, event.model_dump_json().encode())
        return id_

    async def writes(
        self, topic: str, key: str, headers: dict[str, str] | Sequence[tuple[str, bytes | None]], value: bytes
    ) -> None:
        """Write bytes as they are."""
        raw = [(name, text.encode()) for name, text in headers.items()] if isinstance(headers, dict) else headers
        await self.producer.send_and_wait(topic, value, key=key.encode(), headers=list(raw))

    async def hears(self, party: Party, count: int) -> list[ConsumerRecord[bytes, bytes]]:
        """The first `count` records that a party has told; waits for them."""
        return await read(self.bootstrap, party.from_topic, lambda records: len(records) >= count)

    async def place_of(self, group: str, topic: str) -> int | None:
        """The committed offset of a group of readers."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self.bootstrap, group_id=group, enable_auto_commit=False)
        await consumer.start()
        try:
            place: int | None = await consumer.committed(TopicPartition(topic, 0))
            return place
        finally:
            await consumer.stop()


async def read(
    bootstrap: str, topic: str, enough: Callable[[list[ConsumerRecord[bytes, bytes]]], bool]
) -> list[ConsumerRecord[bytes, bytes]]:
    """What a topic holds from its beginning, read until it is enough."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, 0)])
        records: list[ConsumerRecord[bytes, bytes]] = []
        while not enough(records):
            for read_now in (await consumer.getmany(timeout_ms=200)).values():
                records.extend(read_now)
        return records
    finally:
        await consumer.stop()


@asynccontextmanager
async def samspil_on(bootstrap: str) -> AsyncIterator[Samspil]:
    """Samspil's side, connected."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
    await producer.start()
    try:
        yield Samspil(bootstrap, producer)
    finally:
        await producer.stop()
