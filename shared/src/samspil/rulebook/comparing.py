"""What changed between two versions of the rules, place by place and in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from samspil.rulebook.names import Unknown, known_overlay, known_pack
from samspil.rulebook.places import rules_by_place
from samspil.rulebook.told import Told
from samspil.rules import BadPack, Pack, overlays
from samspil.rules.resolving import laid_over

ChangeKind = Literal["added", "taken away", "changed", "other certainty", "same on another footing"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the rule at one place. `words` say it, one thing each; `footing` what it stands on now."""

    place: str
    kind: ChangeKind
    words: tuple[str, ...]
    footing: tuple[str, ...]
    before: Told | None
    after: Told | None

    def as_json(self) -> dict[str, Any]:
        """The change as plain data."""
        return {
            "place": self.place, "kind": self.kind, "in_words": self.words, "footing": self.footing,
            "before": self.before and self.before.as_json(), "after": self.after and self.after.as_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes from one version to another, and how many rules stayed as they were."""

    before: str
    after: str
    changes: tuple[Change, ...]
    unchanged: int

    def as_json(self) -> dict[str, Any]:
        """The comparison as plain data."""
        changes = [each.as_json() for each in self.changes]
        return {"before": self.before, "after": self.after, "changes": changes, "unchanged": self.unchanged}


def version(text: str) -> Pack:
    """The rules written as "R2024", or as "R2020+T2020" with what is laid over it, one after the other.

    Raises Unknown where there is no such pack or overlay, or where the one does not lie over the other.
    """
    first, *others = text.split("+")
    if over := next((each for each in overlays() if each.id == first), None):
        written = " or ".join("+".join((pack, first, *others)) for pack in over.over)
        raise Unknown(f"{first} is an overlay: write {written}")
    pack = known_pack(first)
    for each in map(known_overlay, others):
        if pack.id not in each.over:
            raise Unknown(f"{each.id} lies over {', '.join(each.over)}, not over {pack.id}")
    try:
        return laid_over(pack.id, tuple(others))
    except BadPack as problem:
        raise Unknown(f"{text} does not go together: {problem}") from problem


def compared(before: str, after: str) -> Comparison:
    """What changed from one version to another. Raises Unknown."""
    old, new = _told(version(before)), _told(version(after))
    places = dict.fromkeys([*new, *old])
    changes = tuple(change for place in places if (change := _change(place, old.get(place), new.get(place))))
    return Comparison(before, after, changes, len(places) - len(changes))


def _told(pack: Pack) -> dict[str, Told]:
    return {place: Told.of(rule) for place, rule in rules_by_place(pack).items()}


def _change(place: str, before: Told | None, after: Told | None) -> Change | None:
    if before and after:
        words, sureness = tuple(_differences(before, after)), tuple(_sureness(before, after))
        footing = tuple(_footing(before, after))
        kind: ChangeKind = "changed" if words else "other certainty" if sureness else "same on another footing"
        changed = words or sureness or footing
        return Change(place, kind, (*words, *sureness), footing, before, after) if changed else None
    if after:
        return Change(place, "added", _whole(after), (), None, after)
    return Change(place, "taken away", _whole(before) if before else (), (), before, None)


def _whole(rule: Told) -> tuple[str, ...]:
    certainty = () if rule.certainty == "sourced" else (_believed(rule),)
    return (rule.says, *map(str, rule.demands), *certainty)


def _differences(before: Told, after: Told) -> Iterator[str]:
    demanded = tuple(_demands(before, after))
    yield from demanded
    if before.says != after.says and not demanded:
        yield f"it now says: {after.says}"


def _sureness(before: Told, after: Told) -> Iterator[str]:
    if before.certainty != after.certainty:
        yield _believed(after) if after.certainty == "believed" else f"{after.certainty} now, was {before.certainty}"


def _demands(before: Told, after: Told) -> Iterator[str]:
    old = {each.name: each for each in before.demands}
    new = {each.name: each for each in after.demands}
    for name in dict.fromkeys([*new, *old]):
        if name not in old:
            yield f"{new[name]}, which was not said before"
        elif name not in new:
            yield f"no longer: {old[name]}"
        elif new[name].value != old[name].value:
            yield f"{new[name]} instead of {old[name].value}"


def _footing(before: Told, after: Told) -> Iterator[str]:
    if before.basis != after.basis:
        yield f"stands on {after.basis} instead of {before.basis}"
    if before.source != after.source:
        yield f"read in {after.source} instead of {before.source}"
    if before.doubt != after.doubt and before.certainty == after.certainty:
        yield f"in doubt: {after.doubt}" if after.doubt else "nothing is in doubt any more"


def _believed(rule: Told) -> str:
    return f"believed, not sourced: {rule.doubt}"
