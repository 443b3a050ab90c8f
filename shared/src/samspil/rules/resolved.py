"""A resolved set of rules: what holds for a citizen on a day, and where each rule of it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samspil.rules.documents import place_of
from samspil.rules.overlay import Overlay
from samspil.rules.pack import Pack, all_rules
from samspil.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one resolved rule comes from, and why it holds, or why it does not."""

    rule: str
    document: str
    """The pack or overlay that says so."""
    why: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What holds: one pack with everything laid over it. `pack` is what decisions read."""

    pack: Pack
    base: Pack
    """The pack of the spell's start, with nothing laid over it."""
    laid: tuple[Overlay, ...]
    """What lies over the pack, in the order in which it was laid."""

    @property
    def overlays(self) -> tuple[str, ...]:
        """The ids of what lies over the pack, in the order in which it was laid."""
        return tuple(each.id for each in self.laid)

    def origins(self) -> tuple[Origin, ...]:
        """Each rule's origin, in the order of the pack's file."""
        return tuple(self._origin(rule) for rule in all_rules(self.pack))

    def switched_off(self) -> tuple[Origin, ...]:
        """The pack's rules that something laid over it takes away without another in their place."""
        left = {place_of(rule.id) for rule in all_rules(self.pack)}
        off = [rule for rule in all_rules(self.base) if place_of(rule.id) not in left]
        return tuple(origin for rule in off for origin in self._taken_away(rule))

    def _origin(self, rule: Rule) -> Origin:
        document, _, _ = rule.id.partition(".")
        over = next((each for each in self.laid if each.id == document), None)
        return Origin(rule.id, document, _because(over) if over else self._because_of_the_start())

    def _taken_away(self, rule: Rule) -> Iterator[Origin]:
        place = place_of(rule.id)
        for over in self.laid:
            if any(place == removed or place.startswith(f"{removed}.") for removed in over.removes):
                yield Origin(rule.id, over.id, _because(over))
                return

    def _because_of_the_start(self) -> str:
        until = f"to {self.base.valid_until}" if self.base.valid_until else "on"
        return f"spells that begin from {self.base.valid_from} {until} follow it"


def _because(over: Overlay) -> str:
    days = " and ".join(f"from {first} to {last}" for first, last in over.running)
    return f"{over.kind} {days}: {over.title}"
