"""The schema files say what the catalogue says: open for readers, closed for producers."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from samspil.cli import build
from samspil.events import Event, OutsideEvent, Person
from samspil.schemas.command import out_of_date, release_into, write
from tests.contract.documents import EVENTS, OUTSIDE, SCHEMAS, example, load, problems, schema


def test_the_schema_files_are_up_to_date() -> None:
    outcome = CliRunner().invoke(build(), ["generate", "--check"])

    assert outcome.exit_code == 0, outcome.output


def test_a_file_that_is_changed_missing_or_too_many_is_found(tmp_path: Path) -> None:
    write(tmp_path)
    assert out_of_date(tmp_path) == []

    (tmp_path / "clock.day.begun.v1.json").write_text("{}")
    (tmp_path / "intake.spell.closed.v1.json").unlink()
    (tmp_path / "intake.spell.closed.v0.json").write_text("{}")
    names = ["clock.day.begun.v1.json", "intake.spell.closed.v0.json", "intake.spell.closed.v1.json"]
    assert out_of_date(tmp_path) == names

    write(tmp_path)
    assert out_of_date(tmp_path) == []


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_every_file_is_a_schema_with_a_name_and_a_meaning_in_both_languages(path: Path) -> None:
    document = load(path)

    Draft202012Validator.check_schema(document)
    assert document["$id"] == "urn:samspil:schema:" + path.stem.replace(".producer", ":producer")
    assert "Danish: " in document["description"]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_a_reader_lets_new_fields_pass(event: type[Event]) -> None:
    data = {name: each for name, each in example(event)["data"].items() if name != "person"}

    assert not problems(data | {"from_the_future": {"a": 1}}, schema(event))


@pytest.mark.parametrize("event", OUTSIDE, ids=lambda event: event.type)
def test_a_producer_sends_only_what_is_known(event: type[OutsideEvent]) -> None:
    told = example(event)["data"]
    closed = schema(event, ".producer")

    assert not problems(told, closed)
    assert problems(told | {"from_the_future": 1}, closed)
    for left_out in closed["required"]:
        assert problems({name: each for name, each in told.items() if name != left_out}, closed)


@pytest.mark.parametrize("event", OUTSIDE, ids=lambda event: event.type)
def test_a_producer_tells_the_person_where_the_message_names_one_and_nowhere_else(event: type[OutsideEvent]) -> None:
    told = example(event)["data"]
    person = Person(cpr="0714851234").model_dump(mode="json")
    closed = schema(event, ".producer")

    assert ("person" in told) is event.names_person
    assert bool(problems(told | {"person": person}, closed)) is not event.names_person
    if event.names_person:
        assert problems(told | {"person": person | {"nickname": "K"}}, closed)
        assert "person" not in schema(event)["properties"]


def test_a_code_of_tomorrow_is_for_readers_and_not_for_producers() -> None:
    [ended] = [event for event in OUTSIDE if event.type == "unemployment-fund.spell.ended.v1"]
    told = example(ended)["data"]

    for code in ("lottery", "unknown"):
        assert not problems(told | {"reason": code}, schema(ended))
        assert problems(told | {"reason": code}, schema(ended, ".producer"))


def test_what_was_promised_once_is_not_promised_away(tmp_path: Path) -> None:
    assert release_into(tmp_path) == []
    promised: dict[str, Any] = load(tmp_path / "intake.spell.closed.v1.json")
    promised["properties"]["note"] = {"type": "string"}
    (tmp_path / "intake.spell.closed.v1.json").write_text(json.dumps(promised))
    (tmp_path / "intake.spell.closed.v0.json").write_text("{}")

    assert release_into(tmp_path) == [
        "intake.spell.closed.v0.json was removed",
        "intake.spell.closed.v1.json: event: field note was removed",
    ]
    assert load(tmp_path / "intake.spell.closed.v1.json") == promised
