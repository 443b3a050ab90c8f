"""The gate's register on Postgres: four reads and at most four writes for a batch, however large it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake.domain.known import Acquaintance, Added, Case, CaseName, Known, MessageName, Received, Sought
from intake.domain.names import Names
from intake.queries.locks import Lock
from samspil.events.event import Person

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[Any]

RECEIVED = """
SELECT r.party, r.message_id, r.content, r.received_at
FROM vault_received r JOIN unnest($1::text[], $2::text[]) AS sought(party, message_id) USING (party, message_id)
"""
CASES = """
SELECT c.party, c.key, c.citizen_id, c.journey
FROM vault_case c JOIN unnest($1::text[], $2::text[]) AS sought(party, key) USING (party, key)
"""
PERSONS = """
SELECT citizen_id, blind_index, sealed, journey FROM vault_person WHERE blind_index = ANY($1)
ORDER BY citizen_id FOR NO KEY UPDATE
"""
"""Locked, because what is told of a person is merged with what is read here, and several gates may run."""
CITIZENS = "SELECT citizen_id, journey FROM vault_person WHERE citizen_id = ANY($1)"

ADD_RECEIVED = """
INSERT INTO vault_received (party, message_id, content, received_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[])
"""
ADD_PERSONS = """
INSERT INTO vault_person (citizen_id, blind_index, sealed, journey)
SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) ORDER BY 1
ON CONFLICT (citizen_id) DO UPDATE SET sealed = excluded.sealed, journey = excluded.journey
"""
ADD_CASES = """
INSERT INTO vault_case (party, key, citizen_id, journey)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
ON CONFLICT (party, key) DO UPDATE SET journey = excluded.journey
"""
ADD_UNREADABLE = """
INSERT INTO vault_unreadable (fingerprint, sealed) SELECT * FROM unnest($1::text[], $2::bytea[])
ON CONFLICT (fingerprint) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class PostgresRegister:
    """Keeps persons sealed under `lock`, and finds them by the blind index that `names` makes."""

    names: Names
    lock: Lock

    async def look_up(self, connection: Connection, sought: Sought) -> Known:
        received = await connection.fetch(RECEIVED, *columns(sought.messages)) if sought.messages else []
        cases = await connection.fetch(CASES, *columns(sought.cases)) if sought.cases else []
        known = Known(
            received={
                (row["party"], row["message_id"]): Received(row["content"], row["received_at"]) for row in received
            },
            cases={(row["party"], row["key"]): Case(row["citizen_id"], row["journey"]) for row in cases},
        )
        wanted = sought.citizens | {case.citizen_id for case in known.cases.values()}
        for row in await connection.fetch(CITIZENS, list(wanted)) if wanted else []:
            known.citizens[row["citizen_id"]] = Acquaintance(row["citizen_id"], row["journey"], None)
        await self._find_persons(connection, sought.cprs, known)
        return known

    async def _find_persons(self, connection: Connection, cprs: set[str], known: Known) -> None:
        by_index = {self.names.blind_index(cpr): cpr for cpr in cprs}
        for row in await connection.fetch(PERSONS, list(by_index)) if by_index else []:
            citizen_id = row["citizen_id"]
            person = Person.model_validate_json(self.lock.open(row["sealed"], citizen_id))
            known.citizens[citizen_id] = Acquaintance(citizen_id, row["journey"], person)
            known.by_cpr[by_index[row["blind_index"]]] = citizen_id

    async def add(self, connection: Connection, added: Added) -> None:
        if added.received:
            await connection.execute(ADD_RECEIVED, *columns(received_rows(added.received)))
        if added.citizens:
            await connection.execute(ADD_PERSONS, *columns(self._person_rows(added.citizens)))
        if added.cases:
            await connection.execute(ADD_CASES, *columns(case_rows(added.cases)))
        if added.unreadable:
            rows = [(name, self.lock.seal(raw, name)) for name, raw in added.unreadable.items()]
            await connection.execute(ADD_UNREADABLE, *columns(rows))

    def _person_rows(self, citizens: Mapping[str, Acquaintance]) -> list[tuple[str, bytes, bytes, str]]:
        return [
            (
                each.citizen_id,
                self.names.blind_index(each.person.cpr),
                self.lock.seal(each.person.model_dump_json().encode(), each.citizen_id),
                each.journey,
            )
            for each in citizens.values()
            if each.person
        ]


def received_rows(received: Mapping[MessageName, Received]) -> list[tuple[Any, ...]]:
    return [(party, id_, each.content, each.at) for (party, id_), each in received.items()]


def case_rows(cases: Mapping[CaseName, Case]) -> list[tuple[Any, ...]]:
    return [(party, key, case.citizen_id, case.journey) for (party, key), case in cases.items()]


def columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows as columns, the way `unnest` takes them."""
    return [list(column) for column in zip(*rows, strict=True)]
