"""Rules as plain documents: how one version of the law is written as what it changes in an earlier one.

A rule's place is its id without the name of its file: `handover.hours.full-time` is the same place in every pack. What
a later document says about a place replaces the whole rule there; all other rules stay as they were, with their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Document = Mapping[str, Any]


class NoSuchPlace(LookupError):
    """A document takes away a rule that the earlier one does not have."""


def place_of(id: str) -> str:
    """The place of a rule: "R2024.meetings.notice" stands at "meetings.notice"."""
    _, _, place = id.partition(".")
    return place


def amended(earlier: Document, changes: Document, removes: Iterable[str] = ()) -> dict[str, Any]:
    """The earlier document with rules replaced and added by `changes`, and those at the places `removes` taken away.

    Raises NoSuchPlace where a place to be removed is not there.
    """
    removed = set(removes)
    if missing := removed - set(places(earlier)):
        raise NoSuchPlace(f"there is no rule at {', '.join(sorted(missing))} to take away")
    whole: dict[str, Any] = _merged(_without(earlier, removed), changes)
    return whole


def places(part: object) -> Iterable[str]:
    """The places of all rules in a part of a document."""
    return (place_of(rule["id"]) for rule in rules_in(part))


def rules_in(part: object) -> Iterable[Document]:
    """All rules in a part of a document."""
    if isinstance(part, Mapping):
        if is_rule(part):
            yield part
        else:
            for value in part.values():
                yield from rules_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from rules_in(value)


def is_rule(part: object) -> bool:
    """Whether this part of a document is one rule: it says something under an id."""
    return isinstance(part, Mapping) and "id" in part and "says" in part


def _without(part: Any, removed: set[str]) -> Any:
    if isinstance(part, Mapping):
        kept = {name: value for name, value in part.items() if not _is_at(value, removed)}
        return {name: _without(value, removed) for name, value in kept.items()}
    if isinstance(part, list):
        return [_without(value, removed) for value in part if not _is_at(value, removed)]
    return part


def _is_at(part: object, where: set[str]) -> bool:
    return isinstance(part, Mapping) and is_rule(part) and place_of(part["id"]) in where


def _merged(earlier: Any, later: Any) -> Any:
    if isinstance(earlier, Mapping) and isinstance(later, Mapping) and not is_rule(earlier):
        return {**earlier, **{name: _merged(earlier.get(name), value) for name, value in later.items()}}
    if isinstance(earlier, list) and isinstance(later, list):
        changed = {place_of(rule["id"]): rule for rule in later}
        kept = [changed.pop(place_of(rule["id"]), rule) for rule in earlier]
        return [*kept, *changed.values()]
    return later
