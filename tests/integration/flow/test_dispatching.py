"""A dispatcher that dies takes its process with it at once: side effects must not wait in silence."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest

from samspil.calendar import Month
from samspil.events.unemployment_fund import BenefitHoursReported
from tests.contract.flow.engines import KafkaEngine, marks, message

MONDAY = date(2026, 7, 6)


async def test_a_dispatcher_that_dies_of_a_bug_ends_its_stage_though_no_record_comes(kafka_engine: KafkaEngine) -> None:
    told = BenefitHoursReported(month=Month.parse("2026-06"), hours=Decimal(5))
    await kafka_engine.put(*marks(MONDAY), message("anna", "m-1", told, MONDAY))
    await kafka_engine.settle()
    await kafka_engine.pool.execute(NOBODY_KNOWS_HOW)
    stage = kafka_engine.tasks.pop()
    with pytest.raises(KeyError, match="of a version that is gone"):
        await asyncio.wait_for(stage, 20)


NOBODY_KNOWS_HOW = """
INSERT INTO flow_task (id, stage, fold, lane, key, receiver, type, data, time, correlation, causation, traceparent, day)
VALUES ('t-1', 'responsibility', 'echo', 0, 'anna', '/jobcentre/0851', 'of a version that is gone', '{}', now(),
        '', '', '', current_date)
"""
