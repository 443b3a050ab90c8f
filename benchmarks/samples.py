"""One measured event and what ours tells of it, for the path that only moves bytes."""

from benchmarks import story
from contact_course.flow import STAGE
from samspil import topics
from samspil.flow.memory import MemoryWorld
from samspil.flow.record import Record


def sample() -> tuple[Record, Record]:
    """The fact and the answer that a measured event leads to, with all their headers."""
    world = MemoryWorld((STAGE,), lanes=story.LANES)
    opening = (*story.first_day(), *story.registration(0), *story.second_day(), story.measured(0, citizens=1))
    for record in opening:
        world.log.append(record)
    world.run()
    told = world.log.facts(topics.CONTACT_COURSE.name)
    answers = world.log.facts(topics.told_to(story.fund_of(0)))
    return told[-1], answers[-1]
