"""What keeps the gate from reading is an alarm, and the gate does not read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from confluent_kafka import KafkaError, KafkaException

from samspil.events.engine import DayBegun
from samspil.flow import kafka, postgres
from samspil.flow.gate import GateRunner
from samspil.flow.gatekeeper import Admission, Arrival
from samspil.flow.migrate import upgrade
from samspil.flow.relay import Relay
from samspil.topics import CLOCK, RECEIVED
from sandbox.stack import Addresses
from tests.contract.flow.conftest import PARTIES, fresh_topics
from tests.contract.flow.engines import LANES, read_all

MONDAY = date(2026, 7, 6)


class Doorman:
    """A gate that lets nobody in: only days pass it."""

    async def admit(self, connection: Any, arrivals: Sequence[Arrival]) -> list[Admission]:
        return []


class GateAtWork:
    """A gate on real topics and a database of its own, to be started and stopped."""

    def __init__(self, kafka: str, database: str) -> None:
        self.kafka = kafka
        self.database = database

    @asynccontextmanager
    async def running(self) -> AsyncIterator[GateRunner]:
        connect = partial(postgres.connect, self.database, name="gate")
        async with asyncpg.create_pool(self.database, min_size=1, max_size=3) as pool:
            relay = Relay(pool, self.kafka, connect)
            runner = GateRunner(Doorman(), self.kafka, "0", relay, connect, LANES)
            tasks = [asyncio.create_task(relay.run()), asyncio.create_task(runner.run())]
            try:
                yield runner
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                await relay.close()

    async def tell_day(self, day: date) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self.kafka)
        await producer.start()
        await producer.send_and_wait(CLOCK.name, DayBegun(day=day).written())
        await producer.stop()

    async def days(self) -> list[date]:
        """The days on the first lane of received.v1."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self.kafka)
        await consumer.start()
        try:
            return [record.day() for record in await read_all(consumer, [TopicPartition(RECEIVED.name, 0)])]
        finally:
            await consumer.stop()

    async def execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.database)
        await connection.execute(statement)
        await connection.close()


@pytest.fixture
async def gate(addresses: Addresses, database: str) -> GateAtWork:
    """A gate that has passed Monday on."""
    await asyncio.to_thread(fresh_topics, addresses.kafka)
    await upgrade(database)
    gate = GateAtWork(addresses.kafka, database)
    await gate.tell_day(MONDAY)
    async with gate.running(), asyncio.timeout(30):
        while await gate.days() != [MONDAY]:  # noqa: ASYNC110  # Kafka cannot set an event
            await asyncio.sleep(0.1)
    return gate


async def complaints(runner: GateRunner, count: int) -> list[str]:
    """The first complaints that tell of something stopped."""
    async with asyncio.timeout(30):
        while len(found := [each for each in runner.complaints() if "stopped" in each]) < count:  # noqa: ASYNC110  # nobody could set one
            await asyncio.sleep(0.05)
    return found


async def test_a_gate_does_not_go_on_with_a_database_that_is_older_than_what_it_has_said(gate: GateAtWork) -> None:
    await gate.execute("UPDATE flow_sequence SET last = 0 WHERE topic = 'received.v1' AND lane = 0")
    await gate.tell_day(MONDAY + timedelta(days=1))

    async with gate.running() as runner:
        (complaint,) = await complaints(runner, 1)
        await asyncio.sleep(1)

    assert "received.v1 lane 0 ends with sequence 1, the database knows 0: an older backup was restored" in complaint
    assert await gate.days() == [MONDAY]


async def test_each_topic_that_was_made_anew_has_a_complaint_of_its_own(gate: GateAtWork) -> None:
    fund, jobcentre = (party.from_topic for party in PARTIES[:2])
    for topic in (fund, jobcentre):
        await gate.execute(
            "INSERT INTO flow_position (stage, lane, topic, next_offset, last_sequence, topic_id) "
            f"VALUES ('gate', 0, '{topic}', 0, 0, 'another') ON CONFLICT (stage, lane, topic) "
            "DO UPDATE SET topic_id = 'another'"
        )

    async with gate.running() as runner:
        found = await complaints(runner, 2)

    assert {each.split("/0")[0] for each in found} == {fund, jobcentre}


async def test_a_gate_waits_until_kafka_names_its_topics_and_reads_nothing_before(
    gate: GateAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kafka may be away for a moment just as partitions are assigned, since that is often why they are."""
    named, refused = kafka.topic_ids, iter((True,))

    async def once_away(bootstrap: str, topics: list[str]) -> dict[str, str]:
        if next(refused, False):
            raise KafkaException(KafkaError(KafkaError._TRANSPORT))
        return await named(bootstrap, topics)

    monkeypatch.setattr(kafka, "topic_ids", once_away)
    tuesday = MONDAY + timedelta(days=1)
    async with gate.running() as runner, asyncio.timeout(30):
        await gate.tell_day(tuesday)
        while await gate.days() != [MONDAY, tuesday]:  # noqa: ASYNC110  # Kafka cannot set an event
            await asyncio.sleep(0.1)
        assert runner.complaints() == []
