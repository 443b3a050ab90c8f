"""The table of a stage: which event goes to which decision, what may come out, who performs side effects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol, Self

from samspil.events.event import Event
from samspil.flow.decision import Context, Decision, State
from samspil.flow.record import Record, value_of
from samspil.reference.parties import Party
from samspil.topics import JUDGES, TOPICS, Topic, main_topic

Decide = Callable[[Any, Any, Context], Decision[Any]]
Wake = Callable[[Any, Context], Decision[Any]]


@dataclass(frozen=True)
class Fold:
    """One kind of state and the decisions on it. Its key is the key of the topics it reads."""

    name: str
    state: type[State]
    on: Mapping[type[Event], Decide]
    tells: tuple[type[Event], ...] = ()
    wake: Wake | None = None


@dataclass(frozen=True)
class Performed:
    """What a dispatcher reports: the event that enters the stage, and records for a party that no fold may see."""

    result: Event
    deliveries: tuple[tuple[Party, Event], ...] = ()
    """What parties are told by it, for example an encrypted package."""

    def fitting(self) -> Self:
        """The same. Raises TooLargeError where some of it fits no record: then the task has failed, not the lane."""
        for event in (self.result, *(event for _, event in self.deliveries)):
            value_of(event)
        return self


@dataclass(frozen=True, slots=True)
class TaskAtHand:
    """A side effect that is due: what to do, for whom, and under which id it is known for ever."""

    id: str
    key: str
    receiver: str
    intention: Event


class Performer(Protocol):
    """Performs one side effect. May be called again after a crash: use the task's id to make it happen once."""

    def __call__(self, task: TaskAtHand) -> Awaitable[Performed]: ...


class Project(Protocol):
    """Turns a batch of records of one day into rows, inside the batch's transaction."""

    def __call__(self, connection: Any, records: list[Record], day: date) -> Awaitable[None]: ...


@dataclass(frozen=True)
class Stage:
    """The folds that read the same topics at the same place in the order."""

    name: str
    reads: tuple[Topic, ...]
    folds: tuple[Fold, ...] = ()
    passes: tuple[type[Event], ...] = ()
    """Types that go through to the stage's topic without a fold, whatever becomes of their key."""
    performs: tuple[type[Event], ...] = ()
    """Intentions that a dispatcher of this stage performs; the app gives a performer for each."""
    project: Project | None = field(default=None, compare=False)

    @cached_property
    def topic(self) -> Topic | None:
        """The topic that carries what this stage decides."""
        return main_topic(self.name)

    @cached_property
    def owns(self) -> tuple[Topic, ...]:
        """The topics that only this stage writes, lane by lane."""
        return tuple(topic for topic in TOPICS if topic.owner == self.name)

    @cached_property
    def routes(self) -> dict[str, tuple[Fold, ...]]:
        """The folds that take each event type."""
        routes: dict[str, tuple[Fold, ...]] = {}
        for fold in self.folds:
            for event in fold.on:
                routes[event.type] = (*routes.get(event.type, ()), fold)
        return routes

    @cached_property
    def by_name(self) -> dict[str, Fold]:
        return {fold.name: fold for fold in self.folds}

    @cached_property
    def passed(self) -> frozenset[str]:
        return frozenset(event.type for event in self.passes)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The outside types that this stage must answer."""
        return frozenset(type_ for type_, judge in JUDGES.items() if judge == self.name)

    @cached_property
    def unmarked(self) -> set[str]:
        return {topic.name for topic in self.reads if not topic.days}
