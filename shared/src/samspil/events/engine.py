"""What the engine itself says on a stage's topics."""

from datetime import date
from typing import ClassVar

from samspil.events.event import Event


class DayBegun(Event):
    """On clock.v1: the calendar gives this day. On any other topic: its writer has finished the waking of this day."""

    type: ClassVar[str] = "clock.day.begun.v1"

    day: date


class KeyParked(Event):
    """An event failed; its key waits for an operator and later events of the key queue behind it."""

    type: ClassVar[str] = "flow.key.parked.v1"

    stage: str
    fold: str
    event_id: str
    event_type: str
    error: str
    attempts: int


class KeyReleased(Event):
    """A parked key goes on: its queue was applied."""

    type: ClassVar[str] = "flow.key.released.v1"

    stage: str
    fold: str
    discarded: bool
    note: str


class BytesUnreadable(Event):
    """Bytes that are no event. They lie encrypted in the vault under `sha256`; here only where they came from."""

    type: ClassVar[str] = "intake.bytes.quarantined.v1"

    topic: str
    partition: int
    offset: int
    sha256: str
    error: str
