"""The topics of one day arrive in any order between each other; the citizen's letters must not show it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.flow import STAGE
from samspil.events import Event
from samspil.events.contact_course import WaiverReason
from samspil.events.handover import HandoverForecast
from samspil.events.values import EndReason, MoveCause, Need
from samspil.flow.decision import State
from samspil.flow.fold import Stage
from samspil.topics import NOTIFICATIONS
from tests.unit.broken_folds import BREACHES, broken, is_reported
from tests.unit.notifications.mail import (
    CITIZEN,
    FUND,
    JOBCENTRE,
    LATER_DAY,
    MEETING_DAY,
    MONDAY,
    SPELL,
    TUESDAY,
    Mail,
    closed,
    invited,
    moved,
    registered,
    transferred,
    waived,
)

FORECAST: Final = HandoverForecast(
    spell_id=SPELL, receiver=JOBCENTRE, expected_on=LATER_DAY, total_hours=Decimal("320.66")
)

meetings = st.sampled_from(("m-1", "m-2"))
days = st.sampled_from((MEETING_DAY, LATER_DAY, LATER_DAY + timedelta(days=1), MONDAY))
of_intake = st.lists(
    st.one_of(
        st.just(registered(Need.LANGUAGE)),
        st.builds(closed, st.sampled_from((EndReason.JOB, EndReason.DEATH)), st.sampled_from((MONDAY, TUESDAY))),
    ),
    max_size=2,
)
of_responsibility = st.lists(
    st.builds(
        transferred, st.sampled_from((FUND, JOBCENTRE)), st.sampled_from(MoveCause), st.sampled_from((MONDAY, TUESDAY))
    ),
    max_size=3,
)
of_contact_course = st.lists(
    st.one_of(
        st.builds(invited, meetings, days),
        st.builds(moved, meetings, days, days),
        st.builds(waived, meetings, st.sampled_from(WaiverReason), st.none() | days, st.booleans()),
    ),
    max_size=6,
)
of_handover = st.lists(st.just(FORECAST), max_size=1)

Day = list[Event]


@st.composite
def a_day_in_two_orders(draw: st.DrawFn) -> tuple[Day, Day]:
    """What is told on one day: topic after topic, and with the topics mixed, each in its own order."""
    topics: list[Day] = [
        [*draw(of_intake)], [*draw(of_responsibility)], [*draw(of_contact_course)], [*draw(of_handover)]
    ]  # fmt: skip
    turns = draw(st.permutations([number for number, topic in enumerate(topics) for _ in topic]))
    heads = [iter(topic) for topic in topics]
    return [event for topic in topics for event in topic], [next(heads[turn]) for turn in turns]


def outcome(days_told: list[Day], stage: Stage = STAGE) -> tuple[list[tuple[dict[str, str], bytes]], State]:
    """All that notifications says after these days, to the byte, and the state it ends in."""
    mail = Mail(stage=stage)
    mail.hear(registered())
    mail.sleep()
    for day in days_told:
        mail.hear(*day)
        mail.sleep()
    told = [(dict(record.headers), record.value) for record in mail.world.log.facts(NOTIFICATIONS.name)]
    return told, mail.world.state("notifications", "letters", CITIZEN)


stories = st.lists(a_day_in_two_orders(), min_size=1, max_size=2)


def has_one_outcome(story: list[tuple[Day, Day]], stage: Stage = STAGE) -> None:
    """Days that are told topic after topic, and the same days with the topics mixed."""
    straight, mixed = zip(*story, strict=True)

    assert outcome(list(straight), stage) == outcome(list(mixed), stage)


@given(stories)
def test_however_the_topics_of_a_day_mix_the_letters_are_the_same(story: list[tuple[Day, Day]]) -> None:
    has_one_outcome(story)


@pytest.mark.parametrize("breach", BREACHES)
def test_a_fold_that_looks_at_the_order_or_outside_is_reported(breach: Callable[[], Any]) -> None:
    assert is_reported(lambda story: has_one_outcome(story, broken(STAGE, breach)), stories)


@given(st.lists(a_day_in_two_orders(), min_size=1, max_size=3))
def test_whatever_a_day_tells_no_key_is_parked_and_no_letter_is_lost(story: list[tuple[Day, Day]]) -> None:
    mail = Mail()
    for day, _ in story:
        mail.hear(*day)
        mail.sleep()
    told = mail.told()

    assert {event.type for event in told} <= {
        "notifications.letter.created.v1",
        "notifications.letter.sent.v1",
        "notifications.letter.delivered.v1",
        "notifications.letter.withdrawn.v1",
    }
    assert mail.opened == [letter.notification_id for letter in mail.letters()]
    assert len(set(mail.opened)) == len(mail.opened)
