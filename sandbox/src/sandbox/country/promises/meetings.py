"""Each meeting owed was invited to before its limit, or has a recorded reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samspil.events.contact_course import (
    MeetingHeld,
    MeetingInvited,
    MeetingMissed,
    MeetingRequired,
    MeetingRescheduled,
    MeetingWaived,
    WaiverReason,
)
from sandbox.country.promises.books import Books


def invited_in_time_or_waived(books: Books) -> Iterator[str]:
    """By the day of its limit a meeting was invited to, for a day in its window, or fell away for a known reason."""
    limits = limits_of(books)
    excused = reasoned(books)
    invited: dict[str, date] = {}
    for seen in books.seen.of(MeetingInvited):
        assert isinstance(seen.event, MeetingInvited)
        meeting, on, told_limit = seen.event.meeting_id, seen.event.on, seen.event.limit
        invited[meeting] = min(invited.get(meeting, on), on)
        if meeting not in limits:
            yield f"meeting {meeting} was invited to, and nobody owes it"
        if not seen.day < on <= told_limit:
            yield f"meeting {meeting}: invited on {seen.day} for {on}, its limit is {told_limit}"
    for meeting, limit in sorted(limits.items()):
        in_time = meeting in invited and invited[meeting] <= limit
        if limit <= books.until and not in_time and meeting not in excused:
            yield f"meeting {meeting} was owed by {limit}: no invitation before it and no reason recorded"


def limits_of(books: Books) -> dict[str, date]:
    """The limit that was told last of each meeting owed."""
    required = sorted(books.seen.of(MeetingRequired), key=lambda seen: (seen.lane, seen.sequence))
    events = [seen.event for seen in required]
    return {event.meeting_id: event.limit for event in events if isinstance(event, MeetingRequired)}


def reasoned(books: Books) -> set[str]:
    """The meetings that fell away with a reason this reader knows, or were held without an invitation."""
    events = [seen.event for seen in books.seen.of(MeetingWaived, MeetingHeld)]
    waived = {e.meeting_id for e in events if isinstance(e, MeetingWaived) and e.reason is not WaiverReason.UNKNOWN}
    return waived | {e.meeting_id for e in events if isinstance(e, MeetingHeld)}


def counts(books: Books) -> dict[str, int]:
    """The figures of the report."""
    seen = books.seen
    return {
        "required": len(limits_of(books)),
        "invited": seen.count(MeetingInvited),
        "held": seen.count(MeetingHeld),
        "missed": seen.count(MeetingMissed),
        "moved": seen.count(MeetingRescheduled),
    }
