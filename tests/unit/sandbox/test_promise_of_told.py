"""Letters with the morning's post, takeovers told ahead: what the checkers say when it is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samspil.calendar import ONE_DAY
from samspil.events.handover import HandoverForecast
from samspil.events.notifications import LetterKind, NotificationCreated, NotificationSent
from samspil.events.values import EndReason
from samspil.reference.parties import Party
from sandbox.country.due import Account
from sandbox.country.life import Ended, Move
from sandbox.country.observing import Seen
from sandbox.country.promises import Books
from sandbox.country.promises.owed import by_hours
from sandbox.country.promises.told import letters_of_new_holders, takeovers_are_forecast
from tests.unit.sandbox.breaches import beside, changed, everything, first, instead, sentences, with_seen, without

LACKS = {
    LetterKind.WELCOME: "had no welcome on",
    LetterKind.NEW_HOLDER: "is responsible from",
    LetterKind.INVITATION: "invites to meeting",
}


def letter_of(books: Books, kind: LetterKind) -> Seen:
    """The first letter of this kind."""
    letters = books.seen.of(NotificationCreated)
    return next(each for each in letters if isinstance(each.event, NotificationCreated) and each.event.kind is kind)


def a_day_later(seen: Seen) -> Seen:
    return replace(seen, time=seen.time + timedelta(days=1))


@pytest.mark.parametrize("kind", LACKS)
def test_a_letter_that_was_never_written_is_named(true_books: Books, kind: LetterKind) -> None:
    letter = letter_of(true_books, kind)
    assert isinstance(letter.event, NotificationCreated)
    sent = first(true_books, NotificationSent, notification_id=letter.event.notification_id)

    found = sentences(without(true_books, letter, sent))

    assert LACKS[kind] in found
    assert str(letter.day) in found


@pytest.mark.parametrize("kind", LACKS)
def test_a_letter_that_goes_a_morning_later_is_named(true_books: Books, kind: LetterKind) -> None:
    letter = letter_of(true_books, kind)

    assert LACKS[kind] in sentences(instead(true_books, letter, a_day_later(letter)))


def test_a_service_that_invites_nobody_by_letter_is_noticed(true_books: Books) -> None:
    invitations = {
        seen.event.notification_id
        for seen in true_books.seen.of(NotificationCreated)
        if isinstance(seen.event, NotificationCreated) and seen.event.kind is LetterKind.INVITATION
    }
    kept = [
        seen for seen in everything(true_books.seen) if getattr(seen.event, "notification_id", None) not in invitations
    ]

    assert sentences(with_seen(true_books, kept)).count(LACKS[LetterKind.INVITATION]) > 20


def test_a_letter_that_names_another_jobcentre_is_not_the_one_that_was_due(true_books: Books) -> None:
    letter = letter_of(true_books, LetterKind.NEW_HOLDER)

    assert LACKS[LetterKind.NEW_HOLDER] in sentences(
        instead(true_books, letter, changed(letter, holder="/jobcentre/1"))
    )


def test_of_a_spell_whose_end_was_told_before_the_post_no_letter_names_the_holder(true_books: Books) -> None:
    lost = letter_of(true_books, LetterKind.NEW_HOLDER)
    without_it = without(true_books, lost)
    number = true_books.people.find(lost.key)
    assert list(letters_of_new_holders(without_it)) != []

    for told, excused in ((lost.day - ONE_DAY, True), (lost.day, False)):
        ended = Ended(told, told, EndReason.JOB)
        accounts = tuple(
            replace(each, spell=replace(each.spell, ended=ended)) if each.citizen.number == number else each
            for each in without_it.accounts
        )
        assert (list(letters_of_new_holders(replace(without_it, accounts=accounts))) == []) == excused


def forecast_takeover(books: Books) -> tuple[Account, list[Seen]]:
    """A takeover by hours of somebody who does not move, and all that was told of it before."""
    forecasts = books.seen.of(HandoverForecast)
    for account in books.accounts:
        told = [seen for seen in forecasts if books.people.find(seen.key) == account.citizen.number]
        over = by_hours(account) and account.holders[1][0] <= books.until and not account.spell.moves
        if told and over:
            return account, told
    raise AssertionError("the country has no such takeover")


def test_a_takeover_that_was_not_forecast_is_named(true_books: Books) -> None:
    account, told = forecast_takeover(true_books)
    sentence = f"{account.holder} took citizen {account.citizen.number} over on {account.holders[1][0]}"

    assert sentence in sentences(without(true_books, *told))


def test_a_forecast_on_the_day_of_the_takeover_comes_too_late(true_books: Books) -> None:
    account, told = forecast_takeover(true_books)
    day = account.holders[1][0]
    late = [replace(seen, time=seen.time + (day - seen.day)) for seen in told]

    assert "no forecast had told it" in sentences(beside(without(true_books, *told), *late))


def test_a_forecast_to_somebody_else_counts_only_where_the_citizen_moved(true_books: Books) -> None:
    account, told = forecast_takeover(true_books)
    elsewhere = beside(
        without(true_books, *told), *[changed(seen, receiver=Party("jobcentre", "0492")) for seen in told]
    )
    moved = replace(account, spell=replace(account.spell, moves=(Move(date(2026, 7, 2), date(2026, 7, 2), "0492"),)))
    accounts = tuple(moved if each is account else each for each in elsewhere.accounts)

    assert len(list(takeovers_are_forecast(elsewhere))) == 1
    assert list(takeovers_are_forecast(replace(elsewhere, accounts=accounts))) == []


def test_what_nobody_could_foresee_on_the_day_after_the_registration_needs_no_forecast(true_books: Books) -> None:
    account, told = forecast_takeover(true_books)
    known = account.holders[1][0] - ONE_DAY
    late = replace(account, spell=replace(account.spell, registered=known))
    accounts = tuple(late if each is account else each for each in true_books.accounts)

    assert list(takeovers_are_forecast(replace(without(true_books, *told), accounts=accounts))) == []
