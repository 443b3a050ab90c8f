"""Every rule by place, in all versions that packs and overlays have of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from samspil.rulebook.listing import between
from samspil.rulebook.places import rules_by_place
from samspil.rulebook.told import Told
from samspil.rules import Overlay, Pack, overlays, packs
from samspil.rules.documents import rules_in
from samspil.rules.resolving import laid_over


@dataclass(frozen=True, slots=True)
class Version:
    """What one pack or overlay says at a place; nothing where it takes the rule away. `dates` say for whom."""

    document: str
    dates: str
    rule: Told | None


@cache
def versions() -> dict[str, tuple[Version, ...]]:
    """All places with their versions by date; the places of the latest pack first, in its order."""
    found: dict[str, list[tuple[date, Version]]] = {}
    for pack in reversed(packs()):
        for place, rule in rules_by_place(pack).items():
            version = Version(pack.id, spells_of(pack), Told.of(rule))
            found.setdefault(place, []).append((pack.valid_from, version))
    for over in overlays():
        for place, version in _said_by(over):
            found.setdefault(place, []).append((_begins(over), version))
    return {place: tuple(version for _, version in sorted(all_, key=_by_date)) for place, all_ in found.items()}


def spells_of(pack: Pack) -> str:
    """Which spells follow a pack, in words."""
    return f"{'expected: ' if pack.expected else ''}{between(pack.valid_from, pack.valid_until)}"


def days_of(over: Overlay) -> str:
    """The states of an overlay with their first days."""
    return f"{over.kind}, " + ", ".join(f"{each.state} from {each.since}" for each in over.states)


def _said_by(over: Overlay) -> Iterator[tuple[str, Version]]:
    said = {rule["id"] for rule in rules_in(over.changes)}
    rules = {
        place: rule
        for pack in over.over
        for place, rule in rules_by_place(laid_over(pack, (over.id,))).items()
        if rule.id in said
    }
    for place, rule in rules.items():
        yield place, Version(over.id, days_of(over), Told.of(rule))
    for place in over.removes:
        yield place, Version(over.id, days_of(over), None)


def _begins(over: Overlay) -> date:
    return next((first for first, _ in over.running), over.states[-1].since)


def _by_date(dated: tuple[date, Version]) -> date:
    return dated[0]
