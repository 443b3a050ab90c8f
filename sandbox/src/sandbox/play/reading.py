"""Everything that lies on topics, each number once: what came again is counted, what differs from it is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from samspil.flow.record import SOURCE, Record
from samspil.topics import BY_NAME

NUMBERED_WITH = {"gate": "intake", "responsibility": "handover"}
"""Stages that number what they tell parties together with another one: they share a database."""

Number = tuple[str, int, str, int]


@dataclass
class Reading:
    """What was read of numbered topics, days included."""

    records: list[Record] = field(default_factory=list)
    repeats: int = 0
    """Records that lie there more than once, as redeliveries leave them."""
    doubled: list[str] = field(default_factory=list)
    """Numbers that were given to two different records: readers take the first and never see the second."""


def each_once(records: Iterable[Record]) -> Reading:
    """The first record under each number, in the order of the lanes."""
    reading, first = Reading(), dict[Number, Record]()
    for record in records:
        known = first.setdefault(number_of(record), record)
        if known is record:
            reading.records.append(record)
        elif (known.key, known.headers, known.value) == (record.key, record.headers, record.value):
            reading.repeats += 1
        else:
            reading.doubled.append(
                f"{record.topic}/{record.lane} gives the number {record.sequence} to {known.type} {known.id} "
                f"(offset {known.offset}) and to {record.type} {record.id} (offset {record.offset})"
            )
    return reading


def number_of(record: Record) -> Number:
    """The number of a record and who gave it: a topic has one writer, a party's topic one for each service."""
    writer = ""
    if record.topic not in BY_NAME:
        stage = record.headers["ce_source"].removeprefix(SOURCE)
        writer = NUMBERED_WITH.get(stage, stage)
    return record.topic, record.lane, writer, record.sequence


async def everything_on(kafka: str, topics: Iterable[str]) -> list[ConsumerRecord[bytes, bytes]]:
    """All records of these topics up to now, each lane in its order."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, lane) for topic in topics for lane in await _lanes(consumer, topic)]
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        for partition in partitions:
            consumer.seek(partition, 0)  # seek_to_beginning can lose against the consumer's own start at the end
        found: list[ConsumerRecord[bytes, bytes]] = []
        while any([await consumer.position(partition) < end for partition, end in ends.items()]):
            for raws in (await consumer.getmany(timeout_ms=100)).values():
                found += raws
    finally:
        await consumer.stop()
    return found


async def _lanes(consumer: AIOKafkaConsumer, topic: str) -> list[int]:
    client = consumer._client
    await client.add_topic(topic)
    while topic not in client.cluster.topics():
        await client.force_metadata_update()
    return sorted(client.cluster.partitions_for_topic(topic))
