"""The outbox: outgoing records, numbered densely per lane of their target topic, in the order of their commits."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from pydantic_core import to_json

from samspil.flow.postgres import AWAY, Connection, Pool
from samspil.flow.record import Outgoing

DELETE_SECONDS = 0.01
PATIENCE_SECONDS = 10.0
RETRY_SECONDS = 0.5

log = logging.getLogger(__name__)


class Numbering:
    """Numbers records under the locks of their target lanes, taken in ascending order."""

    def __init__(self, out: list[Outgoing]) -> None:
        self.by_lane: dict[tuple[str, int], list[Outgoing]] = defaultdict(list)
        for record in out:
            self.by_lane[record.topic, record.lane].append(record)

    @property
    def columns(self) -> tuple[list[str], list[int], list[int]]:
        """What `number_statement` asks for: topics, lanes, and how many records go to each."""
        targets = sorted(self.by_lane)
        return (
            [topic for topic, _ in targets],
            [lane for _, lane in targets],
            [len(self.by_lane[target]) for target in targets],
        )

    def give(self, rows: Iterable[Any]) -> None:
        """Give the numbers that the statement returned: topic, lane and the last number of each."""
        for row in rows:
            records = self.by_lane[row["topic"], row["lane"]]
            for sequence, record in enumerate(records, row["last"] - len(records) + 1):
                record.sequence = sequence
                record.headers["ce_sequence"] = str(sequence)


async def number_and_keep(connection: Connection, out: list[Outgoing]) -> None:
    """Number the records and keep them until they are relayed."""
    if out:
        numbering = Numbering(out)
        numbering.give(await connection.fetch(number_statement(1), *numbering.columns))
        await keep(connection, out)


async def keep(connection: Connection, out: list[Outgoing]) -> None:
    """Keep numbered records until they are relayed."""
    await connection.copy_records_to_table(
        "flow_outbox",
        records=[(r.topic, r.lane, r.sequence, r.key, to_json(r.headers).decode(), r.value) for r in out],
        columns=("topic", "lane", "sequence", "key", "headers", "value"),
    )


def number_statement(first: int) -> str:
    """The statement that counts on in the target lanes; its three parameters begin with number `first`."""
    return f"""
    INSERT INTO flow_sequence (topic, lane, last)
    SELECT topic, lane, many FROM unnest(${first}::text[], ${first + 1}::int[], ${first + 2}::bigint[])
    AS told (topic, lane, many)
    ON CONFLICT (topic, lane) DO UPDATE SET last = flow_sequence.last + excluded.last
    RETURNING topic, lane, last"""


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
        self.lasts[lane] = max(last, self.lasts.get(lane, 0))
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
        columns = [topic for topic, _ in lanes], [lane for _, lane in lanes], [confirmed[lane] for lane in lanes]
        async with self.pool.acquire(timeout=PATIENCE_SECONDS) as connection:
            await connection.execute(DELETE, *columns, timeout=PATIENCE_SECONDS)
        self.lasts = {lane: last for lane, last in self.lasts.items() if last > confirmed.get(lane, 0)}


async def waiting_lanes(connection: Connection) -> list[tuple[str, int]]:
    """The target lanes that have unconfirmed records."""
    return [(row["topic"], row["lane"]) for row in await connection.fetch(LANES)]


async def last_sequence(connection: Connection, topic: str, lane: int) -> int:
    """The last number given in a target lane; 0 before the first."""
    last: int | None = await connection.fetchval(LAST, topic, lane)
    return last or 0


LAST = "SELECT last FROM flow_sequence WHERE topic = $1 AND lane = $2"
UNSENT = """
SELECT sequence, key, headers, value FROM flow_outbox
WHERE topic = $1 AND lane = $2 AND sequence >= $3 ORDER BY sequence LIMIT $4
"""
DELETE = """
DELETE FROM flow_outbox AS kept USING unnest($1::text[], $2::int[], $3::bigint[]) AS confirmed (topic, lane, last)
WHERE kept.topic = confirmed.topic AND kept.lane = confirmed.lane AND kept.sequence <= confirmed.last
"""
LANES = "SELECT DISTINCT topic, lane FROM flow_outbox"
