"""Who speaks on which day. Parties whose messages about one citizen could exclude each other never share a day.

What a fund, a jobcentre and the civil registration say about the same citizen on the same day would be judged in the
order in which it happens to come in; with days of their own the same seed gives the same country.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from samspil.calendar import ONE_DAY
from samspil.reference.parties import PartyKind

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
TURNS: Final[dict[PartyKind, frozenset[int]]] = {
    "unemployment-fund": frozenset({MONDAY, WEDNESDAY, FRIDAY}),
    "jobcentre": frozenset({TUESDAY, THURSDAY, SATURDAY}),
    "civil-registration": frozenset({SUNDAY}),
}


def has_turn(kind: PartyKind, day: date) -> bool:
    """Whether parties of this kind speak on `day`."""
    return day.weekday() in TURNS[kind]


def turn(kind: PartyKind, day: date) -> date:
    """The first day on or after `day` on which parties of this kind speak."""
    while not has_turn(kind, day):
        day += ONE_DAY
    return day


def turns(kind: PartyKind, first: date, last: date) -> list[date]:
    """All their days from `first` to `last`, both included."""
    days = []
    day = turn(kind, first)
    while day <= last:
        days.append(day)
        day = turn(kind, day + ONE_DAY)
    return days
