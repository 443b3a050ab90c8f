"""Within a version of a type, whoever wrote or reads by a promised schema and whoever does by today's understand each
other. Two checkers look: our own for fields, codes, duties and forms; jsoncompat for kinds and ranges of values."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsoncompat
import pytest

from samspil.events.unemployment_fund import MemberRegistered
from samspil.schemas import breaches, closed, opened, producer_schema, reader_schema
from tests.contract.documents import RELEASED, SCHEMAS, load

Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """Why events by one of two readers' schemas of a type are not understood by the other; empty where all are."""
    found = breaches(old, new)
    if not understands(new, closed(old)):
        found.append("a reader of today does not understand what was written then")
    if not understands(old, closed(new)):
        found.append("a reader of then does not understand what is written today")
    return found


def breaks_producers(old: Schema, new: Schema) -> list[str]:
    """Why what parties send by the old schema would be refused today."""
    return breaches(old, new) + ([] if understands(opened(new), old) else ["what parties send is refused today"])


def understands(reader: Schema, writer: Schema) -> bool:
    """Whether everything that is valid by the writer's schema is so by the reader's."""
    return jsoncompat.check_compat(nameless(writer), nameless(reader), "deserializer")


def nameless(schema: Schema) -> str:
    """jsoncompat follows references within a document only, and takes its name for one."""
    return json.dumps({name: each for name, each in schema.items() if name != "$id"})


@pytest.mark.parametrize("path", sorted(RELEASED.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_promised_is_kept(path: Path) -> None:
    today = SCHEMAS / path.name
    assert today.is_file(), "a promised type was removed"

    judge = breaks_producers if path.stem.endswith(".producer") else breaks
    assert judge(load(path), load(today)) == []


def test_something_was_promised() -> None:
    assert len(list(RELEASED.glob("*.json"))) >= 69


Change = Callable[[Schema], object]


def changed(change: Change, schema: Schema) -> Schema:
    """A schema after a change."""
    copy = deepcopy(schema)
    change(copy)
    return copy


def codes(schema: Schema) -> list[str]:
    """The codes of `Need`, which may grow."""
    listed: list[str] = schema["$defs"]["Need"]["anyOf"][0]["enum"]
    return listed


HARMLESS: dict[str, Change] = {
    "no change": lambda schema: None,
    "a new optional field": lambda schema: schema["properties"].update(new={"type": "string"}),
    "a new code": lambda schema: codes(schema).append("housing"),
    "another description": lambda schema: schema.update(description="clearer"),
}
BREAKING: dict[str, Change] = {
    "a new required field": lambda schema: (
        schema["properties"].update(new={"type": "string"}),
        schema["required"].append("new"),
    ),
    "a required field removed": lambda schema: (
        schema["properties"].pop("municipality"),
        schema["required"].remove("municipality"),
    ),
    "an optional field removed": lambda schema: schema["properties"].pop("needs"),
    "an optional field required": lambda schema: schema["required"].append("needs"),
    "a required field optional": lambda schema: schema["required"].remove("hours_before"),
    "another kind of a required field": lambda schema: schema["properties"].update(birth_year={"type": "string"}),
    "another kind of an optional field": lambda schema: schema["properties"].update(
        form_preference={"type": "integer"}
    ),
    "a code removed": lambda schema: codes(schema).remove("health"),
    "a fixed code removed": lambda schema: schema["properties"]["insurance"]["enum"].remove("part_time"),
    "a new fixed code": lambda schema: schema["properties"]["insurance"]["enum"].append("none"),
    "a narrower pattern": lambda schema: schema["properties"]["municipality"].update(pattern="^08[0-9]{2}$"),
    "a narrower range": lambda schema: schema["properties"]["birth_year"].update(minimum=1950),
    "a wider range": lambda schema: schema["properties"]["birth_year"].update(minimum=1800),
    "another format": lambda schema: schema["properties"]["unemployed_from"].update(format="date-time"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_harmless_change_is_let_through(change: Change) -> None:
    before = reader_schema(MemberRegistered)

    assert breaks(before, changed(change, before)) == []


@pytest.mark.parametrize("change", BREAKING.values(), ids=BREAKING.keys())
def test_a_breaking_change_is_found(change: Change) -> None:
    before = reader_schema(MemberRegistered)

    assert breaks(before, changed(change, before))


def test_parties_may_be_asked_for_more_only_as_an_option() -> None:
    before = producer_schema(MemberRegistered)
    option = changed(lambda schema: schema["$defs"]["Person"]["properties"].update(title={"type": "string"}), before)
    duty = changed(lambda schema: schema["$defs"]["Person"]["required"].append("name"), before)
    code = changed(lambda schema: schema["$defs"]["Need"]["enum"].remove("health"), before)

    assert breaks_producers(before, option) == []
    assert breaks_producers(before, duty) == ["person: duty name was added", "what parties send is refused today"]
    assert breaks_producers(before, code) == ["needs: code health was removed", "what parties send is refused today"]
