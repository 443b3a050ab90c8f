"""Whether a consumer still hears from Kafka. What it does not get could also be silence of those who write."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiokafka import AIOKafkaConsumer

from samspil.clock import monotonic

BEAT_SECONDS = 2.0
DEAF_SECONDS = 12.0
"""Twice the time after which Kafka gives a silent consumer's partitions to somebody else."""


class Pulse:
    """Asks Kafka something small every two seconds, on the connection by which the records come."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self.consumer = consumer
        self.heard = monotonic()

    async def beat(self) -> None:
        """For ever. A question that gets no answer is not asked again before it has failed."""
        while True:
            with suppress(Exception):  # what is wrong is in the log of whoever reads; a probe must not end the service
                await self._ask()
                self.heard = monotonic()
            await asyncio.sleep(BEAT_SECONDS)

    def complaints(self, reader: str) -> list[str]:
        """That nothing was heard for too long."""
        silent = monotonic() - self.heard
        return [f"{reader} has heard nothing from Kafka for {silent:.0f} s"] if silent > DEAF_SECONDS else []

    async def _ask(self) -> None:
        assigned = sorted(self.consumer.assignment())
        await (self.consumer.end_offsets(assigned[:1]) if assigned else self.consumer.topics())
