"""Which packs and overlays there are, and what stands in them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from samspil.rulebook.places import rules_by_place
from samspil.rules import Overlay, Pack, overlays, packs
from samspil.rules.documents import rules_in

Standing = Literal["past", "in force", "expected"]


@dataclass(frozen=True, slots=True)
class ListedPack:
    """A pack, and how it stands on the day of asking. Rows of like meetings count as one rule."""

    id: str
    title: str
    valid_from: date
    valid_until: date | None
    standing: Standing
    expected: bool
    """Whether its law is announced and its text not known; it stays so after its first day until somebody writes it."""
    rules: int
    believed: int


@dataclass(frozen=True, slots=True)
class ListedOverlay:
    """An overlay with its states. `state` is that of the day of asking; None before the first."""

    id: str
    title: str
    kind: str
    over: tuple[str, ...]
    states: tuple[tuple[str, date], ...]
    state: str | None
    changes: int
    removes: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything there is, by date."""

    today: date
    packs: tuple[ListedPack, ...]
    overlays: tuple[ListedOverlay, ...]

    def as_json(self) -> dict[str, Any]:
        """The listing as plain data."""
        return asdict(self)


def listing(today: date) -> Listing:
    """All packs and overlays as they stand on `today`."""
    return Listing(
        today, tuple(_pack(each, today) for each in packs()), tuple(_overlay(each, today) for each in overlays())
    )


def standing(pack: Pack, today: date) -> Standing:
    """Whether spells that begin on `today` follow a pack, followed it before, or will."""
    if pack.begins_on(today):
        return "in force"
    return "expected" if today < pack.valid_from else "past"


def between(first: date, last: date | None) -> str:
    """A stretch of days in words."""
    return f"{first} to {last}" if last else f"from {first}"


def _pack(each: Pack, today: date) -> ListedPack:
    rules = rules_by_place(each).values()
    believed = sum(rule.certainty == "believed" for rule in rules)
    return ListedPack(
        each.id,
        each.title,
        each.valid_from,
        each.valid_until,
        standing(each, today),
        each.expected,
        len(rules),
        believed,
    )


def _overlay(each: Overlay, today: date) -> ListedOverlay:
    states = tuple((str(state.state), state.since) for state in each.states)
    changes = sum(1 for _ in rules_in(each.changes))
    return ListedOverlay(
        each.id, each.title, each.kind, each.over, states, each.state_on(today), changes, len(each.removes)
    )
