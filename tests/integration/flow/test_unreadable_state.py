"""A stored state that cannot be read parks its citizen, stays as it is, and holds up nobody else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from samspil.calendar import Month
from samspil.events.engine import KeyParked
from samspil.events.operations import ParkedReleased
from samspil.events.unemployment_fund import BenefitHoursReported
from samspil.flow.record import Outgoing
from samspil.telemetry import TraceIds
from tests.contract.flow.engines import KafkaEngine, facts, marks, message

MONDAY = date(2026, 7, 6)
TRACE = "0af7651916cd43dd8448eb211c80319c"
BROKEN = '{"next_week": "no day"}'


def hours(key: str, id_: str) -> Outgoing:
    return message(key, id_, BenefitHoursReported(month=Month.parse("2026-06"), hours=Decimal(5)), MONDAY)


async def document(engine: KafkaEngine, key: str) -> str:
    text: str = await engine.pool.fetchval("SELECT document FROM flow_state WHERE fold = 'counter' AND key = $1", key)
    return text


def traced(out: Outgoing) -> Outgoing:
    out.headers["traceparent"] = f"00-{TRACE}-b7ad6b7169203331-00"
    return out


async def test_a_state_that_cannot_be_read_parks_its_citizen_until_it_is_mended_and_released(
    kafka_engine: KafkaEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine = kafka_engine
    caplog.handler.addFilter(TraceIds())
    await engine.put(*marks(MONDAY), hours("anna", "m-1"), hours("bo", "m-2"))
    await engine.settle()
    sound = await document(engine, "anna")
    await engine.pool.execute("UPDATE flow_state SET document = $1 WHERE fold = 'counter' AND key = 'anna'", BROKEN)
    await engine.put(traced(hours("anna", "m-3")), hours("bo", "m-4"), *marks(MONDAY + timedelta(days=1)))
    order = ParkedReleased(stage="intake", fold="counter", note="mended by hand")
    await engine.put(message("anna", "op-1", order, MONDAY, "/operations"))
    await engine.settle()
    parked = [
        KeyParked.model_validate_json(r.value)
        for r in facts(await engine.records("intake.v1"))
        if r.type == KeyParked.type
    ]
    assert [(each.event_id, each.error) for each in parked] == [
        ("m-3", "stored state: ValidationError: next_week: date_from_datetime_parsing")
    ]
    assert await document(engine, "anna") == BROKEN
    parked_lines = [line for line in caplog.records if "A key of intake/counter is parked" in line.getMessage()]
    assert [line.__dict__["trace_id"] for line in parked_lines] == [TRACE]
    await engine.pool.execute("UPDATE flow_state SET document = $1 WHERE fold = 'counter' AND key = 'anna'", sound)
    await engine.put(message("anna", "op-2", order, MONDAY, "/operations"))
    await engine.settle()
    assert await engine.state("intake", "counter", "anna") == await engine.state("intake", "counter", "bo")
    answers = [r.value.decode() for r in await engine.records("to.operations.v1")]
    assert ["state_unreadable" in answer for answer in answers] == [True, False]
