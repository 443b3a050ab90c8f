"""What was played on a pair of servers before, and how the people of the next country are told from those."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import asyncpg

from samspil.events.event import Person
from sandbox.country.life import Period
from sandbox.country.saying import Saying
from sandbox.databases import address_of, connected, databases_held
from sandbox.stack.failures import StackError

MONTHS_EACH: Final = 7
"""A country's CPR numbers name the months 13 to 19; each later country on the same servers the seven after those."""
MOST: Final = 12
FRESH: Final = "take fresh servers: without KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL the demo starts its own"
TABLE: Final = "CREATE TABLE IF NOT EXISTS sandbox_country (number integer PRIMARY KEY, seed bigint UNIQUE NOT NULL)"


@dataclass(frozen=True)
class Earlier:
    """The countries that were played on these servers. With servers that hold nothing, all of it is empty."""

    seeds: tuple[int, ...] = ()
    stands: date | None = None
    """The last day that any lane of a service has finished."""
    citizens: frozenset[str] = frozenset()
    """The citizen_id of everybody whom a service knows; their journeys go on, and are no business of a new country."""

    def refuse(self, period: Period, seed: int) -> None:
        """Raises StackError, with what to do, where a country of this period and seed cannot be played here."""
        if self.stands and period.first <= self.stands:
            raise StackError(f"The services stand at {self.stands} already: begin later with --from, or {FRESH}")
        if seed in self.seeds:
            raise StackError(f"Seed {seed} was played on these servers, and its ids are used: take another --seed")
        if self.citizens and not self.seeds:
            raise StackError(f"What these servers hold was not played by samspil demo: {FRESH}")
        if len(self.seeds) >= MOST:
            raise StackError(f"{MOST} countries were played on these servers; there are no numbers for more: {FRESH}")

    @property
    def names(self) -> Names:
        """How the next country's people are called."""
        return Names(len(self.seeds))


@dataclass(frozen=True, slots=True)
class Names:
    """Cases and CPR numbers of the country with this number on its servers, so that no two countries share one.

    Inside, every country calls its people alike; only what leaves it is called so.
    """

    country: int = 0

    def outside(self, saying: Saying) -> Saying:
        """The saying as it is sent. Bytes that no party would send name nobody, and stay as they are."""
        if not self.country or saying.raw:
            return saying
        person = saying.person and Person.model_validate(
            saying.person.model_dump() | {"cpr": self.cpr(saying.person.cpr)}
        )
        return replace(saying, case=f"country-{self.country}-{saying.case}", person=person)

    def cpr(self, cpr: str, sign: int = 1) -> str:
        """A number as it is outside; with the sign -1 as it is inside."""
        return f"{cpr[:2]}{int(cpr[2:4]) + sign * MONTHS_EACH * self.country:02d}{cpr[4:]}"

    def inside(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """An opened package with the person as the country knows them."""
        person = content["person"]
        return dict(content) | {"person": person | {"cpr": self.cpr(person["cpr"], -1)}}


FIRST: Final = Names()


async def earlier(administrator: str) -> Earlier:
    """What the services' databases tell of earlier countries. Raises StackError where Postgres does not answer."""
    held = await databases_held(administrator)
    async with _all(administrator, held) as connections:
        citizens = {row["key"] for each in connections for row in await _rows(each, "flow_state", "DISTINCT key")}
        days = {row["day"] for each in connections for row in await _rows(each, "flow_lane", "max(day) AS day")}
        seeds = [row["seed"] for each in connections for row in await _rows(each, "sandbox_country", "seed")]
    return Earlier(tuple(seeds), max(filter(None, days), default=None), frozenset(citizens))


async def remember(administrator: str, names: Names, seed: int) -> None:
    """Note in intake's database that this country is played; whoever drops the people drops the note with them."""
    async with connected(address_of(administrator, "intake")) as connection:
        await connection.execute(TABLE)
        await connection.execute("INSERT INTO sandbox_country VALUES ($1, $2)", names.country, seed)


@asynccontextmanager
async def _all(administrator: str, services: Collection[str]) -> AsyncIterator[list[asyncpg.Connection[Any]]]:
    async with AsyncExitStack() as exits:
        addresses = [address_of(administrator, service) for service in services]
        yield [await exits.enter_async_context(connected(address)) for address in addresses]


async def _rows(connection: asyncpg.Connection[Any], table: str, columns: str) -> list[asyncpg.Record]:
    """The rows of a table that may not exist."""
    if await connection.fetchval("SELECT to_regclass($1)", table) is None:
        return []
    return list(await connection.fetch(f"SELECT {columns} FROM {table}"))  # both are literals of this file
