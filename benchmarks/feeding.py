"""Puts events before the paths: as fast as Kafka takes them, or at a fixed rate whatever the path does."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable

from confluent_kafka import Producer

from samspil.clock import monotonic
from samspil.flow.record import Outgoing

MOST_QUEUED = 50_000


class Feeder:
    """Numbers and writes records as an outbox would."""

    def __init__(self, bootstrap: str) -> None:
        self.numbers: dict[tuple[str, int], int] = defaultdict(int)
        common = {"bootstrap.servers": bootstrap, "enable.idempotence": True, "compression.type": "lz4"}
        self.many = Producer({**common, "linger.ms": 50, "queue.buffering.max.messages": 2 * MOST_QUEUED})
        self.single = Producer({**common, "linger.ms": 0})

    def pile_up(self, records: Iterable[Outgoing]) -> None:
        """Write all of them and wait until Kafka has them."""
        for record in records:
            self._put(self.many, record)
            if len(self.many) > MOST_QUEUED:
                self.many.poll(0.05)
        self._flush(self.many)

    def drip(self, records: Iterable[Outgoing], rate: float, sent: Callable[[str, float], None]) -> None:
        """Write `rate` records a second. `sent` hears each record's id and the moment at which it was due."""
        start = monotonic()
        for number, record in enumerate(records):
            due = start + number / rate
            if (wait := due - monotonic()) > 0:
                time.sleep(wait)
            sent(record.headers["ce_id"], due)
            self._put(self.single, record)
            self.single.poll(0)
        self._flush(self.single)

    def close(self) -> None:
        """Let go of Kafka."""
        self.many.close()
        self.single.close()

    def _put(self, producer: Producer, record: Outgoing) -> None:
        self.numbers[record.topic, record.lane] += 1
        texts = {**record.headers, "ce_sequence": str(self.numbers[record.topic, record.lane])}
        headers: list[tuple[str, str | bytes | None]] = list(texts.items())
        producer.produce(record.topic, record.value, record.key, partition=record.lane, headers=headers)

    def _flush(self, producer: Producer) -> None:
        if left := producer.flush(60):
            raise TimeoutError(f"Kafka did not take {left} records within a minute")
