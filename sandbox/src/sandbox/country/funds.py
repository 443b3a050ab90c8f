"""An unemployment fund of the country: says what happens to its members, and what became of its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samspil.reference.parties import Party
from sandbox.country.hearing import Heard
from sandbox.country.meetings import Meetings
from sandbox.country.people import People
from sandbox.country.saying import Saying, Voice
from sandbox.country.turns import has_turn


class Fund:
    """Follows its script, and reports meetings once it is told of them."""

    def __init__(self, party: Party, seed: int, script: Sequence[Saying], people: People) -> None:
        self.party = party
        self.people = people
        self._script: dict[date, list[Saying]] = {}
        for saying in script:
            self._script.setdefault(saying.day, []).append(saying)
        self._today: date | None = None
        self._meetings = Meetings(Voice(seed, party), self)

    def hear(self, heard: Heard) -> None:
        """Keep what matters of what the fund is told."""
        self._meetings.hear(heard)

    def speak(self, day: date) -> list[Saying]:
        """What the fund has to say on `day` and has not said yet."""
        self._today = day
        planned = self._script.pop(day, [])
        return [*planned, *self._meetings.speak(day)] if has_turn(self.party.kind, day) else planned

    def number(self, citizen_id: str) -> int:
        return self.people.number(citizen_id)

    def case(self, citizen_id: str) -> str:
        return self.people.citizen(citizen_id).case_at(self.party)

    def is_away(self, citizen_id: str, day: date) -> bool:
        return self._today is not None and self.people.is_away(citizen_id, day, self._today)
