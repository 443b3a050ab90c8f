"""A citizen's events as a story: in order, in plain words, each with what brought it about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from operations.domain.views import Told, View
from operations.domain.words import said, stage_name
from samspil.calendar import COPENHAGEN

OWN = "/samspil/"


class Step(View):
    """One event of the story. `because` is what caused it, where that is part of the story; times are Danish."""

    id: str
    at: datetime
    day: date
    stage: str
    outside: bool
    what: str
    why: str
    because: str
    causation: str
    type: str
    trace: str
    correlation: str


def in_order(told: Iterable[Told]) -> list[Told]:
    """The events day by day: first what the day itself brought, then message after message as intake let them in, each
    with all that followed from it. The log's order: what a sender's clock said of a message has no say in it.
    """
    heads: dict[str, tuple[date, bool, int, int]] = {}
    found = sorted(told, key=lambda event: (event.day, event.place, event.sequence))
    for event in found:
        own = (event.day, not event.source.startswith(OWN), event.place, event.sequence)
        head = heads.get(event.causation, own)
        heads[event.id] = head if head[0] == event.day else own
    return sorted(found, key=lambda event: heads[event.id])


def story_of(told: Iterable[Told]) -> tuple[Step, ...]:
    """The steps of a story, in the order in which they were told."""
    steps: list[Step] = []
    known: dict[str, str] = {}
    latest: dict[str, str] = {}
    for event in told:
        cause = cause_of(event, known, latest)
        step = step_of(event, cause, known.get(cause, ""))
        steps.append(step)
        known[event.id] = step.what
        latest[subject_of(event)] = event.id
    return tuple(steps)


def step_of(event: Told, cause: str, because: str) -> Step:
    """One event, with the id of its cause and what that was."""
    words = said(event.type, event.data)
    return Step(
        id=event.id,
        at=event.time.astimezone(COPENHAGEN),
        day=event.day,
        stage=stage_name(event.source),
        outside=not event.source.startswith(OWN),
        what=words.what,
        why=words.why,
        because=because,
        causation=cause,
        type=event.type,
        trace=event.trace,
        correlation=event.correlation,
    )


def cause_of(event: Told, known: Mapping[str, str], latest: Mapping[str, str]) -> str:
    """The id of the event that brought this one about, as far as the story knows it.

    A letter is written in a day's waking and names its cause itself. What a dispatcher did, and what a day brought,
    belongs to the last that was told of the same letter or package.
    """
    named = (event.causation, str((event.data or {}).get("cause_id", "")), latest.get(subject_of(event), ""))
    return next((id_ for id_ in named if id_ in known), event.causation)


def subject_of(event: Told) -> str:
    """The letter or package that an event is about; its own id where it is about neither."""
    data = event.data or {}
    return str(data.get("notification_id") or data.get("handover_id") or event.id)


def by_day(steps: Sequence[Step]) -> list[tuple[date, list[Step]]]:
    """The steps of each day, the last day first: an operator asks what happened last."""
    days: dict[date, list[Step]] = {}
    for step in steps:
        days.setdefault(step.day, []).append(step)
    return sorted(days.items(), reverse=True)
