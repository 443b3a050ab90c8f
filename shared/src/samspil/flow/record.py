"""A record as it is read from a topic, and one as it is to be written. CloudEvents 1.0, Kafka binding, binary mode."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from samspil.events.engine import DayBegun
from samspil.events.event import Event
from samspil.reference.parties import Party

DAY = DayBegun.type
LARGEST = 900_000
"""Bytes of a value that surely fit a record; Kafka's own limit is 1 MiB with headers and framing."""
SOURCE = "/samspil/"


class TooLargeError(Exception):
    """What was decided fits no record."""


class Trail(NamedTuple):
    """Where an outgoing record comes from: its place in the journey and in the trace."""

    time: datetime
    correlation: str
    causation: str
    traceparent: str


@dataclass(slots=True)
class Record:
    """One record of a topic. `headers` are text; `lane` is the partition it was read from."""

    topic: str
    lane: int
    offset: int
    key: str
    headers: Mapping[str, str]
    value: bytes

    @property
    def type(self) -> str:
        return self.headers["ce_type"]

    @property
    def id(self) -> str:
        return self.headers["ce_id"]

    @property
    def sequence(self) -> int:
        return int(self.headers.get("ce_sequence", 0))

    @property
    def time(self) -> datetime:
        return datetime.fromisoformat(self.headers["ce_time"])

    @property
    def correlation(self) -> str:
        return self.headers.get("ce_correlationid") or self.id

    @property
    def party(self) -> Party | None:
        """The outside sender; the gate proved it. None for what Samspil says itself."""
        source = self.headers["ce_source"]
        return None if source.startswith(SOURCE) else Party.parse(source)

    def trail(self) -> Trail:
        """Where what follows from this record comes from."""
        return Trail(self.time, self.correlation, self.id, self.headers.get("traceparent", ""))

    def day(self) -> date:
        """The day of a mark."""
        return date.fromisoformat(json.loads(self.value)["day"])


@dataclass(slots=True)
class Outgoing:
    """A record to be written to one lane of its target topic; `sequence` is given when it is committed."""

    topic: str
    lane: int
    key: str | None
    headers: dict[str, str]
    value: bytes
    sequence: int = 0


def headers_of(event: Event, id_: str, stage: str, subject: str, trail: Trail) -> dict[str, str]:
    """The headers of an event that `stage` says about `subject`; the sequence is added at commit."""
    headers = _form(event.type, stage).copy()
    headers["ce_id"] = id_
    headers["ce_time"] = trail.time.isoformat()
    headers["ce_subject"] = subject
    headers["ce_correlationid"] = trail.correlation
    if trail.causation:
        headers["ce_causationid"] = trail.causation
    if trail.traceparent:
        headers["traceparent"] = trail.traceparent
    return headers


def value_of(event: Event) -> bytes:
    """The value of an event's record. Raises TooLargeError where no topic would take it."""
    value = event.written()
    if len(value) > LARGEST:
        raise TooLargeError(f"{event.type} has {len(value)} bytes, a record holds {LARGEST}")
    return value


@cache
def _form(type_: str, stage: str) -> dict[str, str]:
    """What the headers of all events of this type from this stage share, in their order; the rest is filled in."""
    return {
        "ce_specversion": "1.0",
        "ce_id": "",
        "ce_source": SOURCE + stage,
        "ce_type": type_,
        "ce_time": "",
        "ce_subject": "",
        "ce_dataschema": f"urn:samspil:schema:{type_}",
        "ce_correlationid": "",
        "content-type": "application/json",
    }


def day_mark(day: date, topic: str, lane: int, stage: str) -> Outgoing:
    """The mark with which `stage` says that it has finished `day` in this lane."""
    mark = DayBegun(day=day)
    headers = {
        "ce_specversion": "1.0",
        "ce_id": f"{stage}:{day}:{lane}",
        "ce_source": SOURCE + stage,
        "ce_type": DAY,
        "content-type": "application/json",
    }
    return Outgoing(topic, lane, None, headers, mark.written())
