"""The command that the page of parked citizens shows is one that `samspil operations` understands."""

import shlex
from typing import Any

import pytest
from typer.testing import CliRunner

from operations.domain.views import Parked
from samspil import operators
from samspil.events.answers import MessageAccepted
from samspil.events.operations import ParkedReleased

PARKED = Parked.model_validate(
    dict.fromkeys(Parked.model_fields) | {"stage": "contact-course", "fold": "course", "citizen_id": "ckz2"}
)


def test_an_operator_can_type_it_as_it_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []

    async def ask(order: ParkedReleased, citizen: str, servers: str) -> MessageAccepted:
        given.extend((order, citizen))
        return MessageAccepted(message_id="m-1", message_type=order.type, citizen_id=citizen)

    monkeypatch.setattr(operators, "ask", ask)
    program, group, *typed = shlex.split(PARKED.release_command)
    result = CliRunner().invoke(operators.command, typed, env={"KAFKA_BOOTSTRAP_SERVERS": "nowhere:9092"})

    assert (program, group) == ("samspil", "operations")
    assert result.exit_code == 0, result.output
    assert given == [ParkedReleased(stage="contact-course", fold="course", note="why it will work now"), "ckz2"]
