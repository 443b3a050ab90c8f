"""Citizens of two laws side by side: what the checkers say when one is treated by the other's law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samspil.events.contact_course import CourseOpened, MeetingInvited, MeetingMissed
from samspil.events.handover import HandoverForecast
from samspil.events.intake import RegistrationAccepted, RulesChanged
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.values import MoveCause, RulesCause
from samspil.reference.parties import Party
from sandbox.country.due import Account
from sandbox.country.law import law_of
from sandbox.country.observing import Seen
from sandbox.country.promises import Books, broken
from sandbox.country.promises.laws import trials_of
from sandbox.country.promises.owners import check_owners
from tests.unit.sandbox.breaches import beside, changed, first, instead, sentences, without

AALBORG = Party("jobcentre", "0851")


def older(books: Books) -> Account:
    """Somebody of the older law whose package is due."""
    due = [each for each in books.accounts if not each.spell.law.fund_first]
    return next(each for each in due if each.packages and each.packages[0][0] <= books.until)


def opened(books: Books, *, fund_first: bool) -> Seen:
    """The first course, outside trials, of a law under which the fund has the first months or of one in which not."""
    trials = trials_of(books)
    for seen in books.seen.of(CourseOpened):
        assert isinstance(seen.event, CourseOpened)
        law = law_of(seen.event.starts_on)
        if law and law.fund_first is fund_first and trials[seen.event.spell_id] is None:
            return seen
    raise AssertionError("no such course")


def spell_of(books: Books, *, fund_first: bool) -> str:
    event = opened(books, fund_first=fund_first).event
    assert isinstance(event, CourseOpened)
    return event.spell_id


def test_citizens_of_both_laws_hold_every_promise(older_books: Books) -> None:
    packs = {account.spell.law.pack for account in older_books.accounts}
    moved = [seen.event for seen in older_books.seen.of(ResponsibilityMoved)]
    causes = {event.cause for event in moved if isinstance(event, ResponsibilityMoved)}

    assert packs == {"R2020", "R2024"}
    assert causes >= {MoveCause.FIRST_OWNER, MoveCause.HOURS, MoveCause.MOVE}
    assert broken(older_books) == []


def test_a_fund_that_is_made_responsible_first_under_the_older_law_is_the_wrong_one(older_books: Books) -> None:
    right = first(older_books, ResponsibilityMoved, spell_id=spell_of(older_books, fund_first=False))
    forged = changed(right, holder=Party("unemployment-fund", "hk"))

    counted, found = check_owners(instead(older_books, right, forged))

    assert counted.wrong > 0
    assert "/unemployment-fund/hk is responsible, it must be /jobcentre/" in "\n".join(found)


def test_a_first_package_under_the_older_law_that_never_came_is_named(older_books: Books) -> None:
    account = older(older_books)
    wanted = (account.citizen.number, account.spell.starts)
    others = [each for each in older_books.packages if (each.number, each.starts) != wanted]

    found = sentences(replace(older_books, packages=others))

    assert f"no package of citizen {wanted[0]}'s spell from {wanted[1]} came to {account.packages[0][1]}" in found


@pytest.mark.parametrize("cause", [MoveCause.HOURS, MoveCause.SCREENING])
def test_a_transfer_for_a_cause_that_the_older_law_does_not_know_is_named(older_books: Books, cause: MoveCause) -> None:
    right = first(older_books, ResponsibilityMoved, spell_id=spell_of(older_books, fund_first=False))

    found = sentences(instead(older_books, right, changed(right, cause=cause)))

    assert f" by {cause}, which R2020 does not know" in found


def test_a_handover_that_is_announced_under_the_older_law_is_named(older_books: Books) -> None:
    forecast = first(older_books, HandoverForecast)
    forged = changed(forecast, spell_id=spell_of(older_books, fund_first=False), receiver=AALBORG)

    found = sentences(instead(older_books, forecast, forged))

    assert "was announced to /jobcentre/0851; R2020 knows none by hours" in found


def test_a_screening_that_was_accepted_under_the_older_law_would_be_a_wrong_answer(older_books: Books) -> None:
    screened = [
        entry
        for entry in older_books.mail.entries.values()
        if entry.sent and entry.sent[0].type.endswith("screened.v1") and "not_responsible" in entry.answers
    ]

    assert screened
    assert all(entry.is_right for entry in screened)
    assert not replace(screened[0], answers=["accepted"]).is_right


def test_a_course_of_the_older_law_that_follows_the_newer_pack_is_named(older_books: Books) -> None:
    course = opened(older_books, fund_first=False)

    found = sentences(instead(older_books, course, changed(course, pack="R2024")))

    assert "follows R2024, it must follow R2020" in found


def test_an_amendment_that_is_forgotten_at_the_beginning_is_named(older_books: Books) -> None:
    course = opened(older_books, fund_first=False)

    found = sentences(instead(older_books, course, changed(course, pack="R2020")))

    assert f"the rules of {spell_of(older_books, fund_first=False)} do not name R2023, which changed R2020" in found


def test_an_amendment_that_comes_while_the_spell_runs_counts_once_it_was_told(older_books: Books) -> None:
    course, spell = opened(older_books, fund_first=False), spell_of(older_books, fund_first=False)
    told = first(older_books, RegistrationAccepted, spell_id=spell)
    change = RulesChanged(
        spell_id=spell, previous="R2020", rules="R2020+R2023", since=date(2023, 11, 9), cause=RulesCause.LAW
    )

    late = beside(instead(older_books, course, changed(course, pack="R2020")), replace(told, event=change, id="late"))

    assert "do not name R2023" not in sentences(late)


def test_who_is_invited_or_counted_as_missing_in_the_spring_of_2020_is_named(older_books: Books) -> None:
    invitation, missed = first(older_books, MeetingInvited), first(older_books, MeetingMissed)
    april = date(2020, 4, 1)
    back = timedelta(days=(invitation.day - april).days)

    invited = sentences(instead(older_books, invitation, replace(invitation, time=invitation.time - back)))
    away = sentences(instead(older_books, missed, changed(missed, on=april)))

    assert "was invited to on 2020-04-01, when nobody had to come" in invited
    assert "counts as missed on 2020-04-01, when nobody had to come" in away


def in_the_trial(books: Books) -> str:
    """A spell that was registered in the trial of 2020."""
    return next(spell for spell, trial in trials_of(books).items() if trial)


def test_a_trial_that_its_fund_named_and_the_rules_do_not_is_named(older_books: Books) -> None:
    spell = in_the_trial(older_books)
    course = first(older_books, CourseOpened, spell_id=spell)

    found = sentences(instead(older_books, course, changed(course, pack="R2020+R2023")))

    assert f"the rules of {spell} name no trial; its fund named T2020" in found


def test_a_trial_that_no_fund_named_is_named(older_books: Books) -> None:
    course, spell = opened(older_books, fund_first=False), spell_of(older_books, fund_first=False)

    found = sentences(instead(older_books, course, changed(course, pack="R2020+R2023+T2020")))

    assert f"the rules of {spell} name T2020; its fund named no trial" in found


def test_a_jobcentre_that_has_the_first_months_of_a_trial_of_the_fund_is_the_wrong_one(older_books: Books) -> None:
    right = first(older_books, ResponsibilityMoved, spell_id=in_the_trial(older_books), cause=MoveCause.FIRST_OWNER)

    counted, found = check_owners(instead(older_books, right, changed(right, holder=AALBORG)))

    assert counted.wrong > 0
    assert "/jobcentre/0851 is responsible, it must be /unemployment-fund/" in "\n".join(found)


def test_a_lost_change_of_owner_under_the_older_law_is_seen(older_books: Books) -> None:
    lost = first(older_books, ResponsibilityMoved, cause=MoveCause.MOVE)

    counted, found = check_owners(without(older_books, lost))

    assert counted.wrong > 0
    assert "it must be /jobcentre/" in "\n".join(found)
