"""Which overlays one citizen can have at once, and whether that leaves exactly one word about each rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from samspil.rules.overlay import Days, Ending, Overlay
from samspil.rules.reading import BadPack


def combinations_of(overlays: Sequence[Overlay]) -> Iterator[tuple[Overlay, ...]]:
    """All sets of these overlays that one citizen can have at once, in the order given, the empty one left out."""
    for count in range(1, len(overlays) + 1):
        for some in combinations(overlays, count):
            if all(can_meet(one, other) for one, other in combinations(some, 2)):
                yield some


def can_meet(one: Overlay, other: Overlay) -> bool:
    """Whether one citizen can have both on one day."""
    if exclude_each_other(one, other) or not _overlap(one.held, other.held):
        return False
    somewhere = _outlasts("move", one, other) or one.scope.shares_a_municipality(other.scope)
    somebody = _outlasts("fund change", one, other) or one.scope.shares_a_fund(other.scope)
    return somewhere and somebody


def exclude_each_other(one: Overlay, other: Overlay) -> bool:
    """Whether nobody has both: one of their files says so."""
    return other.id in one.excludes or one.id in other.excludes


def check_pairs(overlays: Sequence[Overlay]) -> None:
    """Raises BadPack where two of one kind speak about one rule, or one is to be excluded that is no trial."""
    trials = {each.id for each in overlays if each.kind == "trial"}
    for each in overlays:
        if strangers := sorted(each.excludes - trials):
            raise BadPack(f"{each.id}.toml: excludes: there is no trial {', '.join(strangers)}")
    for one, other in combinations(overlays, 2):
        _check_pair(one, other)


def _check_pair(one: Overlay, other: Overlay) -> None:
    if not set(one.over) & set(other.over):
        return
    if exclude_each_other(one, other) and _both_take_everybody(one, other):
        raise BadPack(f"{other.id}.toml: excludes: everybody in scope enters both {one.id} and {other.id}")
    if one.kind == other.kind != "amendment" and can_meet(one, other) and (both := one.touches & other.touches):
        raise BadPack(
            f"{other.id}.toml: changes: {one.id} says something about {', '.join(sorted(both))} too, at the same time; "
            "one of them excludes the other, or they speak about different rules"
        )


def _both_take_everybody(one: Overlay, other: Overlay) -> bool:
    if not (one.takes_everybody and other.takes_everybody):
        return False
    same_people = one.scope.shares_a_municipality(other.scope) and one.scope.shares_a_fund(other.scope)
    return same_people and _overlap(one.running, other.running)


def _overlap(some: Sequence[Days], others: Sequence[Days]) -> bool:
    return any(first <= until and since <= last for first, last in some for since, until in others)


def _outlasts(ending: Ending, one: Overlay, other: Overlay) -> bool:
    """Whether one keeps either where it is not: a trial that this does not take one out of."""
    return any(each.kind == "trial" and each.ending(ending) is None for each in (one, other))
