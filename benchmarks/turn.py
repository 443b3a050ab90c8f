"""What a path's process is told and what all of them know. Imports only what every path's environment has."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from samspil import topics
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import unemployment_funds

OURS: Final = "ours"
PATHS: Final = (OURS, "usual", "usual_8", "bare", "quix")

TODAY: Final = date(2025, 2, 4)
"""The day of all measured events."""

FUNDS: Final = tuple(Party("unemployment-fund", fund.slug) for fund in unemployment_funds())
"""The country has so many; each hears of its own members on a topic of its own."""

GIVEN: Final = "benchmark.state.given"
"""The type of a record that brings Quix a citizen's state as ours has it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One process of a path: where Kafka and its own database are, and a directory that lasts over its processes."""

    path: str
    kafka: str
    database: str
    directory: str
    steps: str = ""
    """Ours writes the time of each step to this file when it stops; empty: nothing is timed."""

    def topic(self, name: str) -> str:
        """The path's own topic that stands for this one of Samspil's. Ours has Samspil's."""
        return name if self.path == OURS else f"{self.path}.{name}"

    @property
    def source(self) -> str:
        """The topic that the measured events come on."""
        return self.topic(topics.INTAKE.name)

    @property
    def told(self) -> str:
        """The topic that gets exactly one record for each measured event."""
        return self.topic(topics.CONTACT_COURSE.name)

    @property
    def log(self) -> Path:
        """What the process says."""
        return Path(self.directory, f"{self.path}.log")

    def text(self) -> str:
        """For a command line."""
        return json.dumps(asdict(self))

    @staticmethod
    def parse(text: str) -> Turn:
        """The turn that `text` writes."""
        return Turn(**json.loads(text))
