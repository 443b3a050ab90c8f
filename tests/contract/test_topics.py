"""The table of topics: nothing runs in circles, and everything from outside has one judge."""

import re

import pytest

from samspil.events import OutsideEvent
from samspil.events.engine import BytesUnreadable
from samspil.events.responsibility import ResponsibilityStated
from samspil.reference.parties import CIVIL_REGISTRATION, OPERATIONS, Party
from samspil.topics import (
    BY_NAME,
    CLOCK,
    CURRENT,
    DEAD_LETTERS,
    JUDGES,
    STAGES,
    TOPICS,
    Topic,
    main_topic,
    sender_of,
    told_by,
    told_to,
    topic_of,
)
from tests.contract.documents import EVENTS, OUTSIDE

every_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
BY_THE_STAGE_ITSELF = "the stage it names"


def test_every_outside_type_has_a_judge_and_every_judge_a_type() -> None:
    assert {event.type for event in OUTSIDE} == JUDGES.keys()
    assert set(JUDGES.values()) <= {*STAGES, BY_THE_STAGE_ITSELF}


@pytest.mark.parametrize("event", OUTSIDE, ids=lambda event: event.type)
def test_the_docstring_of_an_outside_type_names_its_judge(event: type[OutsideEvent]) -> None:
    judge = {"responsibility": "the ledger of responsibility"}.get(JUDGES[event.type], JUDGES[event.type])

    assert f"Judged by {judge}." in " ".join((event.__doc__ or "").split())


def test_what_another_owner_tells_is_no_outside_type() -> None:
    kinds = {"unemployment-fund", "jobcentre", "civil-registration", "operations"}

    assert {event.type for event in EVENTS if event.owner() in kinds} == JUDGES.keys()


@every_topic
def test_a_topic_is_read_only_after_the_stage_that_writes_it(topic: Topic) -> None:
    after = STAGES[STAGES.index(topic.owner) + 1 :] if topic.owner in STAGES else STAGES

    assert set(topic.readers) <= {*after, "parties"}
    assert topic.readers


@every_topic
def test_a_topic_has_a_name_with_a_version_and_a_meaning(topic: Topic) -> None:
    assert re.fullmatch(r"[a-z-]+(\.[a-z-]+)?\.v[1-9]", topic.name)
    assert topic.meaning
    assert BY_NAME[topic.name] is topic


def test_every_stage_but_the_last_has_a_topic_of_its_own() -> None:
    assert [stage for stage in STAGES if main_topic(stage) is None] == ["operations"]


def test_only_topics_that_nobody_waits_for_carry_no_days() -> None:
    assert {topic.name for topic in TOPICS if not topic.days} == {CURRENT.name, DEAD_LETTERS.name}
    assert [topic for topic in TOPICS if topic.one_lane] == [CLOCK]


def test_events_with_a_topic_of_their_own_go_there() -> None:
    assert topic_of(ResponsibilityStated, "responsibility") is CURRENT
    assert topic_of(BytesUnreadable, "gate") is DEAD_LETTERS


@pytest.mark.parametrize(
    "party", [Party("unemployment-fund", "hk"), Party("jobcentre", "0851"), CIVIL_REGISTRATION, OPERATIONS], ids=str
)
def test_a_party_s_topics_prove_the_party(party: Party) -> None:
    assert sender_of(told_by(party)) == party
    assert Party.of_topic(told_to(party)) == party
    with pytest.raises(ValueError, match="no topic that a party writes"):
        sender_of(told_to(party))
