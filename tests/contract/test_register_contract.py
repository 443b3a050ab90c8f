"""What the gate asks of its register: the one on Postgres and the one in memory answer alike."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Final

import asyncpg
import pytest

from intake.domain.known import Acquaintance, Added, Case, Known, Received, Sought
from intake.gate import Gate, Register
from intake.gateways.memory import MemoryRegister
from intake.queries.locks import lock_from, names_from
from intake.queries.register import PostgresRegister
from samspil.events.event import Person
from samspil.flow.gatekeeper import Admission, Arrival
from samspil.flow.migrate import upgrade
from sandbox.databases import migrations_of

SECRET: Final = "a secret for tests, and for tests only"
NOON: Final = datetime(2026, 8, 3, 12, tzinfo=UTC)
HK: Final = "/unemployment-fund/hk"
SIGNE: Final = Person(cpr="1513861234", name="Signe Testesen")
ANDEN: Final = Person(cpr="1613861234")
FIRST: Final = Received(b"\x01" * 32, NOON)


class Desk:
    """A register with its connection; every call is a transaction of its own."""

    def __init__(self, register: Register, connection: asyncpg.Connection[Any] | None) -> None:
        self.register = register
        self.connection = connection

    async def look_up(self, sought: Sought) -> Known:
        if self.connection is None:
            return await self.register.look_up(None, sought)
        async with self.connection.transaction():
            return await self.register.look_up(self.connection, sought)

    async def add(self, added: Added) -> None:
        if self.connection is None:
            return await self.register.add(None, added)
        async with self.connection.transaction():
            return await self.register.add(self.connection, added)

    async def admit(self, arrivals: list[Arrival]) -> list[Admission]:
        gate = Gate(self.register, names_from(SECRET), synthetic=True)
        if self.connection is None:
            return await gate.admit(None, arrivals)
        async with self.connection.transaction():
            return await gate.admit(self.connection, arrivals)


@pytest.fixture
async def on_postgres(database: str) -> AsyncIterator[Desk]:
    await upgrade(database, migrations_of("intake"))
    connection = await asyncpg.connect(database)
    yield Desk(PostgresRegister(names_from(SECRET), lock_from(SECRET)), connection)
    await connection.close()


@pytest.fixture(params=["memory", "postgres"])
def desk(request: pytest.FixtureRequest) -> Desk:
    if request.param == "memory":
        return Desk(MemoryRegister(), None)
    running: Desk = request.getfixturevalue("on_postgres")
    return running


async def test_a_new_register_knows_nothing(desk: Desk) -> None:
    everything = Sought({(HK, "m")}, {SIGNE.cpr}, {"c1"}, {(HK, "case")})

    assert await desk.look_up(everything) == Known()
    assert await desk.look_up(Sought()) == Known()


async def test_adding_nothing_is_no_trouble(desk: Desk) -> None:
    await desk.add(Added())


async def test_a_message_is_known_by_its_sender_and_id(desk: Desk) -> None:
    await desk.add(Added(received={(HK, "m1"): FIRST, (HK, "m2"): Received(b"\x02" * 32, NOON)}))

    known = await desk.look_up(Sought(messages={(HK, "m1"), ("/unemployment-fund/3f", "m2")}))
    assert known == Known(received={(HK, "m1"): FIRST})


async def test_a_person_is_found_by_number_with_all_that_was_told(desk: Desk) -> None:
    await desk.add(Added(citizens={"c1": Acquaintance("c1", "j1", SIGNE), "c2": Acquaintance("c2", "j2", ANDEN)}))

    known = await desk.look_up(Sought(cprs={SIGNE.cpr, "1713861234"}))
    assert known == Known(by_cpr={SIGNE.cpr: "c1"}, citizens={"c1": Acquaintance("c1", "j1", SIGNE)})


async def test_a_citizen_is_found_by_pseudonym(desk: Desk) -> None:
    await desk.add(Added(citizens={"c1": Acquaintance("c1", "j1", SIGNE)}))

    known = await desk.look_up(Sought(citizens={"c1", "c9"}))
    assert known.by_cpr == {}
    assert {name: each.journey for name, each in known.citizens.items()} == {"c1": "j1"}


async def test_a_citizen_sought_by_number_and_pseudonym_at_once_comes_with_the_person(desk: Desk) -> None:
    await desk.add(Added(citizens={"c1": Acquaintance("c1", "j1", SIGNE)}))

    known = await desk.look_up(Sought(cprs={SIGNE.cpr}, citizens={"c1"}))
    assert known.citizens == {"c1": Acquaintance("c1", "j1", SIGNE)}


async def test_a_case_brings_its_citizen(desk: Desk) -> None:
    cases = {(HK, "a"): Case("c1", "j1"), (HK, "b"): Case("c1", None)}
    await desk.add(Added(citizens={"c1": Acquaintance("c1", "j2", SIGNE)}, cases=cases))

    known = await desk.look_up(Sought(cases={(HK, "a"), (HK, "b"), (HK, "c")}))
    assert known.cases == cases
    assert {name: each.journey for name, each in known.citizens.items()} == {"c1": "j2"}


async def test_what_is_added_later_replaces_what_was_known(desk: Desk) -> None:
    await desk.add(Added(citizens={"c1": Acquaintance("c1", "j1", SIGNE)}, cases={(HK, "a"): Case("c1", "j1")}))
    moved = Acquaintance("c1", "j2", SIGNE.model_copy(update={"address": "Ny Vej 2"}))
    await desk.add(Added(citizens={"c1": moved}, cases={(HK, "a"): Case("c1", "j2")}))

    known = await desk.look_up(Sought(cprs={SIGNE.cpr}, cases={(HK, "a")}))
    assert known.citizens == {"c1": moved}
    assert known.cases == {(HK, "a"): Case("c1", "j2")}


async def test_the_same_unreadable_bytes_are_kept_once(desk: Desk) -> None:
    await desk.add(Added(unreadable={"f": b"\x00\xff"}))
    await desk.add(Added(unreadable={"f": b"\x00\xff"}))


async def test_the_gate_decides_the_same_on_either_register(desk: Desk) -> None:
    """One morning's mail, in two batches, against what a register in memory makes of it in one."""
    mail = [arrival(number, *each) for number, each in enumerate(MAIL)]
    expected = await Desk(MemoryRegister(), None).admit(mail)

    assert await desk.admit(mail[:5]) + await desk.admit(mail[5:]) == expected
    kinds = {each.headers["ce_type"].rpartition(".v1")[0].rpartition(".")[2] for each in expected}
    assert kinds >= {"registered", "reported", "moved", "refused", "repeated", "quarantined"}


REGISTRATION: Final = {
    "unemployed_from": "2026-08-03",
    "municipality": "0851",
    "insurance": "full_time",
    "hours_before": 0,
    "birth_year": 1986,
    "person": SIGNE.model_dump(),
}
HOURS: Final = {"month": "2026-08", "hours": 100}
MOVE: Final = {"municipality": "0751", "moved_on": "2026-08-03", "person": SIGNE.model_dump()}
FROM_HK: Final = "from.unemployment-fund.hk.v1"
OFFICE: Final = "from.civil-registration.cpr.v1"
REGISTERED: Final = "unemployment-fund.member.registered.v1"
REPORTED: Final = "unemployment-fund.benefit-hours.reported.v1"
MOVED: Final = "civil-registration.person.moved.v1"

MAIL: Final[list[tuple[str, str, str, str, Any]]] = [
    (FROM_HK, "case", "m1", REGISTERED, REGISTRATION),
    (FROM_HK, "case", "m1", REGISTERED, REGISTRATION),
    (FROM_HK, "case", "m2", REPORTED, HOURS),
    (OFFICE, "p", "m1", MOVED, MOVE),
    (FROM_HK, "case-2", "m3", REPORTED, HOURS),
    (FROM_HK, "case-2", "m4", REGISTERED, REGISTRATION | {"person": ANDEN.model_dump()}),
    (FROM_HK, "case-2", "m5", REPORTED, HOURS),
    (FROM_HK, "case-2", "m3", REPORTED, HOURS),
    (FROM_HK, "case", "m2", REPORTED, HOURS | {"hours": 90}),
    (FROM_HK, "case", "m6", REGISTERED, REGISTRATION | {"person": ANDEN.model_dump()}),
    (FROM_HK, "case\x00", "m7", REPORTED, HOURS),
    (FROM_HK, "case", "m8\x00", REPORTED, HOURS),
    (FROM_HK, "å" * 256, "é" * 256, REPORTED, HOURS),
    (OFFICE, "p", "m2", MOVED, MOVE | {"municipality": "x\x00"}),
    (OFFICE, "p", "m3", MOVED, MOVE | {"person": SIGNE.model_dump() | {"name": "\x00", "phone": "1"}}),
    (FROM_HK, "case", "m9", "nonsense", []),
]


def arrival(number: int, topic: str, key: str, id_: str, type_: str, fields: Any) -> Arrival:
    headers = (("ce_id", id_.encode()), ("ce_type", type_.encode()), ("ce_time", NOON.isoformat().encode()))
    return Arrival(topic, 0, number, key.encode(), headers, json.dumps(fields).encode(), NOON)
