"""What a stage does with facts, days, answers and side effects: the same on both runners."""

import json
from datetime import date, timedelta
from decimal import Decimal

from samspil.calendar import Month
from samspil.events.handover import HandoverSent
from samspil.events.intake import BenefitHoursCounted
from samspil.events.unemployment_fund import BenefitHoursReported, MeetingMoved
from samspil.flow.lanes import lane_of
from samspil.flow.record import DAY
from tests.contract.flow.engines import LANES, TRACE, Engine, facts, marks, message
from tests.contract.flow.toys import Post

MONDAY = date(2026, 7, 6)
TO_FUND = "to.unemployment-fund.hk.v1"


def hours(amount: str) -> BenefitHoursReported:
    return BenefitHoursReported(month=Month.parse("2026-06"), hours=Decimal(amount))


async def test_a_fact_changes_the_state_is_told_once_and_answered_once(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("100.25"), MONDAY))
    await engine.settle()
    told = facts(await engine.records("intake.v1"))
    assert [record.type for record in told] == [BenefitHoursCounted.type]
    assert (told[0].key, told[0].correlation, told[0].headers["ce_causationid"]) == ("anna", "j-anna", "m-1")
    answers = [json.loads(record.value) for record in await engine.records(TO_FUND)]
    assert answers == [
        {"message_id": "m-1", "message_type": "unemployment-fund.benefit-hours.reported.v1", "citizen_id": "anna"}
    ]
    state = await engine.state("intake", "counter", "anna")
    assert state is not None
    assert Decimal(state["total"]) == Decimal("100.25")


async def test_whatever_follows_from_a_message_carries_its_trace(engine: Engine) -> None:
    moved = MeetingMoved(meeting_id="x", to=MONDAY)
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("10"), MONDAY), message("anna", "m-2", moved, MONDAY))
    await engine.settle()
    followed = [
        *facts(await engine.records("intake.v1")),  # told, and passed on
        *await engine.records(TO_FUND),  # the answer
        *facts(await engine.records("responsibility.v1")),  # a side effect's result
        *await engine.records("to.jobcentre.0851.v1"),  # what it delivered
    ]
    assert [record.headers["traceparent"] for record in followed] == [TRACE] * 5


async def test_a_refused_message_changes_nothing_and_says_why(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("201"), MONDAY))
    await engine.settle()
    assert facts(await engine.records("intake.v1")) == []
    (answer,) = [json.loads(record.value) for record in await engine.records(TO_FUND)]
    assert (answer["reason"], answer["citizen_id"]) == ("too_many", "anna")
    assert await engine.state("intake", "counter", "anna") is None


async def test_a_message_for_a_later_judge_passes_unchanged_and_is_not_answered(engine: Engine) -> None:
    moved = MeetingMoved(meeting_id="x", to=MONDAY)
    await engine.put(*marks(MONDAY), message("anna", "m-1", moved, MONDAY))
    await engine.settle()
    (passed,) = facts(await engine.records("intake.v1"))
    assert (passed.id, passed.type, str(passed.party)) == ("m-1", MeetingMoved.type, "/unemployment-fund/hk")
    assert MeetingMoved.model_validate_json(passed.value) == moved
    assert await engine.records(TO_FUND) == []


async def test_a_due_state_is_woken_on_its_day_and_not_before(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("10"), MONDAY))
    for day in range(1, 16):
        await engine.put(*marks(MONDAY + timedelta(days=day)))
    await engine.settle()
    told = [json.loads(record.value) for record in facts(await engine.records("intake.v1"))]
    assert [(fact["spell_id"], fact["reported_on"]) for fact in told[1:]] == [
        ("week", "2026-07-13"),
        ("week", "2026-07-20"),
    ]


async def test_every_lane_of_every_topic_carries_each_day_once_and_in_order(engine: Engine) -> None:
    days = [MONDAY + timedelta(days=day) for day in range(5)]
    for day in days:
        await engine.put(*marks(day))
    await engine.settle()
    for topic in ("intake.v1", "responsibility.v1"):
        by_lane: dict[int, list[date]] = {}
        for record in await engine.records(topic):
            assert record.type == DAY
            by_lane.setdefault(record.lane, []).append(record.day())
        assert by_lane == {0: days, 1: days}


async def test_what_upstream_decides_in_its_waking_is_known_downstream_before_the_day(engine: Engine) -> None:
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("10"), MONDAY))
    for day in range(1, 8):
        await engine.put(*marks(MONDAY + timedelta(days=day)))
    await engine.settle()
    records = await engine.records("intake.v1")
    lane = lane_of("anna", LANES)
    kinds = ["day" if record.type == DAY else "fact" for record in records if record.lane == lane]
    assert kinds == ["day", "fact", *["day"] * 6, "fact", "day"]


async def test_a_side_effect_is_performed_once_and_its_result_enters_the_log_and_the_state(
    engine: Engine, post: Post
) -> None:
    await engine.put(
        *marks(MONDAY), message("anna", "m-1", hours("10"), MONDAY), message("bo", "m-2", hours("10"), MONDAY)
    )
    await engine.settle()
    sent = facts(await engine.records("responsibility.v1"))
    assert sorted(record.key for record in sent) == ["anna", "bo"]
    assert {record.type for record in sent} == {HandoverSent.type}
    assert len(post.performed) == len(set(post.performed)) == 2
    assert len(await engine.records("to.jobcentre.0851.v1")) == 2
    assert await engine.state("responsibility", "echo", "anna") == {"heard": 1, "sent": 1}


async def test_a_side_effect_that_fails_is_tried_again_until_it_works(engine: Engine, post: Post) -> None:
    post.failures = 2
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("10"), MONDAY))
    await engine.settle()
    assert len(post.performed) == 1
    assert await engine.state("responsibility", "echo", "anna") == {"heard": 1, "sent": 1}


async def test_a_side_effect_whose_result_fits_no_record_is_tried_again_too(engine: Engine, post: Post) -> None:
    post.floods = 1
    await engine.put(*marks(MONDAY), message("anna", "m-1", hours("10"), MONDAY))
    await engine.settle()
    assert await engine.state("responsibility", "echo", "anna") == {"heard": 1, "sent": 1}


async def test_side_effects_of_one_citizen_and_receiver_keep_their_order(engine: Engine, post: Post) -> None:
    await engine.put(*marks(MONDAY), *[message("anna", f"m-{n}", hours("1"), MONDAY) for n in range(5)])
    await engine.settle()
    delivered = [json.loads(record.value)["handover_id"] for record in await engine.records("to.jobcentre.0851.v1")]
    assert delivered == ["0", "1", "2", "3", "4"]
