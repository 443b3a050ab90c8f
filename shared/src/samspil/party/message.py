"""A message of a party as the record that it becomes: CloudEvents 1.0, Kafka binding, binary mode."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from samspil import clock
from samspil.events.event import OutsideEvent, Person
from samspil.reference.parties import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a party tells of one case, and who says it."""

    told: OutsideEvent
    case: str
    """The party's own reference of the case, always the same for a case; it is the record's key. No CPR number."""
    person: Person | None = None
    """Whom it is about, for types that name a person, and for no other."""
    citizen: str | None = None
    """The citizen_id, where Samspil has told it already."""
    message_id: str | None = None
    """Unique for the sender. Telling again with the same id and content has no second effect. Default: a new one."""
    time: datetime | None = None
    """When it was said. Default: now."""
    as_party: str | None = None
    """Who says it, where the process speaks for several parties."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as the record that it becomes."""

    topic: str
    key: bytes
    headers: dict[str, str]
    value: bytes


def record_of(message: Message, party: Party) -> Outgoing:
    """The record in which `party` tells the message. Raises ValueError where Samspil would refuse it out of hand."""
    told = message.told
    if told.owner() != party.kind:
        raise ValueError(f"{type(told).__name__} is told by a party of the kind {told.owner()}, not by {party}")
    if told.names_person != (message.person is not None):
        raise ValueError(f"{type(told).__name__} {'needs' if told.names_person else 'carries no'} person")
    if not message.case:
        raise ValueError("a message belongs to a case")
    moment = message.time or clock.now()
    if moment.tzinfo is None:
        raise ValueError("the time of a message needs a time zone")
    headers = {
        "ce_specversion": "1.0",
        "ce_id": message.message_id or clock.new_id(),
        "ce_source": str(party),
        "ce_type": told.type,
        "ce_time": moment.isoformat(),
        "ce_dataschema": f"urn:samspil:schema:{told.type}",
        "content-type": "application/json",
    }
    if message.citizen:
        headers["ce_subject"] = message.citizen
    TraceContextTextMapPropagator().inject(headers)
    return Outgoing(party.from_topic, message.case.encode(), headers, _value(message))


def _value(message: Message) -> bytes:
    value = message.told.model_dump(mode="json")
    if message.person:
        value["person"] = message.person.model_dump(mode="json", exclude_none=True)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
