"""What an event looks like as JSON Schema 2020-12: open for its readers, closed for its producers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic import create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from samspil.events.event import Event, OpenEnum, OutsideEvent, Person
from samspil.reference.parties import PARTY_PATTERN
from samspil.schemas.glossary import danish

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
UNKNOWN: Final = "unknown"
ANY_PARTY: Final = "^/[a-z]+(?:-[a-z]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?$"
"""There may be parties of new kinds, so a reader is not promised the kinds of today."""
_ANY_TEXT: Final = {"type": "string"}

Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, but a number has one form, and what may grow (codes, kinds of party) is open."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        told = super().str_schema(schema)
        return told | {"pattern": ANY_PARTY} if told.get("pattern") == PARTY_PATTERN else told

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return self.float_schema(core_schema.float_schema(le=_bound(schema, "le"), ge=_bound(schema, "ge")))

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        told = super().enum_schema(schema)
        if not issubclass(schema["cls"], OpenEnum):
            return told
        return {"title": told["title"], "description": told["description"], **_open_code(told["enum"])}


def reader_schema(event: type[Event]) -> Schema:
    """What a reader may rely on. New fields and new codes may come at any time: ignore them, read them as unknown."""
    return _document(event, f"urn:samspil:schema:{event.type}", event)


def producer_schema(event: type[OutsideEvent]) -> Schema:
    """What a party may send: these fields and codes and no others, with the person where the message names one."""
    told: type[Event] = event
    if event.names_person:
        told = create_model(event.__name__, __base__=event, __doc__=event.__doc__, person=(Person, ...))
    schema = closed(_document(event, f"urn:samspil:schema:{event.type}:producer", told))
    known: Schema = _mapped(schema, _without_unknown)
    return known


def closed(schema: Schema) -> Schema:
    """The schema of exactly what is known today: no other fields, no other codes."""
    exact: Schema = _mapped(schema, _closed_node)
    return exact


def opened(schema: Schema) -> Schema:
    """The schema that lets other fields pass."""
    lenient: Schema = _mapped(schema, _opened_node)
    return lenient


def _document(event: type[Event], id_: str, shape: type[Event]) -> Schema:
    schema = shape.model_json_schema(schema_generator=_Generator, mode="validation")
    text = f"{schema.pop('description')}\n\nDanish: {danish(event.type)}."
    return {"$schema": DIALECT, "$id": id_, "title": schema.pop("title"), "description": text, **schema}


def _bound(schema: core_schema.DecimalSchema, name: str) -> float | None:
    bound = schema.get(name)
    return None if bound is None else float(bound)  # type: ignore[arg-type]  # pydantic-core types a bound as object


def _mapped(node: Any, change: Callable[[Schema], Schema]) -> Any:
    if isinstance(node, list):
        return [_mapped(each, change) for each in node]
    if isinstance(node, dict):
        return change({name: _mapped(each, change) for name, each in node.items()})
    return node


def _open_code(values: list[str]) -> Schema:
    return {"anyOf": [{"enum": values}, _ANY_TEXT]}


def _is_open_code(node: Schema) -> bool:
    return len(node.get("anyOf", ())) == 2 and node["anyOf"][1] == _ANY_TEXT and "enum" in node["anyOf"][0]


def _closed_node(node: Schema) -> Schema:
    if _is_open_code(node):
        around = {name: each for name, each in node.items() if name != "anyOf"}
        return {**around, **_ANY_TEXT, **node["anyOf"][0]}
    if node.get("type") == "object" and "properties" in node:
        return node | {"additionalProperties": False}
    return node


def _opened_node(node: Schema) -> Schema:
    return {name: each for name, each in node.items() if (name, each) != ("additionalProperties", False)}


def _without_unknown(node: Schema) -> Schema:
    values = node.get("enum")
    return node | {"enum": [value for value in values if value != UNKNOWN]} if isinstance(values, list) else node
