"""What the paths stand on: topics and databases of their own, and the same states in all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks import story
from benchmarks.feeding import Feeder
from benchmarks.paths.usual_tables import Table
from benchmarks.process import running
from benchmarks.turn import FUNDS, GIVEN, OURS, TODAY, Turn
from contact_course.flow import STAGE, course
from samspil import broker, topics
from samspil.clock import monotonic
from samspil.flow.lanes import lane_of
from samspil.flow.migrate import upgrade
from samspil.flow.record import Outgoing
from sandbox.stack import Addresses

PREPARING_SECONDS = 120


async def lay(addresses: Addresses, directory: Path, paths: Iterable[str]) -> dict[str, Turn]:
    """Topics and a database for each path."""
    turns = {}
    for path in paths:
        name = f"bench_{path}"
        await _administer(addresses.postgres, f"CREATE DATABASE {name}")
        database = urlsplit(addresses.postgres)._replace(path=f"/{name}").geturl()
        (directory / path).mkdir()
        turns[path] = turn = Turn(path, addresses.kafka, database, str(directory / path))
        await _make_tables(turn)
        await asyncio.to_thread(_make_topics, turn)
    return turns


async def _administer(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _make_tables(turn: Turn) -> None:
    if not turn.path.startswith("usual"):
        await upgrade(turn.database)
        return
    engine = create_async_engine(turn.database.replace("postgresql://", "postgresql+asyncpg://", 1))
    async with engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
    await engine.dispose()


def _make_topics(turn: Turn) -> None:
    if turn.path == OURS:
        broker.apply(turn.kafka, FUNDS, lanes=story.LANES, replication=1)
        return
    wanted = {turn.source: story.LANES, turn.told: story.LANES}
    wanted |= {turn.topic(topics.told_to(fund)): topics.PARTY_LANES for fund in FUNDS}
    admin = AdminClient({"bootstrap.servers": turn.kafka})
    for made in admin.create_topics([NewTopic(name, lanes, 1) for name, lanes in wanted.items()]).values():
        made.result()


async def register(turn: Turn, feeder: Feeder, citizens: int) -> list[tuple[str, str]]:
    """Ours opens a course for each citizen and derives its meetings. Returns all states, by citizen."""
    feeder.pile_up(story.first_day())
    feeder.pile_up(record for number in range(citizens) for record in story.registration(number))
    feeder.pile_up(story.second_day())
    connection = await asyncpg.connect(turn.database)
    try:
        with running(turn) as process:
            deadline = monotonic() + PREPARING_SECONDS
            while not await connection.fetchval(PREPARED, STAGE.name, TODAY, story.LANES):
                process.check()
                if monotonic() > deadline:
                    raise process.failure("does not get ready")
                await asyncio.sleep(0.1)
        rows = await connection.fetch("SELECT key, document FROM flow_state WHERE fold = $1", course.name)
    finally:
        await connection.close()
    return [(row["key"], row["document"]) for row in rows]


async def give(turn: Turn, feeder: Feeder, states: list[tuple[str, str]]) -> None:
    """Another path gets the states that ours has made."""
    if turn.path.startswith("usual"):
        connection = await asyncpg.connect(turn.database)
        await connection.copy_records_to_table("course", records=states, columns=("citizen_id", "document"))
        await connection.close()
    elif turn.path == "quix":
        given = Outgoing(turn.source, 0, None, {"ce_id": "", "ce_source": "/samspil/", "ce_type": GIVEN}, b"")
        feeder.pile_up(
            replace(given, key=key, lane=lane_of(key, story.LANES), value=document.encode()) for key, document in states
        )


async def settle(turns: Iterable[Turn]) -> None:
    """Postgres writes down what one path left before the next is measured."""
    for turn in turns:
        await _administer(turn.database, "VACUUM (ANALYZE)")
        await _administer(turn.database, "CHECKPOINT")


PREPARED = """
SELECT (SELECT count(*) FROM flow_lane WHERE stage = $1 AND day = $2) = $3
AND NOT EXISTS (SELECT FROM flow_outbox)
"""
