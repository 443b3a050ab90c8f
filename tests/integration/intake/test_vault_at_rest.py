"""What lies in the vault's tables tells nobody who anybody is."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any, Final

import pytest

from intake.gate import Gate
from intake.queries.locks import NotForThisKey, lock_from, names_from
from intake.queries.persons import persons
from intake.queries.register import PostgresRegister
from intake.tables import metadata
from samspil.flow.gatekeeper import Admission
from tests.unit.intake.mail import (
    CPR,
    HK,
    PERSON,
    REGISTERED,
    REGISTRATION,
    Counter,
    hours,
    message,
    registration,
)

SECRET: Final = "a secret for tests, and for tests only"
OTHER_SECRET: Final = "another secret for tests, and no more"

Connection = Any
"""asyncpg's, whose class takes no parameters while running."""


async def take_in(connection: Connection, *messages: Any, secret: str = SECRET) -> list[Admission]:
    """These messages through a gate on this connection, in one transaction."""
    counter = Counter()
    gate = Gate(PostgresRegister(names_from(secret), lock_from(secret)), names_from(secret), synthetic=True)
    async with connection.transaction():
        return await gate.admit(connection, [counter.arrival(*each) for each in messages])


async def test_no_table_of_the_vault_shows_a_person(connection: Connection) -> None:
    broken = (HK, b"k", {"ce_id": b"m9"}, b"Signe Testesen, 1513861234")
    await take_in(connection, registration(), hours(), broken)

    for table in metadata.sorted_tables:
        rows = await connection.fetch(f"SELECT * FROM {table.name}")
        assert rows or table.name == "vault_audit"
        whole = b"\n".join(as_bytes(value) for row in rows for value in row.values())
        assert not [told for told in PERSON.values() if told.encode() in whole], table.name


def as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


async def test_the_blind_index_is_no_plain_hash_and_differs_from_vault_to_vault(connection: Connection) -> None:
    kept = names_from(SECRET).blind_index(CPR)

    await take_in(connection, registration())
    assert await connection.fetchval("SELECT blind_index FROM vault_person") == kept
    assert kept != names_from(OTHER_SECRET).blind_index(CPR)


async def test_nothing_opens_under_another_secret(connection: Connection) -> None:
    (admitted,) = await take_in(connection, registration())

    with pytest.raises(NotForThisKey):
        await persons(connection, lock_from(OTHER_SECRET), {admitted.key})
    found = await persons(connection, lock_from(SECRET), {admitted.key})
    assert found[admitted.key].model_dump(exclude_none=True) == PERSON


async def test_a_sealed_person_does_not_open_as_somebody_else(connection: Connection) -> None:
    somebody_else = REGISTRATION | {"person": PERSON | {"cpr": "1613861234"}}
    (first, other) = await take_in(connection, registration(), message(HK, "case-2", "r2", REGISTERED, somebody_else))
    swapped = await connection.fetchval("SELECT sealed FROM vault_person WHERE citizen_id = $1", first.key)
    await connection.execute("UPDATE vault_person SET sealed = $1 WHERE citizen_id = $2", swapped, other.key)

    with pytest.raises(NotForThisKey):
        await persons(connection, lock_from(SECRET), {other.key})


async def test_the_same_person_is_sealed_differently_each_time(connection: Connection) -> None:
    lock = lock_from(SECRET)

    assert lock.seal(b"same", "c1") != lock.seal(b"same", "c1")
    assert lock.open(lock.seal(b"same", "c1"), "c1") == b"same"


@pytest.mark.parametrize("printed", [names_from(SECRET), lock_from(SECRET)], ids=["names", "lock"])
def test_keys_are_not_shown(printed: object) -> None:
    assert "key" not in repr(printed)


async def test_bytes_that_could_not_be_read_lie_sealed_under_the_dead_letters_name(connection: Connection) -> None:
    dead, _ = await take_in(connection, (HK, b"k", {}, b"Signe Testesen"))

    sealed = await connection.fetchval("SELECT sealed FROM vault_unreadable WHERE fingerprint = $1", dead.key)
    assert b"headers" not in sealed
    kept = json.loads(lock_from(SECRET).open(sealed, dead.key))
    assert b64decode(kept["value"]) == b"Signe Testesen"
