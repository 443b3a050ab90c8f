"""One effect of each message, and each decision under the rules of its spell's first day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from samspil.events import civil_registration, contact_course, intake, jobcentre, unemployment_fund
from samspil.events.contact_course import CourseOpened, MeetingHeld, MeetingMissed, MeetingRequired
from samspil.events.event import Event
from samspil.events.handover import ReceiptRecorded
from samspil.events.intake import RulesChanged
from samspil.events.responsibility import ResponsibilityMoved
from sandbox.country.law import law_of
from sandbox.country.promises.books import Books
from sandbox.country.saying import ACCEPTED

EFFECTS: Final[dict[str, tuple[type[Event], ...]]] = {
    unemployment_fund.MemberRegistered.type: (intake.RegistrationAccepted,),
    unemployment_fund.BenefitHoursReported.type: (intake.BenefitHoursCounted,),
    unemployment_fund.SpellEnded.type: (intake.SpellClosed,),
    civil_registration.PersonDied.type: (intake.SpellClosed,),
    unemployment_fund.AbsenceReported.type: (contact_course.AbsenceNoted,),
    unemployment_fund.MeetingReported.type: (MeetingHeld, MeetingMissed),
    jobcentre.MeetingReported.type: (MeetingHeld, MeetingMissed),
    jobcentre.HandoverReceived.type: (ReceiptRecorded,),
    jobcentre.HandoverAccepted.type: (ReceiptRecorded,),
    jobcentre.HandoverRejected.type: (ReceiptRecorded,),
}
"""What an accepted message brings about exactly once, one event of these. The others have effects of several kinds."""


def one_effect_of_each_message(books: Books) -> Iterator[str]:
    """An accepted message has its effect once, a refused or repeated one none, and nothing comes of nothing."""
    kinds = {kind for effects in EFFECTS.values() for kind in effects}
    found = Counter(seen.causation for seen in books.seen.of(*sorted(kinds, key=lambda kind: kind.type)))
    for name, entry in books.mail.entries.items():
        if entry.sent and entry.sent[0].type in EFFECTS and len(name) == 2:
            wanted, had = entry.answers.count(ACCEPTED), found.pop(name[1], 0)
            if wanted != had:
                yield f"message {'/'.join(name)} ({entry.sent[0].type}) had its effect {had} times, not {wanted}"
    for cause in sorted(found):
        yield f"something came of {cause}, which is no message that anybody sent"


def each_names_the_rules_of_its_spell(books: Books) -> Iterator[str]:
    """Courses follow the pack that was in force on the spell's first day; meetings and transfers name rules of it, or
    of what was told to lie over it.
    """
    documents: dict[str, set[str]] = {}
    for seen in books.seen.of(CourseOpened, RulesChanged):
        event = seen.event
        if isinstance(event, RulesChanged):
            documents.setdefault(event.spell_id, set()).update(event.rules.split("+"))
        elif isinstance(event, CourseOpened):
            pack, *over = event.pack.split("+")
            documents.setdefault(event.spell_id, set()).update((pack, *over))
            if pack != pack_of(event.starts_on):
                yield f"the course of {event.spell_id} follows {event.pack}, it must follow {pack_of(event.starts_on)}"
    for seen in books.seen.of(MeetingRequired, ResponsibilityMoved):
        if isinstance(seen.event, MeetingRequired | ResponsibilityMoved):
            spell, rule = seen.event.spell_id, seen.event.rule
            known = documents.get(spell, set())
            if rule.partition(".")[0] not in known:
                named = " or ".join(sorted(known)) or "no pack"
                yield f"{seen.event.type} of {spell} names the rule {rule!r}, not one of {named}"


def pack_of(starts_on: date) -> str:
    """The pack that a spell must follow, by its first day."""
    law = law_of(starts_on)
    return law.pack if law else "no pack"
