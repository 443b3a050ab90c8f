"""Reading what parties are told. FastStream carries the consumer; what counts as handled is kept here.

FastStream swallows what handlers and parsers raise and would then commit past the record. So its acknowledging is off,
its parser never looks into headers, and only places that handlers have reached are committed, by name.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from faststream.message import StreamMessage
from faststream.security import BaseSecurity

from samspil.party.envelope import Envelope
from samspil.party.lane import Lane, Record
from samspil.party.repeats import Repeats

COMMIT_SECONDS: Final = 0.5
METADATA_SECONDS: Final = 30
REQUEST_SECONDS: Final = 40

log = logging.getLogger(__name__)
Handle = Callable[[bytes, Envelope], Awaitable[None]]


class Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types for its listener
    """One subscriber for all topics of the process: order within a partition, partitions side by side."""

    def __init__(self, bootstrap: str, topics: list[str], group: str, handle: Handle, security: BaseSecurity | None):
        self.topics = topics
        self.broker = KafkaBroker(
            bootstrap,
            security=security,
            consumer_only=True,
            allow_auto_create_topics=False,
            metadata_max_age_ms=METADATA_SECONDS * 1000,
            request_timeout_ms=REQUEST_SECONDS * 1000,
            apply_types=False,
            logger=None,
        )
        self.subscriber = self.broker.subscriber(
            *topics,
            group_id=group,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            no_reply=True,
            parser=self._wrap,
            decoder=_unwrap,
            listener=self,
        )
        self.subscriber(self._on_record)
        self._handle = handle
        self._repeats = Repeats()
        self._lanes: dict[TopicPartition, Lane] = {}
        self._committed: dict[TopicPartition, int] = {}
        self._closed = False
        self._committing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Join the group and begin to read. Raises LookupError where a topic does not exist."""
        self._closed = False
        try:
            await self.broker.start()
        except UnknownTopicOrPartitionError:
            raise LookupError(f"Kafka has not all of {self.topics}; Samspil makes a party's topics") from None
        self._committing = asyncio.create_task(self._commit_now_and_then())

    async def stop(self) -> None:
        """Let running handlers end, keep their places, leave the group."""
        self._closed = True
        if self._committing:
            self._committing.cancel()
            await asyncio.gather(self._committing, return_exceptions=True)
        await self._give_up(list(self._lanes))
        await self.broker.stop()

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Keep what is done; whoever reads next goes on from there. Until then aiokafka gives no records."""
        await self._give_up(tp for tp in revoked if tp in self._lanes)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Nothing to do: reading begins at the committed places."""

    async def _on_record(self, record: Any) -> None:
        if self._closed:
            return  # not handled, so not committed: it comes again
        tp = TopicPartition(record.topic, record.partition)
        lane = self._lanes.get(tp) or self._lanes.setdefault(tp, Lane(self._handle_once))
        await lane.put(record)

    async def _handle_once(self, record: Record) -> None:
        envelope = Envelope.of(record)
        if not self._repeats.knows(envelope):
            await self._handle(record.value or b"", envelope)
            self._repeats.remember(envelope)

    async def _give_up(self, partitions: Iterable[TopicPartition]) -> None:
        lanes = {tp: self._lanes[tp] for tp in partitions}
        await asyncio.gather(*(lane.close() for lane in lanes.values()))
        await self._commit()
        for tp in lanes:
            self._lanes.pop(tp, None)
            self._committed.pop(tp, None)

    async def _commit_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(COMMIT_SECONDS)
            await self._commit()

    async def _commit(self) -> None:
        """Commit the places that handlers reached. What fails is tried again, or read again by whoever reads next."""
        consumer = self.subscriber.consumer
        if consumer is None:
            return
        done = {tp: lane.done for tp, lane in self._lanes.items() if lane.done is not None}
        assigned = consumer.assignment()
        moved = {tp: place for tp, place in done.items() if place != self._committed.get(tp) and tp in assigned}
        if not moved:
            return
        try:
            await consumer.commit(moved)
        except KafkaError as error:
            log.warning("Places could not be committed, later again: %s", type(error).__name__)
        else:
            self._committed.update(moved)

    async def _wrap(self, record: ConsumerRecord[Any, Any]) -> KafkaMessage:
        """FastStream's message without a look at the headers: one that is no text, or `reply_to`, must do nothing."""
        name = f"{record.topic}/{record.partition}/{record.offset}"
        consumer = self.subscriber.consumer
        assert consumer is not None
        return KafkaMessage(
            raw_message=record, body=record.value, correlation_id=name, message_id=name, consumer=consumer
        )


async def _unwrap(message: StreamMessage[Any]) -> Any:
    return message.raw_message
