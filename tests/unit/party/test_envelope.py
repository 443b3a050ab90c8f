"""An envelope is read from whatever headers a record has."""

from datetime import UTC, datetime

import pytest

from samspil.party import Envelope
from samspil.reference.parties import Party
from tests.unit.party.records import record

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_a_record_without_headers_has_an_empty_envelope_at_kafka_s_time() -> None:
    envelope = Envelope.of(record())

    assert (envelope.id, envelope.source, envelope.type, envelope.sequence) == ("", "", "", 0)
    assert envelope.time == NOON
    assert envelope.party == Party("jobcentre", "0851")
    assert (envelope.topic, envelope.partition, envelope.offset) == ("to.jobcentre.0851.v1", 0, 7)


def test_headers_that_are_no_text_read_as_empty() -> None:
    envelope = Envelope.of(record(("ce_id", b"\xff"), ("ce_type", None), ("ce_source", b"/samspil/intake")))

    assert (envelope.id, envelope.type, envelope.source) == ("", "", "/samspil/intake")


@pytest.mark.parametrize(("text", "number"), [(b"12", 12), (b"-1", 0), (b"", 0), (b"many", 0), ("²".encode(), 0)])
def test_a_sequence_is_a_number_or_nothing(text: bytes, number: int) -> None:
    assert Envelope.of(record(("ce_sequence", text))).sequence == number


def test_a_time_always_has_a_zone() -> None:
    assert Envelope.of(record(("ce_time", b"2026-07-01T12:00:00"))).time == NOON
    assert Envelope.of(record(("ce_time", b"2026-07-01T14:00:00+02:00"))).time == NOON
    assert Envelope.of(record(("ce_time", b"yesterday"))).time == NOON
