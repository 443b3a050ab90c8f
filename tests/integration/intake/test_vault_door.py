"""The vault's door: who may ask, and what becomes of requests that cannot be met."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from faststream.asgi import AsgiFastStream
from joserfc.jwk import ECKey, KeySet
from pydantic import SecretStr

from intake.api import bearer, seal_route
from intake.gateways.envelopes import Envelopes
from intake.gateways.sealing import Sealer
from intake.queries.locks import lock_from
from samspil.flow import postgres
from samspil.vault import MOST_AT_ONCE, HttpVault, SealRequest, VaultRefused, VaultUnavailable, open_sealed
from tests.integration.intake.test_vault_at_rest import SECRET, Connection, take_in
from tests.unit.intake.mail import registration

JOBCENTRE = "/jobcentre/0851"
TOKENS = {"handover": SecretStr("token of handover"), "notifications": SecretStr("token of notifications")}


@pytest.fixture
def key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": JOBCENTRE})


@pytest.fixture
async def door(vault_database: str, key: ECKey, tmp_path: Path) -> AsyncIterator[httpx.ASGITransport]:
    keys = tmp_path / "party-keys.json"
    keys.write_text(json.dumps(KeySet([key]).as_dict(private=False)))
    sealer = Sealer(partial(postgres.pool, vault_database, name="vault"), lock_from(SECRET), Envelopes.from_file(keys))
    yield httpx.ASGITransport(AsgiFastStream(asgi_routes=[("/vault/seal", seal_route(sealer, TOKENS))], logger=None))
    await sealer.aclose()


@pytest.fixture
async def citizen(connection: Connection) -> str:
    (admitted,) = await take_in(connection, registration())
    return admitted.key


Ask = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def ask(door: httpx.ASGITransport, citizen: str) -> Ask:
    async def seal(token: str = "token of handover", times: int = 1, **changed: Any) -> list[str]:
        usual = {"citizen_id": citizen, "receiver": JOBCENTRE, "purpose": "test", "fields": ("name",), "body": {}}
        request = SealRequest.model_validate(usual | changed)
        client = httpx.AsyncClient(transport=door, base_url="http://vault")
        async with HttpVault("http://vault", token, client=client) as vault:
            return await vault.seal([request] * times)

    return seal


async def audit(connection: Connection) -> list[str]:
    return [row["asked_by"] for row in await connection.fetch("SELECT asked_by FROM vault_audit ORDER BY number")]


async def test_the_audit_names_the_service_whose_token_it_was(ask: Ask, connection: Connection) -> None:
    await ask()
    await ask("token of notifications")

    assert await audit(connection) == ["handover", "notifications"]


async def test_a_sealed_document_opens_for_its_receiver_only(ask: Ask, key: ECKey) -> None:
    [sealed] = await ask(body={"handover_id": "h1"})

    assert open_sealed(sealed, key) == {"handover_id": "h1", "person": {"name": "Signe Testesen"}}
    with pytest.raises(ValueError, match="does not open"):
        open_sealed(sealed, ECKey.generate_key("P-256"))
    with pytest.raises(ValueError, match="does not open"):
        open_sealed(sealed[:-4] + "AAAA", key)
    with pytest.raises(ValueError, match="does not open"):
        open_sealed("nonsense", key)


@pytest.mark.parametrize("token", ["", "token", "token of handover ", "Bearer token of handover"])
async def test_without_a_services_token_nothing_is_told(ask: Ask, connection: Connection, token: str) -> None:
    with pytest.raises(VaultRefused, match="unauthorized"):
        await ask(token)

    assert await audit(connection) == []


@pytest.mark.parametrize(
    ("header", "service"),
    [
        ("Bearer token of handover", "handover"),
        ("bearer token of handover", None),
        ("token of handover", None),
        ("Bearer æ", None),
    ],
)
def test_a_token_is_a_whole_bearer_header(header: str, service: str | None) -> None:
    assert bearer(header, TOKENS) == service


async def test_for_a_receiver_without_a_key_nothing_leaves(ask: Ask, connection: Connection) -> None:
    with pytest.raises(VaultRefused, match="unknown_receiver"):
        await ask(receiver="/jobcentre/0101")

    assert await audit(connection) == []


async def test_too_many_at_once_are_refused_whole(ask: Ask) -> None:
    assert len(await ask(times=MOST_AT_ONCE)) == MOST_AT_ONCE
    with pytest.raises(VaultRefused, match="schema"):
        await ask(times=MOST_AT_ONCE + 1)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'[{"citizen_id": "c1"}]', b"\xff"])
async def test_what_is_no_request_is_refused_without_repeating_it(door: httpx.ASGITransport, content: bytes) -> None:
    headers = {"authorization": "Bearer token of handover"}
    async with httpx.AsyncClient(transport=door, base_url="http://vault", headers=headers) as client:
        response = await client.post("/vault/seal", content=content)
        looked = await client.get("/vault/seal")

    assert (response.status_code, response.json()["reason"]) == (422, "schema")
    assert looked.status_code == 405


@pytest.mark.parametrize("status", [500, 503, 408, 429, 204])
async def test_a_vault_that_fails_can_be_asked_again(status: int) -> None:
    with pytest.raises(VaultUnavailable, match=str(status)):
        await against(lambda _: httpx.Response(status))


@pytest.mark.parametrize("content", [b"", b"[]", b"[{}]", b"<html>"])
async def test_an_answer_that_is_none_is_no_document(content: bytes) -> None:
    with pytest.raises(VaultUnavailable):
        await against(lambda _: httpx.Response(200, content=content))


async def test_a_vault_that_cannot_be_reached_can_be_asked_again() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there", request=request)

    with pytest.raises(VaultUnavailable, match="ConnectError"):
        await against(refuse)


async def against(answering: Callable[[httpx.Request], httpx.Response]) -> list[str]:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answering), base_url="http://vault")
    request = SealRequest(citizen_id="c1", receiver=JOBCENTRE, purpose="test", fields=("name",), body={})
    async with HttpVault("http://vault", "token", client=client) as vault:
        return await vault.seal([request])
