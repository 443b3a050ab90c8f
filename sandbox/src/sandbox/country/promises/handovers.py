"""Nobody falls between two chairs: packages go where they are due, and a missing receipt is noticed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from samspil.calendar import ONE_DAY, add_working_days, next_working_day
from samspil.events.handover import (
    HandoverClosed,
    HandoverEscalated,
    HandoverReminded,
    HandoverSent,
    ReceiptRecorded,
)
from samspil.reference.municipalities import jobcentre_of
from sandbox.country.due import Account, Pair, packages_due
from sandbox.country.jobcentres import Package
from sandbox.country.promises.books import Books

REMIND_AFTER: Final = 2
ESCALATE_AFTER: Final = 5
"""Working days without a receipt, or without an acceptance or rejection."""


@dataclass(slots=True)
class Course:
    """What became of one package, each with its day."""

    sent: date
    receipts: dict[str, date] = field(default_factory=dict)
    reminded: list[date] = field(default_factory=list)
    escalated: list[date] = field(default_factory=list)
    closed: date | None = None

    def over_by(self, day: date) -> bool:
        """Whether the spell or the responsibility had ended when that day began."""
        return self.closed is not None and self.closed <= day


def demanded(books: Books) -> set[Pair]:
    """The packages that must have been sent by now."""
    return packages_due(books.accounts, books.until)


def opened(books: Books) -> set[Pair]:
    """The packages that jobcentres opened."""
    return {(package.number, package.starts, package.receiver) for package in books.packages}


def packages_that_are_due_and_no_others(books: Books) -> Iterator[str]:
    """The set of packages that jobcentres opened is the set that was due."""
    due, sent = demanded(books), opened(books)
    for number, starts, receiver in sorted(due - sent, key=str):
        yield f"no package of citizen {number}'s spell from {starts} came to {receiver}, though it is due"
    for number, starts, receiver in sorted(sent - due, key=str):
        yield f"a package of citizen {number}'s spell from {starts} came to {receiver}, and was not due"
    for handover_id in books.unopened:
        yield f"the package {handover_id} could not be opened by its receiver, or is about nobody"
    for handover_id in twice([package.handover_id for package in books.packages]):
        yield f"the package {handover_id} was delivered more than once"


def silence_is_noticed(books: Books) -> Iterator[str]:
    """A receipt that is missing is reminded after two working days and escalated after five; a rejection at once."""
    for handover_id, course in sorted(courses(books).items()):
        for fault in faults_of(course, books.until):
            yield f"handover {handover_id}, sent on {course.sent}: {fault}"


def nothing_is_asked_again(books: Books) -> Iterator[str]:
    """A package carries all that the fund has told, so that the jobcentre need not ask for it."""
    accounts = {(account.citizen.number, account.spell.starts): account for account in books.accounts}
    for package in books.packages:
        account = accounts.get((package.number, package.starts))
        for what in missing(package, account) if account else ():
            yield f"the package {package.handover_id} of citizen {package.number} does not tell {what} as the fund did"


def missing(package: Package, account: Account) -> Iterator[str]:
    """What a package does not tell as it was told."""
    citizen, content = account.citizen, package.content
    told = {
        "the person": (package.person, citizen.person),
        "the fund": (content.fund, account.spell.fund),
        "the insurance": (content.insurance, citizen.insurance),
        "the needs": (content.needs, citizen.needs),
        "the preferred form": (content.form_preference, citizen.preference),
        "the hours": (content.total_hours, account.total(package.arrived - ONE_DAY)),
        "the municipality": (jobcentre_of(content.municipality), package.receiver.code),
    }
    return (what for what, (found, right) in told.items() if found != right)


def faults_of(course: Course, until: date) -> Iterator[str]:
    """What was not noticed, or noticed without reason."""
    remind, escalate = limit(course.sent, REMIND_AFTER), limit(course.sent, ESCALATE_AFTER)
    answered = min(course.receipts.values(), default=None)
    decided = min((day for state, day in course.receipts.items() if state != "received"), default=None)
    rejected = course.receipts.get("rejected")
    silent = not before(answered, remind) and not course.over_by(remind)
    if silent and remind <= until and course.reminded != [remind]:
        yield f"no receipt by {remind}, reminded {said(course.reminded)}"
    if not silent and course.reminded:
        yield f"answered or over, and still reminded {said(course.reminded)}"
    stuck = not before(decided, escalate) and not course.over_by(escalate)
    called = rejected or (escalate if stuck and escalate <= until else None)
    if course.escalated != ([called] if called else []):
        yield f"operators were called {said(course.escalated)}, it should be {said([called] if called else [])}"


def courses(books: Books) -> dict[str, Course]:
    """What became of each package, from what the handover service told."""
    found: dict[str, Course] = {}
    for seen in books.seen.of(HandoverSent):
        assert isinstance(seen.event, HandoverSent)
        found.setdefault(seen.event.handover_id, Course(seen.day))
    for seen in books.seen.of(ReceiptRecorded, HandoverReminded, HandoverEscalated, HandoverClosed):
        event = seen.event
        assert isinstance(event, ReceiptRecorded | HandoverReminded | HandoverEscalated | HandoverClosed)
        course = found.get(event.handover_id)
        if course is None:
            continue
        match event:
            case ReceiptRecorded():
                course.receipts[event.state] = min(seen.day, course.receipts.get(event.state, seen.day))
            case HandoverReminded():
                course.reminded.append(seen.day)
            case HandoverEscalated():
                course.escalated.append(seen.day)
            case HandoverClosed():
                course.closed = seen.day
    return found


def limit(sent: date, working_days: int) -> date:
    """The working day before which the receiver had so many whole working days."""
    return add_working_days(next_working_day(sent), working_days)


def before(day: date | None, other: date) -> bool:
    return day is not None and day < other


def said(days: list[date]) -> str:
    return "never" if not days else "on " + ", ".join(map(str, days))


def twice(names: list[str]) -> list[str]:
    """The names that come more than once."""
    counted: dict[str, int] = defaultdict(int)
    for name in names:
        counted[name] += 1
    return sorted(name for name, many in counted.items() if many > 1)
