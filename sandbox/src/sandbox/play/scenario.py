"""Scenario files: one CloudEvent in structured JSON a line, told by parties in the order of their times."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from samspil.calendar import local_day
from samspil.reference.parties import Party

ATTRIBUTES = ("id", "type", "time", "subject", "traceparent")


class BadScenario(Exception):
    """A line that is no CloudEvent of a party; says which line, what is wrong and what to write."""


@dataclass(frozen=True)
class Told:
    """What one line tells: a party's message as it goes onto the party's topic."""

    party: Party
    time: datetime
    key: str
    headers: dict[str, str]
    value: bytes

    @property
    def day(self) -> date:
        return local_day(self.time)


def read(path: Path) -> list[Told]:
    """The messages of a scenario in the order of their times; equal times keep the order of their lines."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    told = [_told(json_of(path, number, line), f"{path.name}:{number}") for number, line in lines if line.strip()]
    if not told:
        raise BadScenario(f"{path.name} tells nothing: write one CloudEvent a line")
    return sorted(told, key=lambda each: each.time)


def every_day(scenario: list[Told], until: date) -> list[date]:
    """The days from the first message to `until`, both included."""
    first = scenario[0].day
    return [first + timedelta(days=count) for count in range((until - first).days + 1)]


def json_of(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        document = json.loads(line)
    except ValueError as error:
        raise BadScenario(f"{path.name}:{number} is no JSON: {error}") from None
    if not isinstance(document, dict):
        raise BadScenario(f"{path.name}:{number} is no JSON object: a line is a CloudEvent in structured mode")
    return document


def _told(document: dict[str, Any], where: str) -> Told:
    if missing := [name for name in ("id", "source", "type", "time", "partitionkey") if not document.get(name)]:
        raise BadScenario(f"{where} has no {', '.join(missing)}. `partitionkey` is the sender's case reference")
    try:
        party = Party.parse(document["source"])
        time = datetime.fromisoformat(document["time"])
    except ValueError as error:
        raise BadScenario(f"{where}: {error}") from None
    if time.tzinfo is None:
        raise BadScenario(f"{where}: time {document['time']} has no zone; write 2026-08-03T09:00:00+02:00")
    headers = {f"ce_{name}": str(document[name]) for name in ATTRIBUTES if document.get(name)}
    headers |= {"ce_specversion": "1.0", "ce_source": str(party), "content-type": "application/json"}
    if trace := headers.pop("ce_traceparent", None):
        headers["traceparent"] = trace
    return Told(party, time, document["partitionkey"], headers, json.dumps(document.get("data", {})).encode())
