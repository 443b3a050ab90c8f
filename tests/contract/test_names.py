"""A type's name says who tells it, of what, and what happened to it; its class lives with its owner."""

import re
from typing import Final

import pytest

from samspil.events import Event
from tests.contract.documents import EVENTS

PATTERN: Final = re.compile(r"(?P<owner>[a-z]+(-[a-z]+)*)\.[a-z]+(-[a-z]+)*\.(?P<verb>[a-z]+)\.v[1-9][0-9]*")
NOT_IN_ED: Final = frozenset({"begun", "forecast", "held", "sent", "withdrawn"})
MODULE_OF: Final = {"samspil": "answers", "clock": "engine", "flow": "engine"}
"""Where the owner is the engine or the whole of Samspil."""
SAID_BY_THE_ENGINE_FOR: Final = {"intake.bytes.quarantined.v1": "engine"}

every_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)


@every_event
def test_a_type_is_owner_subject_verb_in_the_past_and_version(event: type[Event]) -> None:
    name = PATTERN.fullmatch(event.type)

    assert name
    assert name["verb"].endswith("ed") or name["verb"] in NOT_IN_ED


@every_event
def test_a_class_lives_in_its_owner_s_module(event: type[Event]) -> None:
    module = MODULE_OF.get(event.owner(), event.owner().replace("-", "_"))

    assert event.__module__ == f"samspil.events.{SAID_BY_THE_ENGINE_FOR.get(event.type, module)}"


@every_event
def test_an_event_says_what_it_means(event: type[Event]) -> None:
    assert event.__doc__
    assert event.__doc__.strip().partition("\n")[0].endswith((".", "`"))


@pytest.mark.parametrize(
    "name", ["SpellEnded", "intake.spell.v1", "intake.spell.closed", "intake.spell.closed.v0", "intake.Spell.closed.v1"]
)
def test_a_name_of_another_make_is_recognised(name: str) -> None:
    assert not PATTERN.fullmatch(name)
