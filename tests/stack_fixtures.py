"""One Kafka and one Postgres for all tests of a session, and what keeps the tests on them apart.

They run in a loop of their own, so a test of any kind can use them from its own loop.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import asyncpg
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from samspil.clock import random_bytes
from sandbox.stack import Addresses, stack


@pytest.fixture(scope="session")
def portal_of_stack() -> Iterator[BlockingPortal]:
    """The loop that the session's stack lives in."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def addresses(portal_of_stack: BlockingPortal, request: pytest.FixtureRequest) -> Iterator[Addresses]:
    """Where the session's Kafka and Postgres serve."""
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    assert isinstance(terminal, pytest.TerminalReporter)
    with portal_of_stack.wrap_async_context_manager(stack(tell=terminal.write_line)) as running:
        yield running.addresses


@pytest.fixture
def unique() -> str:
    """A short name nobody else has: topics and groups of a test begin with it, for all tests share one Kafka."""
    return f"t{random_bytes(5).hex()}"


@pytest.fixture
def database(addresses: Addresses, portal_of_stack: BlockingPortal, unique: str) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    portal_of_stack.call(_administer, addresses.postgres, f"CREATE DATABASE {unique}")
    yield urlsplit(addresses.postgres)._replace(path=f"/{unique}").geturl()
    portal_of_stack.call(_administer, addresses.postgres, f"DROP DATABASE {unique} WITH (FORCE)")


async def _administer(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
