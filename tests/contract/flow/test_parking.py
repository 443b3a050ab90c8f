"""A poisonous event parks one citizen: the same on both runners."""

import json
from datetime import date, timedelta
from decimal import Decimal

from samspil.calendar import Month
from samspil.events.engine import KeyParked, KeyReleased
from samspil.events.intake import BenefitHoursCounted
from samspil.events.operations import ParkedDiscarded, ParkedReleased
from samspil.events.unemployment_fund import BenefitHoursReported
from samspil.flow.record import Outgoing
from tests.contract.flow.engines import Engine, facts, marks, message
from tests.contract.flow.toys import FLOOD, POISON

MONDAY = date(2026, 7, 6)
TO_FUND = "to.unemployment-fund.hk.v1"
TO_OPERATIONS = "to.operations.v1"


def hours(key: str, id_: str, amount: str | Decimal, day: date = MONDAY) -> Outgoing:
    return message(key, id_, BenefitHoursReported(month=Month.parse("2026-06"), hours=Decimal(amount)), day)


def days(first: int, last: int) -> list[Outgoing]:
    return [mark for day in range(first, last + 1) for mark in marks(MONDAY + timedelta(days=day))]


def release(key: str, day: date, mended: dict[str, object] | None = None) -> Outgoing:
    order = ParkedReleased(stage="intake", fold="counter", note="mended the month", mended=mended)
    return message(key, "op-1", order, day, "/operations")


async def told(engine: Engine, key: str) -> list[dict[str, object]]:
    return [
        json.loads(r.value)
        for r in facts(await engine.records("intake.v1"))
        if r.key == key and r.type == BenefitHoursCounted.type
    ]


async def answers(engine: Engine, topic: str) -> list[tuple[str, str]]:
    found = [json.loads(record.value) for record in await engine.records(topic)]
    return [(answer["message_id"], answer.get("reason", "accepted")) for answer in found]


async def test_a_poisonous_event_parks_its_citizen_and_nobody_else(engine: Engine) -> None:
    await engine.put(
        *marks(MONDAY), hours("anna", "m-1", POISON), hours("anna", "m-2", "5"), hours("bo", "m-3", "7"), *days(1, 8)
    )
    await engine.settle()
    assert await told(engine, "anna") == []
    assert len(await told(engine, "bo")) == 2
    assert await answers(engine, TO_FUND) == [("m-3", "accepted")]
    (parked,) = [
        KeyParked.model_validate_json(r.value)
        for r in facts(await engine.records("intake.v1"))
        if r.type == KeyParked.type
    ]
    assert (parked.stage, parked.fold, parked.event_id, parked.error) == (
        "intake",
        "counter",
        "m-1",
        "ZeroDivisionError",
    )


async def test_a_decision_whose_outcome_fits_no_record_parks_its_citizen_and_nobody_else(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), hours("anna", "m-1", FLOOD), hours("bo", "m-2", "7"), *days(1, 1))
    await engine.settle()
    assert await told(engine, "anna") == []
    assert len(await told(engine, "bo")) == 1
    (parked,) = [r for r in facts(await engine.records("intake.v1")) if r.type == KeyParked.type]
    assert "TooLargeError" in KeyParked.read(parked.value).error


async def test_a_citizen_parked_from_the_first_event_on_keeps_the_journey(engine: Engine) -> None:
    later = MONDAY + timedelta(days=2)
    await engine.put(*marks(MONDAY), hours("anna", "m-1", POISON), *days(1, 2))
    await engine.put(release("anna", later, {"month": "2026-06", "hours": 6.0}), *days(3, 8))
    await engine.settle()
    counted = [r for r in facts(await engine.records("intake.v1")) if r.type == BenefitHoursCounted.type]
    assert [r.headers["ce_correlationid"] for r in counted] == ["j-anna", "j-anna"]  # the fact, and a week's waking


async def test_after_release_with_a_mended_event_everything_is_as_if_nothing_had_failed(engine: Engine) -> None:
    later = MONDAY + timedelta(days=9)
    mended = {"month": "2026-06", "hours": 6.0}
    await engine.put(*marks(MONDAY), hours("anna", "m-1", POISON), hours("twin", "t-1", "6"), *days(1, 3))
    await engine.put(
        hours("anna", "m-2", "5", MONDAY + timedelta(days=3)), hours("twin", "t-2", "5", MONDAY + timedelta(days=3))
    )
    await engine.put(*days(4, 9), release("anna", later, mended), *days(10, 15))
    await engine.settle()
    without_ids = [{**fact, "spell_id": ""} for fact in await told(engine, "anna")]
    assert without_ids == [{**fact, "spell_id": ""} for fact in await told(engine, "twin")]
    assert await engine.state("intake", "counter", "anna") == await engine.state("intake", "counter", "twin")
    assert sorted(await answers(engine, TO_FUND)) == [(m, "accepted") for m in ("m-1", "m-2", "t-1", "t-2")]
    assert await answers(engine, TO_OPERATIONS) == [("op-1", "accepted")]


async def test_a_release_without_mending_parks_again_and_counts_the_attempt(engine: Engine) -> None:
    await engine.put(
        *marks(MONDAY), hours("anna", "m-1", POISON), hours("anna", "m-2", "5"), release("anna", MONDAY), *days(1, 1)
    )
    await engine.settle()
    parked = [
        KeyParked.model_validate_json(r.value)
        for r in facts(await engine.records("intake.v1"))
        if r.type == KeyParked.type
    ]
    assert [(each.event_id, each.attempts) for each in parked] == [("m-1", 1), ("m-1", 2)]
    assert await told(engine, "anna") == []


async def test_a_discarded_event_is_refused_to_its_sender_and_the_queue_goes_on(engine: Engine) -> None:
    order = ParkedDiscarded(stage="intake", fold="counter", note="the fund withdrew it")
    await engine.put(*marks(MONDAY), hours("anna", "m-1", POISON), hours("anna", "m-2", "5"), *days(1, 2))
    await engine.put(message("anna", "op-1", order, MONDAY, "/operations"))
    await engine.settle()
    assert await answers(engine, TO_FUND) == [("m-1", "discarded_by_operator"), ("m-2", "accepted")]
    assert len(await told(engine, "anna")) == 1
    released = [r for r in facts(await engine.records("intake.v1")) if r.type == KeyReleased.type]
    assert len(released) == 1


async def test_an_order_for_a_key_that_is_not_parked_is_refused(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), hours("anna", "m-1", "5"), release("anna", MONDAY))
    await engine.settle()
    assert await answers(engine, TO_OPERATIONS) == [("op-1", "not_parked")]


async def test_operators_orders_go_on_to_later_stages_whatever_the_key_waits_for(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), hours("anna", "m-1", POISON), release("anna", MONDAY))
    await engine.settle()
    assert [r.id for r in facts(await engine.records("intake.v1")) if r.type == ParkedReleased.type] == ["op-1"]
