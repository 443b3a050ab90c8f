"""HTTP in: the vault's one door."""

import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Protocol

from faststream.asgi import AsgiResponse, HttpHandler, Request, post
from pydantic import Field, SecretStr, TypeAdapter, ValidationError

from samspil.vault import MOST_AT_ONCE, SealRequest, VaultRefused

REQUESTS: Final = TypeAdapter(Annotated[list[SealRequest], Field(min_length=1, max_length=MOST_AT_ONCE)])


class Seals(Protocol):
    """Whatever seals documents for the service that asks."""

    async def seal(self, asked_by: str, requests: Sequence[SealRequest]) -> list[str]: ...


def seal_route(sealer: Seals, tokens: Mapping[str, SecretStr]) -> HttpHandler:
    """`POST /vault/seal`: a list of SealRequest in, a list of SealedDocument out. `tokens` by service."""

    @post(description="Seal documents for their receivers")
    async def seal(request: Request) -> AsgiResponse:
        asked_by = bearer(request.headers.get("authorization", ""), tokens)
        if asked_by is None:
            return refusal(401, "unauthorized", "this needs the bearer token of a service")
        try:
            requests = REQUESTS.validate_json(await request.body())
        except ValidationError as error:
            return refusal(422, "schema", f"not a list of 1 to {MOST_AT_ONCE} requests: {error.error_count()} mistakes")
        try:
            sealed = await sealer.seal(asked_by, requests)
        except VaultRefused as refused:
            return refusal(404, refused.reason, refused.detail)
        return answer(200, [{"jwe": document} for document in sealed])

    return seal


def bearer(header: str, tokens: Mapping[str, SecretStr]) -> str | None:
    """The service whose token this is. Compares with all of them and in constant time, so that time tells nothing."""
    given = header.encode()
    found = None
    for service, token in tokens.items():
        if hmac.compare_digest(given, f"Bearer {token.get_secret_value()}".encode()):
            found = service
    return found


def refusal(status: int, reason: str, detail: str) -> AsgiResponse:
    return answer(status, {"reason": reason, "detail": detail})


def answer(status: int, content: object) -> AsgiResponse:
    return AsgiResponse(json.dumps(content).encode(), status, {"content-type": "application/json"})
