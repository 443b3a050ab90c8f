"""The civil registration of the country: says who moved and who died, and listens to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samspil.reference.parties import CIVIL_REGISTRATION
from sandbox.country.hearing import Heard
from sandbox.country.saying import Saying


class CivilRegistration:
    """Follows its script."""

    party = CIVIL_REGISTRATION

    def __init__(self, script: Sequence[Saying]) -> None:
        self._script: dict[date, list[Saying]] = {}
        for saying in script:
            self._script.setdefault(saying.day, []).append(saying)

    def hear(self, heard: Heard) -> None:
        """Answers are counted elsewhere; nothing follows from them here."""

    def speak(self, day: date) -> list[Saying]:
        """What there is to say on `day` and was not said yet."""
        return self._script.pop(day, [])
