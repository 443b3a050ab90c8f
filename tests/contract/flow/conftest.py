"""Every test of this folder runs on both runners: in memory, and on real Kafka and Postgres."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from confluent_kafka.admin import AdminClient

from samspil import broker
from samspil.flow.migrate import upgrade
from samspil.reference.parties import Party
from sandbox.stack import Addresses
from tests.contract.flow.engines import LANES, Engine, KafkaEngine, MemoryEngine
from tests.contract.flow.toys import ECHO_TOY, INTAKE_TOY, JOBCENTRE, Post

PARTIES = (Party.parse("/unemployment-fund/hk"), JOBCENTRE, Party.parse("/operations"))


def fresh_topics(kafka: str) -> None:
    """The same names, new topics: what an earlier test wrote is gone."""
    admin = AdminClient({"bootstrap.servers": kafka})
    old = broker.existing_topics(kafka)
    for future in (admin.delete_topics(old, operation_timeout=10) if old else {}).values():
        future.result()
    while broker.existing_topics(kafka):
        pass
    broker.apply(kafka, PARTIES, lanes=LANES, replication=1)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
async def kafka_engine(addresses: Addresses, database: str, post: Post) -> AsyncIterator[KafkaEngine]:
    await asyncio.to_thread(fresh_topics, addresses.kafka)
    await upgrade(database)
    async with KafkaEngine(addresses.kafka, database).running((INTAKE_TOY, ECHO_TOY), post.table()) as engine:
        yield engine


@pytest.fixture(params=["memory", "kafka"])
def engine(request: pytest.FixtureRequest, post: Post) -> Engine:
    if request.param == "memory":
        return MemoryEngine((INTAKE_TOY, ECHO_TOY), post.table())
    running: Engine = request.getfixturevalue("kafka_engine")
    return running
