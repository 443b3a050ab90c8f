"""Citizens of several laws live side by side, and nothing happens to them that the law of their spell does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from samspil.events.contact_course import CourseClosed, CourseOpened, MeetingInvited, MeetingMissed
from samspil.events.handover import HandoverForecast
from samspil.events.intake import RulesChanged
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.values import MoveCause
from sandbox.country.law import Law, is_voluntary, law_of
from sandbox.country.promises.books import Books
from sandbox.country.trials import TRIALS, Trial

FROM_THE_FUND: Final = (MoveCause.HOURS, MoveCause.SCREENING)
"""What can only move a citizen whose fund was responsible first."""


def amendments_are_followed(books: Books) -> Iterator[str]:
    """What changed the law of a spell while it ran, or before it began, is among the rules that were told of it."""
    named, closed = rules_named(books), closed_on(books)
    for spell, law in laws_of(books).items():
        for missing in sorted(law.amendments(closed.get(spell, books.until)) - named[spell]):
            yield f"the rules of {spell} do not name {missing}, which changed {law.pack}"


def nothing_that_the_law_does_not_know(books: Books) -> Iterator[str]:
    """Where the jobcentre is responsible from the first day, no hours and no screening move anybody, and none is
    announced."""
    laws, trials = laws_of(books), trials_of(books)
    for seen in books.seen.of(ResponsibilityMoved, HandoverForecast):
        event = seen.event
        assert isinstance(event, ResponsibilityMoved | HandoverForecast)
        law, trial = laws.get(event.spell_id), trials.get(event.spell_id)
        if law is None or (trial or law).fund_first:
            continue
        name = trial.name if trial else law.pack
        if isinstance(event, HandoverForecast):
            yield f"a handover of {event.spell_id} was announced to {event.receiver}; {name} knows none by hours"
        elif event.cause in FROM_THE_FUND:
            yield f"{event.spell_id} came to {event.holder} by {event.cause}, which {name} does not know"


def in_the_trials_that_funds_named(books: Books) -> Iterator[str]:
    """Whoever was registered in a trial has its rules, and nobody else has those of any."""
    named = rules_named(books)
    for spell, trial in sorted(trials_of(books).items()):
        told, right = named[spell] & {each.name for each in TRIALS}, {trial.name} if trial else set()
        if told != right:
            said = [" and ".join(sorted(names)) or "no trial" for names in (told, right)]
            yield f"the rules of {spell} name {said[0]}; its fund named {said[1]}"


def nobody_is_made_to_come(books: Books) -> Iterator[str]:
    """As long as meetings are voluntary nobody is invited, and who stays away has missed nothing."""
    for seen in books.seen.of(MeetingInvited, MeetingMissed):
        event = seen.event
        assert isinstance(event, MeetingInvited | MeetingMissed)
        if isinstance(event, MeetingInvited) and is_voluntary(seen.day):
            yield f"meeting {event.meeting_id} was invited to on {seen.day}, when nobody had to come"
        if isinstance(event, MeetingMissed) and is_voluntary(event.on):
            yield f"meeting {event.meeting_id} counts as missed on {event.on}, when nobody had to come"


def laws_of(books: Books) -> dict[str, Law]:
    """The law of each spell whose course was opened, as far as the day on which it began has one."""
    events = (seen.event for seen in books.seen.of(CourseOpened))
    starts = {event.spell_id: event.starts_on for event in events if isinstance(event, CourseOpened)}
    return {spell: law for spell, day in starts.items() if (law := law_of(day))}


def trials_of(books: Books) -> dict[str, Trial | None]:
    """The trial in which each spell was registered whose course was opened, or None."""
    planned = {(each.citizen.number, each.spell.starts): each.spell.trial for each in books.accounts}
    opened = [(seen.key, seen.event) for seen in books.seen.of(CourseOpened)]
    return {
        event.spell_id: planned.get((number, event.starts_on))
        for key, event in opened
        if isinstance(event, CourseOpened) and (number := books.people.find(key)) is not None
    }


def rules_named(books: Books) -> dict[str, set[str]]:
    """Everything that was ever told to hold for a spell: its pack and what lies over it."""
    named: dict[str, set[str]] = defaultdict(set)
    for seen in books.seen.of(CourseOpened, RulesChanged):
        assert isinstance(seen.event, CourseOpened | RulesChanged)
        rules = seen.event.pack if isinstance(seen.event, CourseOpened) else seen.event.rules
        named[seen.event.spell_id].update(rules.split("+"))
    return named


def closed_on(books: Books) -> dict[str, date]:
    """The day on which the end of each course was told."""
    closed = books.seen.of(CourseClosed)
    return {seen.event.spell_id: seen.day for seen in closed if isinstance(seen.event, CourseClosed)}
