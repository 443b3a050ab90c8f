"""The figures of a played country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from samspil.events.contact_course import CourseClosed, CourseOpened
from samspil.events.engine import BytesUnreadable
from samspil.events.handover import HandoverEscalated, HandoverReminded
from samspil.events.intake import RegistrationAccepted
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.notifications import NotificationCreated, NotificationSent
from sandbox.country.mail import Mail
from sandbox.country.promises import Books, handovers, meetings
from sandbox.country.promises.owners import check_owners
from sandbox.country.saying import UNREADABLE


def report(books: Books, faults: Sequence[str], heard: int, seconds: Mapping[str, float | None]) -> dict[str, Any]:
    """Everything that was counted. The same for the same seed, but for what is measured in seconds.

    `heard` is how many records the parties were told.
    """
    seen, mail = books.seen, books.mail
    owners, _ = check_owners(books)
    total = seen.total + heard + len(mail.order)
    return {
        "messages": messages(books),
        "registrations": dict(mail.registrations()),
        "refusals": dict(sorted(mail.refusals().items())),
        "rules_at_start": dict(sorted(Counter(event.pack for event in registered(books)).items())),
        "courses": {"opened": seen.count(CourseOpened), "closed": seen.count(CourseClosed)},
        "meetings": meetings.counts(books),
        "handovers": {
            "demanded": len(handovers.demanded(books)),
            "sent": len(handovers.opened(books)),
            "received": mail.accepted(HandoverReceived.type),
            "accepted": mail.accepted(HandoverAccepted.type),
            "rejected": mail.accepted(HandoverRejected.type),
            "reminded": seen.count(HandoverReminded),
            "escalated": seen.count(HandoverEscalated),
        },
        "notifications": {"created": seen.count(NotificationCreated), "sent": seen.count(NotificationSent)},
        "owners": {"checks": owners.checks, "none": owners.none, "two": owners.two},
        "parked": sum(seen.parked().values()),
        "dead_letters": seen.count(BytesUnreadable),
        "nonsense_sent": nonsense_sent(mail),
        "broken_promises": list(faults),
        "events": {"total": total, "per_second": round(total / (seconds.get("play") or 1), 1)},
        "seconds": dict(seconds),
    }


def registered(books: Books) -> Iterator[RegistrationAccepted]:
    """The registrations that were accepted, each with the rules under which its spell begins."""
    return (seen.event for seen in books.seen.of(RegistrationAccepted) if isinstance(seen.event, RegistrationAccepted))


def messages(books: Books) -> dict[str, int]:
    """Messages sent and what became of them; the parts add up to `sent`."""
    counted = books.mail.count()
    parked = unanswered_because_parked(books)
    return {
        "sent": counted["sent"],
        "accepted": counted["accepted"],
        "refused": counted["refused"],
        "repeated": counted["repeated"],
        "parked": parked,
        "unanswered": counted["missing"] - parked,
    }


def unanswered_because_parked(books: Books) -> int:
    """Messages without an answer whose citizen is parked, so that an operator sees them."""
    held_back = books.seen.held_back()
    return sum(entry.missing for name, entry in books.mail.entries.items() if name in held_back)


def nonsense_sent(mail: Mail) -> dict[str, int]:
    """How much was sent that is no message, and how much that makes no sense."""
    senseless = [saying for saying in mail.order if saying.nonsense]
    unreadable = sum(1 for saying in senseless if saying.expected == UNREADABLE)
    return {"unreadable": unreadable, "unsound": len(senseless) - unreadable}
