"""How funds and jobcentres react to what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from samspil.events.contact_course import MeetingInvited, MeetingRescheduled, MeetingWaived, WaiverReason
from samspil.events.event import Event
from samspil.events.handover import HandoverPrepared, PackageContent, PackageDelivered
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved
from samspil.events.unemployment_fund import MeetingMoved, MeetingReported
from samspil.events.values import MeetingForm, MeetingOutcome, MoveCause
from samspil.reference.parties import Party
from sandbox.country.hearing import Heard
from sandbox.country.jobcentres import Jobcentre
from sandbox.country.life import Life, Period
from sandbox.country.lives import live
from sandbox.country.meetings import Meetings
from sandbox.country.people import People
from sandbox.country.population import populate
from sandbox.country.saying import Saying, Voice
from sandbox.country.turns import turn

FUND, JOBCENTRE = Party("unemployment-fund", "hk"), Party("jobcentre", "0851")
MONDAY, WEDNESDAY, FRIDAY = date(2026, 7, 6), date(2026, 7, 8), date(2026, 7, 10)
TUESDAY = date(2026, 7, 7)
PERIOD = Period(date(2026, 7, 1), date(2026, 12, 31))
PEOPLE = populate(400, 2026, Random("people 7"))


@dataclass
class Diary:
    """An office's diary in which nobody is away."""

    away: bool = False

    def number(self, citizen_id: str) -> int:
        return 1

    def case(self, citizen_id: str) -> str:
        return "case-1"

    def is_away(self, citizen_id: str, day: date) -> bool:
        return self.away


def heard(event: Event, day: date = MONDAY, party: Party = FUND, citizen: str = "c1") -> Heard:
    return Heard(party, "e", citizen, datetime.combine(day, time(6), UTC), event)


def invited(number: int, on: date = WEDNESDAY, limit: date = date(2026, 7, 31)) -> MeetingInvited:
    return MeetingInvited(
        spell_id="s", meeting_id=f"m{number}", holder=FUND, on=on, form=MeetingForm.PHONE, limit=limit, round=1
    )


def waived(number: int, reason: WaiverReason) -> MeetingWaived:
    return MeetingWaived(spell_id="s", meeting_id=f"m{number}", holder=FUND, reason=reason, invited=True)


def office(*events: tuple[Event, date], away: bool = False) -> Meetings:
    meetings = Meetings(Voice(7, FUND), Diary(away))
    for event, day in events:
        meetings.hear(heard(event, day))
    return meetings


MANY = [(invited(number), MONDAY) for number in range(200)]


def outcomes(sayings: Iterable[Saying]) -> dict[str, str]:
    return {
        saying.event.meeting_id: saying.event.outcome.value
        for saying in sayings
        if isinstance(saying.event, MeetingReported)
    }


def moves(sayings: Iterable[Saying]) -> dict[str, date]:
    return {saying.event.meeting_id: saying.event.to for saying in sayings if isinstance(saying.event, MeetingMoved)}


def test_a_meeting_is_reported_once_and_not_before_its_day() -> None:
    meetings = office(*MANY)

    assert outcomes(meetings.speak(MONDAY)) == {}
    reported = outcomes(meetings.speak(WEDNESDAY))
    assert set(reported.values()) == {"held", "missed"}
    assert set(outcomes(meetings.speak(FRIDAY))).isdisjoint(reported)


def test_some_meetings_are_moved_within_their_window_and_reported_on_the_new_day() -> None:
    meetings = office(*MANY)

    moved = moves(meetings.speak(MONDAY))
    assert moved
    assert all(WEDNESDAY < day <= date(2026, 7, 31) for day in moved.values())
    assert set(outcomes(meetings.speak(WEDNESDAY))).isdisjoint(moved)
    later = [saying.event for saying in meetings.speak(max(moved.values()))]
    assert {event.meeting_id: event.on for event in later if isinstance(event, MeetingReported)} == moved


def test_no_meeting_is_moved_beyond_its_limit_or_into_an_absence() -> None:
    tight = [(invited(number, limit=WEDNESDAY), MONDAY) for number in range(200)]

    assert moves(office(*tight).speak(MONDAY)) == {}
    assert moves(office(*MANY, away=True).speak(MONDAY)) == {}


def test_what_an_office_says_does_not_depend_on_the_order_in_which_it_was_told() -> None:
    def said(meetings: Meetings) -> set[Saying]:
        return {saying for day in (MONDAY, WEDNESDAY, FRIDAY) for saying in meetings.speak(day)}

    assert said(office(*MANY)) == said(office(*reversed(MANY)))


def test_a_meeting_that_was_moved_by_samspil_is_reported_on_its_new_day() -> None:
    change = MeetingRescheduled(spell_id="s", meeting_id="m1", holder=FUND, previous=WEDNESDAY, on=FRIDAY)
    meetings = office((invited(1), MONDAY), (change, TUESDAY))

    assert outcomes(meetings.speak(WEDNESDAY)) == {}
    assert list(outcomes(meetings.speak(FRIDAY))) == ["m1"]


@pytest.mark.parametrize("reason", [WaiverReason.SPELL_CLOSED, WaiverReason.ABSENT])
def test_nothing_is_said_of_a_meeting_that_fell_away(reason: WaiverReason) -> None:
    assert outcomes(office((invited(1), MONDAY), (waived(1, reason), FRIDAY)).speak(FRIDAY)) == {}


def test_what_was_held_before_the_holder_changed_is_reported_and_what_was_missed_is_not() -> None:
    changed = [(waived(number, WaiverReason.HOLDER_CHANGED), date(2026, 7, 9)) for number in range(200)]

    reported = outcomes(office(*MANY, *changed).speak(FRIDAY))

    assert set(reported.values()) == {"held"}
    assert outcomes(office((invited(1, FRIDAY), MONDAY), changed[1]).speak(FRIDAY)) == {}


def lives() -> list[Life]:
    return [live(citizen, PERIOD, Random(f"life 7 {citizen.number}")) for citizen in PEOPLE]


def content(number: int) -> dict[str, Any]:
    told = PackageContent(
        fund=FUND,
        municipality="0851",
        unemployed_from=date(2026, 7, 1),
        insurance="full_time",
        total_hours=Decimal(411),
        pack="R2026",
        needs=(),
        form_preference=None,
        meetings=(),
    )
    prepared = HandoverPrepared(
        spell_id=f"s{number}",
        handover_id=f"h{number}",
        receiver=JOBCENTRE,
        cause=MoveCause.HOURS,
        effective=TUESDAY,
        content=told,
    )
    return prepared.model_dump(mode="json") | {"person": PEOPLE[number].person.model_dump()}


def jobcentre() -> Jobcentre:
    people = People(lives())
    for citizen in PEOPLE:
        people.learn(f"c{citizen.number}", citizen.number)
    return Jobcentre(JOBCENTRE, 7, people, lambda told: content(int(told.jwe)))


def package(number: int) -> Heard:
    return heard(PackageDelivered(handover_id=f"h{number}", jwe=str(number)), TUESDAY, JOBCENTRE, f"c{number}")


def receipts(sayings: Iterable[Saying]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for saying in sayings:
        found.setdefault(getattr(saying.event, "handover_id", ""), []).append(saying.type.split(".")[2])
    return found


def test_jobcentres_have_every_manner_of_answering() -> None:
    office = jobcentre()
    for number in range(400):
        office.hear(package(number))

    at_once = receipts(office.speak(TUESDAY))
    manners = {tuple(words) for words in at_once.values()}
    assert {("received", "accepted"), ("received",), ("received", "rejected")} <= manners
    day, later = TUESDAY, dict[str, list[str]]()
    while day < date(2026, 8, 1):
        day = turn("jobcentre", date.fromordinal(day.toordinal() + 1))
        for name, words in receipts(office.speak(day)).items():
            later.setdefault(name, []).extend(words)
    mended = [name for name, words in at_once.items() if words[-1] == "rejected" and later.get(name) == ["accepted"]]
    late = [name for name, words in later.items() if name not in at_once and words == ["received", "accepted"]]
    silent = 400 - len(at_once.keys() | later.keys())
    assert mended
    assert late
    assert silent > 0


def test_a_jobcentre_answers_the_same_whatever_came_first() -> None:
    one, other = jobcentre(), jobcentre()
    for number in range(50):
        one.hear(package(number))
        other.hear(package(49 - number))

    assert set(one.speak(TUESDAY)) == set(other.speak(TUESDAY))


@pytest.mark.parametrize("gone_first", [True, False])
def test_a_jobcentre_says_nothing_of_somebody_who_is_not_its_own_any_more(gone_first: bool) -> None:
    moved = ResponsibilityMoved(
        spell_id="s3",
        transfer_id="t",
        holder=Party("jobcentre", "0751"),
        previous=JOBCENTRE,
        cause=MoveCause.MOVE,
        effective=TUESDAY,
        rule="r",
    )
    ended = ResponsibilityEnded(spell_id="s4", holder=JOBCENTRE, effective=TUESDAY)
    told = [heard(moved, TUESDAY, JOBCENTRE, "c3"), heard(ended, TUESDAY, JOBCENTRE, "c4"), package(3), package(4)]
    office = jobcentre()
    for each in told if gone_first else reversed(told):
        office.hear(each)

    assert office.speak(TUESDAY) == []
    assert len(office.packages) == 2


def test_a_jobcentre_only_speaks_on_its_own_days() -> None:
    office = jobcentre()
    for number in range(50):
        office.hear(package(number))

    assert office.speak(WEDNESDAY) == []
    assert office.speak(date(2026, 7, 9)) != []


def test_a_package_that_does_not_open_is_remembered() -> None:
    office = Jobcentre(JOBCENTRE, 7, People(lives()), refuse)
    office.hear(package(1))

    assert (office.packages, office.unopened) == ([], ["h1"])


def refuse(told: PackageDelivered) -> dict[str, Any]:
    raise ValueError("another key")


def test_missed_and_held_are_the_only_outcomes() -> None:
    assert {MeetingOutcome(word) for word in outcomes(office(*MANY).speak(WEDNESDAY)).values()} == {
        MeetingOutcome.HELD,
        MeetingOutcome.MISSED,
    }
