"""Intake as it runs: a process of its own on real Kafka and Postgres, from the fund's topic to the sealed document."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from joserfc.jwk import ECKey, KeySet

from samspil.vault import HttpVault, SealRequest, open_sealed
from sandbox.stack import Addresses
from sandbox.stack.ports import free_port
from tests.contract.flow.conftest import fresh_topics
from tests.integration.intake.test_vault_at_rest import SECRET
from tests.unit.intake.mail import PERSON, hours, registration

JOBCENTRE: Final = "/jobcentre/0851"
ANSWERS: Final = "to.unemployment-fund.hk.v1"
READY_SECONDS: Final = 60


@dataclass
class Running:
    """The process, where it serves, and what it wrote to its log."""

    process: asyncio.subprocess.Process
    url: str
    log: Path


@asynccontextmanager
async def intake(addresses: Addresses, database: str, keys: Path) -> AsyncIterator[Running]:
    port, log = free_port(), keys.with_name("log")
    settings = {
        "KAFKA_BOOTSTRAP_SERVERS": addresses.kafka,
        "DATABASE_URL": database,
        "SAMSPIL_LANES": "2",
        "SAMSPIL_HTTP_PORT": str(port),
        "SAMSPIL_VAULT_SECRET": SECRET,
        "SAMSPIL_VAULT_TOKENS": json.dumps({"handover": "the token of handover"}),
        "SAMSPIL_PARTY_KEYS": str(keys),
        "SAMSPIL_SYNTHETIC_PEOPLE": "true",
    }
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "intake", env=os.environ | settings, stdout=written, stderr=written
        )
    running = Running(process, f"http://127.0.0.1:{port}", log)
    try:
        await ready(running)
        yield running
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def ready(running: Running) -> None:
    async with asyncio.timeout(READY_SECONDS), httpx.AsyncClient() as client:
        while True:
            assert running.process.returncode is None, running.log.read_text()
            try:
                if (await client.get(f"{running.url}/health/ready")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)


async def tell(kafka: str, *messages: Any) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()
    try:
        await producer.send_and_wait("clock.v1", b'{"day": "2026-08-03"}')
        for topic, key, headers, value in messages:
            await producer.send_and_wait(topic, value, key, headers=list(headers.items()))
    finally:
        await producer.stop()


async def answers(kafka: str, count: int) -> dict[str, dict[str, Any]]:
    """The first answers to the fund, by the id of its message."""
    consumer = AIOKafkaConsumer(ANSWERS, bootstrap_servers=kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        async with asyncio.timeout(READY_SECONDS):
            told = [json.loads((await consumer.getone()).value) for _ in range(count)]
    finally:
        await consumer.stop()
    return {each["message_id"]: each for each in told}


async def test_intake_answers_the_fund_seals_for_the_jobcentre_and_logs_nobody(
    addresses: Addresses, vault_database: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(fresh_topics, addresses.kafka)
    key, keys = ECKey.generate_key("P-256", {"kid": JOBCENTRE}), tmp_path / "party-keys.json"
    keys.write_text(json.dumps(KeySet([key]).as_dict(private=False)))
    topic, case, headers, _ = registration("r9")

    async with intake(addresses, vault_database, keys) as running:
        await tell(addresses.kafka, registration(), hours(), (topic, case, headers, b"Signe Testesen"))
        told = await answers(addresses.kafka, 3)
        async with HttpVault(running.url, "the token of handover") as vault:
            request = SealRequest(
                citizen_id=told["r1"]["citizen_id"], receiver=JOBCENTRE, purpose="test", fields=("cpr", "name"), body={}
            )
            [sealed] = await vault.seal([request])
        running.process.send_signal(signal.SIGTERM)
        code = await running.process.wait()

    assert {name: each.get("reason") for name, each in told.items()} == {"r1": None, "h1": None, "r9": "unreadable"}
    assert open_sealed(sealed, key) == {"person": {"cpr": PERSON["cpr"], "name": PERSON["name"]}}
    assert code == 0  # an end in order, not a death by the signal
    assert not [shown for shown in PERSON.values() if shown in running.log.read_text()]
