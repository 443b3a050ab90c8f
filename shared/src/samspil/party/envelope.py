"""What stands around an event: its CloudEvents headers and its place in Kafka, as a handler gets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from aiokafka import ConsumerRecord

from samspil.reference.parties import Party


@dataclass(frozen=True, slots=True)
class Envelope:
    """The envelope of what a party was told. Texts are empty where the record carries no such header."""

    id: str
    source: str
    """The stage that says it, for example `/samspil/intake`."""
    type: str
    time: datetime
    subject: str
    """The citizen_id; the case's own reference where the message was never tied to a citizen."""
    correlation: str
    """One name for everything that followed from one message."""
    causation: str
    """The id of the message that this answers or follows from."""
    sequence: int
    """Counts what one source says on one topic; 0 where the record carries none."""
    traceparent: str
    party: Party
    """Who was told: of use where one process speaks for several parties."""
    topic: str
    partition: int
    offset: int

    @classmethod
    def of(cls, record: ConsumerRecord[bytes, bytes]) -> Self:
        """The envelope of a record of a `to.*` topic. Never raises over headers: what is no text reads as empty."""
        texts = _texts(record.headers)
        return cls(
            id=texts.get("ce_id", ""),
            source=texts.get("ce_source", ""),
            type=texts.get("ce_type", ""),
            time=_time(texts.get("ce_time", ""), record.timestamp),
            subject=texts.get("ce_subject", ""),
            correlation=texts.get("ce_correlationid", ""),
            causation=texts.get("ce_causationid", ""),
            sequence=_number(texts.get("ce_sequence", "")),
            traceparent=texts.get("traceparent", ""),
            party=Party.of_topic(record.topic),
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
        )


def _texts(headers: Iterable[tuple[str, bytes | None]]) -> dict[str, str]:
    texts = {}
    for name, value in headers:
        try:
            texts[name] = (value or b"").decode()
        except UnicodeDecodeError:
            continue
    return texts


def _time(text: str, milliseconds: int) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0
