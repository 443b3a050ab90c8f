"""The place of one (fold, key): its state while a step works on it, and the queue behind a failed event."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samspil.flow.decision import State
from samspil.flow.record import Record


class StateTooNewError(Exception):
    """A state was written by a newer version of this service. Never parked: the lane waits for the newer code."""


@dataclass(slots=True)
class Waiting:
    """One entry of a parked key's queue: a record with the day it came on, or the waking of a day that failed."""

    day: date
    record: Record | None
    error: str = ""
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stored document that this version cannot read: it stays as it is, and its key parks."""

    shape: int
    document: str
    error: str


@dataclass(slots=True)
class Slot:
    """State, due day and parked queue of one (fold, key). `new` until it has a row; `dirty` when it must be written."""

    fold: str
    key: str
    state: State | None = None
    correlation: str = ""
    parked: bool = False
    dirty: bool = False
    queue: list[Waiting] | None = None
    """The whole queue of a parked key, loaded only where an operator releases it."""
    joined: list[Waiting] = field(default_factory=list)
    """Entries that join the stored queue in this step."""
    unreadable: Unreadable | None = None
    attempts: int = 0
    """How often the event at the head of the queue has failed; 0 where it never did."""
    emptied: bool = False
    """The stored queue is to be replaced by `joined`."""

    @property
    def due(self) -> date | None:
        return self.state.due() if self.state is not None else None


def read_state(kind: type[State], shape: int, document: str | bytes) -> State:
    """The state from its stored document, upgraded from the shape it was written in."""
    if shape == kind.shape:
        return kind.read(document)
    if shape > kind.shape:
        raise StateTooNewError(
            f"{kind.__name__} is stored in shape {shape}, this version knows {kind.shape}: deploy the newer one"
        )
    plain: dict[str, Any] = json.loads(document)
    for step in range(shape, kind.shape):
        plain = kind.upgrades[step](plain)
    return kind.model_validate(plain)
