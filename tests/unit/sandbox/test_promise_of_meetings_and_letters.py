"""Meetings in time, letters once: what the checkers say when it is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from samspil.events.contact_course import MeetingHeld, MeetingInvited, MeetingRequired, MeetingWaived, WaiverReason
from samspil.events.notifications import NotificationCreated, NotificationSent
from samspil.events.values import EndReason
from sandbox.country.life import Ended
from sandbox.country.observing import Seen
from sandbox.country.promises import Books
from tests.unit.sandbox.breaches import beside, changed, first, instead, sentences, without


def invitation_in_time(books: Books) -> Seen:
    """An invitation to a meeting whose limit is over, with no second one and no waiver."""
    waived = {getattr(seen.event, "meeting_id", "") for seen in books.seen.of(MeetingWaived)}
    invited = [seen.event for seen in books.seen.of(MeetingInvited)]
    for seen in books.seen.of(MeetingInvited):
        event = seen.event
        assert isinstance(event, MeetingInvited)
        rounds = sum(1 for other in invited if getattr(other, "meeting_id", "") == event.meeting_id)
        if event.limit < books.until and rounds == 1 and event.meeting_id not in waived:
            return seen
    raise AssertionError("the country has no such meeting")


def test_a_meeting_that_nobody_was_invited_to_and_nobody_waived_is_named(true_books: Books) -> None:
    invited = invitation_in_time(true_books)
    assert isinstance(invited.event, MeetingInvited)
    held = [
        seen
        for seen in true_books.seen.of(MeetingHeld)
        if getattr(seen.event, "meeting_id", "") == invited.event.meeting_id
    ]

    found = sentences(without(true_books, invited, *held))

    assert f"meeting {invited.event.meeting_id} was owed by" in found
    assert "no invitation before it and no reason recorded" in found


def test_an_invitation_for_a_day_after_the_limit_is_named(true_books: Books) -> None:
    invited = invitation_in_time(true_books)
    assert isinstance(invited.event, MeetingInvited)
    late = changed(invited, on=invited.event.limit + timedelta(days=1))

    assert f"its limit is {invited.event.limit}" in sentences(instead(true_books, invited, late))


def test_an_invitation_to_a_meeting_that_nobody_owes_is_named(true_books: Books) -> None:
    forged = changed(first(true_books, MeetingInvited), meeting_id="forged")

    assert "meeting forged was invited to, and nobody owes it" in sentences(beside(true_books, forged))


def test_a_reason_that_nobody_knows_is_no_reason(true_books: Books) -> None:
    required = first(true_books, MeetingRequired)
    assert isinstance(required.event, MeetingRequired)
    owed = changed(required, meeting_id="owed", limit=true_books.until)
    waived = MeetingWaived(
        spell_id="s",
        meeting_id="owed",
        holder=required.event.holder,
        reason=WaiverReason.HOLDER_CHANGED,
        invited=False,
    )
    known = replace(required, event=waived)
    unknown = changed(known, reason=WaiverReason.UNKNOWN)

    assert "meeting owed was owed by" not in sentences(beside(true_books, owed, known))
    assert "meeting owed was owed by" in sentences(beside(true_books, owed, unknown))


def test_two_letters_for_one_cause_are_named(true_books: Books) -> None:
    letter = first(true_books, NotificationCreated)
    second = changed(letter, notification_id="another")

    assert "were written for the one cause" in sentences(beside(true_books, second))


def test_a_letter_that_was_sent_twice_is_named(true_books: Books) -> None:
    assert "was sent 2 times" in sentences(beside(true_books, first(true_books, NotificationSent)))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [(NotificationSent, "was created and never sent"), (NotificationCreated, "was sent and never created")],
)
def test_a_letter_of_which_half_is_lost_is_named(
    true_books: Books, kind: type[NotificationSent] | type[NotificationCreated], sentence: str
) -> None:
    assert sentence in sentences(without(true_books, first(true_books, kind)))


def test_a_letter_that_does_not_lie_at_the_channel_is_missed(true_books: Books) -> None:
    assert true_books.letters_on_disk is not None
    fewer = replace(true_books, letters_on_disk=true_books.letters_on_disk - 1)

    assert "letters lie at the channel, and" in sentences(fewer)


def test_a_letter_to_the_dead_is_named(true_books: Books) -> None:
    sent = first(true_books, NotificationSent)
    number = true_books.people.number(sent.key)
    before = sent.day - timedelta(days=3)
    dead = [
        replace(account, spell=replace(account.spell, ended=Ended(before, before, EndReason.DEATH)))
        if account.citizen.number == number
        else account
        for account in true_books.accounts
    ]

    assert f"to citizen {number}, who is dead" in sentences(replace(true_books, accounts=tuple(dead)))
