"""A citizen who is parked: what the checkers say when a stage goes on without them, or nobody looks after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from samspil.events.contact_course import MeetingInvited
from samspil.events.engine import KeyParked, KeyReleased
from samspil.events.notifications import NotificationSent
from sandbox.country.observing import Seen
from sandbox.country.promises import Books
from tests.unit.sandbox.breaches import beside, everything, first, sentences, with_seen

RELEASED = KeyReleased(stage="contact-course", fold="course", discarded=False, note="")


def parks(seen: Seen) -> Seen:
    """The stage of this record parks its citizen at once before it."""
    parked = KeyParked(stage="", fold="", event_id="poison", event_type="", error="", attempts=1)
    return replace(seen, id=f"parked before {seen.id}", event=parked)


def releases(seen: Seen) -> Seen:
    """The stage of this record has released its citizen at once before it."""
    return replace(seen, id=f"released before {seen.id}", event=RELEASED)


def before(books: Books, seen: Seen, *others: Seen) -> Books:
    """These records in its lane at once before the record, which with all later ones makes room for them."""

    def later(each: Seen) -> Seen:
        behind = (each.topic, each.lane) == (seen.topic, seen.lane) and each.sequence >= seen.sequence
        return replace(each, sequence=each.sequence + len(others)) if behind else each

    placed = [replace(each, sequence=seen.sequence + number) for number, each in enumerate(others)]
    return with_seen(books, [*map(later, everything(books.seen)), *placed])


def test_what_a_stage_tells_of_a_citizen_whom_it_has_parked_is_named(true_books: Books) -> None:
    invited = first(true_books, MeetingInvited)
    books = before(true_books, invited, parks(invited))

    assert f"contact-course.v1 tells {invited.id} of {invited.key}, who is parked there" in sentences(books)


def test_other_stages_and_other_citizens_go_on(true_books: Books) -> None:
    invited = first(true_books, MeetingInvited)
    said = sentences(before(true_books, invited, parks(invited))).splitlines()
    parked = [sentence for sentence in said if "who is parked there" in sentence]

    assert {sentence.split()[0] for sentence in parked} == {"contact-course.v1"}
    assert {sentence.split(" of ")[1].split(",")[0] for sentence in parked} == {invited.key}


def test_after_the_release_the_stage_tells_again(true_books: Books) -> None:
    invited = first(true_books, MeetingInvited)
    books = before(true_books, invited, parks(invited), releases(invited))

    assert "who is parked there" not in sentences(books)
    assert "nobody has released them" not in sentences(books)


def test_a_letter_that_was_under_way_arrives_though_its_citizen_is_parked(true_books: Books) -> None:
    sent = first(true_books, NotificationSent)
    books = before(true_books, sent, parks(sent))

    assert f"tells {sent.id}" not in sentences(books)


def test_a_citizen_whom_nobody_releases_for_two_weeks_is_named(true_books: Books) -> None:
    invited = first(true_books, MeetingInvited)
    parked = replace(parks(invited), sequence=10**6)
    forgotten = f"{invited.key} is parked by /samspil/contact-course since {invited.day}"

    assert forgotten in sentences(replace(beside(true_books, parked), until=invited.day + timedelta(days=15)))
    assert forgotten not in sentences(replace(beside(true_books, parked), until=invited.day + timedelta(days=14)))
