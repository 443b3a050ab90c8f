"""Looks at what a path tells, as a reader that sees only what is committed."""

from __future__ import annotations

from confluent_kafka import Consumer, Message, TopicPartition

from benchmarks.story import LANES

MANY = 5_000


class Watcher:
    """Reads one topic from its present end on."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        self.consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": "watcher",
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 50,
            }
        )
        partitions = [TopicPartition(topic, lane) for lane in range(LANES)]
        for partition in partitions:
            _, partition.offset = self.consumer.get_watermark_offsets(partition, timeout=20)
        self.consumer.assign(partitions)

    def count(self) -> int:
        """How many more events were told; waits for a moment."""
        return sum(1 for message in self.consumer.consume(MANY, 0.02) if _is_sound(message))

    def causes(self) -> list[str]:
        """The ids of the events that led to what was told just now."""
        message = self.consumer.poll(0.05)
        return [_cause(message)] if message is not None and _is_sound(message) else []

    def close(self) -> None:
        self.consumer.close()


def _is_sound(message: Message) -> bool:
    if error := message.error():
        raise RuntimeError(f"the watcher cannot read: {error.str()}")
    return True


def _cause(message: Message) -> str:
    text = dict(message.headers() or [])["ce_causationid"]
    return text.decode() if isinstance(text, bytes) else str(text)
