"""One database for each service, made by the administrator and brought to its newest shape."""

from __future__ import annotations

import importlib.util
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from samspil.flow.migrate import upgrade
from samspil.flow.postgres import AWAY
from sandbox.stack.failures import StackError

SERVICES = ("intake", "contact-course", "handover", "notifications", "operations")


async def make_databases(administrator: str, *, reuse: bool) -> Mapping[str, str]:
    """Make and migrate the five databases; returns their addresses by service. Those that exist need `reuse`."""
    held = await databases_held(administrator)
    if held and not reuse:
        names = ", ".join(name_of(service) for service in held)
        raise StackError(f"Postgres already holds {names}. Drop them, or pass --reuse to go on")
    async with connected(administrator) as connection:
        for service in SERVICES:
            if service not in held:
                await connection.execute(f"CREATE DATABASE {name_of(service)}")
    databases = {service: address_of(administrator, service) for service in SERVICES}
    for service, url in databases.items():  # one after the other: alembic keeps its context in a global
        await upgrade(url, migrations_of(service))
    return databases


async def databases_held(administrator: str) -> list[str]:
    """The services whose databases exist. Raises StackError where Postgres does not answer."""
    async with connected(administrator) as connection:
        there = {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
    return [service for service in SERVICES if name_of(service) in there]


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[asyncpg.Connection[Any]]:
    """A connection. Raises StackError, without the password, where none can be had."""
    try:
        connection = await asyncpg.connect(address)
    except (*AWAY, ValueError) as error:
        where = f"{urlsplit(address).hostname}:{urlsplit(address).port or 5432}"
        raise StackError(
            f"Postgres at {where} cannot be used ({type(error).__name__}): start it, correct DATABASE_URL, or unset "
            "DATABASE_URL and a Postgres is started for you"
        ) from None
    try:
        yield connection
    finally:
        await connection.close()


def name_of(service: str) -> str:
    """The name of a service's database."""
    return f"samspil_{service.replace('-', '_')}"


def address_of(administrator: str, service: str) -> str:
    """The address of a service's database on the administrator's server."""
    return urlsplit(administrator)._replace(path=f"/{name_of(service)}").geturl()


def migrations_of(service: str) -> Path | None:
    """The folder of a service's own migrations; None where it has no tables beside the engine's."""
    spec = importlib.util.find_spec(service.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise StackError(f"The service {service} is not installed: run make .venv")
    folder = Path(spec.origin).parents[2] / "migrations" / "versions"
    return folder if folder.is_dir() else None
