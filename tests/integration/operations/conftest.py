"""Operations' database, migrated and empty, and the pages on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from itertools import groupby

import asyncpg
import httpx
import pytest
from faststream.asgi import AsgiFastStream

from operations.api import routes
from operations.flow.project import project
from operations.queries import Reads
from samspil.calendar import local_day
from samspil.flow.migrate import upgrade
from samspil.flow.record import Record
from sandbox.databases import migrations_of

Keep = Callable[[list[Record]], Awaitable[None]]

TODAY = date(2026, 8, 12)


@pytest.fixture
async def connection(database: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    """A connection to the migrated database, whose lanes have finished TODAY."""
    await upgrade(database, migrations_of("operations"))
    connection = await asyncpg.connect(database)
    await connection.execute("INSERT INTO flow_lane (stage, lane, day) VALUES ('operations', 0, $1)", TODAY)
    yield connection
    await connection.close()


@pytest.fixture
def keep(connection: asyncpg.Connection[asyncpg.Record]) -> Keep:
    """Project records as the engine does: one batch, one transaction; records of two days are never in one batch."""

    async def keep(records: list[Record]) -> None:
        for day, batch in groupby(records, key=lambda record: local_day(record.time)):
            async with connection.transaction():
                await project(connection, list(batch), day)

    return keep


@pytest.fixture
async def reads(database: str, connection: asyncpg.Connection[asyncpg.Record]) -> AsyncIterator[Reads]:
    reads = Reads(database)
    yield reads
    await reads.close()


@pytest.fixture
async def browser(reads: Reads) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the pages as FastStream serves them."""
    app = AsgiFastStream(asgi_routes=routes(reads))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://operations") as client:
        yield client
