"""What a party says on a day, and what it must be answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from samspil.calendar import midnight
from samspil.events import civil_registration, jobcentre, unemployment_fund
from samspil.events.event import OutsideEvent, Person
from samspil.reference.parties import Party
from sandbox.country.chance import lot, message_id

ACCEPTED: Final = "accepted"
REPEATED: Final = "repeated"
UNREADABLE: Final = "unreadable"
NOT_RESPONSIBLE: Final = "not_responsible"
OFFICE_OPENS: Final = timedelta(hours=8)
OFFICE_HOURS: Final = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Bytes:
    """A record as it is put on the topic, for what no well-behaved system would send."""

    key: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    value: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One message. `expected` is the answer it must get: `accepted`, `repeated` or the reason of a refusal."""

    day: date
    party: Party
    case: str
    id: str
    time: datetime
    event: OutsideEvent | None = None
    person: Person | None = field(default=None, repr=False)
    citizen: str | None = None
    raw: Bytes | None = None
    type: str
    expected: str = ACCEPTED
    nonsense: bool = False
    number: int | None = None
    """Whom it is about inside the sandbox: `Citizen.number`."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a party puts its messages: ids and times come from the seed, the simulated day and the message's name."""

    seed: int
    party: Party

    def says(self, event: OutsideEvent, day: date, case: str, *name: str) -> Saying:
        """A message; `name` says which among all of the case's it is. What else it needs is added by `replace`."""
        time = self.moment(day, case, *name)
        id_ = message_id(self.seed, time, self.party, case, *name)
        return Saying(day=day, party=self.party, case=case, id=id_, time=time, event=event, type=event.type)

    def moment(self, day: date, case: str, *name: str) -> datetime:
        """A moment in office hours, in whole seconds."""
        seconds = OFFICE_HOURS.total_seconds() * lot(self.seed, "moment", self.party, case, day, *name)
        return midnight(day) + OFFICE_OPENS + timedelta(seconds=int(seconds))


def in_order(sayings: Iterable[Saying]) -> list[Saying]:
    """As they are said on a day: what a party says of one case has one order, whatever made it say it first."""
    return sorted(sayings, key=lambda each: (str(each.party), each.case, RANKS.get(each.type, 0), each.time, each.id))


ORDER: Final[tuple[type[OutsideEvent], ...]] = (
    unemployment_fund.MemberRegistered,
    unemployment_fund.MeetingReported,
    unemployment_fund.MeetingMoved,
    unemployment_fund.BenefitHoursReported,
    unemployment_fund.AbsenceReported,
    unemployment_fund.MemberScreened,
    unemployment_fund.SpellEnded,
    jobcentre.MeetingReported,
    jobcentre.MeetingMoved,
    jobcentre.HandoverReceived,
    jobcentre.HandoverRejected,
    jobcentre.HandoverAccepted,
    civil_registration.PersonMoved,
    civil_registration.PersonDied,
)
"""First what was, then what will be, then what ends: so no message of a day takes the ground from under another."""
RANKS: Final = {kind.type: rank for rank, kind in enumerate(ORDER)}
