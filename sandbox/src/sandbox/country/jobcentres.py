"""A jobcentre of the country: opens packages, sends receipts in its own manner, and holds its meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from samspil.calendar import add_working_days
from samspil.events.event import OutsideEvent, Person
from samspil.events.handover import HandoverPrepared, PackageContent, PackageDelivered
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved
from samspil.events.values import HandoverRejection
from samspil.reference.parties import Party
from sandbox.country.chance import pick, weighted
from sandbox.country.hearing import Heard
from sandbox.country.meetings import Meetings
from sandbox.country.people import People
from sandbox.country.saying import Saying, Voice
from sandbox.country.turns import has_turn, turn

Opens = Callable[[PackageDelivered], dict[str, Any]]
"""Opens a package with the jobcentre's own key. Raises ValueError for one that it cannot open."""


class Manner(StrEnum):
    """How a jobcentre answers a package."""

    PROMPT = "received and accepted at once"
    SLOW = "received at once, accepted some days later"
    LATE = "silent until it has been reminded"
    VERY_LATE = "silent until operators were called"
    SILENT = "never answers"
    REJECTING = "received and rejected"
    MENDING = "rejected first, accepted later"


MANNERS: Final[tuple[tuple[Manner, float], ...]] = (
    (Manner.PROMPT, 0.60),
    (Manner.SLOW, 0.14),
    (Manner.LATE, 0.09),
    (Manner.VERY_LATE, 0.04),
    (Manner.SILENT, 0.04),
    (Manner.REJECTING, 0.04),
    (Manner.MENDING, 0.05),
)
REASONS: Final = (HandoverRejection.WRONG_MUNICIPALITY, HandoverRejection.INCOMPLETE, HandoverRejection.OTHER)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that a jobcentre opened. `starts` tells which of the person's spells it is about."""

    receiver: Party
    handover_id: str
    spell_id: str
    number: int
    starts: date
    cause: str
    arrived: date
    content: PackageContent
    person: Person = field(repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is to be answered to a package on a day."""

    day: date
    package: Package
    citizen_id: str
    event: OutsideEvent


class Jobcentre:
    """Answers packages, and reports meetings once it is told of them."""

    def __init__(self, party: Party, seed: int, people: People, opens: Opens) -> None:
        self.party = party
        self.people = people
        self.opens = opens
        self.packages: list[Package] = []
        self.unopened: list[str] = []
        """Handovers whose package could not be opened or is about nobody."""
        self._voice = Voice(seed, party)
        self._receipts: list[Receipt] = []
        self._gone: set[str] = set()
        """Spells that are over or somebody else's."""
        self._today: date | None = None
        self._meetings = Meetings(self._voice, self)

    def hear(self, heard: Heard) -> None:
        """Open packages, and forget people who are somebody else's now."""
        event = heard.event
        self._meetings.hear(heard)
        if isinstance(event, PackageDelivered):
            self._open(event, heard)
        elif isinstance(event, ResponsibilityEnded):
            self._gone.add(event.spell_id)
        elif isinstance(event, ResponsibilityMoved):
            (self._gone.discard if event.holder == self.party else self._gone.add)(event.spell_id)

    def speak(self, day: date) -> list[Saying]:
        """What the jobcentre has to say on `day` and has not said yet."""
        if not has_turn(self.party.kind, day):
            return []
        self._today = day
        mine = [receipt for receipt in self._receipts if receipt.package.spell_id not in self._gone]
        due = [receipt for receipt in mine if receipt.day <= day]
        self._receipts = [receipt for receipt in mine if receipt.day > day]
        return [*(self._says(receipt, day) for receipt in due), *self._meetings.speak(day)]

    def _open(self, event: PackageDelivered, heard: Heard) -> None:
        package = self._read(event, heard)
        if package is None:
            self.unopened.append(event.handover_id)
            return
        self.packages.append(package)
        self._receipts += [Receipt(day, package, heard.subject, answer) for day, answer in self._answers(package)]

    def _read(self, event: PackageDelivered, heard: Heard) -> Package | None:
        """What is in the package; None where it does not open, makes no sense or is about nobody."""
        try:
            document = self.opens(event)
            prepared = HandoverPrepared.model_validate(document)
            person = Person.model_validate(document["person"])
        except (ValueError, KeyError):
            return None
        number = self.people.by_cpr(person.cpr)
        if number is None:
            return None
        return Package(
            receiver=self.party,
            handover_id=event.handover_id,
            spell_id=prepared.spell_id,
            number=number,
            starts=prepared.content.unemployed_from,
            cause=prepared.cause,
            arrived=heard.day,
            content=prepared.content,
            person=person,
        )

    def _answers(self, package: Package) -> Iterator[tuple[date, OutsideEvent]]:
        """The receipts of a package, each with its day; the manner is drawn by who and when."""
        name = (self.party, package.number, package.arrived)
        manner = weighted(MANNERS, self._voice.seed, "manner", *name)
        reason = pick(REASONS, self._voice.seed, "reason", *name)
        received = HandoverReceived(handover_id=package.handover_id)
        accepted = HandoverAccepted(handover_id=package.handover_id)
        rejected = HandoverRejected(handover_id=package.handover_id, reason=reason)
        at_once = self._turn(package.arrived)
        match manner:
            case Manner.PROMPT:
                yield from ((at_once, received), (at_once, accepted))
            case Manner.SLOW:
                yield from ((at_once, received), (self._turn(package.arrived + timedelta(days=3)), accepted))
            case Manner.LATE:
                late = self._turn(add_working_days(package.arrived, 3))
                yield from ((late, received), (late, accepted))
            case Manner.VERY_LATE:
                late = self._turn(add_working_days(package.arrived, 7))
                yield from ((late, received), (late, accepted))
            case Manner.REJECTING:
                yield from ((at_once, received), (at_once, rejected))
            case Manner.MENDING:
                mended = self._turn(package.arrived + timedelta(days=6))
                yield from ((at_once, received), (at_once, rejected), (mended, accepted))
            case Manner.SILENT:
                pass

    def _turn(self, day: date) -> date:
        return turn(self.party.kind, day)

    def _says(self, receipt: Receipt, day: date) -> Saying:
        package = receipt.package
        name = (receipt.event.type, str(package.arrived), str(package.starts))
        saying = self._voice.says(receipt.event, day, self.case(receipt.citizen_id), *name)
        return replace(saying, citizen=receipt.citizen_id, number=package.number)

    def number(self, citizen_id: str) -> int:
        return self.people.number(citizen_id)

    def case(self, citizen_id: str) -> str:
        """The jobcentre's own reference of a citizen."""
        return f"jobcentre-{self.party.code}-{self.people.number(citizen_id):06d}"

    def is_away(self, citizen_id: str, day: date) -> bool:
        return self._today is not None and self.people.is_away(citizen_id, day, self._today)
