"""The example systems do what they show: they run as processes on a real Kafka, and the test plays Samspil's side."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from joserfc import jwe
from joserfc.jwk import ECKey

from samspil.events.answers import MessageAccepted, MessageRefused
from samspil.events.contact_course import MeetingInvited
from samspil.events.handover import HandoverReminded, PackageDelivered
from samspil.events.values import MeetingForm
from samspil.reference.parties import Party
from samspil.vault import ALGORITHMS
from sandbox.stack import Addresses
from tests.architecture.tree import ROOT
from tests.integration.party.samspil_side import Samspil, Topics

FUND: Final = ROOT / "docs/parties/example_fund.py"
JOBCENTRE: Final = ROOT / "docs/parties/example_jobcentre.py"


@asynccontextmanager
async def running(script: Path, *arguments: str) -> AsyncIterator[Process]:
    """A script in a process of its own; at the end it is asked to stop, and must do so well."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(sys.executable, script, *arguments, stdout=PIPE, env=environment)
    try:
        yield process
        if (process.returncode is None and arguments[-1] == "listen") or script == JOBCENTRE:
            process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    finally:
        if process.returncode is None:
            process.kill()


async def line_of(process: Process) -> str:
    """The next line that a process prints."""
    assert process.stdout
    line = await asyncio.wait_for(process.stdout.readline(), 30)
    return line.decode().strip()


def headers_of(record: Any) -> dict[str, str]:
    """The headers of a record as text."""
    return {name: value.decode() for name, value in record.headers}


async def test_the_example_fund_registers_a_member_and_reports_a_meeting(
    addresses: Addresses, fund: Party, samspil: Samspil
) -> None:
    options = ("--bootstrap-servers", addresses.kafka, "--party", str(fund))
    member = ("register", "A-17", "--cpr", "0714851234", "--unemployed-from", "2026-07-01")
    async with running(FUND, *options, *member) as process:
        assert await line_of(process) == "told A-17/registered"
    async with running(FUND, *options, "held", "A-17", "m1", "--on", "2026-07-14") as process:
        assert await line_of(process) == "told A-17/held/m1"

    registered, held = await samspil.hears(fund, 2)
    assert registered.key == held.key == b"A-17"
    assert headers_of(registered)["ce_type"] == "unemployment-fund.member.registered.v1"
    assert json.loads(registered.value or b"")["person"] == {"cpr": "0714851234"}
    assert json.loads(held.value or b"")["outcome"] == "held"


async def test_the_example_fund_prints_what_it_is_told(addresses: Addresses, fund: Party, samspil: Samspil) -> None:
    async with running(FUND, "--bootstrap-servers", addresses.kafka, "--party", str(fund), "listen") as process:
        told = "unemployment-fund.member.registered.v1"
        await samspil.says(fund, MessageAccepted(message_id="A-17/registered", message_type=told, citizen_id="c1"))
        assert await line_of(process) == "accepted A-17/registered: from now on the citizen is called c1"

        day = date(2026, 7, 14)
        invited = MeetingInvited(
            spell_id="s1", meeting_id="m1", holder=fund, on=day, form=MeetingForm.PHONE, limit=day, round=1
        )
        await samspil.says(fund, invited)
        assert await line_of(process) == "meeting m1 with c1 on 2026-07-14, at the latest 2026-07-14"


async def test_the_example_jobcentre_takes_over_its_citizens_and_rejects_others(
    addresses: Addresses, topics: Topics, unique: str, samspil: Samspil, tmp_path: Path
) -> None:
    samso = Party("jobcentre", "0741")
    topics.make(samso)
    arguments = ("--bootstrap-servers", addresses.kafka, "--party", str(samso), "--key", str(tmp_path / "key.json"))
    async with running(JOBCENTRE, *arguments) as process:
        key = ECKey.import_key(json.loads((await line_of(process)).removeprefix("give this to Samspil: ")))
        assert not key.is_private
        await samspil.says(samso, package(key, "h1", "0741"), stage="handover", subject="c1")
        assert await line_of(process) == "took over c1 with 1 meetings held"
        await samspil.says(samso, package(key, "h2", "0101"), stage="handover", subject="c2")
        assert await line_of(process) == "rejected c2, who lives in 0101"
        reminded = HandoverReminded(spell_id="s1", handover_id="h3", receiver=samso)
        await samspil.says(samso, reminded, stage="handover", subject="c3")
        assert await line_of(process) == "somebody must look at h3: it was never answered"
        refused = MessageRefused(message_id="h1/received", message_type="t", reason="already_answered", detail="is so")
        await samspil.says(samso, refused, stage="handover", subject="c1")
        assert await line_of(process) == "refused h1/received: already_answered: is so"

    answers = [headers_of(record) for record in await samspil.hears(samso, 4)]
    assert [(each["ce_id"], each["ce_subject"]) for each in answers] == [
        ("h1/received", "c1"),
        ("h1/accepted", "c1"),
        ("h2/received", "c2"),
        ("h2/rejected", "c2"),
    ]


def package(key: ECKey, handover_id: str, municipality: str) -> PackageDelivered:
    """A package as the vault seals it."""
    content = {"municipality": municipality, "meetings": [{"meeting_id": "m1"}]}
    inside = {"handover_id": handover_id, "content": content, "person": {"cpr": "0714851234"}}
    header = {"alg": ALGORITHMS[0], "enc": ALGORITHMS[1]}
    sealed = jwe.encrypt_compact(header, json.dumps(inside).encode(), key, algorithms=ALGORITHMS)
    return PackageDelivered(handover_id=handover_id, jwe=sealed)
