"""What Samspil and parties write is CloudEvents 1.0 in Kafka's binary mode, as an independent reader sees it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat

from samspil.events.answers import MessageAccepted
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.flow.record import Trail, day_mark, headers_of
from samspil.party import Message
from samspil.party.message import record_of
from samspil.reference.parties import Party

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def read(headers: Mapping[str, str], key: bytes | None, value: bytes) -> BaseCloudEvent:
    """A record as the package `cloudevents` understands it, which fills in what is missing."""
    assert {"ce_specversion", "ce_id", "ce_source", "ce_type"} <= headers.keys()
    return from_binary(KafkaMessage({name: text.encode() for name, text in headers.items()}, key, value), JSONFormat())


def test_what_a_stage_says_is_a_cloud_event() -> None:
    accepted = MessageAccepted(message_id="m1", message_type="t", citizen_id="c1")
    headers = headers_of(accepted, "e1", "intake", "c1", Trail(NOON, "j1", "m1", TRACE)) | {"ce_sequence": "17"}

    event = read(headers, b"c1", accepted.model_dump_json().encode())

    assert (event.get_id(), event.get_source(), event.get_type()) == ("e1", "/samspil/intake", accepted.type)
    assert (event.get_time(), event.get_subject(), event.get_datacontenttype()) == (NOON, "c1", "application/json")
    assert urlsplit(event.get_dataschema()).scheme == "urn", "a dataschema is an absolute URI"
    assert [event.get_extension(name) for name in ("correlationid", "causationid", "sequence", "partitionkey")] == [
        "j1",
        "m1",
        "17",
        "c1",
    ]
    assert event.get_data() == accepted.model_dump(mode="json")


def test_the_mark_of_a_day_is_a_cloud_event() -> None:
    mark = day_mark(date(2026, 7, 1), "received.v1", 3, "gate")

    event = read(mark.headers, None, mark.value)

    assert (event.get_source(), event.get_type()) == ("/samspil/gate", "clock.day.begun.v1")
    assert event.get_data() == {"day": "2026-07-01"}


def test_what_a_party_tells_is_a_cloud_event() -> None:
    ended = SpellEnded(ended_on=date(2026, 7, 1), reason=EndReason.JOB)
    message = Message(told=ended, case="A-17", citizen="c1", message_id="m1", time=NOON)
    record = record_of(message, Party("unemployment-fund", "hk"))

    event = read(record.headers, record.key, record.value)

    assert (event.get_id(), event.get_source(), event.get_type()) == ("m1", "/unemployment-fund/hk", ended.type)
    assert (event.get_time(), event.get_subject(), event.get_datacontenttype()) == (NOON, "c1", "application/json")
    assert urlsplit(event.get_dataschema()).scheme == "urn"
    assert event.get_extension("partitionkey") == "A-17"
    assert event.get_data() == {"ended_on": "2026-07-01", "reason": "job"}
