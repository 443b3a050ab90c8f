"""One effect of each message, under the rules of the spell: what the checkers say when it is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspil.events.contact_course import CourseOpened, MeetingHeld, MeetingRequired
from samspil.events.event import Event
from samspil.events.handover import ReceiptRecorded
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted
from samspil.events.responsibility import ResponsibilityMoved
from sandbox.country.promises import Books
from tests.unit.sandbox.breaches import beside, changed, first, instead, sentences, without

EFFECTS = [RegistrationAccepted, BenefitHoursCounted, MeetingHeld, ReceiptRecorded]


@pytest.mark.parametrize("kind", EFFECTS)
def test_an_effect_that_is_lost_is_named(true_books: Books, kind: type[Event]) -> None:
    lost = first(true_books, kind)

    found = sentences(without(true_books, lost))

    assert f"{lost.causation} (" in found
    assert "had its effect 0 times, not 1" in found


@pytest.mark.parametrize("kind", EFFECTS)
def test_an_effect_that_came_twice_is_named(true_books: Books, kind: type[Event]) -> None:
    assert "had its effect 2 times, not 1" in sentences(beside(true_books, first(true_books, kind)))


def test_an_effect_of_nothing_is_named(true_books: Books) -> None:
    forged = replace(first(true_books, BenefitHoursCounted), causation="nothing")

    assert "something came of nothing, which is no message" in sentences(beside(true_books, forged))


def test_an_effect_of_a_refused_message_is_named(true_books: Books) -> None:
    refused = next(
        name[1]
        for name, entry in true_books.mail.entries.items()
        if entry.answers == ["overlapping_spell"] and len(name) == 2
    )
    forged = replace(first(true_books, RegistrationAccepted), causation=refused)

    assert "had its effect 1 times, not 0" in sentences(beside(true_books, forged))


def test_a_course_under_the_wrong_rules_is_named(true_books: Books) -> None:
    opened = first(true_books, CourseOpened, pack="R2026")

    found = sentences(instead(true_books, opened, changed(opened, pack="R2024")))

    assert "follows R2024, it must follow R2026" in found


@pytest.mark.parametrize("kind", [MeetingRequired, ResponsibilityMoved])
def test_a_decision_that_names_no_rule_of_its_pack_is_named(true_books: Books, kind: type[Event]) -> None:
    decided = first(true_books, kind)

    assert "names the rule '', not one of R20" in sentences(instead(true_books, decided, changed(decided, rule="")))
