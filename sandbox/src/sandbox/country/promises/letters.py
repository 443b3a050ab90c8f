"""No letter twice for one cause, none forgotten, none to the dead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samspil.events.notifications import NotificationCreated, NotificationSent, NotificationWithdrawn
from samspil.events.values import EndReason
from sandbox.country.promises.books import Books


def one_for_each_cause(books: Books) -> Iterator[str]:
    """One cause makes one letter of a kind, and a letter is sent once."""
    causes: Counter[tuple[str, str]] = Counter()
    for created in books.seen.of(NotificationCreated):
        assert isinstance(created.event, NotificationCreated)
        causes[created.event.cause_id, created.event.kind] += 1
    for (cause, kind), many in causes.items():
        if many > 1:
            yield f"{many} letters of the kind {kind} were written for the one cause {cause}"
    for letter, many in Counter(ids(books, NotificationSent)).items():
        if many > 1:
            yield f"the letter {letter} was sent {many} times"


def none_is_left_behind(books: Books) -> Iterator[str]:
    """On a settled day every letter that was created was sent or withdrawn, and every sent one lies at the channel."""
    created, sent = set(ids(books, NotificationCreated)), set(ids(books, NotificationSent))
    withdrawn = set(ids(books, NotificationWithdrawn))
    for letter in sorted(created - sent - withdrawn):
        yield f"the letter {letter} was created and never sent"
    for letter in sorted(sent - created):
        yield f"the letter {letter} was sent and never created"
    if books.letters_on_disk is not None and books.letters_on_disk != len(sent):
        yield f"{books.letters_on_disk} letters lie at the channel, and {len(sent)} were sent"


def none_to_the_dead(books: Books) -> Iterator[str]:
    """Nobody is written to after the day on which their death was told."""
    deaths = {
        account.citizen.number: account.spell.ended.told
        for account in books.accounts
        if account.spell.ended and account.spell.ended.reason is EndReason.DEATH
    }
    for seen in books.seen.of(NotificationSent):
        number = books.people.find(seen.key)
        told = deaths.get(number) if number is not None else None
        if told and seen.day > told:
            yield f"a letter was sent on {seen.day} to citizen {number}, who is dead"


def ids(books: Books, kind: type[NotificationCreated | NotificationSent | NotificationWithdrawn]) -> Iterator[str]:
    for seen in books.seen.of(kind):
        assert isinstance(seen.event, NotificationCreated | NotificationSent | NotificationWithdrawn)
        yield seen.event.notification_id
