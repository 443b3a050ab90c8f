"""What a played country leaves behind: every state, and the distinct events of every topic by key, packages opened."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from samspil.events.handover import PackageDelivered
from samspil.flow.record import Record
from samspil.party import open_package
from samspil.reference.parties import Party
from samspil.topics import CLOCK, TOPICS
from sandbox.backbone import Backbone
from sandbox.country.population import parties
from sandbox.play.over_kafka import read_with_repeats

OF_THIS_RUN = ("first_received",)
"""Fields that tell the wall clock of a run: when Kafka took a message first."""


@dataclass(frozen=True)
class Outcome:
    """What can be compared between runs."""

    states: Mapping[str, str]
    """By `service/fold/key`: the document, or PARKED."""
    events: Mapping[str, list[str]]
    """By `topic/key`: the distinct events, sorted."""
    repeats: int
    """Records that lie on a topic more than once, as redeliveries leave them."""


async def outcome_of(running: Backbone) -> Outcome:
    topics = [topic.name for topic in TOPICS if topic != CLOCK] + [party.to_topic for party in parties()]
    records, repeats = await read_with_repeats(running.kafka, topics)
    events: dict[str, list[str]] = defaultdict(list)
    for record in records:
        events[f"{record.topic}/{record.key}"].append(_plain(record, running.party_keys))
    return Outcome(await _states(running.databases), {name: sorted(each) for name, each in events.items()}, repeats)


def differences(one: Outcome, other: Outcome) -> list[str]:
    """Where two outcomes differ, readable, the first hundred lines."""
    found = [
        f"state {name}:\n  - {one.states.get(name)}\n  + {other.states.get(name)}"
        for name in sorted(one.states.keys() | other.states.keys())
        if one.states.get(name) != other.states.get(name)
    ]
    for name in sorted(one.events.keys() | other.events.keys()):
        mine, theirs = set(one.events.get(name, ())), set(other.events.get(name, ()))
        found += [f"{name}: - {event}" for event in sorted(mine - theirs)]
        found += [f"{name}: + {event}" for event in sorted(theirs - mine)]
        if not mine ^ theirs and len(one.events[name]) != len(other.events[name]):
            found.append(f"{name}: {len(one.events[name])} events, then {len(other.events[name])}")
    return found[:100]


def _plain(record: Record, keys: Mapping[str, dict[str, Any]]) -> str:
    data = json.loads(record.value)
    if record.type == PackageDelivered.type:
        key = keys[str(Party.of_topic(record.topic))]
        data["jwe"] = open_package(PackageDelivered.model_validate(data), key)
    told = {name: value for name, value in data.items() if name not in OF_THIS_RUN}
    return f"{record.type} {record.id} {json.dumps(told, sort_keys=True)}"


async def _states(databases: Mapping[str, str]) -> dict[str, str]:
    states: dict[str, str] = {}
    for service, url in databases.items():
        connection = await asyncpg.connect(url)
        rows = await connection.fetch("SELECT fold, key, document, parked FROM flow_state")
        states |= {f"{service}/{r['fold']}/{r['key']}": "PARKED" if r["parked"] else r["document"] for r in rows}
        await connection.close()
    return states
