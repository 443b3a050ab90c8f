"""A poisonous event parks its citizen: nothing of them is told until an operator has released what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from samspil.events.engine import KeyParked, KeyReleased
from samspil.events.event import Event
from samspil.events.handover import HandoverSent
from samspil.events.notifications import NotificationDelivered, NotificationSent
from sandbox.country.observing import Seen
from sandbox.country.promises.books import Books

UNDER_WAY: Final[tuple[type[Event], ...]] = (HandoverSent, NotificationSent, NotificationDelivered)
"""What dispatchers tell of things that were asked for before."""
PATIENCE: Final = timedelta(days=14)

Held = dict[tuple[str, str], Seen]


def told_while_parked(books: Books) -> Iterator[str]:
    """From when a stage parks a citizen, it tells nothing of them until it says that they are released."""
    held: Held = {}
    for seen in _of_parked(books):
        if by := _parks_or_releases(held, seen):
            yield f"{seen.topic} tells {seen.id} of {seen.key}, who is parked there by {by.id}"


def parked_and_forgotten(books: Books) -> Iterator[str]:
    """Somebody mends and releases, or discards, within two weeks."""
    held: Held = {}
    for seen in _of_parked(books):
        _parks_or_releases(held, seen)
    for seen in held.values():
        if seen.day + PATIENCE < books.until:
            yield f"{seen.key} is parked by {seen.source} since {seen.day}, and nobody has released them"


def _of_parked(books: Books) -> list[Seen]:
    """Everything that is told of those who were ever parked, each topic's lane in its order."""
    return books.seen.about({seen.key for seen in books.seen.of(KeyParked)})


def _parks_or_releases(held: Held, seen: Seen) -> Seen | None:
    """Follow who is held; where something is told of somebody who is, by what they were parked."""
    place = seen.topic, seen.key
    match seen.event:
        case KeyParked():
            held[place] = seen
        case KeyReleased():
            held.pop(place, None)
        case event if not isinstance(event, UNDER_WAY) and seen.source.startswith("/samspil/"):
            return held.get(place)
    return None
