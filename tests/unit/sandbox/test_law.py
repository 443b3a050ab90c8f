"""The law as the country knows it: dated, kept by a spell to its end, and obeyed by the offices."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from samspil.events.contact_course import MeetingInvited
from samspil.events.unemployment_fund import MeetingReported
from samspil.events.values import MeetingForm, MeetingOutcome
from samspil.reference.parties import Party
from sandbox.country.hearing import Heard
from sandbox.country.law import is_voluntary, law_of
from sandbox.country.life import Life, Period
from sandbox.country.lives import live
from sandbox.country.meetings import Meetings
from sandbox.country.population import populate
from sandbox.country.saying import NOT_RESPONSIBLE, REPEATED, Saying, Voice
from sandbox.country.script import script_of

FUND = Party("unemployment-fund", "hk")
PERIOD = Period(date(2023, 11, 1), date(2024, 6, 30))
PEOPLE = populate(400, 2023, Random("people 7"))
LIVES = [live(citizen, PERIOD, Random(f"life 7 {citizen.number}")) for citizen in PEOPLE]


class Diary:
    """An office's diary in which nobody is away."""

    def number(self, citizen_id: str) -> int:
        return 1

    def case(self, citizen_id: str) -> str:
        return "case-1"

    def is_away(self, citizen_id: str, day: date) -> bool:
        return False


@pytest.mark.parametrize(
    ("starts", "pack", "fund_first"),
    [
        (date(2015, 7, 1), "R2015", False),
        (date(2019, 12, 31), "R2015", False),
        (date(2020, 1, 1), "R2020", False),
        (date(2023, 12, 31), "R2020", False),
        (date(2024, 1, 1), "R2024", True),
        (date(2026, 6, 30), "R2024", True),
        (date(2026, 7, 1), "R2026", True),
        (date(2027, 1, 1), "R2027", True),
    ],
)
def test_a_spell_goes_by_the_law_of_its_first_day(starts: date, pack: str, fund_first: bool) -> None:
    law = law_of(starts)

    assert law is not None
    assert (law.pack, law.fund_first) == (pack, fund_first)


def test_before_july_2015_no_law_is_known() -> None:
    assert law_of(date(2015, 6, 30)) is None


def test_an_amendment_lies_over_one_law_only_and_from_its_first_day_on() -> None:
    before, after = law_of(date(2023, 12, 31)), law_of(date(2024, 1, 1))
    assert before
    assert after

    assert (before.amendments(date(2023, 3, 21)), before.amendments(date(2023, 3, 22))) == (set(), {"R2023"})
    assert after.amendments(date(2024, 6, 30)) == set()


def screenings(lives: list[Life]) -> list[tuple[Life, Saying]]:
    """Each screening that is told for the first time, with the life that it is about."""
    said = [(life, saying) for life in lives for saying in script_of(life, PERIOD, 7)]
    return [pair for pair in said if pair[1].type.endswith("screened.v1") and pair[1].expected != REPEATED]


def test_a_fund_that_screens_is_refused_where_the_jobcentre_came_first() -> None:
    answers: dict[bool, set[str]] = {True: set(), False: set()}
    for life, saying in screenings(LIVES):
        [spell] = [each for each in life.spells if each.screening and each.screening.told == saying.day]
        answers[spell.fund_first].add(saying.expected)

    assert answers == {True: {"accepted"}, False: {NOT_RESPONSIBLE}}


def test_people_of_both_laws_live_side_by_side_and_some_come_back_under_the_new_one() -> None:
    packs = [[spell.law.pack for spell in life.spells] for life in LIVES]

    assert ["R2020"] in packs
    assert ["R2024"] in packs
    assert ["R2020", "R2024"] in packs


def reported(on: date, day: date) -> set[MeetingOutcome]:
    """What an office reports on `day` of many meetings that were to be on `on`."""
    meetings = Meetings(Voice(7, FUND), Diary())
    told = datetime.combine(on - timedelta(days=9), time(6), UTC)
    for number in range(200):
        invited = MeetingInvited(
            spell_id="s", meeting_id=f"m{number}", holder=FUND, on=on, form=MeetingForm.PHONE, limit=on, round=1
        )
        meetings.hear(Heard(FUND, "e", "c1", told, invited))
    events = [saying.event for saying in meetings.speak(day)]
    return {event.outcome for event in events if isinstance(event, MeetingReported)}


def test_who_stayed_away_in_the_spring_of_2020_missed_nothing() -> None:
    friday = date(2020, 3, 13)
    both = {MeetingOutcome.HELD, MeetingOutcome.MISSED}

    assert reported(friday, friday) == {MeetingOutcome.HELD}
    assert reported(date(2020, 5, 26), date(2020, 5, 27)) == {MeetingOutcome.HELD}
    assert reported(date(2020, 3, 11), friday) == both
    assert reported(date(2020, 5, 27), date(2020, 5, 27)) == both


def test_the_spring_of_2020_has_a_first_and_a_last_day() -> None:
    days = [date(2020, 3, 11), date(2020, 3, 12), date(2020, 5, 26), date(2020, 5, 27)]

    assert [is_voluntary(day) for day in days] == [False, True, True, False]
