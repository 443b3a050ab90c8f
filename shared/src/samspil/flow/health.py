"""Health of a service: alive is the process, ready is its engine. And its status, for operators and the sandbox."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from faststream.asgi import AsgiResponse, get

from samspil.flow import postgres

if TYPE_CHECKING:
    from samspil.flow.gate import GateRunner
    from samspil.flow.runner import StageRunner

OLDEST_OUTBOX_ROWS = 100_000


class Health:
    """What the probes look at. Before `watch` the service is alive and not ready."""

    def __init__(self) -> None:
        self.pool: postgres.Pool[Any] | None = None
        self.runners: list[StageRunner | GateRunner] = []
        self.tasks: list[asyncio.Task[None]] = []

    def watch(
        self, pool: postgres.Pool[Any], runners: list[StageRunner | GateRunner], tasks: list[asyncio.Task[None]]
    ) -> None:
        self.pool, self.runners, self.tasks = pool, runners, tasks

    async def complaints(self) -> list[str]:
        """Why the service is not ready; empty where it is."""
        if self.pool is None:
            return ["starting"]
        found = [f"a task of the engine is dead: {task.get_coro()}" for task in self.tasks if task.done()]
        for runner in self.runners:
            found += runner.complaints()
        try:
            async with self.pool.acquire(timeout=2) as connection:
                rows = await connection.fetchval(OUTBOX_SIZE, timeout=2)
        except postgres.AWAY as error:
            return [*found, f"the database does not answer: {type(error).__name__}"]
        if rows > OLDEST_OUTBOX_ROWS:
            found.append(f"{rows} records wait in the outbox: Kafka does not take them")
        return found

    async def status(self) -> dict[str, Any]:
        """Where every lane stands, what was numbered, what waits. One round trip; figures only, no personal data."""
        assert self.pool is not None
        async with self.pool.acquire() as connection:
            row = await connection.fetchval(STATUS)
        return {"ready": not await self.complaints(), **_parse(row)}


def health_routes(health: Health) -> list[tuple[str, Any]]:
    """`/health/live`, `/health/ready` and `/status`."""

    @get(include_in_schema=False)
    async def live(scope: Any) -> AsgiResponse:
        return _json({"alive": True})

    @get(include_in_schema=False)
    async def ready(scope: Any) -> AsgiResponse:
        complaints = await health.complaints()
        return _json({"ready": not complaints, "complaints": complaints}, 503 if complaints else 200)

    @get(include_in_schema=False)
    async def status(scope: Any) -> AsgiResponse:
        if health.pool is None:
            return _json({"ready": False}, 503)
        return _json(await health.status())

    return [("/health/live", live), ("/health/ready", ready), ("/status", status)]


def _json(data: dict[str, Any], code: int = 200) -> AsgiResponse:
    return AsgiResponse(json.dumps(data).encode(), code, {"content-type": "application/json"})


def _parse(row: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(row)
    return parsed


OUTBOX_SIZE = "SELECT count(*) FROM (SELECT 1 FROM flow_outbox LIMIT 100001) AS waiting"
STATUS = """
SELECT json_build_object(
  'days', (SELECT coalesce(json_object_agg(stage || '/' || lane, day), '{}') FROM flow_lane),
  'places', (SELECT coalesce(json_object_agg(stage || '/' || topic || '/' || lane,
      CASE WHEN stage = 'gate' THEN next_offset ELSE last_sequence END), '{}') FROM flow_position),
  'numbered', (SELECT coalesce(json_object_agg(topic || '/' || lane, last), '{}') FROM flow_sequence),
  'outbox', (SELECT count(*) FROM flow_outbox),
  'tasks', (SELECT count(*) FROM flow_task),
  'parked', (SELECT count(*) FROM flow_state WHERE parked)
)::text
"""
