"""Everything once and in order: nothing lost, doubled, forged or overtaken between a party and the services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samspil.events.engine import BytesUnreadable
from sandbox.country.mail import Name
from sandbox.country.promises.books import Books
from sandbox.country.saying import ACCEPTED, UNREADABLE


def every_record_once(books: Books) -> Iterator[str]:
    """The sequence of each lane has no holes, and no number was given to two different records."""
    yield from books.seen.gaps
    yield from books.seen.doubled


def admitted_once_and_in_order(books: Books) -> Iterator[str]:
    """Every accepted message passed the gate once, none that nobody sent did, and a case's went through as sent."""
    places = {(str(each.party), each.id): place for place, each in reversed(list(enumerate(books.mail.order)))}
    admitted = Counter((seen.source, seen.id) for seen in books.seen.admitted)
    for name in sorted(accepted(books) - admitted.keys()):
        yield f"message {'/'.join(name)} was accepted and never passed the gate"
    for name, many in sorted(admitted.items()):
        if name not in places:
            yield f"message {'/'.join(name)} passed the gate and was sent by nobody"
        elif many > 1:
            yield f"message {'/'.join(name)} passed the gate {many} times"
    yield from overtaken(books, places)


def overtaken(books: Books, places: dict[tuple[str, str], int]) -> Iterator[str]:
    """Messages of one sender about one citizen that passed the gate in another order than they were sent."""
    last: dict[tuple[str, str], int] = {}
    for seen in sorted(books.seen.admitted, key=lambda seen: (seen.lane, seen.sequence)):
        place = places.get((seen.source, seen.id), -1)
        if place < last.get((seen.source, seen.key), -1):
            yield f"message {seen.source}/{seen.id} passed the gate after a later one of the same citizen"
        last[seen.source, seen.key] = max(place, last.get((seen.source, seen.key), -1))


def unreadable_bytes_are_kept(books: Books) -> Iterator[str]:
    """Each record that is no message lies among the dead letters, and nothing else does."""
    sent = sum(1 for each in books.mail.order if each.expected == UNREADABLE)
    kept = books.seen.count(BytesUnreadable)
    if sent != kept:
        yield f"{sent} records were unreadable, and {kept} lie among the dead letters"


def no_person_outside_the_vault(books: Books) -> Iterator[str]:
    """Nobody's number or address stands on a topic of the services."""
    yield from books.seen.leaks


def accepted(books: Books) -> set[Name]:
    """The names of the messages that were accepted."""
    return {name for name, entry in books.mail.entries.items() if ACCEPTED in entry.answers and entry.sent}
