"""Reads the services' own topics as they are written, for the sandbox's books only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping

from aiokafka import AIOKafkaConsumer, TopicPartition

from samspil.events.notifications import NotificationSent
from sandbox.country.observing import WATCHED, Observations, Seen


class Onward(Observations):
    """What is seen from some moment on: of people who were there before, only that their letters were sent."""

    def __init__(self, cprs: Iterable[str], strangers: Collection[str], numbered: Mapping[str, int]) -> None:
        """`strangers` were there before; `numbered` is the last sequence of each `topic/lane` at that moment."""
        super().__init__(cprs)
        self.letters_to_strangers = 0
        self._strangers = frozenset(strangers)
        places = ((place.rpartition("/"), last) for place, last in numbered.items())
        self._last.update({(topic, int(lane)): last for (topic, _, lane), last in places})

    def keep(self, seen: Seen) -> None:
        if seen.key not in self._strangers:
            super().keep(seen)
        elif isinstance(seen.event, NotificationSent):
            self.letters_to_strangers += 1


class Observer:
    """One consumer without a group over all lanes of all watched topics, from where they end at its start."""

    def __init__(self, bootstrap: str, lanes: int, seen: Observations, news: Callable[[], None]) -> None:
        self.seen = seen
        self.news = news
        self._partitions = [TopicPartition(topic, lane) for topic in WATCHED for lane in range(lanes)]
        self._read_up_to: dict[TopicPartition, int] = {}
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=500
        )
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect and begin to read."""
        await self._consumer.start()
        self._consumer.assign(self._partitions)
        self._read_up_to = await self._consumer.end_offsets(self._partitions)
        for partition, end in self._read_up_to.items():
            self._consumer.seek(partition, end)
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
