"""What a played country leaves behind: every record of every topic, every row, every letter; what was sealed is opened.

Left out is only what tells of the run itself: its wall clock, and the order in which different citizens had their turn.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import ConsumerRecord
from joserfc.jwk import ECKey

from intake.queries.locks import lock_from
from samspil import broker
from samspil.events.answers import MessageRefused
from samspil.events.engine import BytesUnreadable
from samspil.events.handover import PackageDelivered
from samspil.flow.buffers import to_record
from samspil.flow.record import DAY, Record
from samspil.party import open_package
from samspil.reference.parties import Party
from samspil.topics import CLOCK
from samspil.vault import open_sealed
from sandbox.backbone import LETTERS, Backbone
from sandbox.play.reading import Reading, each_once, everything_on
from tests.e2e.rows import rows_of

OF_THIS_RUN = ("first_received",)
"""Fields that tell the wall clock of a run: when Kafka took a message first."""
ORDER_BETWEEN_CITIZENS = ("ce_sequence",)
"""Headers that tell in which order the citizens of a lane had their turn: any will do."""

Keys = Mapping[str, dict[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """What can be compared between runs."""

    found: Mapping[str, list[str]]
    """By the place where it lies, like a topic and key or a service's table: what lies there."""
    repeats: int = 0
    """Records that lie on a topic more than once, as redeliveries leave them."""
    doubled: tuple[str, ...] = ()
    """Numbers that two different records have: never right, in whatever run."""


async def outcome_of(running: Backbone) -> Outcome:
    topics = await asyncio.to_thread(broker.existing_topics, running.kafka)
    raws = await everything_on(running.kafka, topics)
    reading = each_once(to_record(raw) for raw in raws if not is_from_outside(raw.topic))
    found = records_of(reading, running.party_keys)
    found |= said_outside(raw for raw in raws if is_from_outside(raw.topic))
    for service, url in running.databases.items():
        lock = lock_from(running.secrets["vault"]) if service == "intake" else None
        found |= {f"{service}: {table}": rows for table, rows in (await rows_of(url, lock)).items()}
    found |= letters_in(running.letters, running.party_keys)
    return Outcome(found, reading.repeats, tuple(reading.doubled))


def differences(one: Outcome, other: Outcome) -> list[str]:
    """Where two outcomes differ, readable, the first hundred lines."""
    found: list[str] = []
    for name in sorted(one.found.keys() | other.found.keys()):
        mine, theirs = Counter(one.found.get(name, ())), Counter(other.found.get(name, ()))
        found += [f"{name}: - {each}" for each in sorted((mine - theirs).elements())]
        found += [f"{name}: + {each}" for each in sorted((theirs - mine).elements())]
    return found[:100]


def is_from_outside(topic: str) -> bool:
    """Whether a topic carries what the sandbox says: its records have no numbers, and some are nonsense."""
    return topic == CLOCK.name or topic.startswith("from.")


def records_of(reading: Reading, keys: Keys) -> dict[str, list[str]]:
    """By topic and key the events, by topic and lane the days."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in reading.records:
        place = f"lane {record.lane}" if record.type == DAY else record.key
        found[f"{record.topic} {place}"].append(as_text(record, keys))
    return found


def said_outside(raws: Iterable[ConsumerRecord[bytes, bytes]]) -> dict[str, list[str]]:
    """By topic and key what the sandbox said, to the byte."""
    found: dict[str, list[str]] = defaultdict(list)
    for raw in raws:
        found[f"{raw.topic} {raw.key!r}"].append(f"{raw.headers!r} {raw.value!r}")
    return found


def letters_in(folder: Path, keys: Keys) -> dict[str, list[str]]:
    """By its name what each letter says, opened as only the channel can."""
    key = ECKey.import_key(dict(keys[LETTERS]))
    return {
        f"letter {file.name}": [json.dumps(open_sealed(file.read_text(encoding="ascii"), key), sort_keys=True)]
        for file in sorted(folder.glob("*.jwe"))
    }


def as_text(record: Record, keys: Keys) -> str:
    """A record as it is compared: all headers and the data, packages opened."""
    data = json.loads(record.value)
    headers = {name: text for name, text in record.headers.items() if name not in ORDER_BETWEEN_CITIZENS}
    if is_of_bytes(record, data):
        del headers["ce_time"]  # bytes that are no message tell no time: it is that at which Kafka took them
    if record.type == PackageDelivered.type:
        data["jwe"] = open_package(PackageDelivered.model_validate(data), keys[str(Party.of_topic(record.topic))])
    told = {name: value for name, value in data.items() if name not in OF_THIS_RUN}
    return f"{json.dumps(headers, sort_keys=True)} {json.dumps(told, sort_keys=True)}"


def is_of_bytes(record: Record, data: Mapping[str, Any]) -> bool:
    """Whether a record tells of bytes that are no message."""
    return record.type == BytesUnreadable.type or (
        record.type == MessageRefused.type and data["reason"] == "unreadable"
    )
