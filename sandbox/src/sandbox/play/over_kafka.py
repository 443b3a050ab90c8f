"""The same scenario through the real services, on real Kafka and Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from typing import Any

from aiokafka import AIOKafkaProducer

from samspil.clock import monotonic
from samspil.events.engine import DayBegun
from samspil.events.handover import PackageDelivered
from samspil.flow.buffers import to_record
from samspil.flow.record import DAY, Record
from samspil.party import open_package
from samspil.reference.municipalities import jobcentres
from samspil.reference.parties import CIVIL_REGISTRATION, Party
from samspil.topics import CLOCK, RESPONSIBILITY
from sandbox.backbone import Backbone, backbone
from sandbox.play.reading import each_once, everything_on
from sandbox.play.result import lines_of
from sandbox.play.scenario import Told
from sandbox.stack import StackError, stack
from sandbox.stack.places import state_directory
from sandbox.stack.run import run_directory

PATIENCE_SECONDS = 60.0


async def play(scenario: list[Told], days: Iterable[date], secret: str) -> list[str]:
    """Play the scenario on these days, to the end of the last one; the lines of the result."""
    async with stack() as servers, run_directory(state_directory() / "runs") as directory:
        parties = parties_of(scenario)
        async with backbone(servers.addresses, directory, parties, seed=bytes.fromhex(secret)) as running:
            await _tell(running, scenario, days)
            topics = [party.to_topic for party in parties] + [RESPONSIBILITY.name]
            records = await read_all(running.kafka, topics)
            return lines_of(records, partial(_opened, running))


def parties_of(scenario: list[Told]) -> list[Party]:
    """Everybody who may speak or be spoken to: who the scenario names, all jobcentres and the civil registration."""
    everybody = {told.party for told in scenario} | {Party("jobcentre", code) for code in jobcentres()}
    return sorted(everybody | {CIVIL_REGISTRATION})


async def _tell(running: Backbone, scenario: list[Told], days: Iterable[date]) -> None:
    waiting = list(scenario)
    produced: dict[str, int] = {}
    async with _producer(running.kafka) as producer:
        for day in days:
            mark = DayBegun(day=day).written()
            await _send(producer, produced, CLOCK.name, None, [("ce_type", DAY.encode())], mark)
            await settled(running, day, produced)
            while waiting and waiting[0].day <= day:
                told = waiting.pop(0)
                headers = [(name, text.encode()) for name, text in told.headers.items()]
                await _send(producer, produced, told.party.from_topic, told.key.encode(), headers, told.value)
                await settled(running, day, produced)


async def settled(running: Backbone, day: date, produced: dict[str, int]) -> None:
    """Wait until every stage has finished the day and nothing is pending. StackError says what is."""
    deadline = monotonic() + PATIENCE_SECONDS
    while pending := (await running.status()).pending(day, produced):
        if monotonic() > deadline:
            raise StackError(f"{day} does not end:\n" + "\n".join(pending[:20]))
        await asyncio.sleep(0.02)


async def read_all(kafka: str, topics: list[str]) -> list[Record]:
    """Every fact on these topics up to now. Raises StackError where one number was given to two of them."""
    reading = each_once(map(to_record, await everything_on(kafka, topics)))
    if reading.doubled:
        raise StackError("\n".join(reading.doubled))
    return [record for record in reading.records if record.type != DAY]


def _opened(running: Backbone, record: Record, data: dict[str, Any]) -> dict[str, Any]:
    receiver = str(Party.of_topic(record.topic))
    content = open_package(PackageDelivered.model_validate(data), running.party_keys[receiver])
    return {"handover_id": data["handover_id"], "package": content}


@asynccontextmanager
async def _producer(kafka: str) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all", enable_idempotence=True)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def _send(
    producer: AIOKafkaProducer,
    produced: dict[str, int],
    topic: str,
    key: bytes | None,
    headers: list[tuple[str, bytes]],
    value: bytes,
) -> None:
    sent = await producer.send_and_wait(topic, value, key=key, partition=0, headers=headers)
    produced[f"{topic}/0"] = sent.offset + 1
