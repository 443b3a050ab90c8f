"""The rows of a service's database as texts that can be compared between runs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

import asyncpg

from intake.queries.locks import Lock
from samspil.events.engine import BytesUnreadable

LEFT_OUT: Final[Mapping[str, Mapping[str, str]]] = {
    "flow_lane": {"version": "counts commits, and how many records one takes depends on how fast they come"},
    "flow_position": {
        "next_offset": "moves over records that lie on the topic twice as well",
        "topic_id": "Kafka draws one for each topic that it makes",
    },
    "told": {"sequence": "a lane's citizens come in any order between each other; how many there are is compared"},
    "vault_received": {"received_at": "when Kafka took the message, by the wall clock"},
    "vault_audit": {"number": "order between citizens", "sealed_at": "the wall clock of the database"},
    "dead_letter": {"told_at": "when Kafka took the bytes, by the wall clock: they tell no time of their own"},
}
"""Columns that tell of the run and not of the country: table, column, why. All others of all tables are compared."""

EACH_ONCE: Final = {"vault_audit": "who died before a result was kept asks the vault again, and each asking is audited"}
"""Tables of which it is only compared which rows there are, not how often."""

SEALED: Final = {"vault_person": "citizen_id", "vault_unreadable": "fingerprint"}
"""Tables with an encrypted column, no two times the same bytes, and the column with what it is about."""


async def rows_of(url: str, lock: Lock | None) -> dict[str, list[str]]:
    """By table: its rows, without what is left out; what the vault sealed is opened with its `lock`."""
    connection = await asyncpg.connect(url)
    try:
        found: dict[str, list[str]] = defaultdict(list)
        for table in [row["table_name"] for row in await connection.fetch(TABLES)]:
            rows = await connection.fetch(f'SELECT to_jsonb(each) AS row FROM "{table}" AS each')
            texts = [as_text(table, json.loads(row["row"]), lock) for row in rows]
            found[table] = sorted(set(texts) if table in EACH_ONCE else texts)
    finally:
        await connection.close()
    return found


def as_text(table: str, row: Mapping[str, Any], lock: Lock | None = None) -> str:
    """One row as it is compared."""
    left_out = set(LEFT_OUT.get(table, ()))
    if table == "told" and row["type"] == BytesUnreadable.type:
        left_out |= {"time"}  # as `told_at` of a dead letter
    kept = {column: value for column, value in row.items() if column not in left_out}
    if table in SEALED:
        assert lock is not None, f"{table} is sealed: only the vault's lock opens it"
        sealed = bytes.fromhex(row["sealed"].removeprefix(r"\x"))
        kept["sealed"] = lock.open(sealed, row[SEALED[table]]).decode()
    return json.dumps(kept, sort_keys=True)


TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name
"""
