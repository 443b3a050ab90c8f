"""The outbox: outgoing records, numbered densely per lane of their target topic, in the order of their commits."""

from __future__ import annotations

import json
from collections import defaultdict

from samspil.flow.postgres import Connection
from samspil.flow.record import Outgoing

LARGEST = 900_000
"""Bytes of a value that surely fit a record; Kafka's own limit is 1 MiB with headers and framing."""


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


async def unsent(connection: Connection, topic: str, lane: int, limit: int) -> list[Outgoing]:
    """The oldest unconfirmed records of one target lane."""
    rows = await connection.fetch(UNSENT, topic, lane, limit)
    return [Outgoing(topic, lane, r["key"], json.loads(r["headers"]), r["value"], r["sequence"]) for r in rows]


async def forget(connection: Connection, topic: str, lane: int, last: int) -> None:
    """Kafka confirmed everything up to and with the sequence `last`."""
    await connection.execute(CONFIRMED, topic, lane, last)


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
UNSENT = (
    "SELECT sequence, key, headers, value FROM flow_outbox WHERE topic = $1 AND lane = $2 ORDER BY sequence LIMIT $3"
)
CONFIRMED = "DELETE FROM flow_outbox WHERE topic = $1 AND lane = $2 AND sequence <= $3"
LANES = "SELECT DISTINCT topic, lane FROM flow_outbox"
