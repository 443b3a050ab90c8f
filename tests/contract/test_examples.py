"""Every event has an example that a stranger can copy: a CloudEvent in structured mode, and no real person in it."""

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from cloudevents.core.bindings.kafka import from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from pydantic import BaseModel

from samspil.events import CATALOGUE, Event, OpenEnum, OutsideEvent
from samspil.reference.parties import Party
from tests.contract.documents import EVENTS, EXAMPLES, example, problems, schema

every_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)


def test_every_event_has_an_example_and_every_example_an_event() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(CATALOGUE)


def test_no_two_examples_are_one_event() -> None:
    ids = [example(event)["id"] for event in EVENTS]

    assert len(set(ids)) == len(ids)


@every_event
def test_an_example_is_a_cloud_event_that_travels_through_kafka(event: type[Event]) -> None:
    document = example(event)
    told = JSONFormat().read(CloudEvent, json.dumps(document))

    back = from_binary(to_binary(told, JSONFormat()), JSONFormat(), CloudEvent)

    assert back.get_attributes() == told.get_attributes()
    assert back.get_data() == document["data"]
    assert told.get_type() == event.type


@every_event
def test_an_example_shows_every_field_as_the_schema_says(event: type[Event]) -> None:
    data = dict(example(event)["data"])
    person = data.pop("person", None)

    assert not problems(data, schema(event))
    assert event.model_validate(data).model_dump(mode="json") == data
    assert data.keys() == event.model_fields.keys()
    assert (person is not None) is (issubclass(event, OutsideEvent) and event.names_person)


@every_event
def test_an_example_is_told_by_its_owner(event: type[Event]) -> None:
    source = example(event)["source"]

    if issubclass(event, OutsideEvent):
        assert Party.parse(source).kind == event.owner()
    else:
        assert source.startswith("/samspil/")
    if "dataschema" in example(event):
        assert example(event)["dataschema"] == schema(event)["$id"]


@every_event
def test_an_example_is_about_nobody_who_exists(event: type[Event]) -> None:
    text = (EXAMPLES / f"{event.type}.json").read_text()

    for number in re.findall(r"(?<![0-9a-f-])[0-9]{10}(?![0-9a-f])", text):
        assert int(number[2:4]) > 12, "a month that exists"


@every_event
def test_a_reader_of_today_reads_an_event_of_tomorrow(event: type[Event]) -> None:
    data = example(event)["data"]
    tomorrow = data | {"from_the_future": {"a": [1]}} | dict(codes_of_tomorrow(event, data))

    read = event.model_validate(tomorrow)

    assert not hasattr(read, "from_the_future")
    for name, _ in codes_of_tomorrow(event, data):
        value = getattr(read, name)
        assert (value[0] if isinstance(value, tuple) else value) == "unknown"


def codes_of_tomorrow(event: type[Event], data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields that hold codes of a list that may grow, each with a code that is not on the list yet."""
    for name, hint in get_type_hints(event).items():
        if name in data and any(issubclass(kind, OpenEnum) for kind in kinds_of(hint)):
            yield name, ["of-tomorrow"] if isinstance(data[name], list) else "of-tomorrow"


def kinds_of(hint: Any) -> Iterator[type]:
    """The classes that a type hint is made of."""
    if isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from kinds_of(part)


def test_every_list_of_codes_that_may_grow_has_a_word_for_what_it_does_not_know() -> None:
    lists = {kind for event in EVENTS for kind in kinds_of_all(event) if issubclass(kind, OpenEnum)}

    assert len(lists) > 8
    assert not {kind.__name__ for kind in lists if kind("of-tomorrow") != "unknown"}


def kinds_of_all(shape: type[BaseModel]) -> Iterator[type]:
    """The classes of a shape's fields, those of the shapes inside it too."""
    for hint in get_type_hints(shape).values():
        for kind in kinds_of(hint):
            yield kind
            if issubclass(kind, BaseModel) and not dataclasses.is_dataclass(kind):
                yield from kinds_of_all(kind)
