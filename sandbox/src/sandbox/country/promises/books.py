"""Everything that a checker may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sandbox.country.due import Account
from sandbox.country.jobcentres import Package
from sandbox.country.mail import Mail
from sandbox.country.observing import Observations
from sandbox.country.people import People


@dataclass(slots=True)
class Books:
    """The sandbox's books up to the end of the day `until`, which is settled."""

    until: date
    people: People
    accounts: tuple[Account, ...]
    mail: Mail
    seen: Observations
    packages: list[Package] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    letters_on_disk: int | None = None
    """How many letters lie at the channel; None where nobody counted them."""
