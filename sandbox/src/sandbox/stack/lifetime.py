"""Kafka and Postgres together, for as long as somebody needs them."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.stack.kafka import start_kafka
from sandbox.stack.places import state_directory
from sandbox.stack.postgres import start_postgres
from sandbox.stack.prepare import installation
from sandbox.stack.run import run_directory
from sandbox.stack.server import Server

log = logging.getLogger(__name__)

Tell = Callable[[str], None]
Started = tuple[str, Server | None]


@dataclass(frozen=True)
class Addresses:
    """Where they serve: Kafka's bootstrap servers, and the address of Postgres for its administrator."""

    kafka: str
    postgres: str


@dataclass(frozen=True)
class Stack:
    """What runs. A server that somebody else runs is None: it is used and not touched."""

    addresses: Addresses
    kafka: Server | None
    postgres: Server | None


@asynccontextmanager
async def stack(*, state: Path | None = None, tell: Tell = log.info) -> AsyncIterator[Stack]:
    """Kafka and Postgres, both empty, on free ports of 127.0.0.1; gone at the end with all they wrote.

    KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL in the environment replace either. `state` is where caches and runs lie
    (default: `state_directory()`); `tell` hears what takes long. StackError says what to do when it cannot be had.
    """
    kafka, postgres = os.environ.get("KAFKA_BOOTSTRAP_SERVERS"), os.environ.get("DATABASE_URL")
    if kafka and postgres:
        yield Stack(Addresses(kafka, postgres), None, None)
        return
    state = state or state_directory()
    async with run_directory(state / "runs") as run:
        running = await _start((kafka, postgres), state / "cache", run, tell)
        try:
            yield running
        finally:
            await asyncio.gather(*(server.kill() for server in (running.kafka, running.postgres) if server))


async def _start(given: tuple[str | None, str | None], cache: Path, run: Path, tell: Tell) -> Stack:
    """Both at once; what has started when the other fails goes with the run."""
    try:
        async with asyncio.TaskGroup() as starting:
            kafka = starting.create_task(_kafka(given[0], cache, run, tell))
            postgres = starting.create_task(_postgres(given[1], run))
    except ExceptionGroup as problems:
        raise _first_of(problems) from problems
    (bootstrap, broker), (url, database) = kafka.result(), postgres.result()
    return Stack(Addresses(bootstrap, url), broker, database)


async def _kafka(given: str | None, cache: Path, run: Path, tell: Tell) -> Started:
    if given:
        return given, None
    return await start_kafka(await installation(cache, run, tell), run / "kafka")


async def _postgres(given: str | None, run: Path) -> Started:
    return (given, None) if given else await start_postgres(run / "postgres")


def _first_of(problems: ExceptionGroup) -> Exception:
    first = problems.exceptions[0]
    return _first_of(first) if isinstance(first, ExceptionGroup) else first
