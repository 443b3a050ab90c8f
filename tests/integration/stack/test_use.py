"""What a client finds."""

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from sandbox.stack import Addresses
from tests.integration.stack.records import create_topic, read, write


async def test_what_is_written_to_kafka_is_read_from_it(addresses: Addresses, unique: str) -> None:
    await create_topic(addresses.kafka, unique)
    await write(addresses.kafka, unique, b"one", b"two")

    assert await read(addresses.kafka, unique, 2) == [b"one", b"two"]


@pytest.mark.parametrize("compression", ["lz4", "zstd", "snappy", "gzip"])
async def test_kafka_compresses_by_topic(addresses: Addresses, unique: str, compression: str) -> None:
    await create_topic(addresses.kafka, unique, compression_type=compression)
    await write(addresses.kafka, unique, b"one" * 1_000)

    assert await read(addresses.kafka, unique, 1) == [b"one" * 1_000]


async def test_no_client_creates_a_topic_by_writing_to_it(addresses: Addresses, unique: str) -> None:
    async with AIOKafkaProducer(bootstrap_servers=addresses.kafka, request_timeout_ms=1_000) as producer:
        with pytest.raises(KafkaError):
            await producer.send_and_wait(unique, b"one")


async def test_a_transaction_of_kafka_works_on_one_node(addresses: Addresses, unique: str) -> None:
    await create_topic(addresses.kafka, unique)
    async with AIOKafkaProducer(bootstrap_servers=addresses.kafka, transactional_id=unique) as producer:
        await producer.begin_transaction()
        await producer.send_and_wait(unique, b"one")
        await producer.commit_transaction()

    assert await read(addresses.kafka, unique, 1) == [b"one"]


async def test_what_is_written_to_postgres_is_read_from_it(database: str) -> None:
    connection = await asyncpg.connect(database)
    try:
        await connection.execute("CREATE TABLE citizen (name text)")
        await connection.execute("INSERT INTO citizen VALUES ($1)", "Åse Sørensen")

        assert await connection.fetchval("SELECT name FROM citizen") == "Åse Sørensen"
    finally:
        await connection.close()


async def test_postgres_keeps_what_it_has_confirmed(database: str) -> None:
    connection = await asyncpg.connect(database)
    try:
        names = ("fsync", "synchronous_commit", "full_page_writes", "max_connections", "server_encoding")
        settings = [await connection.fetchval(f"SHOW {name}") for name in names]
    finally:
        await connection.close()

    assert settings == ["on", "on", "on", "300", "UTF8"]


async def test_postgres_lets_nobody_in_without_the_password(addresses: Addresses) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(addresses.postgres, password="guessed")
