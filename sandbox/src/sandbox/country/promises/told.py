"""Citizens and jobcentres are told: letters go with the morning's post, takeovers by hours are forecast.

What a midnight brings is in the post of the same morning, what a message of the day brings in that of the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from samspil.calendar import ONE_DAY
from samspil.events.contact_course import MeetingInvited
from samspil.events.handover import HandoverForecast
from samspil.events.intake import RegistrationAccepted
from samspil.events.notifications import LetterKind, NotificationCreated
from sandbox.country.due import Account
from sandbox.country.promises.books import Books
from sandbox.country.promises.kept import spells_of
from sandbox.country.promises.owed import by_hours, expected_takeover


def welcome_letters(books: Books) -> Iterator[str]:
    """Every registration of the country is followed by a welcome, the next morning."""
    written = letters_by_cause(books, LetterKind.WELCOME)
    accepted = {
        (books.people.find(seen.key), seen.event.unemployed_from): seen.id
        for seen in books.seen.of(RegistrationAccepted)
        if isinstance(seen.event, RegistrationAccepted)
    }
    for account in books.accounts:
        number, spell = account.citizen.number, account.spell
        morning = spell.registered + ONE_DAY
        cause = accepted.get((number, spell.starts), "")
        if morning <= books.until and not is_over(account, morning) and written.get(cause, date.max) > morning:
            yield f"citizen {number}, registered on {spell.registered}, had no welcome on {morning}"


def letters_of_new_holders(books: Books) -> Iterator[str]:
    """Every jobcentre that becomes responsible at a midnight is named in that morning's post; one that is the first of
    its spell the morning after the registration.
    """
    written: dict[tuple[int | None, str | None, date | None], date] = {}
    for seen in books.seen.of(NotificationCreated):
        event = seen.event
        if isinstance(event, NotificationCreated) and event.kind is LetterKind.NEW_HOLDER:
            written.setdefault((books.people.find(seen.key), event.holder, event.about), seen.day)
    for account in books.accounts:
        for place, (since, holder) in enumerate(account.holders):
            morning = since if place else account.spell.registered + ONE_DAY
            if holder == account.spell.fund or morning > books.until or is_over(account, morning):
                continue
            number = account.citizen.number
            if written.get((number, str(holder), since), date.max) > morning:
                yield f"citizen {number} had no letter on {morning} that {holder} is responsible from {since}"


def letters_of_invitation(books: Books) -> Iterator[str]:
    """Every invitation, a repeated one after a missed meeting too, has its letter in the post of its morning."""
    written = letters_by_cause(books, LetterKind.INVITATION)
    for seen in books.seen.of(MeetingInvited):
        assert isinstance(seen.event, MeetingInvited)
        if seen.day <= books.until and written.get(seen.id, date.max) > seen.day:
            yield f"no letter of {seen.day} invites to meeting {seen.event.meeting_id}"


def takeovers_are_forecast(books: Books) -> Iterator[str]:
    """A jobcentre that takes over by hours was told of it on a day before, unless that was not to be foreseen on the
    day after the registration, the first on which anybody looks.

    Where the citizen moved, another jobcentre may have been told.
    """
    spells, told = spells_of(books), defaultdict(list)
    for seen in books.seen.of(HandoverForecast):
        assert isinstance(seen.event, HandoverForecast)
        told[seen.event.spell_id].append((seen.day, seen.event.receiver))
    for account in books.accounts:
        if not by_hours(account) or expected_takeover(account) <= account.spell.registered + ONE_DAY:
            continue
        number, spell, (day, receiver) = account.citizen.number, account.spell, account.holders[1]
        before = [to for on, to in told[spells.get((number, spell.starts), "")] if on < day]
        if day <= books.until and not (before if spell.moves else receiver in before):
            yield f"{receiver} took citizen {number} over on {day}, and no forecast had told it"


def letters_by_cause(books: Books, kind: LetterKind) -> dict[str, date]:
    """The day of the first letter of this kind, by the event that caused it."""
    found: dict[str, date] = {}
    for seen in books.seen.of(NotificationCreated):
        if isinstance(seen.event, NotificationCreated) and seen.event.kind is kind:
            found[seen.event.cause_id] = min(seen.day, found.get(seen.event.cause_id, seen.day))
    return found


def is_over(account: Account, morning: date) -> bool:
    """Whether the end of the spell was told before this morning's post: letters about it are withdrawn."""
    return account.spell.ended is not None and account.spell.ended.told < morning
