"""Meetings that are missed, moved, or in the way of an absence."""

from samspil.events.contact_course import (
    AbsenceNoted,
    MeetingHeld,
    MeetingInvited,
    MeetingMissed,
    MeetingRescheduled,
    MeetingWaived,
    WaiverReason,
    WindowAtRisk,
)
from samspil.events.values import AbsenceKind
from tests.unit.contact_course.life import (
    HK,
    Life,
    absent,
    day,
    held,
    holds,
    invitations,
    missed,
    only,
    registered,
    to,
)
from tests.unit.contact_course.meetings import FIRST, SECOND, THIRD


def invited() -> Life:
    """A life on 4 February 2025: invited to the first meeting on the 12th, whose limit is the 17th."""
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.ledger(holds(HK, since="2025-02-03"))
    life.until("2025-02-04")
    assert invitations(life.told()) == [(str(HK), "2025-02-12")]
    life.told_to(HK)
    return life


def test_a_citizen_who_misses_a_meeting_is_invited_again_inside_the_window() -> None:
    life = invited()
    life.until("2025-02-12")
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "accepted"
    life.until("2025-02-13")

    told = life.told()
    assert [type(event) for event in told] == [MeetingMissed, MeetingInvited]
    assert [(event.on, event.round) for event in only(MeetingInvited, told)] == [(day("2025-02-17"), 2)]


def test_another_invitation_keeps_the_notice_where_the_window_allows() -> None:
    life = invited()
    life.until("2025-03-14")
    assert life.says(HK, missed(SECOND, "2025-03-14")) == "accepted"
    life.told()
    life.until("2025-03-16")

    assert [(event.on, event.round) for event in only(MeetingInvited, life.told())] == [(day("2025-03-24"), 2)]


def test_a_citizen_who_misses_the_last_day_of_the_window_leaves_a_recorded_reason() -> None:
    life = invited()
    life.until("2025-02-12")
    life.says(HK, missed(FIRST, "2025-02-12"))
    life.until("2025-02-17")
    assert life.says(HK, missed(FIRST, "2025-02-17")) == "accepted"
    life.told()
    life.until("2025-02-18")

    told = life.told()
    assert [type(event) for event in told] == [MeetingWaived], "the window is over and at risk no more"
    assert only(MeetingWaived, told)[0].reason is WaiverReason.WINDOW_PASSED
    assert only(MeetingWaived, told)[0].invited is False
    life.until("2025-03-05")
    assert life.told() == []


def test_a_meeting_that_was_waived_can_still_be_reported_held_inside_its_window() -> None:
    life = invited()
    life.until("2025-02-12")
    life.says(HK, missed(FIRST, "2025-02-12"))
    life.until("2025-02-17")
    life.says(HK, missed(FIRST, "2025-02-17"))
    life.until("2025-02-20")
    life.told()

    assert life.says(HK, held(FIRST, "2025-02-18")) == "wrong_day"
    assert life.says(HK, held(FIRST, "2025-02-14")) == "accepted"
    assert [type(event) for event in life.told()] == [MeetingHeld]


def test_a_meeting_held_before_its_invitation_is_held() -> None:
    life = invited()
    life.until("2025-02-20")
    assert life.says(HK, held(SECOND, "2025-02-20")) == "accepted"
    life.told()
    life.until("2025-04-30")

    assert {event.meeting_id for event in only(MeetingInvited, life.told())} == {THIRD}


def test_a_meeting_is_moved_by_its_holder_to_another_day_of_its_window() -> None:
    life = invited()
    assert life.says(HK, to(FIRST, "2025-02-14")) == "accepted"

    change = life.told()
    assert change == [
        MeetingRescheduled(
            spell_id="spell-1", meeting_id=FIRST, holder=HK, previous=day("2025-02-12"), on=day("2025-02-14")
        )
    ]
    assert life.told_to(HK) == [], "who moved it knows"
    life.until("2025-02-14")
    assert life.told() == [], "an invitation stands, so nobody is warned"
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "wrong_day"
    assert life.says(HK, held(FIRST, "2025-02-14")) == "accepted"


def test_a_meeting_that_is_moved_forward_and_not_reported_is_warned_of_in_time() -> None:
    life = invited()
    assert life.says(HK, to(FIRST, "2025-02-10")) == "accepted"
    life.until("2025-02-11")
    assert only(WindowAtRisk, life.told()) == []
    life.until("2025-02-12")

    assert [event.meeting_id for event in only(WindowAtRisk, life.told())] == [FIRST]


def test_on_the_last_day_of_its_window_a_meeting_is_still_at_risk() -> None:
    life = invited()
    assert life.says(HK, to(FIRST, "2025-02-16")) == "accepted"
    life.until("2025-02-17")

    assert [(event.meeting_id, event.limit) for event in only(WindowAtRisk, life.told())] == [
        (FIRST, day("2025-02-17"))
    ]


def test_when_a_window_is_over_nobody_hears_that_it_is_at_risk_or_is_woken_for_it() -> None:
    life = invited()
    assert life.says(HK, to(FIRST, "2025-02-17")) == "accepted"
    life.told()
    life.until("2025-02-18")
    assert life.told() == []
    course = life.course()
    assert course is not None
    assert course.wakes == day("2025-03-06"), "the invitation to the second meeting is the next that is to be done"


def test_a_move_to_the_day_it_is_planned_for_anyway_tells_nobody() -> None:
    life = invited()

    assert life.says(HK, to(FIRST, "2025-02-12")) == "accepted"
    assert life.told() == []


def test_an_absence_moves_a_planned_meeting_to_the_first_working_day_after_it() -> None:
    life = invited()
    life.until("2025-02-06")
    assert life.says(HK, absent("2025-02-10", "2025-02-14")) == "accepted"
    assert [type(event) for event in life.told()] == [AbsenceNoted]
    life.until("2025-02-07")

    moved = only(MeetingRescheduled, life.told())
    assert [(event.previous, event.on) for event in moved] == [(day("2025-02-12"), day("2025-02-17"))]
    assert life.told_to(HK) == moved


def test_an_absence_to_the_end_of_the_window_brings_a_meeting_forward() -> None:
    life = invited()
    life.until("2025-02-06")
    life.says(HK, absent("2025-02-12", "2025-03-05"))
    life.until("2025-02-07")

    assert [event.on for event in only(MeetingRescheduled, life.told())] == [day("2025-02-11")]


def test_an_absence_that_leaves_no_day_withdraws_the_invitation_and_records_why() -> None:
    life = invited()
    life.until("2025-02-06")
    life.says(HK, absent("2025-02-07", "2025-02-20"))
    life.told()
    life.until("2025-02-07")

    waived = only(MeetingWaived, life.told())
    assert [(event.meeting_id, event.reason, event.invited) for event in waived] == [(FIRST, WaiverReason.ABSENT, True)]


def test_an_absence_known_before_the_invitation_keeps_the_plan_out_of_it() -> None:
    life = invited()
    life.says(HK, absent("2025-03-10", "2025-03-21"))
    life.until("2025-03-31")

    assert invitations(life.told()) == [(str(HK), "2025-03-24")]


def test_an_absence_over_the_whole_window_is_warned_of_and_recorded_at_its_limit() -> None:
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.ledger(holds(HK, since="2025-02-03"))
    assert life.says(HK, absent("2025-02-01", "2025-05-31", AbsenceKind.LEAVE)) == "accepted"
    life.until("2025-02-16")
    assert [event.meeting_id for event in only(WindowAtRisk, life.told())] == [FIRST]
    life.until("2025-06-30")

    told = life.told()
    assert [event.reason for event in only(MeetingWaived, told)] == [WaiverReason.ABSENT] * 3
    assert len(only(WindowAtRisk, told)) == 2
    assert only(MeetingInvited, told) == []


def test_after_the_first_days_of_an_illness_there_is_a_duty_to_attend_again() -> None:
    life = invited()
    life.says(HK, absent("2025-03-10", "2025-06-30", AbsenceKind.ILLNESS))
    life.until("2025-03-31")

    assert invitations(life.told()) == [(str(HK), "2025-03-24")], "the 14 days end on Sunday the 23rd"


def test_a_day_of_absence_is_no_missed_meeting() -> None:
    life = invited()
    life.until("2025-02-12")
    assert life.says(HK, absent("2025-02-12", "2025-02-13", AbsenceKind.ILLNESS)) == "accepted"
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "absent"
    life.told()
    life.until("2025-02-13")

    assert [event.on for event in only(MeetingRescheduled, life.told())] == [day("2025-02-17")]


def test_two_meetings_are_never_planned_for_the_same_day() -> None:
    life = invited()
    life.says(HK, absent("2025-02-10", "2025-04-24"))
    life.until("2025-04-30")

    assert invitations(life.told()) == [(str(HK), "2025-04-25"), (str(HK), "2025-04-28")]
