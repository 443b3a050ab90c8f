"""What must hold whatever happens. Each checker reads the books and says in sentences what is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.country.promises import (
    decisions,
    handovers,
    kept,
    laws,
    letters,
    meetings,
    order,
    owners,
    parking,
    told,
)
from sandbox.country.promises.books import Books

Checker = Callable[[Books], Iterator[str]]

CHECKERS: Final[tuple[Checker, ...]] = (
    owners.one_holder_at_each_midnight,
    owners.the_present_holder_is_the_last,
    handovers.packages_that_are_due_and_no_others,
    handovers.silence_is_noticed,
    handovers.nothing_is_asked_again,
    decisions.one_effect_of_each_message,
    decisions.each_names_the_rules_of_its_spell,
    laws.amendments_are_followed,
    laws.nothing_that_the_law_does_not_know,
    laws.in_the_trials_that_funds_named,
    laws.nobody_is_made_to_come,
    meetings.invited_in_time_or_waived,
    kept.every_meeting_of_the_law,
    letters.one_for_each_cause,
    letters.none_is_left_behind,
    letters.none_to_the_dead,
    told.welcome_letters,
    told.letters_of_new_holders,
    told.letters_of_invitation,
    told.takeovers_are_forecast,
    order.every_record_once,
    order.admitted_once_and_in_order,
    order.unreadable_bytes_are_kept,
    order.no_person_outside_the_vault,
    parking.told_while_parked,
    parking.parked_and_forgotten,
)


def broken(books: Books) -> list[str]:
    """Every broken promise up to the books' day, a sentence each."""
    return [sentence for checker in CHECKERS for sentence in checker(books)]


__all__ = ["CHECKERS", "Books", "Checker", "broken"]
