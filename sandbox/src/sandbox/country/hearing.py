"""What a party is told, as its system gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samspil.calendar import local_day
from samspil.events.event import Event
from samspil.reference.parties import Party


@dataclass(frozen=True, slots=True)
class Heard:
    """An event on a party's own topic. `subject` is the citizen_id, or the case where nobody is known."""

    party: Party
    id: str
    subject: str
    time: datetime
    event: Event

    @property
    def day(self) -> date:
        """The simulated day on which it was decided."""
        return local_day(self.time)
