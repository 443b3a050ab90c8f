"""Whatever happens, no owed meeting is forgotten: it is invited to before its limit, or a reason is on record."""

from collections import defaultdict
from datetime import date

from hypothesis import given, settings

from samspil.calendar import is_working_day
from samspil.events.contact_course import (
    CourseClosed,
    CourseOpened,
    MeetingHeld,
    MeetingInvited,
    MeetingMissed,
    MeetingRequired,
    MeetingRescheduled,
    MeetingWaived,
    WindowAtRisk,
)
from samspil.events.event import Event
from tests.unit.contact_course.any_life import DAYS, Lane, Plan, plans, play

Told = list[tuple[date, Event]]

AboutMeeting = (
    MeetingRequired | MeetingInvited | MeetingRescheduled | MeetingHeld | MeetingMissed | MeetingWaived | WindowAtRisk
)


def by_meeting(lane: Lane) -> dict[str, Told]:
    """What was told of each meeting, in order, with its days."""
    meetings: dict[str, Told] = defaultdict(list)
    for today, event in lane.told():
        if isinstance(event, AboutMeeting):
            meetings[event.meeting_id].append((today, event))
    return meetings


def kept(told: Told, until: date) -> bool:
    """Whether a meeting was invited to before its limit, or held, or has a recorded reason, or its limit is to come."""
    limit = max(event.limit for _, event in told if isinstance(event, MeetingRequired))
    invited = any(isinstance(event, MeetingInvited) and today < event.limit for today, event in told)
    return invited or limit > until or any(isinstance(event, MeetingHeld | MeetingWaived) for _, event in told)


@settings(max_examples=80)
@given(plan=plans)
def test_every_owed_meeting_is_invited_before_its_limit_or_has_a_recorded_reason(plan: Plan) -> None:
    lane, script = play(plan)
    meetings = by_meeting(lane)
    last_day = script[-1][0]

    assert len(script) == DAYS
    assert {name for name, told in meetings.items() if not kept(told, last_day)} == set()
    assert all(isinstance(told[0][1], MeetingRequired) for told in meetings.values())


@settings(max_examples=80)
@given(plan=plans)
def test_every_invitation_is_for_a_working_day_of_the_window_after_the_day_it_is_sent(plan: Plan) -> None:
    lane, _ = play(plan)

    for told in by_meeting(lane).values():
        opens = {event.opens for _, event in told if isinstance(event, MeetingRequired)}
        invitations = [(today, event) for today, event in told if isinstance(event, MeetingInvited)]
        assert [event.round for _, event in invitations] == list(range(1, len(invitations) + 1))
        for today, event in invitations:
            assert today < event.on <= event.limit
            assert min(opens) <= event.on
            assert is_working_day(event.on)


@settings(max_examples=80)
@given(plan=plans)
def test_nothing_is_said_of_a_meeting_after_it_was_held_and_only_that_after_it_fell_away(plan: Plan) -> None:
    lane, _ = play(plan)

    for told in by_meeting(lane).values():
        kinds = [type(event) for _, event in told]
        after_waiver = kinds[kinds.index(MeetingWaived) + 1 :] if MeetingWaived in kinds else []
        after_held = kinds[kinds.index(MeetingHeld) + 1 :] if MeetingHeld in kinds else []
        assert after_held == []
        assert after_waiver in ([], [MeetingHeld])


@settings(max_examples=80)
@given(plan=plans)
def test_nobody_hears_that_a_window_is_at_risk_when_it_is_over(plan: Plan) -> None:
    lane, _ = play(plan)

    late = [(today, told) for today, told in lane.told() if isinstance(told, WindowAtRisk) and today > told.limit]
    assert late == []


@settings(max_examples=80)
@given(plan=plans)
def test_each_course_opens_once_and_closes_at_most_once_with_nothing_left_open(plan: Plan) -> None:
    lane, _ = play(plan)
    told = [event for _, event in lane.told()]
    opened = [event.spell_id for event in told if isinstance(event, CourseOpened)]
    closed = [event.spell_id for event in told if isinstance(event, CourseClosed)]

    assert opened == (["spell-1"] if plan.end is None else ["spell-1", "spell-2"])
    assert closed == ([] if plan.end is None else ["spell-1"])
    for about in by_meeting(lane).values():
        last = about[-1][1]
        if isinstance(last, AboutMeeting) and last.spell_id in closed:
            assert isinstance(last, MeetingHeld | MeetingWaived)
