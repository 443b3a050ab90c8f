"""Reported hours move the windows of what is not planned yet."""

from samspil.events.contact_course import MeetingInvited, MeetingRequired, MeetingWaived, WaiverReason, WindowAtRisk
from samspil.events.values import AbsenceKind
from tests.unit.contact_course.life import (
    HK,
    RANDERS,
    Life,
    absent,
    by_jobcentre,
    day,
    ended,
    held,
    holds,
    hours,
    invitations,
    only,
    registered,
    windows,
)
from tests.unit.contact_course.meetings import FIRST, SECOND, THIRD


def after_the_first_meeting() -> Life:
    """A life of which the first meeting is held and nothing that was told is left to hear."""
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.ledger(holds(HK, since="2025-02-03"))
    life.until("2025-02-12")
    assert life.says(HK, held(FIRST, "2025-02-12")) == "accepted"
    life.told()
    return life


def test_fewer_hours_than_the_calendar_estimated_give_later_windows() -> None:
    life = after_the_first_meeting()
    life.until("2025-03-03")
    life.intake(hours("2025-02", "80.00", on="2025-03-03"))
    life.until("2025-03-04")

    assert windows(life.told()) == {
        "fund-later.2": ("2025-02-03", "2025-05-16", "2025-03-21"),
        "fund-later.3": ("2025-02-03", "2025-05-16", "2025-04-30"),
    }


def test_hours_that_are_what_the_calendar_estimated_move_nothing() -> None:
    life = after_the_first_meeting()
    life.until("2025-03-03")
    life.intake(hours("2025-02", "160.33", on="2025-03-03"))
    life.until("2025-03-05")

    assert life.told() == []


def test_a_meeting_that_is_planned_keeps_its_window() -> None:
    life = after_the_first_meeting()
    life.until("2025-03-06")
    assert invitations(life.told()) == [(str(HK), "2025-03-14")]
    life.intake(hours("2025-02", "80.00", on="2025-03-06"))
    life.until("2025-03-07")

    assert [event.meeting_id for event in only(MeetingRequired, life.told())] == [THIRD]


def test_a_corrected_month_does_not_take_back_what_later_months_cover() -> None:
    life = after_the_first_meeting()
    life.until("2025-04-02")
    life.intake(hours("2025-03", "320.66", on="2025-04-02"))
    life.until("2025-04-03")
    life.told()
    life.intake(hours("2025-02", "240.00", on="2025-04-03"))
    life.until("2025-04-04")

    assert windows(life.told()) == {"fund-later.3": ("2025-02-03", "2025-05-16", "2025-04-30")}


def test_a_limit_that_moves_away_is_warned_of_again_when_it_is_near() -> None:
    life = after_the_first_meeting()
    assert life.says(HK, absent("2025-02-13", "2025-06-30", AbsenceKind.LEAVE)) == "accepted"
    life.until("2025-04-25")
    assert {event.limit for event in only(WindowAtRisk, life.told())} == {day("2025-04-30")}
    life.intake(hours("2025-03", "240.00", on="2025-04-25"))
    life.until("2025-05-12")
    assert only(WindowAtRisk, life.told()) == []
    life.until("2025-05-13")

    assert {event.limit for event in only(WindowAtRisk, life.told())} == {day("2025-05-16")}


def test_hours_that_close_a_window_leave_a_recorded_reason_and_no_late_warning() -> None:
    life = after_the_first_meeting()
    life.until("2025-03-03")
    life.intake(hours("2025-02", "600.00", on="2025-03-03"))
    life.until("2025-03-04")

    told = life.told()
    assert only(WindowAtRisk, told) == []
    assert [(event.meeting_id, event.reason) for event in only(MeetingWaived, told)] == [
        (SECOND, WaiverReason.WINDOW_PASSED),
        (THIRD, WaiverReason.WINDOW_PASSED),
    ]
    assert only(MeetingInvited, told) == []


def test_hours_that_come_after_the_handover_was_due_find_the_meetings_invited() -> None:
    life = after_the_first_meeting()
    life.until("2025-05-20")

    assert invitations(life.told()) == [(str(HK), "2025-03-14"), (str(HK), "2025-04-16")]


def test_hours_of_a_spell_that_is_over_or_another_change_nothing() -> None:
    life = after_the_first_meeting()
    life.until("2025-03-03")
    before = life.course()
    life.intake(hours("2025-02", "80.00", on="2025-03-03", spell="spell-0"))
    assert life.course() == before
    life.intake(ended("2025-03-03"))
    before = life.course()
    life.intake(hours("2025-02", "80.00", on="2025-03-03"))
    assert life.course() == before


def test_a_holder_is_warned_three_working_days_before_the_limit_where_no_invitation_stands() -> None:
    life = after_the_first_meeting()
    life.until("2025-04-24")
    assert only(WindowAtRisk, life.told()) == []
    life.until("2025-04-25")
    warned = only(WindowAtRisk, life.told())
    assert [(event.meeting_id, event.limit) for event in warned] == [
        (SECOND, day("2025-04-30")),
        (THIRD, day("2025-04-30")),
    ], "neither was reported"
    life.until("2025-06-30")
    assert life.told() == []


def at_a_jobcentre_that_heard_late(hours: str = "0") -> Life:
    """A life under R2020 that began nine days before its registration."""
    life = Life("2020-01-10")
    life.intake(registered("2020-01-01", on="2020-01-10", hours=hours))
    life.ledger(holds(RANDERS, since="2020-01-01"))
    life.until("2020-01-11")
    return life


def test_a_window_counted_from_the_takeover_opens_when_the_registration_came_and_keeps_its_limit() -> None:
    life = at_a_jobcentre_that_heard_late()

    assert windows(life.told())["job.1"] == ("2020-01-10", "2020-06-30", "2020-01-24")
    job = "spell-1.0.R2020.meetings.job.1"
    assert life.says(RANDERS, by_jobcentre(held(job, "2020-01-09"))) == "wrong_day", "nobody knew of the citizen"
    assert life.says(RANDERS, by_jobcentre(held(job, "2020-01-10"))) == "accepted"


def test_a_window_that_was_over_before_the_registration_is_owed_by_nobody() -> None:
    told = at_a_jobcentre_that_heard_late(hours="439.06").told()

    assert "joint-early.5" not in windows(told)
    assert only(MeetingWaived, told) == []
