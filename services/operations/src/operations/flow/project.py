"""A batch of records becomes rows, inside the batch's transaction."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Any, Final

import asyncpg
from pydantic import ValidationError

from operations.domain.changes import Envelope, change_of
from operations.flow.write import Sheets, keep_told
from samspil.events.event import CATALOGUE, Event
from samspil.flow.record import Record
from samspil.topics import BY_NAME, STAGES

ESCAPE: Final = re.compile(r"\\(?:u0000|.)")
MENDED: Final = {"mended"}

log = logging.getLogger(__name__)


async def project(connection: asyncpg.Connection[Any], records: list[Record], day: date) -> None:
    """Keep what was told, then what the new ones change. A record that was seen before changes nothing.

    What this version cannot read is kept without its data and never stops the others.
    """
    read = [(record, read_event(record)) for record in records]
    new = await keep_told(connection, [row_of(record, event, day) for record, event in read])
    sheets = Sheets()
    for record, event in read:
        if event is not None and (record.topic, record.lane, record.sequence) in new:
            sheets.note(change_of(event, Envelope(record.key, record.time)))
    await sheets.write(connection)


def read_event(record: Record) -> Event | None:
    """The event of a record; None where its type or shape is newer than this version."""
    kind = CATALOGUE.get(record.type)
    try:
        return kind.read(record.value) if kind else None
    except ValidationError:
        log.warning("%s lane %s sequence %s is not readable here", record.topic, record.lane, record.sequence)
        return None


def row_of(record: Record, event: Event | None, day: date) -> tuple[Any, ...]:
    """The row of `told`, in the order of its columns."""
    headers = record.headers
    topic = BY_NAME[record.topic]
    return (
        record.topic,
        record.lane,
        record.sequence,
        record.key if topic.days else "",  # a dead letter's key is its sender's and could be anything
        day,
        record.time,
        STAGES.index(topic.owner),
        record.type,
        headers["ce_source"],
        printable(record.id),
        printable(record.correlation),
        printable(headers.get("ce_causationid", "")),
        printable(trace_id(headers.get("traceparent", ""))),
        data_of(event),
    )


def data_of(event: Event | None) -> str | None:
    """The event's own fields as JSON. What an operator wrote as mended data stays out: it could be anything."""
    if event is None:
        return None
    text = event.model_dump_json(exclude=MENDED)
    if r"\u0000" not in text:
        return text
    return ESCAPE.sub(lambda found: "?" if found[0] == r"\u0000" else found[0], text)


def printable(text: str) -> str:
    """The text without the one character that Postgres cannot keep."""
    return text.replace("\x00", "?")


def trace_id(traceparent: str) -> str:
    """The trace's part of a W3C trace context."""
    parts = traceparent.split("-")
    return parts[1] if len(parts) == 4 else ""
