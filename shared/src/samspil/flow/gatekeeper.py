"""Between the gate's engine and the gate: the engine reads, places and commits, the gate judges."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes as they came in on a party's topic, with nothing proved but the topic. `received_at` is Kafka's time."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    value: bytes | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Admission:
    """A record that the gate wants written: to received.v1, to a sender's topic, or to the dead letters."""

    topic: str
    key: str
    headers: dict[str, str]
    value: bytes


class Gate(Protocol):
    """Judges a batch of arrivals in order. `connection` is the transaction that everything it keeps belongs to."""

    def admit(self, connection: Any, arrivals: list[Arrival]) -> Awaitable[list[Admission]]: ...
