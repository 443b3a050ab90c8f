"""What a service may expect of the vault: intake's over HTTP and the one in memory do the same."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import asyncpg
import httpx
import pytest
from faststream.asgi import AsgiFastStream
from joserfc.jwk import ECKey
from pydantic import SecretStr

from intake.api import seal_route
from intake.domain.known import Acquaintance, Added
from intake.gateways.envelopes import Envelopes
from intake.gateways.sealing import Sealer
from intake.queries.locks import lock_from, names_from
from intake.queries.register import PostgresRegister
from samspil.events.event import Person
from samspil.flow import postgres
from samspil.flow.migrate import upgrade
from samspil.vault import HttpVault, MemoryVault, SealRequest, Vault, VaultRefused, open_sealed
from sandbox.databases import migrations_of

SECRET: Final = "a secret for tests, and for tests only"
JOBCENTRE: Final = "/jobcentre/0851"
LETTERS: Final = "/channel/letters"
PERSONS: Final = {
    "c1": Person(cpr="1513861234", name="Signe Testesen", address="Prøvegade 1"),
    "c2": Person(cpr="1613861234"),
}


@dataclass
class World:
    """A vault, what its receivers do to see what they got, and what it noted down."""

    vault: Vault
    opened: Callable[[str, str], dict[str, Any]]
    audited: Callable[[], Any]


@pytest.fixture
async def over_http(database: str) -> AsyncIterator[World]:
    await upgrade(database, migrations_of("intake"))
    lock = lock_from(SECRET)
    connection = await asyncpg.connect(database)
    known = {name: Acquaintance(name, "j", person) for name, person in PERSONS.items()}
    await PostgresRegister(names_from(SECRET), lock).add(connection, Added(citizens=known))
    keys = {receiver: ECKey.generate_key("P-256") for receiver in (JOBCENTRE, LETTERS)}
    sealer = Sealer(partial(postgres.pool, database, name="vault"), lock, Envelopes(keys))
    app = AsgiFastStream(
        asgi_routes=[("/vault/seal", seal_route(sealer, {"handover": SecretStr("token")}))], logger=None
    )
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://vault")

    async def audited() -> list[tuple[str, str, str, list[str]]]:
        rows = await connection.fetch("SELECT citizen_id, receiver, purpose, fields FROM vault_audit ORDER BY number")
        return [tuple(row) for row in rows]

    def opened(sealed: str, receiver: str) -> dict[str, Any]:
        return open_sealed(sealed, keys[receiver])

    async with HttpVault("http://vault", "token", client=client) as vault:
        yield World(vault, opened, audited)
    await sealer.aclose()
    await connection.close()


@pytest.fixture
def in_memory() -> World:
    vault = MemoryVault(PERSONS)

    async def audited() -> list[tuple[str, str, str, list[str]]]:
        return [(each.citizen_id, each.receiver, each.purpose, list(each.fields)) for each in vault.audit]

    return World(vault, lambda sealed, receiver: dict(json.loads(sealed)), audited)


@pytest.fixture(params=["memory", "http"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.getfixturevalue("in_memory" if request.param == "memory" else "over_http")
    return found


def asking(
    citizen_id: str = "c1", receiver: str = JOBCENTRE, fields: Any = ("cpr", "name"), **body: Any
) -> SealRequest:
    return SealRequest(citizen_id=citizen_id, receiver=receiver, purpose="handover", fields=fields, body=body)


async def test_the_receiver_finds_the_document_with_exactly_what_was_asked_for(world: World) -> None:
    [sealed] = await world.vault.seal([asking(handover_id="h1", æ=[1, None])])

    assert world.opened(sealed, JOBCENTRE) == {
        "handover_id": "h1",
        "æ": [1, None],
        "person": {"cpr": "1513861234", "name": "Signe Testesen"},
    }


async def test_what_nobody_ever_told_is_empty(world: World) -> None:
    [sealed] = await world.vault.seal([asking("c2", fields=("address", "phone"))])

    assert world.opened(sealed, JOBCENTRE) == {"person": {"address": None, "phone": None}}


async def test_documents_come_in_the_order_of_their_requests(world: World) -> None:
    asked = [asking("c2", LETTERS, number=1), asking("c1", JOBCENTRE, number=2), asking("c2", JOBCENTRE, number=3)]

    sealed = await world.vault.seal(asked)

    opened = [world.opened(each, one.receiver) for each, one in zip(sealed, asked, strict=True)]
    assert [(each["number"], each["person"]["cpr"]) for each in opened] == [
        (1, "1613861234"),
        (2, "1513861234"),
        (3, "1613861234"),
    ]


async def test_a_block_person_in_the_body_is_not_what_the_receiver_sees(world: World) -> None:
    [sealed] = await world.vault.seal([asking(fields=("name",), person={"cpr": "0", "name": "forged"})])

    assert world.opened(sealed, JOBCENTRE) == {"person": {"name": "Signe Testesen"}}


async def test_everything_that_leaves_is_audited(world: World) -> None:
    await world.vault.seal([asking("c1"), asking("c2", LETTERS, ("address",))])

    assert await world.audited() == [
        ("c1", JOBCENTRE, "handover", ["cpr", "name"]),
        ("c2", LETTERS, "handover", ["address"]),
    ]


async def test_where_one_citizen_is_unknown_nothing_leaves_and_nothing_is_audited(world: World) -> None:
    with pytest.raises(VaultRefused, match="unknown_citizen"):
        await world.vault.seal([asking("c1"), asking("c9")])

    assert await world.audited() == []


async def test_asking_for_nothing_gives_nothing(world: World) -> None:
    assert await world.vault.seal([]) == []


@pytest.mark.parametrize("shown", [repr, str])
async def test_a_vault_shows_nobody_when_it_is_printed(world: World, shown: Callable[[object], str]) -> None:
    assert "Testesen" not in shown(world.vault)
