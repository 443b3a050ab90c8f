"""What the gate asks of its register, what it gets to know, and what it adds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.entry import Letter
from intake.domain.soundness import Complaint, Sound
from samspil.events.event import Person

MessageName = tuple[str, str]
"""(party, ce_id): ids of outside messages count per sender."""
CaseName = tuple[str, str]
"""(party, key): a party's own reference of a case."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message that came in: the fingerprint of its content, and when it came first."""

    content: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A citizen as the gate knows them: their pseudonym, and the journey of their latest registration."""

    citizen_id: str
    journey: str
    person: Person | None = field(repr=False)
    """Only where the register was asked by number."""


@dataclass(frozen=True, slots=True)
class Case:
    """Whom a party's case is about. `journey` is that of the latest registration under it; most cases have none."""

    citizen_id: str
    journey: str | None = None


@dataclass(slots=True)
class Sought:
    """Everything that a batch of letters needs to be known."""

    messages: set[MessageName] = field(default_factory=set)
    cprs: set[str] = field(default_factory=set, repr=False)
    citizens: set[str] = field(default_factory=set)
    cases: set[CaseName] = field(default_factory=set)

    @classmethod
    def by(cls, letters: Iterable[tuple[Letter, Sound | Complaint]]) -> "Sought":
        """What these letters need."""
        sought = cls()
        for letter, found in letters:
            sought.messages.add((str(letter.party), letter.id))
            if isinstance(found, Complaint):
                continue
            sought.cases.add((str(letter.party), letter.case))
            if found.person:
                sought.cprs.add(found.person.cpr)
            elif letter.subject:
                sought.citizens.add(letter.subject)
        return sought


@dataclass(slots=True)
class Known:
    """What the register knows of it. Every case's citizen is among the citizens."""

    received: dict[MessageName, Received] = field(default_factory=dict)
    by_cpr: dict[str, str] = field(default_factory=dict, repr=False)
    """CPR number → citizen_id."""
    citizens: dict[str, Acquaintance] = field(default_factory=dict)
    cases: dict[CaseName, Case] = field(default_factory=dict)


@dataclass(slots=True)
class Added:
    """What a batch adds to the register or changes in it."""

    received: dict[MessageName, Received] = field(default_factory=dict)
    citizens: dict[str, Acquaintance] = field(default_factory=dict)
    cases: dict[CaseName, Case] = field(default_factory=dict)
    unreadable: dict[str, bytes] = field(default_factory=dict, repr=False)
    """Fingerprint → the bytes."""
