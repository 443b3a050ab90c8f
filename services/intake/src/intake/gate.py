"""The gate: what came in on parties' topics becomes records for received.v1, answers and dead letters.

One look-up and one write per batch. The decisions are in the domain; here they are put between the register, which
remembers, and the engine, which reads, numbers and commits.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final, Protocol

from intake.domain.desk import ID_REUSED, Admitted, Desk, Refused, Repeated, Verdict
from intake.domain.entry import Letter, Unreadable, read
from intake.domain.known import Added, Known, Sought
from intake.domain.names import Names
from intake.domain.soundness import Complaint, Sound, look_into
from samspil.events.answers import MessageRefused, MessageRepeated
from samspil.events.engine import BytesUnreadable
from samspil.events.event import Event
from samspil.flow.gatekeeper import Admission, Arrival
from samspil.flow.identity import event_id
from samspil.flow.record import Trail, headers_of
from samspil.topics import DEAD_LETTERS, RECEIVED

GATE: Final = "gate"


class Register(Protocol):
    """Remembers messages, citizens and cases. Both calls belong to the transaction of `connection`."""

    async def look_up(self, connection: Any, sought: Sought) -> Known:
        """What is known of it; what is not known is left out."""
        ...

    async def add(self, connection: Any, added: Added) -> None:
        """Keep what a batch added. Raises where another transaction added the same first: the batch is tried anew."""
        ...


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges arrivals in their order. `synthetic` lets people with impossible numbers in: for sandboxes only."""

    register: Register
    names: Names
    synthetic: bool = False

    async def admit(self, connection: Any, arrivals: list[Arrival]) -> list[Admission]:
        """What is to be written for these arrivals: each goes in or is answered. Keeps what it learnt of them."""
        found = [self._read(arrival) for arrival in arrivals]
        sought = Sought.by(each for each in found if not isinstance(each, Unreadable))
        desk = Desk(await self.register.look_up(connection, sought), self.names)
        admissions: list[Admission] = []
        for arrival, each in zip(arrivals, found, strict=True):
            if isinstance(each, Unreadable):
                raw = as_document(arrival)
                fingerprint = self.names.content(raw).hex()
                desk.added.unreadable[fingerprint] = raw
                admissions += dead_letters(arrival, each, fingerprint)
            else:
                admissions.append(written(desk.decide(*each, arrival.received_at), arrival))
        await self.register.add(connection, desk.added)
        return admissions

    def _read(self, arrival: Arrival) -> tuple[Letter, Sound | Complaint] | Unreadable:
        letter = read(arrival.topic, arrival.key, arrival.headers, arrival.value, synthetic=self.synthetic)
        if isinstance(letter, Unreadable):
            return letter
        return letter, look_into(letter, synthetic=self.synthetic)


def written(verdict: Verdict, arrival: Arrival) -> Admission:
    """The record that a verdict becomes."""
    letter, party = verdict.letter, str(verdict.letter.party)
    moment = int(letter.time.timestamp() * 1000)
    trace = letter.traceparent or started_trace(event_id(moment, party, letter.id, "trace"))
    if isinstance(verdict, Admitted):
        trail = Trail(letter.time, verdict.journey, "", trace)
        headers = headers_of(verdict.event, letter.id, GATE, verdict.citizen_id, trail) | {"ce_source": party}
        return Admission(RECEIVED.name, verdict.citizen_id, headers, verdict.event.written())
    name: tuple[str, ...] = (party, letter.id, "gate answer")
    if isinstance(verdict, Repeated) or verdict.complaint is ID_REUSED:
        name = (*name, str(arrival.partition), str(arrival.offset))  # the id alone has its answer already
    trail = Trail(letter.time, letter.id, letter.id, trace)
    return told(letter.party.to_topic, answer(verdict), event_id(moment, *name), letter.case, trail)


def answer(verdict: Refused | Repeated) -> Event:
    """What the sender is told of a letter that did not go in."""
    letter = verdict.letter
    if isinstance(verdict, Repeated):
        first = verdict.first_received.astimezone(UTC).isoformat()
        return MessageRepeated(message_id=letter.id, message_type=letter.type, first_received=first)
    why = verdict.complaint
    return MessageRefused(message_id=letter.id, message_type=letter.type, reason=why.reason, detail=why.detail)


def dead_letters(arrival: Arrival, found: Unreadable, fingerprint: str) -> Iterator[Admission]:
    """For operators and for the sender: where bytes came from that are no message. The bytes themselves stay inside."""
    topic, partition, offset = arrival.topic, arrival.partition, arrival.offset
    id_ = event_id(0, topic, str(partition), str(offset), "unreadable")
    trail = Trail(arrival.received_at, id_, "", started_trace(id_))
    dead = BytesUnreadable(
        topic=topic, partition=partition, offset=offset, sha256=fingerprint, error=found.error
    )  # fmt: skip
    yield told(DEAD_LETTERS.name, dead, id_, fingerprint, trail)
    if found.party is None:
        return
    refused = MessageRefused(
        message_id=found.message_id,
        message_type=found.message_type,
        reason="unreadable",
        detail=f"These bytes are no message: {found.error}",
        topic=topic,
        partition=partition,
        offset=offset,
    )
    yield told(found.party.to_topic, refused, event_id(0, id_, "gate answer"), fingerprint, trail)


def told(topic: str, event: Event, id_: str, key: str, trail: Trail) -> Admission:
    """An event as the gate says it."""
    return Admission(topic, key, headers_of(event, id_, GATE, key, trail), event.written())


def started_trace(id_: str) -> str:
    """A W3C trace context for a message that came without one, the same whenever it is read again."""
    digits = id_.replace("-", "")
    return f"00-{digits}-{digits[16:]}-00"


def as_document(arrival: Arrival) -> bytes:
    """The bytes of an arrival with their headers, as one JSON document for the vault."""

    def text(value: bytes | None) -> str | None:
        return None if value is None else b64encode(value).decode()

    headers = [[name, text(value)] for name, value in arrival.headers]
    return json.dumps({"key": text(arrival.key), "headers": headers, "value": text(arrival.value)}).encode()
