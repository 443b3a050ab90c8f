"""What everybody in the country knows of each other: who a citizen_id is, and who is ill or on holiday when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sandbox.country.life import Life
from sandbox.country.population import Citizen


class People:
    """The citizens, found by the name that Samspil gave them. No service reads it."""

    def __init__(self, lives: Sequence[Life]) -> None:
        self._lives = {life.citizen.number: life for life in lives}
        self._by_cpr = {life.citizen.person.cpr: life.citizen.number for life in lives}
        self._numbers: dict[str, int] = {}

    def learn(self, citizen_id: str, number: int) -> None:
        """The answer to a registration named this citizen."""
        self._numbers[citizen_id] = number

    def find(self, citizen_id: str) -> int | None:
        """Who it is; None where no answer to a registration ever named this citizen."""
        return self._numbers.get(citizen_id)

    def number(self, citizen_id: str) -> int:
        """Who it is. Raises LookupError where no answer to a registration ever named this citizen."""
        number = self.find(citizen_id)
        if number is None:
            raise LookupError(f"no answer to a registration ever named the citizen {citizen_id}")
        return number

    def by_cpr(self, cpr: str) -> int | None:
        """Who has this number; None for nobody."""
        return self._by_cpr.get(cpr)

    def citizen(self, citizen_id: str) -> Citizen:
        return self._lives[self.number(citizen_id)].citizen

    def is_away(self, citizen_id: str, day: date, today: date) -> bool:
        """Whether it is known today that the citizen cannot come on `day`."""
        absences = (each for spell in self._lives[self.number(citizen_id)].spells for each in spell.absences)
        return any(each.told <= today and each.first <= day <= each.last for each in absences)
