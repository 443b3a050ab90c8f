"""Each event goes to its own handler."""

import logging

import pytest

from samspil.events.answers import MessageAccepted
from samspil.party import Envelope
from samspil.party.handlers import Handlers
from tests.unit.party.records import record


def envelope(type_: str) -> Envelope:
    """The envelope of an event of this type."""
    return Envelope.of(record(("ce_type", type_.encode())))


async def handle_nothing(told: MessageAccepted, envelope: Envelope) -> None:
    """Any handler."""


def test_an_event_class_has_one_handler() -> None:
    handlers = Handlers()
    handlers.on(MessageAccepted)(handle_nothing)

    with pytest.raises(ValueError, match="MessageAccepted has a handler already"):
        handlers.on(MessageAccepted)(handle_nothing)


async def test_a_newer_event_s_new_fields_are_left_out() -> None:
    handlers, got = Handlers(), list[MessageAccepted]()

    @handlers.on(MessageAccepted)
    async def on_message_accepted(told: MessageAccepted, envelope: Envelope) -> None:
        got.append(told)

    value = b'{"message_id": "m1", "message_type": "t", "citizen_id": "c1", "new": {"in": 2030}}'
    await handlers.handle(value, envelope(MessageAccepted.type))

    assert got == [MessageAccepted(message_id="m1", message_type="t", citizen_id="c1")]


async def test_the_log_names_an_event_without_a_handler_but_not_its_content(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    await Handlers().handle(b'{"name": "Aase"}', envelope("samspil.something.new.v1"))

    assert caplog.messages == ["No handler for samspil.something.new.v1 in to.jobcentre.0851.v1/7"]
