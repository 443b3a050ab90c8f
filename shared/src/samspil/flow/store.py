"""One lane in Postgres: everything a step reads and writes, in one transaction under the lane's lock.

Locking and reading are two statements on purpose: a statement that waited for a lock sees the data from before it
waited. Written with asyncpg underneath, because a step moves hundreds of rows by `unnest` and COPY. A small step costs
what its statements cost, so everything that it writes but the outbox is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from zlib import crc32

import asyncpg

from samspil.flow.failures import describe
from samspil.flow.fold import Stage
from samspil.flow.outbox import Numbering, keep, number_statement
from samspil.flow.record import Record
from samspil.flow.slot import Slot, Unreadable, Waiting, read_state
from samspil.flow.take import Place, Places
from samspil.flow.tasks import keep_tasks
from samspil.flow.work import Work

Keys = set[tuple[str, str]]
Columns = tuple[list[Any], ...]


class Reached(NamedTuple):
    """Where a lane stands after a step: the places that moved, its day, and the day that is only partly woken."""

    places: Places
    day: date | None
    waking: date | None = None


class LaneMovedError(Exception):
    """Another process has written this lane since we read it: our step is void, and we must read it anew."""


class LaneStore:
    """The rows of one lane of a stage. A writer goes from `begin` to `commit` or closes the connection."""

    def __init__(self, connection: asyncpg.Connection[Any], stage: Stage, lane: int) -> None:
        self.connection = connection
        self.stage = stage
        self.lane = lane
        self.version = -1

    async def begin(self) -> None:
        """Open the transaction and take the lane's lock. Whether others have written the lane is seen at the commit."""
        lock = crc32(self.stage.name.encode()) - 2**31
        await self.connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({lock}, {self.lane})")

    async def open(self) -> tuple[Reached, dict[str, str]]:
        """Where the lane stands and the ids of the topics they belong to; makes the lane's row if need be."""
        await self.connection.execute(MAKE_LANE, self.stage.name, self.lane)
        await self.begin()
        lane = await self.connection.fetchrow(LANE, self.stage.name, self.lane)
        assert lane is not None, "its row was made above"
        rows = await self.connection.fetch(PLACES, self.stage.name, self.lane)
        await self.connection.execute("COMMIT")
        self.version = lane["version"]
        places = {row["topic"]: Place(row["next_offset"], row["last_sequence"]) for row in rows}
        return Reached(places, lane["day"], lane["waking"]), {row["topic"]: row["topic_id"] for row in rows}

    async def slots(self, keys: Keys) -> dict[tuple[str, str], Slot]:
        """The stored slots of these (fold, key) pairs."""
        rows = await self.connection.fetch(SLOTS, [fold for fold, _ in keys], [key for _, key in keys])
        return {(row["fold"], row["key"]): self._slot(row) for row in rows}

    async def due_slots(self, day: date, limit: int) -> dict[tuple[str, str], Slot]:
        """Up to `limit` slots of this lane that are due on `day`."""
        rows = await self.connection.fetch(DUE, list(self.stage.by_name), self.lane, day, limit)
        return {(row["fold"], row["key"]): self._slot(row) for row in rows}

    async def load_queues(self, slots: Iterable[Slot]) -> None:
        """Load the queues of parked slots that an operator releases."""
        for slot in slots:
            rows = await self.connection.fetch(QUEUE, slot.fold, slot.key)
            slot.queue = [self._waiting(row) for row in rows]

    async def commit(self, work: Work, reached: Reached, topic_ids: dict[str, str]) -> None:
        """Write a step and commit it; its outgoing records are numbered then.

        Raises LaneMovedError where somebody else has written the lane since we read it.
        """
        await self._forget_slots(work)
        await self._write_queues(work)
        await keep_tasks(self.connection, work)
        kept = [slot for slot in work.slots.values() if slot.dirty and (slot.state is not None or slot.parked)]
        numbering = Numbering(work.out)
        rows = await self.connection.fetch(
            WRITE,
            *(self.stage.name, self.lane, self.version, reached.day, reached.waking),
            *_columns_of_places(reached.places, topic_ids),
            *_columns_of_slots(kept),
            *numbering.columns,
        )
        if not rows[0]["moved"] or rows[0]["kept"] != len(kept):
            raise LaneMovedError(f"{self.stage.name} lane {self.lane} is not at version {self.version} any more")
        if work.out:
            numbering.give(rows)
            await keep(self.connection, work.out)
        await self.connection.execute("COMMIT")
        self.version += 1

    async def _forget_slots(self, work: Work) -> None:
        forgotten = [slot for slot in work.slots.values() if slot.dirty and slot.state is None and not slot.parked]
        if forgotten:
            await self.connection.execute(FORGET, [s.fold for s in forgotten], [s.key for s in forgotten])

    async def _write_queues(self, work: Work) -> None:
        for slot in work.slots.values():
            if slot.emptied:
                await self.connection.execute(EMPTY_QUEUE, slot.fold, slot.key)
        rows = [self._row(slot, entry) for slot in work.slots.values() for entry in slot.joined]
        if rows:
            await self.connection.executemany(JOIN_QUEUE, rows)

    def _row(self, slot: Slot, entry: Waiting) -> tuple[Any, ...]:
        record = entry.record
        headers = json.dumps(dict(record.headers)) if record else None
        source = (record.topic, self.lane, headers, record.value) if record else (None, self.lane, None, None)
        return (slot.fold, slot.key, self.stage.name, entry.day, *source, entry.error, entry.attempts)

    def _slot(self, row: asyncpg.Record) -> Slot:
        slot = Slot(row["fold"], row["key"], None, row["correlation"], row["parked"])
        if row["document"] is None:
            return slot
        try:
            slot.state = read_state(self.stage.by_name[row["fold"]].state, row["shape"], row["document"])
        except (ValueError, KeyError) as error:
            slot.unreadable = Unreadable(row["shape"], row["document"], f"stored state: {describe(error)}")
        return slot

    def _waiting(self, row: asyncpg.Record) -> Waiting:
        record = None
        if row["topic"] is not None:
            record = Record(row["topic"], row["lane"], -1, row["key"], json.loads(row["headers"]), row["value"])
        return Waiting(row["day"], record, row["error"], row["attempts"])


def _columns_of_places(places: Places, topic_ids: dict[str, str]) -> Columns:
    return (
        list(places),
        [place.offset for place in places.values()],
        [place.sequence for place in places.values()],
        [topic_ids.get(topic, "") for topic in places],
    )


def _columns_of_slots(slots: list[Slot]) -> Columns:
    documents = [_document(slot) for slot in slots]
    return (
        [slot.fold for slot in slots],
        [slot.key for slot in slots],
        [shape for shape, _ in documents],
        [document for _, document in documents],
        [slot.due for slot in slots],
        [slot.parked for slot in slots],
        [slot.correlation for slot in slots],
    )


def _document(slot: Slot) -> tuple[int, str | None]:
    """Shape and text to be stored; what could not be read is stored as it was found."""
    if slot.unreadable:
        return slot.unreadable.shape, slot.unreadable.document
    return (slot.state.shape, slot.state.document()) if slot.state else (0, None)


LANE = "SELECT version, day, waking FROM flow_lane WHERE stage = $1 AND lane = $2"
MAKE_LANE = "INSERT INTO flow_lane (stage, lane) VALUES ($1, $2) ON CONFLICT DO NOTHING"
PLACES = "SELECT topic, next_offset, last_sequence, topic_id FROM flow_position WHERE stage = $1 AND lane = $2"
SLOTS = """
SELECT fold, key, shape, document, parked, correlation FROM flow_state
JOIN unnest($1::text[], $2::text[]) AS wanted (fold, key) USING (fold, key)
"""
DUE = """
SELECT fold, key, shape, document, parked, correlation FROM flow_state
WHERE fold = ANY($1::text[]) AND lane = $2 AND due <= $3 AND NOT parked ORDER BY fold, key LIMIT $4
"""
WRITE = f"""
WITH moved AS (
    UPDATE flow_lane SET version = version + 1, day = $4, waking = $5
    WHERE stage = $1 AND lane = $2 AND version = $3 RETURNING 1
), placed AS (
    INSERT INTO flow_position (stage, lane, topic, next_offset, last_sequence, topic_id)
    SELECT $1, $2, * FROM unnest($6::text[], $7::bigint[], $8::bigint[], $9::text[])
    ON CONFLICT (stage, lane, topic) DO UPDATE
    SET next_offset = excluded.next_offset, last_sequence = excluded.last_sequence, topic_id = excluded.topic_id
), kept AS (
    INSERT INTO flow_state (fold, key, lane, shape, document, due, parked, correlation)
    SELECT fold, key, $2, shape, document, due, parked, correlation
    FROM unnest($10::text[], $11::text[], $12::int[], $13::text[], $14::date[], $15::bool[], $16::text[])
    AS told (fold, key, shape, document, due, parked, correlation)
    ON CONFLICT (fold, key) DO UPDATE
    SET shape = excluded.shape, document = excluded.document, due = excluded.due, parked = excluded.parked,
        correlation = excluded.correlation
    WHERE flow_state.lane = excluded.lane RETURNING 1
), numbered AS ({number_statement(17)})
SELECT (SELECT count(*) FROM moved) AS moved, (SELECT count(*) FROM kept) AS kept, numbered.*
FROM (VALUES (1)) AS always LEFT JOIN numbered ON true
"""
FORGET = """
DELETE FROM flow_state USING unnest($1::text[], $2::text[]) AS gone (fold, key)
WHERE flow_state.fold = gone.fold AND flow_state.key = gone.key
"""
QUEUE = """
SELECT key, day, topic, lane, headers, value, error, attempts FROM flow_waiting
WHERE fold = $1 AND key = $2 ORDER BY number
"""
EMPTY_QUEUE = "DELETE FROM flow_waiting WHERE fold = $1 AND key = $2"
JOIN_QUEUE = """
INSERT INTO flow_waiting (fold, key, stage, day, topic, lane, headers, value, error, attempts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
