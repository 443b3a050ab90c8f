"""Several gates share one vault, and however large a batch is, the database is asked a handful of times."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import pytest

from intake.queries.locks import lock_from
from intake.queries.persons import persons
from tests.integration.intake.test_vault_at_rest import SECRET, Connection, take_in
from tests.unit.intake.mail import CPR, METAL, OTHER_CPR, PERSON, hours, registration


async def begin(connection: Connection, *messages: Any) -> asyncpg.transaction.Transaction:
    """These messages taken in by a gate that does not commit yet."""
    transaction: asyncpg.transaction.Transaction = connection.transaction()
    await transaction.start()
    await take_in(connection, *messages)
    return transaction


async def test_of_two_gates_that_meet_the_same_stranger_one_tries_again_and_finds_the_other_ones_citizen(
    connection: Connection, other_connection: Connection
) -> None:
    first = await begin(connection, registration())
    second = asyncio.create_task(take_in(other_connection, registration("m1", "m-1", METAL)))
    await asyncio.sleep(0.2)
    await first.commit()

    with pytest.raises(asyncpg.UniqueViolationError):
        await second
    (again,) = await take_in(other_connection, registration("m1", "m-1", METAL))
    assert again.key == await connection.fetchval("SELECT citizen_id FROM vault_person")


async def test_what_two_gates_hear_of_a_person_at_once_is_all_kept(
    connection: Connection, other_connection: Connection
) -> None:
    (known,) = await take_in(connection, registration())

    phone = registration("r2", person={"cpr": CPR, "phone": "12345678"})
    address = registration("m1", "m-1", METAL, person={"cpr": CPR, "address": "Ny Vej 2"})
    first = await begin(connection, phone)
    second = asyncio.create_task(take_in(other_connection, address))
    await asyncio.sleep(0.2)
    await first.commit()
    await second

    found = await persons(connection, lock_from(SECRET), {known.key})
    assert found[known.key].model_dump() == PERSON | {"phone": "12345678", "address": "Ny Vej 2"}


async def test_a_batch_that_is_rolled_back_was_never_received(connection: Connection) -> None:
    transaction = await begin(connection, registration(), hours())
    await transaction.rollback()

    (admitted,) = await take_in(connection, registration())
    assert admitted.topic == "received.v1"


class Counting:
    """A connection that counts how often the database is asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.asked = 0

    async def fetch(self, *arguments: Any) -> Any:
        self.asked += 1
        return await self._connection.fetch(*arguments)

    async def execute(self, *arguments: Any) -> Any:
        self.asked += 1
        return await self._connection.execute(*arguments)

    def transaction(self) -> Any:
        return self._connection.transaction()


async def test_a_large_batch_asks_no_more_often_than_a_small_one(connection: Connection) -> None:
    await take_in(connection, registration("r0", "case-0", person=PERSON | {"cpr": OTHER_CPR}))
    mail: list[Any] = [registration(), (METAL, None, {}, None), hours(), hours("h", "case-0")]
    large = [*mail, *(hours(f"h{n}") for n in range(200))]

    small_counter, large_counter = Counting(connection), Counting(connection)
    await take_in(small_counter, *mail[:2])
    await take_in(large_counter, *large[2:])

    assert small_counter.asked <= 8
    assert large_counter.asked <= 8
