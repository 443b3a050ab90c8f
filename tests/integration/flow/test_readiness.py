"""A service whose reader hears nothing says so, and is ready again by itself."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from sandbox.backbone import Backbone, backbone
from sandbox.country.population import parties
from sandbox.stack import Stack, stack
from sandbox.stack.places import state_directory
from sandbox.stack.run import run_directory

SERVICE = "contact-course"
PATIENCE = 45.0

Running = tuple[Stack, Backbone]


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    """The services on a Kafka and a Postgres of their own, for both are struck."""
    async with (
        stack() as servers,
        run_directory(state_directory() / "runs") as directory,
        backbone(servers.addresses, Path(directory), parties()) as services,
    ):
        yield servers, services


async def answers(services: Backbone, path: str) -> dict[str, tuple[int, list[str]]]:
    """Code and complaints of each service."""
    found = {}
    for member in services.members.values():
        async with httpx.AsyncClient(timeout=10) as client:
            answer = await client.get(f"{member.address}{path}")
        found[member.service] = (answer.status_code, answer.json().get("complaints", []))
    return found


async def until(services: Backbone, code: int) -> dict[str, list[str]]:
    """Wait until every service answers `code` to who asks whether it is ready; its complaints."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await answers(services, "/health/ready")
            if {each for each, _ in found.values()} == {code}:
                return {service: complaints for service, (_, complaints) in found.items()}
            await asyncio.sleep(0.5)


@pytest.mark.timeout(180)
async def test_who_hears_nothing_from_kafka_or_postgres_is_alive_and_not_ready_until_it_hears_again(
    running: Running,
) -> None:
    servers, services = running
    assert servers.kafka, "this test needs the embedded Kafka: it freezes it"
    assert servers.postgres, "this test needs the embedded Postgres: it stops it"

    servers.kafka.send(signal.SIGSTOP)
    try:
        complaints = await until(services, 503)
        assert {code for code, _ in (await answers(services, "/health/live")).values()} == {200}
    finally:
        servers.kafka.send(signal.SIGCONT)
    assert all("has heard nothing from Kafka for" in " ".join(each) for each in complaints.values()), complaints
    await until(services, 200)

    await servers.postgres.stop()
    complaints = await until(services, 503)
    await servers.postgres.start()
    assert all("the database does not answer" in " ".join(each) for each in complaints.values()), complaints
    await until(services, 200)
