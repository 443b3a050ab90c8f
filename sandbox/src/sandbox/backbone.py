"""The five services as processes on one Kafka and one Postgres: made ready, watched, killed and started again."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from joserfc.jwk import ECKey, KeySet

from samspil import broker
from samspil.clock import monotonic, random_bytes
from samspil.reference.parties import Party
from sandbox.databases import SERVICES, make_databases
from sandbox.settled import Status, merged
from sandbox.stack import Addresses
from sandbox.stack.failures import StackError
from sandbox.stack.ports import free_port
from sandbox.stack.server import Program, Server

LETTERS = "/channel/letters"
READERS_OF_VAULT = ("handover", "notifications")
READY_SECONDS = 60.0
START_LINE = "Application startup complete"


@dataclass
class Member:
    """One process of a service."""

    service: str
    instance: str
    server: Server
    address: str
    log: Path


@dataclass
class Backbone:
    """The running services and what a sandbox needs to know of them."""

    kafka: str
    databases: Mapping[str, str]
    party_keys: Mapping[str, dict[str, Any]]
    """Private keys (JWK) of every jobcentre and of the letters' channel, by the party's text form."""
    letters: Path
    directory: Path
    lanes: int
    ports: dict[tuple[str, str], int] = field(default_factory=dict)
    members: dict[tuple[str, str], Member] = field(default_factory=dict)
    client: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=5))
    secrets: Mapping[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The operators' page."""
        return self.members["operations", "0"].address + "/"

    async def start(self, service: str, instance: str = "0", module: str = "", **environment: str) -> Member:
        """Start one process of a service and wait until it is up.

        `environment` is for stopping points and the like; `module` is run instead of the service's own where given.
        """
        port = self.ports.setdefault((service, instance), free_port())
        log = self.directory / f"{service}-{instance}.log"
        settings = self._environment(service, instance, port) | environment
        # The directory is no argument of the service: by it the run's watchdog knows whom to end.
        command = (sys.executable, "-m", module or service.replace("-", "_"), str(self.directory))
        program = Program(command, self.directory, log, settings)
        server = Server(program, serves=START_LINE, stop=signal.SIGTERM)
        member = Member(service, instance, server, f"http://127.0.0.1:{port}", log)
        self.members[service, instance] = member
        await server.start()
        return member

    async def ready(self) -> None:
        """Wait until every process has its lanes. Raises StackError with the complaints of those that do not."""
        deadline = monotonic() + READY_SECONDS
        while complaints := await self.complaints():
            if monotonic() > deadline:
                raise StackError("Services do not get ready:\n" + "\n".join(complaints))
            await asyncio.sleep(0.05)

    async def complaints(self) -> list[str]:
        """Why services are not ready, one line each."""
        found = []
        for member in self.members.values():
            try:
                answer = (await self.client.get(f"{member.address}/health/ready")).json()
            except httpx.HTTPError as error:
                answer = {"complaints": [f"no answer: {type(error).__name__}, see {member.log.name}"]}
            found += [f"{member.service}: {complaint}" for complaint in answer["complaints"]]
        return found

    async def status(self) -> Status:
        """Where all services stand: one request for each service, asked at once."""
        asked = [self.client.get(f"{self.members[member].address}/status") for member in self._one_each()]
        return merged([answer.raise_for_status().json() for answer in await asyncio.gather(*asked)])

    def _one_each(self) -> Iterable[tuple[str, str]]:
        """One running process of each service: they share a database, so one can speak for all."""
        alive = {service: instance for (service, instance), member in self.members.items() if member.server.running}
        return alive.items()

    def _environment(self, service: str, instance: str, port: int) -> dict[str, str]:
        return {
            "KAFKA_BOOTSTRAP_SERVERS": self.kafka,
            "DATABASE_URL": self.databases[service],
            "SAMSPIL_LANES": str(self.lanes),
            "SAMSPIL_INSTANCE": instance,
            "SAMSPIL_HTTP_PORT": str(port),
            "PYTHONPYCACHEPREFIX": str(self.directory.parent.parent / "cache" / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",
        } | self._own(service)

    def _own(self, service: str) -> dict[str, str]:
        """What this service reads and no other: a secret is known to those who need it."""
        match service:
            case "intake":
                return {
                    "SAMSPIL_VAULT_SECRET": self.secrets["vault"],
                    "SAMSPIL_VAULT_TOKENS": json.dumps({name: self.secrets[name] for name in READERS_OF_VAULT}),
                    "SAMSPIL_PARTY_KEYS": str(self.directory / "party-keys.json"),
                    "SAMSPIL_SYNTHETIC_PEOPLE": "true",
                }
            case "handover" | "notifications":
                vault = {
                    "SAMSPIL_VAULT_URL": f"http://127.0.0.1:{self.ports.setdefault(('intake', '0'), free_port())}",
                    "SAMSPIL_VAULT_TOKEN": self.secrets[service],
                }
                return vault | ({"SAMSPIL_LETTERS_DIRECTORY": str(self.letters)} if service == "notifications" else {})
            case _:
                return {}


@asynccontextmanager
async def backbone(
    addresses: Addresses,
    directory: Path,
    parties: Iterable[Party],
    *,
    lanes: int = 4,
    reuse: bool = False,
    seed: bytes | None = None,
) -> AsyncIterator[Backbone]:
    """The five services, ready; stopped at the end. `directory` takes their logs, keys and letters.

    A Kafka that already holds Samspil's topics is refused unless `reuse` asks for it. `seed` makes the vault's secret,
    and so every citizen_id, the same each time; without it the secret is drawn.
    """
    parties = list(parties)
    try:
        running = await _prepare(addresses, directory, parties, lanes, reuse, seed)
    except broker.TopicsError as problem:
        raise StackError(str(problem)) from None
    try:
        await asyncio.gather(*(running.start(service) for service in SERVICES))
        await running.ready()
        yield running
    finally:
        await asyncio.gather(*(member.server.stop() for member in running.members.values()))
        await running.client.aclose()


async def _prepare(
    addresses: Addresses, directory: Path, parties: list[Party], lanes: int, reuse: bool, seed: bytes | None
) -> Backbone:
    if not reuse and (held := await asyncio.to_thread(broker.existing_topics, addresses.kafka)):
        raise StackError(
            f"Kafka at {addresses.kafka} already holds {len(held)} topics of Samspil ({held[0]}, …). Delete them, take "
            "another cluster, or go on with what is there by --reuse"
        )
    letters = directory / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    keys = _make_keys(directory / "party-keys.json", parties)
    databases, _ = await asyncio.gather(
        make_databases(addresses.postgres, reuse=reuse),
        asyncio.to_thread(broker.apply, addresses.kafka, parties, lanes=lanes, replication=1),
    )
    secrets = {name: random_bytes(24).hex() for name in READERS_OF_VAULT} | {"vault": (seed or random_bytes(32)).hex()}
    return Backbone(addresses.kafka, databases, keys, letters, directory, lanes, secrets=secrets)


def _make_keys(path: Path, parties: list[Party]) -> dict[str, dict[str, Any]]:
    """A key pair for everybody who is sent personal data; the public halves go to a JWK set file for intake."""
    receivers = [str(party) for party in parties if party.kind == "jobcentre"] + [LETTERS]
    pairs = {name: ECKey.generate_key("P-256", {"kid": name}) for name in receivers}
    path.write_text(json.dumps(KeySet(list(pairs.values())).as_dict(private=False)))
    return {name: dict(pair.as_dict(private=True)) for name, pair in pairs.items()}
