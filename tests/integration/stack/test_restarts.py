"""Servers go and come back while a test runs: same address, same data."""

import asyncio
from pathlib import Path

import asyncpg
import psutil
import pytest

from sandbox.stack import Server, stack, sweep
from tests.integration.stack.records import create_topic, read, write


async def fetch(address: str, query: str) -> object:
    """One value."""
    connection = await asyncpg.connect(address)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def leave(server: Server, how: str) -> None:
    """Let it end, one way or the other."""
    await (server.kill() if how == "kill -9" else server.stop())


@pytest.mark.usefixtures("only_kafka")
@pytest.mark.parametrize("how", ["kill -9", "in good order"])
async def test_kafka_comes_back_with_what_it_had(state: Path, unique: str, how: str) -> None:
    async with stack(state=state) as running:
        assert running.kafka
        await create_topic(running.addresses.kafka, unique)
        await write(running.addresses.kafka, unique, b"before")

        await leave(running.kafka, how)
        assert not running.kafka.running
        await running.kafka.start()
        await write(running.addresses.kafka, unique, b"after")

        assert running.kafka.running
        assert await read(running.addresses.kafka, unique, 2) == [b"before", b"after"]


@pytest.mark.usefixtures("only_postgres")
@pytest.mark.parametrize("how", ["kill -9", "in good order"])
async def test_postgres_comes_back_with_what_it_had(state: Path, how: str) -> None:
    async with stack(state=state) as running:
        assert running.postgres
        await fetch(running.addresses.postgres, "CREATE TABLE kept AS SELECT 42 AS value")
        await leave(running.postgres, how)
        assert not running.postgres.running
        await running.postgres.start()

        assert await fetch(running.addresses.postgres, "SELECT value FROM kept") == 42


@pytest.mark.usefixtures("only_postgres")
async def test_a_killed_postgres_takes_its_busy_sessions_along(state: Path) -> None:
    async with stack(state=state) as running:
        assert running.postgres
        endless = asyncio.create_task(
            fetch(running.addresses.postgres, "SELECT sum(n) FROM generate_series(1, 1e12) n")
        )
        session = await busy_session()

        await running.postgres.kill()

        assert not sweep.is_alive(session)
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
            await endless


async def busy_session() -> psutil.Process:
    """The process of the session that answers a query, as soon as there is one."""
    while True:
        for child in psutil.Process().children(recursive=True):
            if " ".join(child.cmdline()).rstrip().endswith("SELECT"):
                return child
        await asyncio.sleep(0.02)
