"""What is told to every path: citizens with three meetings each, and events that change a state and tell something.

Everything follows from a number, so each path is told the same.
"""

from collections.abc import Iterator
from datetime import UTC, date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from benchmarks.turn import FUNDS, TODAY
from samspil import topics
from samspil.calendar import midnight
from samspil.events.event import Event
from samspil.events.intake import RegistrationAccepted
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.unemployment_fund import AbsenceReported, MeetingMoved, MeetingReported
from samspil.events.values import AbsenceKind, MeetingForm, MeetingOutcome, MoveCause
from samspil.flow.identity import event_id, name_of
from samspil.flow.lanes import lane_of
from samspil.flow.record import Outgoing, Trail, day_mark, headers_of
from samspil.reference.parties import Party
from samspil.rules import pack_for

LANES: Final = 4
REGISTERED: Final = date(2025, 2, 3)
"""The day before the measured events. The waking between them derives the meetings and invites to the first."""

ROUND: Final = 10
"""So many events a citizen can take: eight moves of a meeting, an absence, and a meeting that was held."""

_MOVES: Final = (date(2025, 2, 13), date(2025, 2, 14))
_MOMENT: Final = midnight(TODAY).astimezone(UTC)
_MILLISECONDS: Final = int(_MOMENT.timestamp() * 1000)


@lru_cache(maxsize=100_000)
def citizen(number: int) -> str:
    """A citizen's id, of the length that intake gives."""
    return name_of("citizen", str(number))


def fund_of(number: int) -> Party:
    """The fund of a citizen: all funds have equally many."""
    return FUNDS[number % len(FUNDS)]


def first_day() -> Iterator[Outgoing]:
    """The day on which everybody registers begins, in all lanes of both topics that contact-course reads."""
    return _marks(REGISTERED)


def second_day() -> Iterator[Outgoing]:
    """The next day begins: its waking derives the meetings."""
    return _marks(TODAY)


def registration(number: int) -> tuple[Outgoing, Outgoing]:
    """What opens a citizen's course: the registration, and who is responsible."""
    fund, spell = fund_of(number), _spell(number)
    accepted = RegistrationAccepted(
        spell_id=spell,
        unemployed_from=REGISTERED,
        registered_on=REGISTERED,
        fund=fund,
        municipality="0851",
        insurance="full_time",
        hours_before=Decimal("37.00"),
        pack=pack_for(REGISTERED).id,
    )
    moved = ResponsibilityMoved(
        spell_id=spell,
        transfer_id=name_of("transfer", spell),
        holder=fund,
        previous=None,
        cause=MoveCause.FIRST_OWNER,
        effective=REGISTERED,
        rule="R2024.responsibility.first-owner",
    )
    return (
        _record(topics.INTAKE.name, accepted, number, "registration", "/samspil/intake"),
        _record(topics.RESPONSIBILITY.name, moved, number, "holder", "/samspil/responsibility"),
    )


def measured(number: int, citizens: int) -> Outgoing:
    """The measured event of this number. Citizens take turns; every tenth event is an absence, every tenth a meeting
    that was held, the others move a meeting. Each is accepted, changes the state, and tells one fact and one answer.
    """
    turn, who = divmod(number, citizens)
    if turn >= ROUND:
        raise ValueError(f"{citizens} citizens can take {citizens * ROUND} events, not more than {number}")
    event = _event(who, turn)
    return _record(topics.INTAKE.name, event, who, f"measured {turn}", str(fund_of(who)))


def _event(who: int, turn: int) -> Event:
    """Citizens are at different places of the round, so that any stretch of events has the same mix."""
    place = (who + turn) % ROUND
    if place == ROUND - 2:
        return AbsenceReported(kind=AbsenceKind.HOLIDAY, first=date(2025, 4, 14), last=date(2025, 4, 16))
    meetings = f"{_spell(who)}.0.R2024.meetings"
    if place == ROUND - 1:
        return MeetingReported(
            meeting_id=f"{meetings}.fund-later.2", outcome=MeetingOutcome.HELD, on=TODAY, form=MeetingForm.PHYSICAL
        )
    return MeetingMoved(meeting_id=f"{meetings}.fund-first.1", to=_MOVES[turn % 2])


@lru_cache(maxsize=100_000)
def _spell(number: int) -> str:
    return name_of("spell", str(number))


def _marks(day: date) -> Iterator[Outgoing]:
    for topic in (topics.INTAKE, topics.RESPONSIBILITY):
        for lane in range(LANES):
            yield day_mark(day, topic.name, lane, topic.owner)


def _record(topic: str, event: Event, who: int, what: str, source: str) -> Outgoing:
    key = citizen(who)
    id_ = event_id(_MILLISECONDS, key, what)
    trace = id_.replace("-", "")
    trail = Trail(_MOMENT, event_id(_MILLISECONDS, key), "", f"00-{trace}-{trace[:16]}-00")
    headers = headers_of(event, id_, "intake", key, trail) | {"ce_source": source}
    return Outgoing(topic, lane_of(key, LANES), key, headers, event.written())
