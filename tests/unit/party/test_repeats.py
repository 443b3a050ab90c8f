"""A record that comes twice is known again by its source and sequence."""

from samspil.party import Envelope
from samspil.party.repeats import Repeats
from tests.unit.party.records import record


def envelope(sequence: int, source: bytes = b"/samspil/intake") -> Envelope:
    """The envelope of the record that one source wrote with this sequence."""
    return Envelope.of(record(("ce_source", source), ("ce_sequence", str(sequence).encode())))


def test_what_was_handled_is_known_and_what_follows_is_not() -> None:
    repeats = Repeats()
    repeats.remember(envelope(5))

    assert repeats.knows(envelope(5))
    assert repeats.knows(envelope(4))
    assert not repeats.knows(envelope(6))


def test_what_came_but_was_not_handled_is_not_known() -> None:
    repeats = Repeats()

    assert not repeats.knows(envelope(5))
    assert not repeats.knows(envelope(5))


def test_sources_count_for_themselves() -> None:
    repeats = Repeats()
    repeats.remember(envelope(5))

    assert not repeats.knows(envelope(1, source=b"/samspil/handover"))


def test_a_record_without_a_sequence_is_always_new() -> None:
    repeats = Repeats()
    repeats.remember(envelope(5))
    repeats.remember(envelope(0))

    assert not repeats.knows(envelope(0))
    assert repeats.knows(envelope(5))
