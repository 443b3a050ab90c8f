"""Telling Samspil something, on the topic that only the sender may write."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from aiokafka.errors import KafkaError
from aiokafka.structs import RecordMetadata
from faststream.kafka import KafkaBroker
from faststream.security import BaseSecurity

from samspil.party.message import Message, Outgoing, record_of
from samspil.reference.parties import Party

BATCH_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """Kafka has it. The answer comes on the party's own topic."""

    message_id: str
    topic: str
    partition: int
    offset: int


class Teller:
    """Writes messages in the order of the calls, each confirmed by all replicas."""

    def __init__(self, bootstrap: str, parties: tuple[Party, ...], security: BaseSecurity | None) -> None:
        self._bootstrap = bootstrap
        self._parties = parties
        self._security = security
        self._broker: KafkaBroker | None = None
        self._turn = asyncio.Lock()
        self._leaving: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Connect."""
        async with self._turn:
            await self._connected()

    async def stop(self) -> None:
        """Let what is under way be confirmed, then disconnect."""
        if self._broker:
            self._let_go(self._broker)
        await asyncio.gather(*self._leaving)

    async def tell(self, messages: Sequence[Message]) -> list[Told]:
        """Write all in order and wait until Kafka has confirmed them.

        Raises KafkaError where one was not confirmed: tell all again with the same ids, nothing happens twice.
        """
        records = [record_of(message, self._sender(message)) for message in messages]
        async with self._turn:
            broker = await self._connected()
            with self._letting_go(broker):
                confirmations = [await _send(broker, record) for record in records]
        with self._letting_go(broker):
            written = [await confirmation for confirmation in confirmations]
        return [
            Told(record.headers["ce_id"], place.topic, place.partition, place.offset)
            for record, place in zip(records, written, strict=True)
        ]

    def _sender(self, message: Message) -> Party:
        if message.as_party is None:
            if len(self._parties) > 1:
                raise ValueError("this process speaks for several parties: say as_party")
            return self._parties[0]
        party = Party.parse(message.as_party)
        if party not in self._parties:
            raise ValueError(f"this process does not speak for {party}")
        return party

    async def _connected(self) -> KafkaBroker:
        if self._broker is None:
            broker = KafkaBroker(
                self._bootstrap,
                security=self._security,
                acks="all",
                enable_idempotence=True,
                compression_type="lz4",
                max_batch_size=BATCH_BYTES,
                allow_auto_create_topics=False,
                logger=None,
            )
            await broker.connect()
            self._broker = broker
        return self._broker

    @contextmanager
    def _letting_go(self, broker: KafkaBroker) -> Iterator[None]:
        """A producer that had one batch rejected rejects all that follows: the next call gets a new one."""
        try:
            yield
        except KafkaError:
            self._let_go(broker)
            raise

    def _let_go(self, broker: KafkaBroker) -> None:
        if self._broker is broker:
            self._broker = None
            self._leaving.add(leaving := asyncio.create_task(broker.stop()))
            leaving.add_done_callback(self._leaving.discard)


async def _send(broker: KafkaBroker, record: Outgoing) -> asyncio.Future[RecordMetadata]:
    """Queue a record; the future is Kafka's confirmation."""
    confirmation = await broker.publish(
        record.value,
        record.topic,
        key=record.key,
        headers=record.headers,
        correlation_id=record.headers["ce_id"],
        no_confirm=True,
    )
    confirmation.add_done_callback(_look_at)
    return confirmation


def _look_at(confirmation: asyncio.Future[RecordMetadata]) -> None:
    """So that asyncio does not complain of an error that nobody waited for: the first of a call is raised."""
    if not confirmation.cancelled():
        confirmation.exception()
