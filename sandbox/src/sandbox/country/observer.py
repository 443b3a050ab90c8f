"""Reads the services' own topics as they are written, for the sandbox's books only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiokafka import AIOKafkaConsumer, TopicPartition

from sandbox.country.observing import WATCHED, Observations


class Observer:
    """One consumer without a group over all lanes of all watched topics, from their beginning."""

    def __init__(self, bootstrap: str, lanes: int, seen: Observations, news: Callable[[], None]) -> None:
        self.seen = seen
        self.news = news
        self._partitions = [TopicPartition(topic, lane) for topic in WATCHED for lane in range(lanes)]
        self._read_up_to = dict.fromkeys(self._partitions, 0)
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=500
        )
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect and begin to read."""
        await self._consumer.start()
        self._consumer.assign(self._partitions)
        self._reading = asyncio.create_task(self._read())

    async def stop(self) -> None:
        """Stop reading and disconnect."""
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        await self._consumer.stop()

    async def caught_up(self) -> None:
        """Wait until everything that lies in the topics now was seen."""
        ends = await self._consumer.end_offsets(self._partitions)
        while any([self._read_up_to[partition] < end for partition, end in ends.items()]):
            if self._reading and self._reading.done():
                await self._reading  # raises what stopped it
            await asyncio.sleep(0.02)

    async def _read(self) -> None:
        while True:
            for partition, records in (await self._consumer.getmany(timeout_ms=200)).items():
                for record in records:
                    self.seen.take(record)
                self._read_up_to[partition] = records[-1].offset + 1
            self.news()
