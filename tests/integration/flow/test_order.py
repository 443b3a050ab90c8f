"""Dense sequences on real topics: repeats are dropped, gaps stop the lane, forged topics are seen."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal

from samspil.calendar import Month
from samspil.events.unemployment_fund import BenefitHoursReported
from samspil.flow.lanes import lane_of
from samspil.flow.record import Outgoing
from tests.contract.flow.engines import LANES, KafkaEngine, facts, marks, message
from tests.contract.flow.toys import Post

MONDAY = date(2026, 7, 6)
LANE = lane_of("anna", LANES)


def hours(id_: str) -> Outgoing:
    return message("anna", id_, BenefitHoursReported(month=Month.parse("2026-06"), hours=Decimal(5)), MONDAY)


async def stopped(engine: KafkaEngine) -> str:
    """Why the first stage's lane of anna stopped."""
    async with asyncio.timeout(30):
        while LANE not in engine.runners[0].stopped:  # noqa: ASYNC110  # nobody could set an event
            await asyncio.sleep(0.05)
    return engine.runners[0].stopped[LANE]


async def test_a_record_that_comes_again_under_its_old_sequence_has_no_second_effect(kafka_engine: KafkaEngine) -> None:
    await kafka_engine.put(*marks(MONDAY), hours("m-1"), hours("m-2"))
    await kafka_engine.settle()
    await kafka_engine.send(hours("m-1"), 2)
    await kafka_engine.send(hours("m-2"), 3)
    await kafka_engine.put(hours("m-3"))
    await kafka_engine.settle()
    assert len(facts(await kafka_engine.records("intake.v1"))) == 3
    state = await kafka_engine.state("intake", "counter", "anna")
    assert state is not None
    assert Decimal(state["total"]) == 15


async def test_a_missing_sequence_stops_the_lane_and_says_which(kafka_engine: KafkaEngine) -> None:
    await kafka_engine.put(*marks(MONDAY), hours("m-1"))
    await kafka_engine.settle()
    await kafka_engine.send(hours("m-2"), 4)
    assert "sequence 3 is missing, 4 came" in await stopped(kafka_engine)
    assert len(facts(await kafka_engine.records("intake.v1"))) == 1


async def test_a_lane_does_not_start_behind_the_end_of_its_own_topic(kafka_engine: KafkaEngine, post: Post) -> None:
    await kafka_engine.put(*marks(MONDAY), hours("m-1"), hours("m-2"))
    await kafka_engine.settle()
    await kafka_engine.pool.execute("UPDATE flow_sequence SET last = last - 1 WHERE topic = 'intake.v1'")
    await kafka_engine.restart()
    assert "an older backup was restored" in await stopped(kafka_engine)


async def test_a_topic_made_anew_under_its_name_stops_the_lane(kafka_engine: KafkaEngine) -> None:
    await kafka_engine.put(*marks(MONDAY), hours("m-1"))
    await kafka_engine.settle()
    await kafka_engine.pool.execute("UPDATE flow_position SET topic_id = 'another' WHERE topic = 'received.v1'")
    await kafka_engine.restart()
    assert "is not the topic that intake lane" in await stopped(kafka_engine)


async def test_what_was_committed_and_not_produced_goes_out_after_a_restart(kafka_engine: KafkaEngine) -> None:
    await kafka_engine.put(*marks(MONDAY), hours("m-1"))
    await kafka_engine.settle()
    await kafka_engine.pool.execute(
        """INSERT INTO flow_outbox SELECT topic, lane, last + 1, 'anna', $1, $2 FROM flow_sequence
        WHERE topic = 'to.jobcentre.0851.v1'""",
        '{"ce_id": "left", "ce_type": "x", "ce_source": "/samspil/intake"}',
        b"{}",
    )
    await kafka_engine.restart()
    await kafka_engine.settle()
    assert [record.id for record in await kafka_engine.records("to.jobcentre.0851.v1")][-1] == "left"


async def test_days_that_come_while_a_stage_is_away_are_woken_one_by_one_later(kafka_engine: KafkaEngine) -> None:
    await kafka_engine.put(*marks(MONDAY), hours("m-1"))
    await kafka_engine.settle()
    await kafka_engine.stop()
    for day in range(1, 16):
        await kafka_engine.put(*marks(MONDAY + timedelta(days=day)))
    await kafka_engine.start()
    await kafka_engine.settle()
    state = await kafka_engine.state("intake", "counter", "anna")
    assert state is not None
    assert state["weeks"] == 2
