"""Side effects that folds asked for, kept until a dispatcher has performed them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import asyncpg

from samspil.events.event import CATALOGUE
from samspil.flow.record import Trail
from samspil.flow.work import Task, Work

LONGEST_PAUSE = timedelta(minutes=5)


async def keep_tasks(connection: asyncpg.Connection[Any], work: Work) -> None:
    """Keep the tasks of a step, in the order in which they were asked."""
    if not work.tasks:
        return
    await connection.executemany(
        KEEP,
        [
            (
                task.id, work.stage.name, task.fold, work.lane, task.key, task.receiver, task.intention.type,
                task.intention.written().decode(), task.trail.time, task.trail.correlation, task.trail.causation,
                task.trail.traceparent, task.day,
            )
            for task in work.tasks
        ],
    )  # fmt: skip


async def next_tasks(connection: asyncpg.Connection[Any], stage: str, lane: int, limit: int) -> list[Task]:
    """The first open task of each (key, receiver), where its time to be tried has come."""
    rows = await connection.fetch(NEXT, stage, lane, limit)
    return [_task(row) for row in rows]


async def close_tasks(connection: asyncpg.Connection[Any], ids: list[str]) -> set[str]:
    """Close performed tasks; returns those that were still open. One closed by somebody else must not enter again."""
    return {row["id"] for row in await connection.fetch(CLOSE, ids)}


async def postpone(connection: asyncpg.Connection[Any], id_: str, error: str) -> None:
    """Try again later, with pauses that double up to five minutes."""
    await connection.execute(POSTPONE, id_, error, LONGEST_PAUSE)


def _task(row: asyncpg.Record) -> Task:
    intention = CATALOGUE[row["type"]].read(row["data"])
    trail = Trail(row["time"], row["correlation"], row["causation"], row["traceparent"])
    return Task(row["id"], row["fold"], row["key"], row["receiver"], intention, trail, row["day"])


KEEP = """
INSERT INTO flow_task (id, stage, fold, lane, key, receiver, type, data, time, correlation, causation, traceparent, day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
NEXT = """
SELECT * FROM (
    SELECT DISTINCT ON (key, receiver) * FROM flow_task WHERE stage = $1 AND lane = $2 ORDER BY key, receiver, number
) AS first WHERE next_try <= now() ORDER BY number LIMIT $3
"""
CLOSE = "DELETE FROM flow_task WHERE id = ANY($1::text[]) RETURNING id"
POSTPONE = """
UPDATE flow_task SET attempts = attempts + 1, error = $2,
next_try = now() + least(interval '0.2 seconds' * power(2, least(attempts, 12)), $3) WHERE id = $1
"""
