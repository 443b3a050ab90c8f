"""A citizen's events as a story: in order, in plain words, each with what brought it about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from operations.domain.views import Told, View
from operations.domain.words import said, stage_name
from samspil.calendar import COPENHAGEN, local_day

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


def story_of(told: Iterable[Told]) -> tuple[Step, ...]:
    """The steps of a story, in the order in which they were told."""
    steps: list[Step] = []
    known: dict[str, str] = {}
    for event in told:
        words = said(event.type, event.data)
        cause = cause_of(event)
        steps.append(
            Step(
                id=event.id,
                at=event.time.astimezone(COPENHAGEN),
                day=local_day(event.time),
                stage=stage_name(event.source),
                outside=not event.source.startswith(OWN),
                what=words.what,
                why=words.why,
                because=known.get(cause, ""),
                causation=cause,
                type=event.type,
                trace=event.trace,
                correlation=event.correlation,
            )
        )
        known[event.id] = words.what
    return tuple(steps)


def cause_of(event: Told) -> str:
    """The id of the event that caused this one. A letter is written in a day's waking and names its cause itself."""
    return event.causation or str((event.data or {}).get("cause_id", ""))


def by_day(steps: Sequence[Step]) -> list[tuple[date, list[Step]]]:
    """The steps of each day, the last day first: an operator asks what happened last."""
    days: dict[date, list[Step]] = {}
    for step in steps:
        days.setdefault(step.day, []).append(step)
    return sorted(days.items(), reverse=True)
