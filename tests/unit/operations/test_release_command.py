"""The command that the page of parked citizens shows is one that `samspil operations` understands."""

import shlex
from pathlib import Path
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError
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


TYPED = shlex.split("release ckz2 --stage intake --fold intake --note why --bootstrap-servers nowhere:9092")


@pytest.mark.parametrize("text", ["not json", "[]"])
def test_mended_data_that_is_none_is_a_mistake_of_the_caller(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mended.json"
    file.write_text(text)

    result = CliRunner().invoke(operators.command, [*TYPED, "--mended", str(file)])

    assert result.exit_code == 2
    assert "--mended" in result.output


@pytest.mark.parametrize(
    ("problem", "advice"),
    [(KafkaConnectionError("away"), "nowhere:9092"), (LookupError("no topics"), "samspil topics apply")],
)
def test_a_kafka_that_takes_no_orders_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, advice: str
) -> None:
    async def ask(*_: Any) -> MessageAccepted:
        raise problem

    monkeypatch.setattr(operators, "ask", ask)
    result = CliRunner().invoke(operators.command, TYPED)

    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert advice in result.output
