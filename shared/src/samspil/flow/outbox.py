"""The outbox: outgoing records, numbered densely per lane of their target topic, in the order of their commits."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from contextlib import suppress

import asyncpg

from samspil.flow.postgres import Connection, Pool
from samspil.flow.record import Outgoing

LARGEST = 900_000
"""Bytes of a value that surely fit a record; Kafka's own limit is 1 MiB with headers and framing."""
DELETE_SECONDS = 0.01
RETRY_SECONDS = 0.5
AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)

log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """A decision's outcome fits no record."""


async def number_and_keep(connection: Connection, out: list[Outgoing]) -> None:
    """Number the records under the locks of their target lanes, taken in ascending order, and keep them."""
    if not out:
        return
    by_lane: dict[tuple[str, int], list[Outgoing]] = defaultdict(list)
    for record in out:
        if len(record.value) > LARGEST:
            raise TooLargeError(f"{record.headers['ce_type']} has {len(record.value)} bytes, a record holds {LARGEST}")
        by_lane[record.topic, record.lane].append(record)
    targets = sorted(by_lane)
    many = [len(by_lane[target]) for target in targets]
    lasts = await connection.fetch(NUMBER, [topic for topic, _ in targets], [lane for _, lane in targets], many)
    for row in lasts:
        records = by_lane[row["topic"], row["lane"]]
        first = row["last"] - len(records) + 1
        for sequence, record in enumerate(records, first):
            record.sequence = sequence
            record.headers["ce_sequence"] = str(sequence)
    await connection.copy_records_to_table(
        "flow_outbox",
        records=[(r.topic, r.lane, r.sequence, r.key, json.dumps(r.headers), r.value) for r in out],
        columns=("topic", "lane", "sequence", "key", "headers", "value"),
    )


async def unsent(connection: Connection, topic: str, lane: int, first: int, limit: int) -> list[Outgoing]:
    """The oldest records of one target lane from the sequence `first` on."""
    rows = await connection.fetch(UNSENT, topic, lane, first, limit)
    return [Outgoing(topic, lane, r["key"], json.loads(r["headers"]), r["value"], r["sequence"]) for r in rows]


class Confirmed:
    """Rows that Kafka has confirmed. They are deleted a moment later, all lanes together: one statement for each batch
    would cost more than the batch.
    """

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.lasts: dict[tuple[str, int], int] = {}
        self.deleting: asyncio.Task[None] | None = None

    def add(self, lane: tuple[str, int], last: int) -> None:
        """Everything in this target lane up to and with the sequence `last`."""
        self.lasts[lane] = last
        if self.deleting is None or self.deleting.done():
            self.deleting = asyncio.create_task(self._keep_deleting(), name="outbox deletes")

    async def close(self) -> None:
        """Delete what is left, if the database is there: otherwise the next owner relays it again."""
        if self.deleting:
            self.deleting.cancel()
            await asyncio.gather(self.deleting, return_exceptions=True)
        with suppress(*AWAY):
            await self._delete()

    async def _keep_deleting(self) -> None:
        while self.lasts:
            await asyncio.sleep(DELETE_SECONDS)
            try:
                await self._delete()
            except AWAY as error:
                log.warning("Relayed rows are not deleted yet, again soon: %s", type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _delete(self) -> None:
        confirmed = dict(self.lasts)
        lanes = sorted(confirmed)
        async with self.pool.acquire() as connection:
            await connection.execute(
                DELETE, [topic for topic, _ in lanes], [lane for _, lane in lanes], [confirmed[lane] for lane in lanes]
            )
        self.lasts = {lane: last for lane, last in self.lasts.items() if last > confirmed.get(lane, 0)}


async def waiting_lanes(connection: Connection) -> list[tuple[str, int]]:
    """The target lanes that have unconfirmed records."""
    return [(row["topic"], row["lane"]) for row in await connection.fetch(LANES)]


async def last_sequence(connection: Connection, topic: str, lane: int) -> int:
    """The last number given in a target lane; 0 before the first."""
    last: int | None = await connection.fetchval(LAST, topic, lane)
    return last or 0


LAST = "SELECT last FROM flow_sequence WHERE topic = $1 AND lane = $2"
NUMBER = """
INSERT INTO flow_sequence (topic, lane, last)
SELECT topic, lane, many FROM unnest($1::text[], $2::int[], $3::bigint[]) AS told (topic, lane, many)
ON CONFLICT (topic, lane) DO UPDATE SET last = flow_sequence.last + excluded.last
RETURNING topic, lane, last
"""
UNSENT = """
SELECT sequence, key, headers, value FROM flow_outbox
WHERE topic = $1 AND lane = $2 AND sequence >= $3 ORDER BY sequence LIMIT $4
"""
DELETE = """
DELETE FROM flow_outbox AS kept USING unnest($1::text[], $2::int[], $3::bigint[]) AS confirmed (topic, lane, last)
WHERE kept.topic = confirmed.topic AND kept.lane = confirmed.lane AND kept.sequence <= confirmed.last
"""
LANES = "SELECT DISTINCT topic, lane FROM flow_outbox"
