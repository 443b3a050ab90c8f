"""The way to personal data: a service asks intake's vault to seal a document for its receiver, and never sees inside.

A sealed document is a JWE (RFC 7516, compact; ECDH-ES+A256KW, A256GCM, P-256). Inside is the JSON of the document with
a block `person` beside its own fields, holding what was asked for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Literal, Protocol, Self

import httpx
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from samspil.events.event import Person

PersonField = Literal["cpr", "name", "address", "email", "phone"]

ALGORITHMS: Final = ["ECDH-ES+A256KW", "A256GCM"]
MOST_AT_ONCE: Final = 500
"""So many documents can be asked for in one request."""


class SealRequest(BaseModel):
    """A document for `receiver` (`/jobcentre/0851`, `/channel/letters`), and which fields of the person go into it."""

    model_config = ConfigDict(frozen=True)

    citizen_id: str
    receiver: str
    purpose: str = Field(min_length=1, max_length=200, description="Stands in the audit of the vault")
    fields: tuple[PersonField, ...] = Field(min_length=1)
    body: dict[str, Any] = Field(repr=False)


class SealedDocument(BaseModel):
    """A document that only its receiver can open."""

    jwe: str


class VaultError(Exception):
    """The vault gave no sealed documents; none of the batch left it."""


class VaultUnavailable(VaultError):  # reads as what happened
    """The vault could not be reached or failed. The same request may succeed later."""


class VaultRefused(VaultError):  # reads as what happened
    """The vault will not do this, for example an unknown citizen or a receiver without a key. Somebody must act."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Vault(Protocol):
    """Seals documents. All of a batch or none; each is audited with the asking service, receiver and purpose."""

    async def seal(self, requests: Sequence[SealRequest]) -> list[str]:
        """The sealed documents, in the order of the requests. Raises VaultUnavailable or VaultRefused."""
        ...


_REQUESTS: Final = TypeAdapter(list[SealRequest])
_DOCUMENTS: Final = TypeAdapter(list[SealedDocument])


class HttpVault:
    """Intake's vault over HTTP. Use it as an async context manager, or close it."""

    def __init__(self, url: str, token: str, *, client: httpx.AsyncClient | None = None) -> None:
        self._client = client or httpx.AsyncClient(base_url=url, timeout=httpx.Timeout(10.0, connect=2.0))
        self._authorization = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    async def seal(self, requests: Sequence[SealRequest]) -> list[str]:
        if not requests:
            return []
        asked = _REQUESTS.dump_json(list(requests))
        try:
            response = await self._client.post("/vault/seal", content=asked, headers=self._authorization)
        except httpx.HTTPError as error:
            raise VaultUnavailable(f"the vault did not answer: {type(error).__name__}") from error
        return _documents(response, len(requests))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


@dataclass
class MemoryVault:
    """A vault without encryption, for scenarios played in memory: whoever looks on can see what was sent.

    `persons` by citizen_id; `audit` holds what left, in order.
    """

    persons: Mapping[str, Person] = field(repr=False)
    audit: list[SealRequest] = field(default_factory=list)

    async def seal(self, requests: Sequence[SealRequest]) -> list[str]:
        for each in requests:
            if each.citizen_id not in self.persons:
                raise VaultRefused("unknown_citizen", f"nobody is known as {each.citizen_id}")
        self.audit += requests
        return [self._seal(each) for each in requests]

    def _seal(self, asked: SealRequest) -> str:
        person = self.persons[asked.citizen_id]
        return json.dumps(asked.body | {"person": {name: getattr(person, name) for name in asked.fields}})


def open_sealed(sealed: str, private_key: ECKey) -> dict[str, Any]:
    """The document inside, for its receiver. Raises ValueError where it was sealed for another key or is damaged."""
    try:
        plain = jwe.decrypt_compact(sealed, private_key, algorithms=ALGORITHMS).plaintext or b""
        document = json.loads(plain)
    except (JoseError, ValueError):
        raise ValueError("this document does not open with this key") from None
    if not isinstance(document, dict):
        raise ValueError("a sealed document is a JSON object")
    return document


def _documents(response: httpx.Response, wanted: int) -> list[str]:
    if 400 <= response.status_code < 500 and response.status_code not in (408, 429):
        raise _refusal(response)
    if response.status_code != 200:
        raise VaultUnavailable(f"the vault answered with status {response.status_code}")
    try:
        documents = _DOCUMENTS.validate_json(response.content)
    except ValidationError:
        raise VaultUnavailable("the vault's answer is no list of sealed documents") from None
    if len(documents) != wanted:
        raise VaultUnavailable(f"the vault answered with {len(documents)} documents for {wanted} requests")
    return [each.jwe for each in documents]


def _refusal(response: httpx.Response) -> VaultRefused:
    try:
        told = response.json()
        return VaultRefused(str(told["reason"]), str(told["detail"]))
    except (ValueError, KeyError, TypeError):
        return VaultRefused("refused", f"status {response.status_code}")
