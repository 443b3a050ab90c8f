"""An empty vault of the test's own, on real Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from samspil.flow.migrate import upgrade
from sandbox.databases import migrations_of


@pytest.fixture
async def vault_database(database: str) -> str:
    await upgrade(database, migrations_of("intake"))
    return database


@pytest.fixture
async def connection(vault_database: str) -> AsyncIterator[asyncpg.Connection[Any]]:
    connected = await asyncpg.connect(vault_database)
    yield connected
    await connected.close()


@pytest.fixture
async def other_connection(vault_database: str) -> AsyncIterator[asyncpg.Connection[Any]]:
    connected = await asyncpg.connect(vault_database)
    yield connected
    await connected.close()
