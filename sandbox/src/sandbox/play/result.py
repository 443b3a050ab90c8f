"""What a play ends with: what every party was told, and who was responsible for whom over time; as CloudEvents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from samspil.events.handover import PackageDelivered
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved
from samspil.flow.record import Record
from samspil.topics import RESPONSIBILITY, STAGES

LEDGER = (ResponsibilityMoved.type, ResponsibilityEnded.type)
Open = Callable[[Record, dict[str, Any]], dict[str, Any]]
"""Opens a package for its receiver: from the record and its data to the data with the content in plain."""


def lines_of(records: Iterable[Record], open_package: Open) -> list[str]:
    """One JSON line for each record that belongs to the result, in an order that no interleaving changes."""
    wanted = [record for record in records if record.topic.startswith("to.") or _is_ledger(record)]
    return [json.dumps(_structured(record, open_package), sort_keys=True) for record in sorted(wanted, key=_order)]


def _is_ledger(record: Record) -> bool:
    return record.topic == RESPONSIBILITY.name and record.type in LEDGER


def _order(record: Record) -> tuple[str, str, str, int, int]:
    """By receiver, citizen and time; within one moment by the stage that spoke, and as it spoke."""
    stage = record.headers["ce_source"].rsplit("/", 1)[-1]
    return (record.topic, record.key, record.headers["ce_time"], STAGES.index(stage), record.sequence)


def _structured(record: Record, open_package: Open) -> dict[str, Any]:
    data = json.loads(record.value)
    if record.type == PackageDelivered.type:
        data = open_package(record, data)
    event = {name.removeprefix("ce_"): text for name, text in record.headers.items() if name.startswith("ce_")}
    event.pop("sequence", None)
    return event | {"partitionkey": record.key, "recipient": record.topic, "data": data}
