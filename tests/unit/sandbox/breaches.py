"""Copies of true books with something wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from samspil.events.event import Event
from sandbox.country.observing import Observations, Seen
from sandbox.country.promises import Books, broken

Change = Callable[[Seen], Iterable[Seen]]


def everything(seen: Observations) -> list[Seen]:
    """All records that were seen."""
    return [*seen.admitted, *(each for kind in list(seen._events) for each in seen.of(kind))]


def with_seen(books: Books, records: Iterable[Seen]) -> Books:
    """The books with these records in the place of those that were seen."""
    seen = Observations()
    for record in records:
        seen.keep(record)
    return replace(books, seen=seen, mail=deepcopy(books.mail), packages=list(books.packages))


def first(books: Books, kind: type[Event], **fields: Any) -> Seen:
    """The first record of this type whose event has these values."""
    return next(
        seen
        for seen in books.seen.of(kind)
        if all([getattr(seen.event, name) == value for name, value in fields.items()])
    )


def changed(seen: Seen, **fields: Any) -> Seen:
    """The same record with other values in its event."""
    assert seen.event is not None
    return replace(seen, event=seen.event.model_copy(update=fields))


def without(books: Books, *lost: Seen) -> Books:
    """The books without these records."""
    return with_seen(books, [seen for seen in everything(books.seen) if seen not in lost])


def beside(books: Books, *added: Seen) -> Books:
    """The books with these records beside the others."""
    return with_seen(books, [*everything(books.seen), *added])


def instead(books: Books, old: Seen, new: Seen) -> Books:
    """The books with one record in the place of another."""
    return with_seen(books, [new if seen == old else seen for seen in everything(books.seen)])


def sentences(books: Books) -> str:
    """Everything that is broken, in one text."""
    return "\n".join(broken(books))
