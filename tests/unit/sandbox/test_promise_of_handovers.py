"""Packages go where they are due, and silence is noticed: what the checkers say when it is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from samspil.events.handover import HandoverEscalated, HandoverReminded, HandoverSent, ReceiptRecorded
from samspil.events.values import Need
from samspil.reference.parties import Party
from sandbox.country.promises import Books
from sandbox.country.promises.handovers import Course, faults_of
from tests.unit.sandbox.breaches import beside, changed, first, sentences, without

MONDAY = date(2026, 8, 3)
WEDNESDAY, NEXT_MONDAY = date(2026, 8, 5), date(2026, 8, 10)


def faults(course: Course, until: date = date(2026, 9, 1)) -> str:
    return "\n".join(faults_of(course, until))


def test_a_package_that_never_came_is_named_with_its_receiver(true_books: Books) -> None:
    lost, *others = true_books.packages

    found = sentences(replace(true_books, packages=others))

    assert f"no package of citizen {lost.number}'s spell from {lost.starts} came to {lost.receiver}" in found


def test_a_package_that_nobody_was_due_is_named(true_books: Books) -> None:
    forged = replace(true_books.packages[0], receiver=Party("jobcentre", "0492"), handover_id="forged")

    found = sentences(replace(true_books, packages=[*true_books.packages, forged]))

    assert "came to /jobcentre/0492, and was not due" in found


def test_a_package_that_came_twice_is_named(true_books: Books) -> None:
    twice = replace(true_books, packages=[*true_books.packages, true_books.packages[0]])

    assert f"the package {true_books.packages[0].handover_id} was delivered more than once" in sentences(twice)


def test_a_package_that_its_receiver_cannot_open_is_named(true_books: Books) -> None:
    assert "the package h1 could not be opened" in sentences(replace(true_books, unopened=["h1"]))


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("the hours", {"total_hours": Decimal("1.00")}),
        ("the fund", {"fund": Party("unemployment-fund", "lederne")}),
        ("the needs", {"needs": (Need.LANGUAGE, Need.HEALTH, Need.ADDICTION)}),
        ("the municipality", {"municipality": "0492"}),
    ],
)
def test_a_package_that_does_not_tell_what_the_fund_told_is_named(
    true_books: Books, what: str, changes: dict[str, Any]
) -> None:
    package, *others = true_books.packages
    wrong = replace(package, content=package.content.model_copy(update=changes))

    found = sentences(replace(true_books, packages=[wrong, *others]))

    assert f"of citizen {package.number} does not tell {what} as the fund did" in found


def test_a_package_about_somebody_with_another_address_is_named(true_books: Books) -> None:
    package, *others = true_books.packages
    wrong = replace(package, person=package.person.model_copy(update={"address": "Prøvevej 0"}))

    assert "does not tell the person as the fund did" in sentences(replace(true_books, packages=[wrong, *others]))


def test_two_working_days_of_silence_are_reminded_and_five_escalated() -> None:
    noticed = Course(MONDAY, reminded=[WEDNESDAY], escalated=[NEXT_MONDAY])

    assert faults(noticed) == ""
    assert "no receipt by 2026-08-05, reminded never" in faults(replace(noticed, reminded=[]))
    assert "operators were called never, it should be on 2026-08-10" in faults(replace(noticed, escalated=[]))


def test_nothing_is_missing_before_the_days_are_over() -> None:
    assert faults(Course(MONDAY), until=date(2026, 8, 4)) == ""
    assert faults(Course(MONDAY, reminded=[WEDNESDAY]), until=date(2026, 8, 9)) == ""


def test_a_weekend_does_not_count_as_working_days() -> None:
    friday = Course(date(2026, 8, 7), reminded=[date(2026, 8, 11)], escalated=[date(2026, 8, 14)])

    assert faults(friday) == ""


def test_a_package_that_was_received_but_not_accepted_is_escalated_and_not_reminded() -> None:
    stuck = Course(MONDAY, receipts={"received": MONDAY}, escalated=[NEXT_MONDAY])

    assert faults(stuck) == ""
    assert "still reminded on 2026-08-05" in faults(replace(stuck, reminded=[WEDNESDAY]))


def test_a_rejection_is_escalated_on_its_day() -> None:
    rejected = Course(MONDAY, receipts={"received": MONDAY, "rejected": MONDAY})

    assert faults(replace(rejected, escalated=[MONDAY])) == ""
    assert "it should be on 2026-08-03" in faults(rejected)


@pytest.mark.parametrize("closed", [MONDAY, WEDNESDAY])
def test_what_is_closed_in_time_owes_nothing(closed: date) -> None:
    assert faults(Course(MONDAY, closed=closed)) == ""


def test_a_reminder_that_is_lost_is_seen(true_books: Books) -> None:
    assert "reminded never" in sentences(without(true_books, first(true_books, HandoverReminded)))


def test_an_escalation_that_is_lost_is_seen(true_books: Books) -> None:
    assert "operators were called never" in sentences(without(true_books, first(true_books, HandoverEscalated)))


def test_an_escalation_that_is_told_twice_is_seen(true_books: Books) -> None:
    told = first(true_books, HandoverEscalated)

    assert f"operators were called on {told.day}, {told.day}" in sentences(beside(true_books, told))


def test_a_forged_receipt_is_seen(true_books: Books) -> None:
    """An acceptance that no jobcentre sent makes the reminder look wrong."""
    reminded = first(true_books, HandoverReminded)
    assert isinstance(reminded.event, HandoverReminded)
    name = reminded.event.handover_id
    forged = changed(first(true_books, ReceiptRecorded, state="accepted"), handover_id=name)
    sent = first(true_books, HandoverSent, handover_id=name)

    found = sentences(beside(true_books, replace(forged, time=sent.time)))

    assert "answered or over, and still reminded" in found
