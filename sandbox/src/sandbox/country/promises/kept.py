"""Each meeting that the law asks for was invited to in time, held, or fell away while its time ran."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from samspil.events.contact_course import MeetingHeld, MeetingInvited, MeetingWaived, WaiverReason
from samspil.events.intake import RegistrationAccepted
from samspil.reference.parties import PartyKind
from sandbox.country.promises.books import Books
from sandbox.country.promises.owed import Owed, owed

REASONS: Final = frozenset({WaiverReason.WINDOW_PASSED, WaiverReason.ABSENT, WaiverReason.SUSPENDED})
"""Reasons for which a meeting is not owed any more though spell, holder and rules are the same."""
REPLACED: Final = frozenset({WaiverReason.HOLDER_CHANGED, WaiverReason.RULES_CHANGED})
"""Reasons for which another meeting is owed in the place of this one."""

SpellName = tuple[int, date]
"""A citizen's number and the first day of the spell."""


@dataclass(slots=True)
class Standing:
    """What is known of one meeting: the first day it was to be or was, when it fell away, when it was replaced."""

    on: date = date.max
    excused: date = date.max
    replaced: date = date.max

    def counts_for(self, demand: Owed) -> bool:
        """Whether the meeting is one of those demanded."""
        return self.replaced > demand.limit and min(self.on, self.excused) <= demand.latest


def every_meeting_of_the_law(books: Books) -> Iterator[str]:
    """So many meetings as a spell owes by a day were invited to for that day or before, held, or waived by then."""
    spells, found = spells_of(books), standings(books)
    for account in books.accounts:
        number, starts = account.citizen.number, account.spell.starts
        if account.spell.registered > books.until:
            continue
        for demand in owed(account):
            if demand.latest > books.until:
                continue
            known = found.get((spells.get((number, starts), ""), demand.by), {}).values()
            had = sum(1 for meeting in known if meeting.counts_for(demand))
            if had < demand.times:
                yield (
                    f"citizen {number}'s spell from {starts} owed {demand.times} meetings by the {demand.by} by "
                    f"{demand.limit}; {had} were invited to in time or have a reason"
                )


def spells_of(books: Books) -> dict[SpellName, str]:
    """The names that intake gave to the spells."""
    return {
        (number, seen.event.unemployed_from): seen.event.spell_id
        for seen in books.seen.of(RegistrationAccepted)
        if isinstance(seen.event, RegistrationAccepted) and (number := books.people.find(seen.key)) is not None
    }


def standings(books: Books) -> dict[tuple[str, PartyKind], dict[str, Standing]]:
    """All meetings, by spell and kind of authority."""
    found: dict[tuple[str, PartyKind], dict[str, Standing]] = defaultdict(lambda: defaultdict(Standing))
    for seen in books.seen.of(MeetingInvited, MeetingHeld, MeetingWaived):
        event = seen.event
        assert isinstance(event, MeetingInvited | MeetingHeld | MeetingWaived)
        standing = found[event.spell_id, event.holder.kind][event.meeting_id]
        if not isinstance(event, MeetingWaived):
            standing.on = min(standing.on, event.on)
        elif event.reason in REASONS:
            standing.excused = min(standing.excused, seen.day)
        elif event.reason in REPLACED:
            standing.replaced = min(standing.replaced, seen.day)
    return found
