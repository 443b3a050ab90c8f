"""What has been read from Kafka and not yet committed, per topic of a lane."""

from __future__ import annotations

import asyncio
from collections import deque

from aiokafka import ConsumerRecord

from samspil.flow.record import Record
from samspil.flow.take import Places

HIGH_WATER = 10_000
LOW_WATER = 500


class Buffers:
    """The unread records of one lane, one queue per topic. Records leave only once their place is committed."""

    def __init__(self, topics: list[str]) -> None:
        self.by_topic: dict[str, deque[Record]] = {topic: deque() for topic in topics}
        self.arrived = asyncio.Event()

    def put(self, topic: str, records: list[Record]) -> None:
        """Add what was read; wakes the lane."""
        self.by_topic[topic].extend(records)
        self.arrived.set()

    def settle(self, places: Places) -> None:
        """Drop what lies behind these committed places."""
        for topic, queue in self.by_topic.items():
            place = places.get(topic)
            while place and queue and queue[0].offset < place.offset:
                queue.popleft()

    def clear(self, topic: str) -> None:
        """Forget what was read of one topic: it will be read again."""
        self.by_topic[topic].clear()

    def size(self, topic: str) -> int:
        return len(self.by_topic[topic])


def to_record(raw: ConsumerRecord[bytes, bytes]) -> Record:
    """A record of an internal topic. Raises where a header is not text: only the relay writes these topics."""
    headers = {name: value.decode() for name, value in raw.headers}
    return Record(raw.topic, raw.partition, raw.offset, (raw.key or b"").decode(), headers, raw.value or b"")
