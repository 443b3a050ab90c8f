"""How far the gate has read each partition of the parties' topics and the calendar. The rows are the locks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import asyncpg
from aiokafka import TopicPartition

Connection = asyncpg.Connection


async def read(connection: Connection[Any]) -> dict[TopicPartition, asyncpg.Record]:
    """The places as they are committed: `next_offset` and Kafka's `topic_id` of each partition."""
    return {TopicPartition(row["topic"], row["lane"]): row for row in await connection.fetch(READ)}


async def lock(
    connection: Connection[Any], partitions: list[TopicPartition], ids: Mapping[str, str]
) -> dict[TopicPartition, int]:
    """The next offset of each of these partitions, which nobody else may move until the commit; new ones begin at 0."""
    keys = [tp.topic for tp in partitions], [tp.partition for tp in partitions]
    await connection.execute(MAKE, *keys, [ids[tp.topic] for tp in partitions])
    rows = await connection.fetch(LOCK, *keys)
    return {TopicPartition(row["topic"], row["lane"]): row["next_offset"] for row in rows}


async def move(connection: Connection[Any], offsets: Mapping[TopicPartition, int]) -> None:
    """Go on to these next offsets, never back."""
    await connection.executemany(MOVE, [(tp.topic, tp.partition, offset) for tp, offset in offsets.items()])


READ = "SELECT topic, lane, next_offset, topic_id FROM flow_position WHERE stage = 'gate'"
MAKE = """
INSERT INTO flow_position (stage, topic, lane, next_offset, last_sequence, topic_id)
SELECT 'gate', topic, lane, 0, 0, id FROM unnest($1::text[], $2::int[], $3::text[]) AS told (topic, lane, id)
ORDER BY topic, lane ON CONFLICT DO NOTHING
"""
LOCK = """
SELECT topic, lane, next_offset FROM flow_position
WHERE stage = 'gate' AND (topic, lane) IN (SELECT * FROM unnest($1::text[], $2::int[]))
ORDER BY topic, lane FOR UPDATE
"""
MOVE = """
UPDATE flow_position SET next_offset = greatest(next_offset, $3) WHERE stage = 'gate' AND topic = $1 AND lane = $2
"""
