"""A citizen at whom a real service fails is parked, harms nobody, and is whole again after the release.

Two poisons: an event at which a decision fails, until a version without the bug is deployed; and a stored state that
cannot be read, until it is restored.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import asyncpg
import pytest

from contact_course.flow import STAGE
from samspil.events.engine import KeyParked, KeyReleased
from samspil.events.operations import ParkedReleased
from samspil.flow.buffers import to_record
from samspil.flow.memory import MemoryLog, MemoryStage
from samspil.flow.record import DAY, Outgoing, Record
from samspil.operators import ask
from samspil.topics import CONTACT_COURSE, told_to
from sandbox.backbone import Backbone
from sandbox.country.conductor import Conductor
from sandbox.country.life import Period
from sandbox.country.population import parties
from sandbox.play.reading import Reading, each_once, everything_on
from tests.e2e.outcome import Outcome, differences, records_of
from tests.e2e.struck import Struck, struck_country

PERIOD = Period(date(2026, 7, 20), date(2026, 9, 7))
POISONED, RELEASED = date(2026, 8, 2), date(2026, 8, 16)
OF_THE_ENGINE = (DAY, KeyParked.type, KeyReleased.type)
ROOT = str(Path(__file__).parents[2])
UNREADABLE = '{"spell": "of another world"}'


class PoisonousEvent:
    """A version with a bug fails at one event; it is replaced by one without."""

    async def strike(self, played: Struck) -> None:
        await played.battered.replace("contact-course", module="tests.e2e.contact_course_with_a_bug", PYTHONPATH=ROOT)

    async def heal(self, played: Struck) -> None:
        await played.battered.replace("contact-course")


class UnreadableState:
    """The stored state of a citizen with an open course is damaged; an operator restores it from a backup."""

    async def strike(self, played: Struck) -> None:
        connection = await asyncpg.connect(played.battered.backbone.databases["contact-course"])
        row = await connection.fetchrow(OPEN_COURSE)
        assert row is not None
        self.citizen, self.sound = row["key"], row["document"]
        await connection.execute(WRITE, self.citizen, UNREADABLE)
        await connection.close()

    async def heal(self, played: Struck) -> None:
        connection = await asyncpg.connect(played.battered.backbone.databases["contact-course"])
        await connection.execute(WRITE, self.citizen, self.sound)
        await connection.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("poison", [PoisonousEvent(), UnreadableState()], ids=["event", "state"])
async def test_after_the_release_a_poisoned_citizen_is_what_an_undisturbed_fold_makes_of_the_same_events(
    poison: PoisonousEvent | UnreadableState,
) -> None:
    async with struck_country(60, PERIOD, seed=4) as played:
        running = played.battered.backbone
        citizen = ""
        for day in PERIOD.days():
            if day == POISONED:
                await poison.strike(played)
            if day == RELEASED:
                (citizen,) = await parked(running)
                await poison.heal(played)
                order = ParkedReleased(stage=STAGE.name, fold="course", note="what made it fail is mended")
                assert (await ask(order, citizen, running.kafka)).type == "samspil.message.accepted.v1"
            await played.conductor.play_day(day)
        await played.conductor.finish()

        assert played.conductor.country.mail.awaited == 0
        assert everybody_elses(played.conductor, citizen) == []
        assert await parked(running) == []
        assert differences(await what_an_undisturbed_fold_makes(running), await what_came_of_it(running)) == []


def everybody_elses(conductor: Conductor, citizen: str) -> list[str]:
    """Broken promises, but for the operator's order, which the country did not send, and what the poisoned citizen's
    parties reported without having heard what they were to be told.
    """
    own = {said.id for said in conductor.country.mail.order if said.citizen == citizen}
    return [f for f in conductor.faults if "message /operations/" not in f and not any(id_ in f for id_ in own)]


async def parked(running: Backbone) -> list[str]:
    found = []
    for url in running.databases.values():
        connection = await asyncpg.connect(url)
        found += [row["key"] for row in await connection.fetch("SELECT key FROM flow_state WHERE parked")]
        await connection.close()
    return found


async def what_came_of_it(running: Backbone) -> Outcome:
    connection = await asyncpg.connect(running.databases["contact-course"])
    states = {row["key"]: row["document"] for row in await connection.fetch(STATES)}
    await connection.close()
    told = await records_on(running, [CONTACT_COURSE.name, *(told_to(party) for party in parties())])
    ours = [each for each in told if each.headers["ce_source"] == f"/samspil/{STAGE.name}"]
    return outcome(states, [each for each in ours if each.type not in OF_THE_ENGINE])


async def what_an_undisturbed_fold_makes(running: Backbone) -> Outcome:
    log = MemoryLog()
    for read in await records_on(running, [topic.name for topic in STAGE.reads]):
        log.append(Outgoing(read.topic, read.lane, read.key, dict(read.headers), read.value))
    stage = MemoryStage(STAGE, log, running.lanes, {})
    while stage.run():
        pass
    slots = [slot for lane in stage.lanes for slot in lane.slots.values()]
    states = {slot.key: slot.state.document() for slot in slots if slot.state}
    topics = (CONTACT_COURSE.name, *(told_to(party) for party in parties()))
    return outcome(states, [told for topic in topics for told in log.facts(topic)])


async def records_on(running: Backbone, topics: list[str]) -> list[Record]:
    """All records of these topics with their days; what was relayed twice counts once."""
    reading = each_once(map(to_record, await everything_on(running.kafka, topics)))
    assert reading.doubled == []
    return reading.records


def outcome(states: Mapping[str, str], told: list[Record]) -> Outcome:
    found = records_of(Reading(told), {})
    return Outcome(found | {f"state of {citizen}": [document] for citizen, document in states.items()})


OPEN_COURSE = """
SELECT key, document FROM flow_state
WHERE fold = 'course' AND document LIKE '%"invited"%' AND document NOT LIKE '%"ended"%' ORDER BY key LIMIT 1
"""
WRITE = "UPDATE flow_state SET document = $2 WHERE fold = 'course' AND key = $1"
STATES = "SELECT key, document FROM flow_state WHERE fold = 'course' AND document IS NOT NULL"
