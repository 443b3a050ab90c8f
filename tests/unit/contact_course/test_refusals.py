"""The judge refuses what cannot be, with a word for programs and a sentence for people, and changes nothing."""

import pytest

from samspil.events import unemployment_fund
from samspil.events.answers import MessageRefused
from samspil.events.event import Event
from samspil.events.values import MeetingForm, MeetingOutcome
from samspil.reference.parties import Party
from samspil.topics import told_to
from tests.unit.contact_course.life import (
    AALBORG,
    HK,
    METAL,
    Life,
    absent,
    by_jobcentre,
    day,
    ended,
    held,
    holds,
    missed,
    registered,
    to,
)
from tests.unit.contact_course.meetings import FIRST, SECOND


def life_on(today: str) -> Life:
    """A life whose first meeting is planned for 12 February 2025 and whose second is not invited to before 6 March."""
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.ledger(holds(HK, since="2025-02-03"))
    life.until(today)
    life.told()
    return life


def unheard_of(meeting: str, on: str) -> Event:
    """A report with an outcome that only a newer sender knows."""
    return unemployment_fund.MeetingReported(
        meeting_id=meeting, outcome=MeetingOutcome("postponed"), on=day(on), form=MeetingForm.PHONE
    )


@pytest.mark.parametrize(
    ("party", "message", "reason"),
    [
        (HK, held("spell-1.7.R2024.meetings.fund-first.1", "2025-02-12"), "unknown_meeting"),
        (METAL, held(FIRST, "2025-02-12"), "not_responsible"),
        (AALBORG, by_jobcentre(held(FIRST, "2025-02-12")), "not_responsible"),
        (HK, held(FIRST, "2025-02-14"), "wrong_day"),
        (HK, held(FIRST, "2025-02-02"), "wrong_day"),
        (HK, missed(FIRST, "2025-02-11"), "wrong_day"),
        (HK, missed(SECOND, "2025-02-12"), "not_invited"),
        (HK, unheard_of(FIRST, "2025-02-12"), "unknown_outcome"),
        (HK, to("spell-1.7.R2024.meetings.fund-first.1", "2025-02-14"), "unknown_meeting"),
        (METAL, to(FIRST, "2025-02-14"), "not_responsible"),
        (HK, to(SECOND, "2025-02-14"), "not_invited"),
        (HK, to(FIRST, "2025-02-12"), "wrong_day"),
        (HK, to(FIRST, "2025-02-18"), "outside_window"),
        (METAL, absent("2025-02-20", "2025-02-21"), "not_responsible"),
        (HK, absent("2025-02-21", "2025-02-20"), "wrong_dates"),
        (HK, absent("2025-01-01", "2025-02-02"), "wrong_dates"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(party: Party, message: Event, reason: str) -> None:
    life = life_on("2025-02-13")
    before = life.course()

    assert life.says(party, message) == reason
    assert life.course() == before
    assert life.told() == []


def test_a_meeting_is_held_only_once() -> None:
    life = life_on("2025-02-12")
    assert life.says(HK, held(FIRST, "2025-02-12")) == "accepted"

    assert life.says(HK, held(FIRST, "2025-02-12")) == "already_held"
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "already_held"
    assert life.says(HK, to(FIRST, "2025-02-14")) == "already_held"


def test_a_meeting_is_missed_only_once_for_each_invitation() -> None:
    life = life_on("2025-02-12")
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "accepted"
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "already_missed"

    life.until("2025-02-17")
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "wrong_day"
    assert life.says(HK, missed(FIRST, "2025-02-17")) == "accepted"


def test_a_meeting_whose_window_is_over_is_not_moved() -> None:
    life = life_on("2025-02-18")

    assert life.says(HK, to(FIRST, "2025-02-19")) == "outside_window"


def test_a_meeting_is_not_moved_into_an_absence() -> None:
    life = life_on("2025-02-06")
    assert life.says(HK, absent("2025-02-13", "2025-02-14")) == "accepted"

    assert life.says(HK, to(FIRST, "2025-02-13")) == "absent"


def test_a_meeting_of_a_spell_that_is_over_can_be_reported_held_but_neither_missed_nor_moved() -> None:
    life = life_on("2025-02-12")
    life.intake(ended("2025-02-13"))
    life.until("2025-02-14")

    assert life.says(HK, missed(FIRST, "2025-02-12")) == "waived"
    assert life.says(HK, to(FIRST, "2025-02-17")) == "waived"
    assert life.says(HK, held(FIRST, "2025-02-13")) == "not_responsible"
    assert life.says(HK, absent("2025-02-20", "2025-02-21")) == "no_open_course"
    assert life.says(HK, held(FIRST, "2025-02-12")) == "accepted"


def test_of_an_unknown_citizen_everything_is_refused() -> None:
    life = Life("2025-02-03")

    assert life.says(HK, held(FIRST, "2025-02-03")) == "unknown_meeting"
    assert life.says(HK, to(FIRST, "2025-02-04")) == "unknown_meeting"
    assert life.says(HK, absent("2025-02-03", "2025-02-04")) == "no_open_course"
    assert life.course() is None


def test_a_refusal_says_what_to_do_instead() -> None:
    life = life_on("2025-02-13")
    life.says(HK, to(FIRST, "2025-02-18"))

    refusal = life.everything(told_to(HK))[-1]
    assert isinstance(refusal, MessageRefused)
    assert refusal.detail == "The meeting must be held by 2025-02-17; choose a day from 2025-02-13 to then"
