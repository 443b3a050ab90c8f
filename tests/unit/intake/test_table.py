"""Intake's table: every message from outside has its row, and what is let through keeps its place."""

from typing import Any

import pytest

from intake.domain.citizen import Citizen
from intake.domain.passing import let_through
from intake.flow import STAGE, citizen
from samspil.events.event import OutsideEvent
from samspil.flow.decision import Decision
from samspil.topics import JUDGES, outside_types
from tests.unit.intake.told import MONDAY, on, registered


def test_every_message_from_outside_is_judged_or_let_through() -> None:
    taken = {event.type for event in (*citizen.on, *STAGE.passes)}

    assert taken == {event.type for event in outside_types()} == set(JUDGES)


def test_intake_judges_what_the_list_of_judges_says_and_lets_the_rest_through() -> None:
    judged = {event.type for event, decide in citizen.on.items() if decide is not let_through}

    assert judged == STAGE.judged


@pytest.mark.parametrize("state", [None, registered()])
def test_what_is_judged_further_down_passes_unanswered_and_changes_nothing(state: Citizen | None) -> None:
    passed: Decision[Any] = let_through(state, OutsideEvent(), on(MONDAY))

    assert passed == Decision(passes=True)


def test_the_state_of_a_citizen_survives_being_written() -> None:
    state = registered(hours_before="12.50")

    assert Citizen.model_validate_json(state.model_dump_json()) == state
