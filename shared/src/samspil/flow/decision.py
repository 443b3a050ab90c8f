"""What a decision may see and say. The only part of the engine that the domain knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from samspil.events.event import Event
from samspil.flow.identity import name_of
from samspil.reference.parties import Party

S = TypeVar("S")


class State(BaseModel):
    """One typed document per (fold, key). Changing its shape raises `shape` and adds an upgrade."""

    model_config = ConfigDict(frozen=True)

    shape: ClassVar[int] = 1
    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
    """From shape n to n + 1, on the plain document."""

    def due(self) -> date | None:
        """The day on which this state wants to be woken; waking must move it further."""
        return None

    @classmethod
    def read(cls, document: bytes | str) -> Self:
        """The state from its document in the present shape, straight from pydantic's core. Raises ValidationError."""
        state: Self = cls.__pydantic_validator__.validate_json(document)
        return state

    def document(self) -> str:
        """The state as JSON, without what has its default."""
        return self.__pydantic_serializer__.to_json(self, exclude_defaults=True).decode()


class Cause(NamedTuple):
    """The record that a decision answers to. Empty strings where a day is the cause."""

    id: str
    type: str
    time: datetime
    party: Party | None
    """The sender, proved by its topic; none for events that Samspil itself decided."""


class Context(NamedTuple):
    """Everything a decision may know beside state and event: the lane's day, the key and the cause."""

    today: date
    key: str
    cause: Cause

    def id_for(self, *parts: str) -> str:
        """A name for something this decision makes: the same whenever it is decided again."""
        return name_of(self.cause.id, self.key, *parts)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message is refused: a word of a list, and a sentence on what is wrong and what to do."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The judge's yes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A side effect to be performed by a dispatcher: in order per key and receiver, outside of any fold."""

    receiver: str
    intention: Event


class Unchanged:
    """Marks that a decision leaves the state as it is."""


UNCHANGED = Unchanged()


class Decision(NamedTuple, Generic[S]):
    """The new state, what is told on the stage's topics and to parties, what a dispatcher must do, the answer.

    Built in a chain. Cause, context and decision are named tuples: a frozen data class takes three times as long.
    """

    state: S | Unchanged | None = UNCHANGED
    told: tuple[Event, ...] = ()
    told_to: tuple[tuple[Party, Event], ...] = ()
    tasks: tuple[Asked, ...] = ()
    answer: Accepted | Refusal | None = None
    passes: bool = False

    def become(self, state: S | None) -> Decision[S]:
        """With this state; None forgets the key."""
        return Decision(state, self.told, self.told_to, self.tasks, self.answer, self.passes)

    def tell(self, *events: Event) -> Decision[S]:
        """With these events on the stage's own topics, in this order."""
        return Decision(self.state, self.told + events, self.told_to, self.tasks, self.answer, self.passes)

    def tell_to(self, party: Party, *events: Event) -> Decision[S]:
        """With these events on the party's own topic."""
        told_to = self.told_to + tuple((party, event) for event in events)
        return Decision(self.state, self.told, told_to, self.tasks, self.answer, self.passes)

    def ask(self, receiver: str, intention: Event) -> Decision[S]:
        """With a side effect for the dispatcher of this intention."""
        tasks = (*self.tasks, Asked(receiver, intention))
        return Decision(self.state, self.told, self.told_to, tasks, self.answer, self.passes)

    def pass_on(self) -> Decision[S]:
        """With the cause itself, unchanged, on the stage's topic: its judge stands further down."""
        return Decision(self.state, self.told, self.told_to, self.tasks, self.answer, passes=True)


def accept() -> Decision[Any]:
    """The judge accepts the message."""
    return Decision(answer=Accepted())


def refuse(reason: str, detail: str) -> Decision[Any]:
    """The judge refuses the message; state stays as it is."""
    return Decision(answer=Refusal(reason, detail))


def ignore() -> Decision[Any]:
    """Nothing to do and nothing to say."""
    return Decision()


def note(state: S) -> Decision[S]:
    """Only the state changes."""
    return Decision(state=state)
