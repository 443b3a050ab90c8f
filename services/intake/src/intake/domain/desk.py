"""The gate's decisions: letters one after the other, with what was known before the batch and what the batch adds."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from intake.domain.entry import Letter
from intake.domain.known import Acquaintance, Added, Case, Known, Received
from intake.domain.names import Names
from intake.domain.soundness import Complaint, Sound
from samspil.events.event import OutsideEvent, Person
from samspil.events.unemployment_fund import MemberRegistered


@dataclass(frozen=True, slots=True)
class Admitted:
    """The letter goes in, about this citizen and on this journey, without its person."""

    letter: Letter
    event: OutsideEvent
    citizen_id: str
    journey: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The letter has no effect and its sender is told why."""

    letter: Letter
    complaint: Complaint


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same letter was received before; it has no second effect."""

    letter: Letter
    first_received: datetime


Verdict = Admitted | Refused | Repeated


@dataclass(slots=True)
class Desk:
    """Decides on the letters of one batch in their order; `added` is what must be kept in the same transaction."""

    known: Known
    names: Names
    added: Added = field(default_factory=Added)

    def decide(self, letter: Letter, found: Sound | Complaint, received_at: datetime) -> Verdict:
        """Whether the letter goes in. It is judged once: when it comes again, its first answer stands, yes or no."""
        name = (str(letter.party), letter.id)
        content = self.names.content(letter.type.encode(), letter.case.encode(), subject_of(letter), letter.value)
        if before := self.known.received.get(name):
            return again(letter, before, content)
        self.known.received[name] = self.added.received[name] = Received(content, received_at)
        if isinstance(found, Complaint):
            return Refused(letter, found)
        citizen = self.citizen_of(letter, found)
        if isinstance(citizen, Complaint):
            return Refused(letter, citizen)
        self.learn(citizen)
        return Admitted(letter, found.event, citizen.citizen_id, self.bind(letter, found, citizen))

    def citizen_of(self, letter: Letter, found: Sound) -> Acquaintance | Complaint:
        """Whom it is about: the person it names, else the citizen in its subject, else the citizen of its case."""
        case = self.known.cases.get((str(letter.party), letter.case))
        if found.person:
            citizen = self.person_of(letter, found.event, found.person)
        elif letter.subject:
            citizen = self.known.citizens.get(letter.subject) or UNKNOWN_CITIZEN
        elif case:
            citizen = self.known.citizens[case.citizen_id]
        else:
            return UNKNOWN_CASE
        if case and isinstance(citizen, Acquaintance) and case.citizen_id != citizen.citizen_id:
            return OTHER_CITIZEN
        return citizen

    def person_of(self, letter: Letter, event: OutsideEvent, told: Person) -> Acquaintance | Complaint:
        """The citizen with this number, knowing more of them now. Only a registration makes an unknown one known."""
        registers = isinstance(event, MemberRegistered)
        journey = self.names.journey(str(letter.party), letter.id)
        if citizen_id := self.known.by_cpr.get(told.cpr):
            citizen = self.known.citizens[citizen_id]
            merged = merge(citizen.person, told)
            return replace(citizen, person=merged, journey=journey if registers else citizen.journey)
        if not registers:
            return UNKNOWN_CITIZEN
        return Acquaintance(self.names.citizen_id(str(letter.party), letter.id), journey, told)

    def learn(self, citizen: Acquaintance) -> None:
        """Keep what a letter told of a citizen, for the rest of the batch and after it."""
        if self.known.citizens.get(citizen.citizen_id) == citizen:
            return
        self.known.citizens[citizen.citizen_id] = self.added.citizens[citizen.citizen_id] = citizen
        if citizen.person:
            self.known.by_cpr[citizen.person.cpr] = citizen.citizen_id

    def bind(self, letter: Letter, found: Sound, citizen: Acquaintance) -> str:
        """Bind the case to its citizen; the letter's journey is that of the case, else the citizen's."""
        name = (str(letter.party), letter.case)
        before = self.known.cases.get(name)
        registered = citizen.journey if isinstance(found.event, MemberRegistered) else None
        case = Case(citizen.citizen_id, registered or (before.journey if before else None))
        if case != before:
            self.known.cases[name] = self.added.cases[name] = case
        return case.journey or citizen.journey


UNKNOWN_CASE: Final = Complaint(
    "unknown_case", "Nothing is known of this case: register its member under this key, or set ce_subject"
)
UNKNOWN_CITIZEN: Final = Complaint("unknown_citizen", "Nobody with this number or citizen_id was ever registered here")
OTHER_CITIZEN: Final = Complaint(
    "other_citizen", "This case is about somebody else; each citizen has a case of their own"
)
ID_REUSED: Final = Complaint(
    "id_reused", "Other content came under this ce_id before; every message needs an id of its own"
)


def again(letter: Letter, before: Received, content: bytes) -> Verdict:
    """The answer to an id that was seen before."""
    return Repeated(letter, before.at) if before.content == content else Refused(letter, ID_REUSED)


def merge(known: Person | None, told: Person) -> Person:
    """The person with what was told last where it was told at all."""
    news = told.model_dump(exclude_none=True)
    return known.model_copy(update=news) if known else told


def subject_of(letter: Letter) -> bytes:
    return (letter.subject or "").encode()
