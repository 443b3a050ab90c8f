"""Two whole courses, one under each rule pack, from the registration to the end of the spell."""

from samspil.events.contact_course import (
    CourseClosed,
    CourseOpened,
    MeetingHeld,
    MeetingInvited,
    MeetingRequired,
    MeetingWaived,
    WaiverReason,
)
from samspil.events.values import EndReason, MeetingForm, MoveCause
from tests.unit.contact_course.life import (
    AALBORG,
    HK,
    Life,
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
from tests.unit.contact_course.meetings import FIFTH, FIRST, FOURTH, SECOND, SIXTH, THIRD


def at_the_fund() -> Life:
    """A life whose spell begins at the fund on Monday 3 February 2025."""
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.ledger(holds(HK, since="2025-02-03"))
    return life


def at_the_jobcentre() -> Life:
    """The same life on the eve of the takeover, after three meetings at the fund; all that was told is heard."""
    life = at_the_fund()
    for meeting, on in ((FIRST, "2025-02-12"), (SECOND, "2025-03-14"), (THIRD, "2025-04-16")):
        life.until(on)
        assert life.says(HK, held(meeting, on)) == "accepted"
    life.until("2025-05-02")
    life.told()
    life.intake(hours("2025-04", "480.99", on="2025-05-02"))
    life.ledger(holds(AALBORG, since="2025-05-03", cause=MoveCause.HOURS))
    assert life.told() == []
    return life


def test_a_course_under_r2024_begins_with_three_meetings_that_the_fund_owes() -> None:
    life = at_the_fund()
    life.until("2025-02-04")

    told = life.told()
    assert told[0] == CourseOpened(spell_id="spell-1", pack="R2024", starts_on=day("2025-02-03"))
    assert windows(told) == {
        "fund-first.1": ("2025-02-03", "2025-02-17", "2025-02-07"),
        "fund-later.2": ("2025-02-03", "2025-04-30", "2025-03-14"),
        "fund-later.3": ("2025-02-03", "2025-04-30", "2025-04-16"),
    }
    assert invitations(told) == [(str(HK), "2025-02-12")], "the aim leaves no 8 days' notice, the window does"
    assert len(told) == 5


def test_each_meeting_of_the_fund_is_invited_to_with_notice_and_held() -> None:
    life = at_the_fund()
    life.until("2025-02-12")
    assert life.says(HK, held(FIRST, "2025-02-12")) == "accepted"
    life.told()
    life.until("2025-03-05")
    assert life.told() == []
    life.until("2025-03-06")
    assert invitations(life.told()) == [(str(HK), "2025-03-14")]
    life.until("2025-03-14")
    assert life.says(HK, held(SECOND, "2025-03-14")) == "accepted"
    life.until("2025-04-16")
    assert life.says(HK, held(THIRD, "2025-04-16")) == "accepted"

    told = life.told()
    assert [type(event) for event in told] == [MeetingHeld, MeetingInvited, MeetingHeld]
    assert invitations(told) == [(str(HK), "2025-04-16")]


def test_the_jobcentre_owes_three_meetings_from_its_first_day_on() -> None:
    life = at_the_jobcentre()
    life.until("2025-05-03")
    assert windows(life.told()) == {
        "jobcentre-after-takeover.4": ("2025-05-03", "2025-07-31", "2025-05-23"),
        "jobcentre-after-takeover.5": ("2025-05-03", "2025-07-31", "2025-06-16"),
        "jobcentre-after-takeover.6": ("2025-05-03", "2025-07-31", "2025-07-08"),
    }
    for meeting, on in ((FOURTH, "2025-05-23"), (FIFTH, "2025-06-16"), (SIXTH, "2025-07-08")):
        life.until(on)
        assert life.says(AALBORG, by_jobcentre(held(meeting, on))) == "accepted"

    told = life.told()
    assert [day for _, day in invitations(told)] == ["2025-05-23", "2025-06-16", "2025-07-08"]
    assert len(told) == 6


def test_a_course_whose_meetings_are_all_held_ends_without_a_word_more() -> None:
    life = at_the_jobcentre()
    for meeting, on in ((FOURTH, "2025-05-23"), (FIFTH, "2025-06-16"), (SIXTH, "2025-07-08")):
        life.until(on)
        assert life.says(AALBORG, by_jobcentre(held(meeting, on))) == "accepted"
    life.until("2025-09-01")
    life.told()
    life.intake(ended("2025-09-01"))
    life.until("2025-12-01")

    assert life.told() == [CourseClosed(spell_id="spell-1", ended_on=day("2025-09-01"), reason=EndReason.JOB)]


def test_a_course_under_r2026_invites_everybody_to_every_meeting_whatever_the_share() -> None:
    life = Life("2026-08-03")
    life.intake(registered("2026-08-03", form=MeetingForm.PHONE))
    life.ledger(holds(HK, since="2026-08-03"))
    life.until("2026-12-02")
    life.intake(hours("2026-11", "641.32", on="2026-12-02"))
    life.ledger(holds(AALBORG, since="2026-12-03", cause=MoveCause.HOURS))
    life.until("2027-02-28")

    told = life.told()
    assert [event.rule for event in only(MeetingRequired, told)] == [
        "R2026.meetings.fund-first.1",
        "R2026.meetings.fund-later.2",
        "R2026.meetings.jobcentre-after-takeover.3",
        "R2026.meetings.jobcentre-after-takeover.4",
    ]
    assert [(event.holder, event.form) for event in only(MeetingInvited, told)] == [
        (HK, MeetingForm.PHYSICAL),
        (HK, MeetingForm.PHONE),
        (AALBORG, MeetingForm.PHONE),
        (AALBORG, MeetingForm.PHONE),
    ]


def test_the_holder_hears_of_every_decision_about_its_meetings() -> None:
    life = at_the_fund()
    life.until("2025-02-10")
    life.intake(ended("2025-02-10"))

    own = [event for event in life.told() if not isinstance(event, CourseOpened | CourseClosed)]
    assert [type(event).__name__ for event in own] == [
        *["MeetingRequired"] * 3,
        "MeetingInvited",
        *["MeetingWaived"] * 3,
    ]
    assert life.told_to(HK) == own


def test_a_course_without_a_known_holder_owes_nothing_until_the_ledger_speaks() -> None:
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.until("2025-02-12")
    assert [type(event) for event in life.told()] == [CourseOpened]

    life.ledger(holds(HK, since="2025-02-03"))
    life.until("2025-02-13")
    assert invitations(life.told()) == [(str(HK), "2025-02-17")], "8 days' notice do not fit any more, the limit does"


def test_a_registration_that_is_back_dated_is_still_invited_before_the_limit() -> None:
    life = Life("2025-02-13")
    life.intake(registered("2025-02-03", on="2025-02-13"))
    life.ledger(holds(HK, since="2025-02-03"))
    life.until("2025-02-16")

    told = life.told()
    assert windows(told)["fund-first.1"] == ("2025-02-13", "2025-02-27", "2025-02-17")
    assert invitations(told) == [(str(HK), "2025-02-24")]


def test_a_spell_that_ends_on_its_first_day_owed_nothing() -> None:
    life = at_the_fund()
    life.intake(ended("2025-02-03"))
    life.until("2025-06-30")

    assert [type(event) for event in life.told()] == [CourseOpened, CourseClosed]


def test_a_spell_that_ends_is_left_in_peace_whatever_the_ledger_had_told_ahead() -> None:
    life = at_the_fund()
    life.until("2025-02-10")
    life.intake(ended("2025-02-10"))
    life.ledger(holds(AALBORG, since="2025-02-11", cause=MoveCause.SCREENING))
    life.told()
    life.until("2025-04-30")

    course = life.course()
    assert life.told() == []
    assert course is not None
    assert (course.coming, course.wakes) == ((), None)


def test_what_is_open_when_the_spell_ends_falls_away_and_only_a_standing_invitation_is_cancelled() -> None:
    life = at_the_fund()
    life.until("2025-03-10")
    life.told()
    life.intake(ended("2025-03-10"))

    waived = only(MeetingWaived, life.told())
    assert [(event.meeting_id, event.invited, event.on) for event in waived] == [
        (FIRST, False, None),
        (SECOND, True, day("2025-03-14")),
        (THIRD, False, None),
    ]
    assert {event.reason for event in waived} == {WaiverReason.SPELL_CLOSED}


def test_a_citizen_who_comes_back_begins_a_new_course() -> None:
    life = at_the_fund()
    life.until("2025-03-01")
    life.intake(ended("2025-03-01"))
    life.until("2025-03-31")
    life.told()
    life.intake(registered("2025-03-31", spell="spell-2", hours="160.33"))
    life.ledger(holds(HK, since="2025-03-31", spell="spell-2"))
    life.until("2025-04-01")

    told = life.told()
    assert only(CourseOpened, told)[0].spell_id == "spell-2"
    assert {event.spell_id for event in only(MeetingRequired, told)} == {"spell-2"}
    assert windows(told)["fund-later.3"] == ("2025-03-31", "2025-05-29", "2025-05-19"), "the hours before count"
    assert life.says(HK, held(FIRST, "2025-02-12")) == "unknown_meeting", "the old course is over for good"


def test_a_citizen_who_comes_back_on_the_day_of_the_end_begins_a_new_course_too() -> None:
    life = at_the_fund()
    life.until("2025-03-10")
    life.told()
    life.ledger(holds(HK, since="2025-03-10", spell="spell-2"))
    life.intake(ended("2025-03-10"), registered("2025-03-10", spell="spell-2"))
    life.until("2025-03-11")

    told = life.told()
    assert {event.spell_id for event in only(MeetingWaived, told)} == {"spell-1"}
    assert {event.spell_id for event in only(MeetingRequired, told)} == {"spell-2"}
