"""Who is responsible decides who owes which meetings, and who may speak of them."""

from contact_course.domain.telling import ForHolder
from samspil.events.contact_course import MeetingHeld, MeetingRequired, MeetingWaived, WaiverReason
from samspil.events.values import MoveCause
from tests.unit.contact_course.life import (
    AALBORG,
    HK,
    RANDERS,
    Life,
    by_jobcentre,
    held,
    holds,
    hours,
    missed,
    only,
    registered,
    windows,
)
from tests.unit.contact_course.meetings import FIRST, FOURTH, SECOND, THIRD


def at_the_fund(since: str = "2025-02-03") -> Life:
    """A life whose course began at the fund."""
    life = Life(since)
    life.intake(registered(since))
    life.ledger(holds(HK, since=since))
    return life


def test_a_spell_that_starts_above_the_hours_limit_is_the_jobcentre_s_alone() -> None:
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03", hours="500"))
    life.ledger(holds(AALBORG, since="2025-02-03"))
    life.until("2025-02-04")

    required = only(MeetingRequired, life.told())
    assert [event.rule for event in required] == [f"R2024.meetings.jobcentre-alone.{number}" for number in range(1, 7)]
    assert {event.holder for event in required} == {AALBORG}


def test_a_screening_waives_what_the_fund_owed_and_gives_the_jobcentre_six_meetings() -> None:
    life = at_the_fund()
    life.until("2025-02-10")
    life.told()
    life.ledger(holds(AALBORG, since="2025-02-11", cause=MoveCause.SCREENING))
    life.until("2025-02-11")

    told = life.told()
    waived = only(MeetingWaived, told)
    assert [(event.meeting_id, event.invited) for event in waived] == [(FIRST, True), (SECOND, False), (THIRD, False)]
    assert {(event.holder, event.reason) for event in waived} == {(HK, WaiverReason.HOLDER_CHANGED)}
    assert len(only(MeetingRequired, told)) == 6
    assert {event.holder for event in only(MeetingRequired, told)} == {AALBORG}
    assert waived == [event for event in life.told_to(HK) if isinstance(event, MeetingWaived)]


def test_a_change_that_is_told_ahead_changes_nothing_before_its_midnight() -> None:
    life = at_the_fund()
    life.until("2025-02-12")
    life.told()
    life.ledger(holds(AALBORG, since="2025-02-14", cause=MoveCause.SCREENING))
    assert life.says(HK, held(FIRST, "2025-02-12")) == "accepted"
    life.told()
    life.until("2025-02-13")
    assert life.told() == []

    life.until("2025-02-14")
    assert len(only(MeetingWaived, life.told())) == 2


def test_the_former_holder_can_still_report_what_it_held_in_its_own_days() -> None:
    life = at_the_fund()
    life.until("2025-02-12")
    life.ledger(holds(AALBORG, since="2025-02-13", cause=MoveCause.SCREENING))
    life.until("2025-02-14")
    assert len(only(MeetingWaived, life.told())) == 3

    assert life.says(HK, held(FIRST, "2025-02-13")) == "not_responsible"
    assert life.says(HK, missed(FIRST, "2025-02-12")) == "waived"
    assert life.says(HK, held(FIRST, "2025-02-12")) == "accepted"
    assert [event.meeting_id for event in only(MeetingHeld, life.told())] == [FIRST]


def test_a_report_counts_the_same_before_and_after_the_news_of_tomorrow_s_holder() -> None:
    before, after = at_the_fund(), at_the_fund()
    for life in (before, after):
        life.until("2025-02-12")
    change = holds(AALBORG, since="2025-02-13", cause=MoveCause.SCREENING)

    assert before.says(HK, held(FIRST, "2025-02-12")) == "accepted"
    before.ledger(change)
    after.ledger(change)
    assert after.says(HK, held(FIRST, "2025-02-12")) == "accepted"
    for life in (before, after):
        life.until("2025-02-13")
    assert before.told() == after.told()
    assert before.course() == after.course()


def test_a_new_jobcentre_owes_only_what_the_former_one_has_not_held() -> None:
    life = at_the_fund()
    life.until("2025-05-02")
    life.intake(hours("2025-04", "480.99", on="2025-05-02"))
    life.ledger(holds(AALBORG, since="2025-05-03", cause=MoveCause.HOURS))
    life.until("2025-05-23")
    assert life.says(AALBORG, by_jobcentre(held(FOURTH, "2025-05-23"))) == "accepted"
    life.told()
    life.ledger(holds(RANDERS, since="2025-05-24", cause=MoveCause.MOVE))
    life.until("2025-05-24")

    told = life.told()
    assert len(only(MeetingWaived, told)) == 2
    assert {(event.holder, event.rule.rsplit(".", 1)[1]) for event in only(MeetingRequired, told)} == {
        (RANDERS, "5"),
        (RANDERS, "6"),
    }
    assert windows(told)["jobcentre-after-takeover.5"][0] == "2025-05-24"
    assert life.says(
        AALBORG, by_jobcentre(held("spell-1.2.R2024.meetings.jobcentre-after-takeover.5", "2025-05-24"))
    ) == ("not_responsible")


def test_two_changes_in_one_night_leave_nothing_with_the_one_in_between() -> None:
    life = at_the_fund()
    life.until("2025-02-10")
    life.told()
    life.ledger(
        holds(AALBORG, since="2025-02-11", cause=MoveCause.SCREENING),
        holds(RANDERS, since="2025-02-11", cause=MoveCause.MOVE),
    )
    life.until("2025-02-11")

    required = only(MeetingRequired, life.told())
    assert {event.holder for event in required} == {RANDERS}
    assert len(required) == 6, "the course stays one that was screened to a jobcentre"


def test_a_takeover_after_six_months_of_unemployment_owes_no_meeting() -> None:
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03", hours="1200"))
    life.ledger(holds(AALBORG, since="2025-02-03"))
    life.until("2025-06-30")

    assert only(MeetingRequired, life.told()) == []


def test_a_holder_whose_registration_never_comes_leaves_no_state() -> None:
    life = Life("2025-02-03")
    life.ledger(holds(HK, since="2025-02-03"))
    assert life.course() is not None
    life.until("2025-02-04")

    assert life.course() is None
    assert life.told() == []


def test_a_holder_who_is_known_when_a_window_is_over_hears_that_it_passed_and_not_that_it_is_at_risk() -> None:
    life = Life("2025-02-03")
    life.intake(registered("2025-02-03"))
    life.until("2025-02-20")
    life.ledger(holds(HK, since="2025-02-03"))
    life.until("2025-02-21")

    first = [event for event in life.told_to(HK) if isinstance(event, ForHolder) and event.meeting_id == FIRST]
    assert [type(event) for event in first] == [MeetingRequired, MeetingWaived]
    assert [event.reason for event in only(MeetingWaived, first)] == [WaiverReason.WINDOW_PASSED]
