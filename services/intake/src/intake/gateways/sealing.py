"""Sealing: personal data leaves the vault only here, encrypted for its receiver and audited."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from intake.gateways.envelopes import Envelopes, NoKeyError
from intake.queries.locks import Lock
from intake.queries.persons import persons, write_audit
from samspil.events.event import Person
from samspil.vault import SealRequest, VaultRefused


@dataclass(slots=True)
class Sealer:
    """Seals batches of documents, all or none; the audit is committed before a document leaves.

    Connects to the vault's database when it is first asked, so that nothing connects while a service is put together.
    """

    connect: Callable[[], Awaitable[asyncpg.Pool[Any]]]
    lock: Lock
    envelopes: Envelopes
    _pool: asyncpg.Pool[Any] | None = None
    _connecting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def seal(self, asked_by: str, requests: Sequence[SealRequest]) -> list[str]:
        """The sealed documents, in order. Raises VaultRefused for an unknown citizen or a receiver without a key."""
        pool = await self._connected()
        async with pool.acquire() as connection, connection.transaction():
            known = await persons(connection, self.lock, {each.citizen_id for each in requests})
            sealed = [self._seal(each, known.get(each.citizen_id)) for each in requests]
            await write_audit(connection, asked_by, requests)
        return sealed

    async def aclose(self) -> None:
        """Close the connections."""
        if self._pool:
            await self._pool.close()

    async def _connected(self) -> asyncpg.Pool[Any]:
        async with self._connecting:
            self._pool = self._pool or await self.connect()
            return self._pool

    def _seal(self, asked: SealRequest, person: Person | None) -> str:
        if person is None:
            raise VaultRefused("unknown_citizen", f"nobody is known as {asked.citizen_id}")
        facts = {name: getattr(person, name) for name in asked.fields}
        try:
            return self.envelopes.close(asked.body | {"person": facts}, asked.receiver)
        except NoKeyError:
            raise VaultRefused("unknown_receiver", f"no public key of {asked.receiver} is known; add it") from None
