"""What the benchmark tells: everything has an effect, so no path is measured at refusing."""

from itertools import pairwise

import pytest

from benchmarks import story
from benchmarks.turn import FUNDS
from contact_course.domain.course import Course
from contact_course.flow import STAGE
from samspil import topics
from samspil.events.answers import MessageAccepted
from samspil.flow.memory import MemoryWorld

CITIZENS = 20


@pytest.fixture
def world() -> MemoryWorld:
    """Everybody is registered and has three meetings."""
    world = MemoryWorld((STAGE,), lanes=story.LANES)
    for record in story.first_day():
        world.log.append(record)
    for number in range(CITIZENS):
        for record in story.registration(number):
            world.log.append(record)
    for record in story.second_day():
        world.log.append(record)
    world.run()
    return world


def state(world: MemoryWorld, number: int) -> Course:
    found = world.state(STAGE.name, "course", story.citizen(number))
    assert isinstance(found, Course)
    return found


def test_every_citizen_has_three_meetings(world: MemoryWorld) -> None:
    for number in range(CITIZENS):
        spell = state(world, number).spell
        assert spell is not None
        assert len(spell.meetings) == 3


def test_every_event_is_accepted_changes_the_state_and_tells_one_fact(world: MemoryWorld) -> None:
    states = {number: [state(world, number)] for number in range(CITIZENS)}
    told = len(list(world.log.facts(topics.CONTACT_COURSE.name)))
    for number in range(CITIZENS * story.ROUND):
        world.log.append(story.measured(number, CITIZENS))
        world.run()
        states[number % CITIZENS].append(state(world, number % CITIZENS))

    assert all(before != after for seen in states.values() for before, after in pairwise(seen))
    assert len(list(world.log.facts(topics.CONTACT_COURSE.name))) == told + CITIZENS * story.ROUND
    to_funds = [record for fund in FUNDS for record in world.log.facts(topics.told_to(fund))]
    assert [record.type for record in to_funds].count(MessageAccepted.type) == CITIZENS * story.ROUND


def test_nobody_takes_more_events_than_have_an_effect() -> None:
    with pytest.raises(ValueError, match="not more than 200"):
        story.measured(CITIZENS * story.ROUND, CITIZENS)


def test_any_stretch_of_events_has_the_same_mix() -> None:
    def types(first: int) -> list[str]:
        return sorted(story.measured(number, CITIZENS).headers["ce_type"] for number in range(first, first + 10))

    assert types(0) == types(30) == types(130)
