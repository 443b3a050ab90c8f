"""From a party's topic through the gate and the fold: what the sender is told, and what the other services read."""

import json
from datetime import date, timedelta
from typing import Any

from intake.domain.names import Names
from intake.flow import STAGE
from intake.gate import Gate
from intake.gateways.memory import MemoryRegister
from samspil.flow.memory import MemoryWorld
from tests.unit.intake.mail import (
    CPR_OFFICE,
    HK,
    METAL,
    MOVE,
    MOVED,
    NOON,
    OPERATORS,
    hours,
    message,
    registration,
)

MONDAY = date(2026, 8, 3)
SCREENED = "unemployment-fund.member.screened.v1"


class Door:
    """Gate and fold in memory, on the Monday."""

    def __init__(self) -> None:
        gate = Gate(MemoryRegister(), Names(b"k" * 32), synthetic=True)
        self.world = MemoryWorld((STAGE,), gate=gate)
        self.world.day(MONDAY)

    def tell(self, sent: Any) -> None:
        topic, key, headers, value = sent
        text = {name: told.decode() for name, told in headers.items()}
        self.world.arrive(topic, key.decode(), text, value, NOON)

    def types(self, topic: str) -> list[str]:
        """The short types of what is on a topic."""
        return [record.type.removesuffix(".v1").rpartition(".")[2] for record in self.world.log.facts(topic)]

    def told(self, topic: str) -> list[dict[str, Any]]:
        return [json.loads(record.value) for record in self.world.log.facts(topic)]


def test_a_member_is_registered_and_the_fund_learns_the_citizens_pseudonym() -> None:
    door = Door()

    door.tell(registration())

    (answer,) = door.told("to.unemployment-fund.hk.v1")
    assert door.types("to.unemployment-fund.hk.v1") == ["accepted"]
    assert answer["message_id"] == "r1"
    assert door.types("intake.v1") == ["accepted", "suggested"]
    assert {record.key for record in door.world.log.facts("intake.v1")} == {answer["citizen_id"]}


def test_every_message_has_one_answer_or_goes_on_to_its_judge() -> None:
    door = Door()

    door.tell(registration())
    door.tell(registration("r2", "m-1", METAL))
    door.tell(message(CPR_OFFICE, "p", "c1", MOVED, MOVE))
    door.tell(message(HK, "case-1", "s1", SCREENED, {"outcome": "to-jobcentre", "grounds": "health"}))
    door.tell(hours())

    assert door.types("to.unemployment-fund.hk.v1") == ["accepted", "accepted"]
    assert door.told("to.unemployment-fund.dansk-metal.v1")[0]["reason"] == "overlapping_spell"
    assert door.types("to.civil-registration.cpr.v1") == ["accepted"]
    assert door.types("intake.v1") == ["accepted", "suggested", "changed", "screened", "counted"]


def test_what_is_let_through_is_as_its_sender_said_it() -> None:
    door = Door()
    door.tell(registration())

    door.tell(message(HK, "case-1", "s1", SCREENED, {"outcome": "stays", "grounds": "health"}))

    *_, passed = door.world.log.facts("intake.v1")
    assert (passed.id, str(passed.party), passed.type) == ("s1", "/unemployment-fund/hk", SCREENED)
    assert json.loads(passed.value) == {"outcome": "stays", "grounds": "health"}


def test_the_journey_of_a_registration_is_on_everything_that_follows_from_it() -> None:
    door = Door()
    door.tell(registration())
    door.tell(hours())

    records = [*door.world.log.facts("intake.v1"), *door.world.log.facts("to.unemployment-fund.hk.v1")]
    assert len({record.correlation for record in records}) == 1


def test_the_day_is_the_lanes_and_not_the_messages() -> None:
    door = Door()
    for days in range(1, 12):
        door.world.day(MONDAY + timedelta(days=days))

    door.tell(registration())

    assert door.told("to.unemployment-fund.hk.v1")[0]["reason"] == "backdated"


def test_an_operators_order_goes_on_to_the_stage_it_names() -> None:
    door = Door()
    door.tell(registration())
    citizen = door.told("to.unemployment-fund.hk.v1")[0]["citizen_id"]

    order = {"stage": "handover", "fold": "handover", "note": "sent again"}
    door.tell(message(OPERATORS, citizen, "o1", "operations.parked.released.v1", order, ce_subject=citizen))

    assert door.types("intake.v1")[-1] == "released"
    assert door.told("to.operations.v1") == []
