"""Messages as bytes on parties' topics, and a gate without a database that takes them in."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from intake.domain.names import Names
from intake.gate import Gate
from intake.gateways.memory import MemoryRegister
from samspil.events.event import Event
from samspil.flow.gatekeeper import Admission, Arrival

NOON: Final = datetime(2026, 8, 3, 12, tzinfo=UTC)
HK: Final = "from.unemployment-fund.hk.v1"
METAL: Final = "from.unemployment-fund.dansk-metal.v1"
AALBORG: Final = "from.jobcentre.0851.v1"
CPR_OFFICE: Final = "from.civil-registration.cpr.v1"
OPERATORS: Final = "from.operations.v1"

CPR: Final = "1513861234"
"""Born in month 13: nobody's number, and let through only where people are synthetic."""
OTHER_CPR: Final = "1613861234"
PERSON: Final[dict[str, Any]] = {
    "cpr": CPR,
    "name": "Signe Testesen",
    "address": "Prøvegade 1, Aalborg",
    "email": "signe@test.example",
}

REGISTRATION: Final[dict[str, Any]] = {
    "unemployed_from": "2026-08-03",
    "municipality": "0851",
    "insurance": "full_time",
    "hours_before": 0,
    "birth_year": 1986,
    "person": PERSON,
}
HOURS: Final[dict[str, Any]] = {"month": "2026-08", "hours": 160.33}
MOVE: Final[dict[str, Any]] = {"municipality": "0751", "moved_on": "2026-08-03", "person": PERSON}

REGISTERED: Final = "unemployment-fund.member.registered.v1"
REPORTED: Final = "unemployment-fund.benefit-hours.reported.v1"
MOVED: Final = "civil-registration.person.moved.v1"
ACCEPTED: Final = "jobcentre.handover.accepted.v1"


def message(
    topic: str, key: str, id_: str, type_: str, fields: dict[str, Any], **headers: str
) -> tuple[str, bytes, dict[str, bytes | None], bytes]:
    """Topic, key, headers and value as a party sends them."""
    envelope = {"ce_id": id_, "ce_type": type_, "ce_time": NOON.isoformat(), "ce_source": "whatever"} | headers
    return topic, key.encode(), {name: text.encode() for name, text in envelope.items()}, json.dumps(fields).encode()


def registration(id_: str = "r1", key: str = "case-1", topic: str = HK, **changed: Any) -> Any:
    return message(topic, key, id_, REGISTERED, REGISTRATION | changed)


def hours(id_: str = "h1", key: str = "case-1", topic: str = HK, **headers: str) -> Any:
    return message(topic, key, id_, REPORTED, HOURS, **headers)


@dataclass
class Counter:
    """The gate, with offsets counted for it and its answers read back."""

    register: MemoryRegister = field(default_factory=MemoryRegister)
    synthetic: bool = True
    offset: int = 0

    def arrival(self, topic: str, key: bytes | None, headers: dict[str, bytes | None], value: bytes | None) -> Arrival:
        self.offset += 1
        moment = NOON + timedelta(seconds=self.offset)
        return Arrival(topic, 0, self.offset, key, tuple(headers.items()), value, moment)

    def takes(self, *messages: Any) -> list[Admission]:
        """What the gate makes of these messages, as one batch."""
        arrivals = [self.arrival(*each) for each in messages]
        return asyncio.run(Gate(self.register, Names(b"k" * 32), self.synthetic).admit(None, arrivals))

    def reason(self, *messages: Any) -> str:
        """Why the last of these messages is refused; those before it go in."""
        *before, last = self.takes(*messages)
        assert all(each.topic == "received.v1" for each in before), before
        assert last.headers["ce_type"] == "samspil.message.refused.v1", last
        told = json.loads(last.value)
        assert last.topic == "to." + messages[-1][0].removeprefix("from.")
        assert told["message_id"] == messages[-1][2]["ce_id"].decode()
        return str(told["reason"])


def said(admission: Admission) -> dict[str, Any]:
    """The fields of a record."""
    fields = json.loads(admission.value)
    assert isinstance(fields, dict)
    return fields


def of(kind: type[Event], admissions: list[Admission]) -> list[dict[str, Any]]:
    """The fields of all records of this kind."""
    return [said(each) for each in admissions if each.headers["ce_type"] == kind.type]
