"""Connections to a service's database: time-outs that free a lane from a stopped process, and the pool."""

from __future__ import annotations

from typing import Any

import asyncpg

Pool = asyncpg.Pool
Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What a database that is away raises, the driver's own confusion about a lost connection included."""
IDLE_IN_TRANSACTION = "8s"
LONGEST_TRANSACTION = "60s"
IDLE_SESSION = "10s"


async def connect(url: str, *, name: str, idle_session: str = "0") -> asyncpg.Connection[Any]:
    """A connection of its own. `idle_session` ends it after so long a silence: a frozen process must lose its locks."""
    settings = {
        "application_name": name,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION,
        "transaction_timeout": LONGEST_TRANSACTION,
        "idle_session_timeout": idle_session,
    }
    return await asyncpg.connect(url, server_settings=settings)


async def pool(url: str, *, name: str, size: int = 8) -> asyncpg.Pool[Any]:
    """A pool for short statements that hold no lane lock. It connects when it is asked: a service can start before its
    database, and waits for it.
    """
    settings = {"application_name": name, "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION}
    return await asyncpg.create_pool(url, min_size=0, max_size=size, server_settings=settings)
