"""Nothing lost, doubled, forged or overtaken on its way in: what the checkers say when it is not so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from samspil.events.engine import BytesUnreadable, DayBegun
from samspil.flow.record import DAY
from sandbox.country.observing import Observations, Seen
from sandbox.country.promises import Books
from tests.unit.sandbox.breaches import beside, everything, first, sentences, with_seen, without
from tests.unit.sandbox.in_memory import Raw


def record(sequence: int, value: bytes = b"{}", type_: str = DAY, topic: str = "intake.v1") -> Raw:
    headers = {
        "ce_id": "1",
        "ce_source": "/samspil/intake",
        "ce_type": type_,
        "ce_time": "2026-07-01T00:00:00+00:00",
        "ce_sequence": str(sequence),
    }
    if type_ == DAY:
        value = DayBegun.model_validate({"day": "2026-07-01"}).model_dump_json().encode()
    return Raw(topic, 0, sequence, b"c1", value, [(name, text.encode()) for name, text in headers.items()])


def test_a_message_that_was_lost_behind_the_gate_is_named(true_books: Books) -> None:
    accepted = next(seen for seen in true_books.seen.admitted if is_accepted(true_books, seen))

    assert f"{accepted.id} was accepted and never passed the gate" in sentences(without(true_books, accepted))


def test_a_message_that_passed_the_gate_twice_is_named(true_books: Books) -> None:
    doubled = true_books.seen.admitted[0]

    assert f"{doubled.id} passed the gate 2 times" in sentences(beside(true_books, doubled))


def test_a_message_that_nobody_sent_is_named(true_books: Books) -> None:
    forged = replace(true_books.seen.admitted[0], id="forged")

    assert "forged passed the gate and was sent by nobody" in sentences(beside(true_books, forged))


def test_a_message_that_overtook_an_earlier_one_of_the_same_citizen_is_named(true_books: Books) -> None:
    many = Counter((seen.source, seen.key) for seen in true_books.seen.admitted)
    line = many.most_common(1)[0][0]
    earlier, later = [seen for seen in true_books.seen.admitted if (seen.source, seen.key) == line][:2]
    swapped = {
        earlier: replace(earlier, sequence=later.sequence),
        later: replace(later, sequence=earlier.sequence),
    }
    books = with_seen(true_books, [swapped.get(seen, seen) for seen in everything(true_books.seen)])

    assert f"{earlier.id} passed the gate after a later one of the same citizen" in sentences(books)


def test_unreadable_bytes_that_are_not_kept_are_missed(true_books: Books) -> None:
    assert "lie among the dead letters" in sentences(without(true_books, first(true_books, BytesUnreadable)))


def test_a_hole_in_a_lane_is_named() -> None:
    seen = Observations()
    for sequence in (1, 2, 4):
        seen.take(record(sequence))

    assert seen.gaps == ["intake.v1/0 goes on with 4 after 2: something is missing"]


def test_a_sequence_that_comes_again_is_dropped_as_every_reader_must() -> None:
    seen = Observations()
    for sequence in (1, 2, 2, 1, 3):
        seen.take(record(sequence, type_="intake.track.suggested.v1"))

    assert (seen.total, seen.gaps) == (3, [])


def test_another_record_under_a_number_that_was_given_is_named(true_books: Books) -> None:
    books = with_seen(true_books, everything(true_books.seen))
    for sequence, value in ((1, b"{}"), (2, b"{}"), (1, b'{"forged": true}'), (2, b"{}")):
        books.seen.take(record(sequence, value, "intake.track.suggested.v1"))

    assert books.seen.doubled == ["intake.v1/0 has another record under the number 1"]
    assert books.seen.doubled[0] in sentences(books)


def test_a_hole_is_no_record_that_another_could_differ_from(true_books: Books) -> None:
    books = with_seen(true_books, everything(true_books.seen))
    for sequence in (5, 7, 6, 4, 7):
        books.seen.take(record(sequence, type_="intake.track.suggested.v1"))

    assert books.seen.doubled == []
    assert "intake.v1/0 goes on with 7 after 5" in sentences(books)


def test_somebodys_number_or_address_on_a_topic_is_named() -> None:
    seen = Observations(["0113900001"])
    seen.take(record(1, b'{"note": "number 011390-0001"}', "intake.track.suggested.v1"))
    seen.take(record(2, b'{"mail": "person-000001@example.org"}', "intake.track.suggested.v1"))
    seen.take(record(3, b'{"note": "0123456789 is nobody"}', "intake.track.suggested.v1"))

    assert [leak.split()[2] for leak in seen.leaks] == ["intake.v1/0/1", "intake.v1/0/2"]


def is_accepted(books: Books, seen: Seen) -> bool:
    entry = books.mail.entries.get((seen.source, seen.id))
    return entry is not None and "accepted" in entry.answers
