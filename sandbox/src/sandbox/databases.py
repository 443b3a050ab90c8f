"""One database for each service, made by the administrator and brought to its newest shape."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from samspil.flow.migrate import upgrade
from sandbox.stack.failures import StackError

SERVICES = ("intake", "contact-course", "handover", "notifications", "operations")


async def make_databases(administrator: str, *, reuse: bool) -> Mapping[str, str]:
    """Make and migrate the five databases; returns their addresses by service. Those that exist need `reuse`."""
    connection = await asyncpg.connect(administrator)
    try:
        there = {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
        names = {service: f"samspil_{service.replace('-', '_')}" for service in SERVICES}
        if (held := there & set(names.values())) and not reuse:
            raise StackError(f"Postgres already holds {', '.join(sorted(held))}. Drop them, or pass --reuse to go on")
        for name in sorted(set(names.values()) - there):
            await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    databases = {service: urlsplit(administrator)._replace(path=f"/{name}").geturl() for service, name in names.items()}
    for service, url in databases.items():  # one after the other: alembic keeps its context in a global
        await upgrade(url, migrations_of(service))
    return databases


def migrations_of(service: str) -> Path | None:
    """The folder of a service's own migrations; None where it has no tables beside the engine's."""
    spec = importlib.util.find_spec(service.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise StackError(f"The service {service} is not installed: run make .venv")
    folder = Path(spec.origin).parents[2] / "migrations" / "versions"
    return folder if folder.is_dir() else None
