"""Personal data on its way out: read and audited in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from intake.queries.locks import Lock
from samspil.events.event import Person
from samspil.vault import SealRequest

if TYPE_CHECKING:
    import asyncpg
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[Any] | PoolConnectionProxy[Any]

PERSONS = "SELECT citizen_id, sealed FROM vault_person WHERE citizen_id = ANY($1)"
AUDIT = """
INSERT INTO vault_audit (asked_by, citizen_id, receiver, purpose, fields)
SELECT $1, citizen_id, receiver, purpose, string_to_array(fields, ',')
FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS left_us(citizen_id, receiver, purpose, fields)
"""


async def persons(connection: Connection, lock: Lock, citizens: set[str]) -> dict[str, Person]:
    """The persons behind these citizens; who is not known is left out."""
    rows = await connection.fetch(PERSONS, list(citizens))
    return {row["citizen_id"]: Person.model_validate_json(lock.open(row["sealed"], row["citizen_id"])) for row in rows}


async def write_audit(connection: Connection, asked_by: str, requests: Sequence[SealRequest]) -> None:
    """Who let which personal data of whom go to whom, and what for; the database knows when."""
    rows = [(each.citizen_id, each.receiver, each.purpose, ",".join(each.fields)) for each in requests]
    await connection.execute(AUDIT, asked_by, *(list(column) for column in zip(*rows, strict=True)))
