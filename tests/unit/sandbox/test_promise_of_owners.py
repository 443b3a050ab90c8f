"""One owner at each midnight: what the checker says when it is not so."""

from __future__ import annotations

from datetime import timedelta

from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved, ResponsibilityStated
from samspil.events.values import MoveCause
from samspil.reference.parties import Party
from sandbox.country.promises import Books, broken
from sandbox.country.promises.owners import check_owners
from tests.unit.sandbox.breaches import beside, changed, first, instead, sentences, without


def test_the_true_books_hold_every_promise(true_books: Books) -> None:
    counted, found = check_owners(true_books)

    assert found == []
    assert (counted.none, counted.two, counted.wrong) == (0, 0, 0)
    assert counted.checks > 1_000
    assert broken(true_books) == []


def test_a_transfer_that_is_lost_leaves_the_wrong_one_responsible(true_books: Books) -> None:
    lost = first(true_books, ResponsibilityMoved, cause=MoveCause.HOURS)

    counted, found = check_owners(without(true_books, lost))

    assert counted.wrong > 0
    assert "it must be /jobcentre/" in "\n".join(found)


def test_a_first_holder_that_is_lost_leaves_nobody_responsible(true_books: Books) -> None:
    kept_by_the_fund = first(true_books, ResponsibilityMoved, cause=MoveCause.FIRST_OWNER)

    counted, found = check_owners(without(true_books, kept_by_the_fund))

    assert counted.none > 0
    assert "nobody is responsible" in "\n".join(found)


def test_a_transfer_that_is_told_twice_makes_two_responsible(true_books: Books) -> None:
    told = first(true_books, ResponsibilityMoved, cause=MoveCause.HOURS)

    counted, found = check_owners(beside(true_books, told))

    assert counted.two > 0
    assert " are responsible" in "\n".join(found)


def test_a_forged_holder_beside_the_true_one_is_seen(true_books: Books) -> None:
    true = first(true_books, ResponsibilityMoved, cause=MoveCause.FIRST_OWNER)
    forged = changed(true, holder=Party("jobcentre", "0851"), transfer_id="forged")

    assert check_owners(beside(true_books, forged))[0].two > 0


def test_a_transfer_a_day_too_late_is_seen_at_one_midnight(true_books: Books) -> None:
    told = first(true_books, ResponsibilityMoved, cause=MoveCause.HOURS)
    assert isinstance(told.event, ResponsibilityMoved)
    late = changed(told, effective=told.event.effective + timedelta(days=1))

    assert check_owners(instead(true_books, told, late))[0].wrong == 1


def test_an_end_that_is_lost_keeps_somebody_responsible(true_books: Books) -> None:
    lost = first(true_books, ResponsibilityEnded)

    assert "stays responsible after" in sentences(without(true_books, lost))


def test_a_holder_of_somebody_whom_nobody_registered_is_seen(true_books: Books) -> None:
    true = first(true_books, ResponsibilityMoved)
    stranger = type(true)(**{name: getattr(true, name) for name in true.__slots__} | {"key": "cnobody"})

    assert "cnobody has a responsible authority and no spell" in sentences(beside(true_books, stranger))


def test_a_stated_holder_that_is_not_the_present_one_is_seen(true_books: Books) -> None:
    stated = first(true_books, ResponsibilityStated, holder=None)

    found = sentences(instead(true_books, stated, changed(stated, holder=Party("jobcentre", "0101"))))

    assert "is stated as /jobcentre/0101; the facts say nobody" in found
