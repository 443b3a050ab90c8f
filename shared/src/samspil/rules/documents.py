"""Rules as plain documents: how one version of the law is written as what it changes in an earlier one.

A rule's place is its id without the name of its file: `handover.hours.full-time` is the same place in every pack. What
a later document says about a place replaces the whole rule there; all other rules stay as they were, with their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
"""A file as tomllib reads it: dicts and lists down to the values."""
Path = tuple[str | int, ...]
"""The way to a part of a document: names of fields and, in lists, numbers from 0."""


class NoSuchPlace(LookupError):
    """A document takes away a rule that the earlier one does not have."""


class OtherPlace(ValueError):
    """A document puts a rule where the earlier one has a rule of another place."""


def place_of(id: str) -> str:
    """The place of a rule: "R2024.meetings.notice" stands at "meetings.notice"."""
    _, _, place = id.partition(".")
    return place


def amended(earlier: Document, changes: Document, removes: Iterable[str] = ()) -> dict[str, Any]:
    """The earlier document with rules replaced and added by `changes`, and those at the places `removes` taken away.

    Raises NoSuchPlace where a place to be removed is not there, OtherPlace where a rule would replace another one.
    """
    removed = set(removes)
    if removed and (missing := removed - set(places(earlier))):
        raise NoSuchPlace(f"there is no rule at {', '.join(sorted(missing))} to take away")
    whole: dict[str, Any] = _merged(_without(earlier, removed) if removed else earlier, changes)
    return whole


def places(part: object) -> Iterator[str]:
    """The places of all rules in a part of a document."""
    return (place_of(rule["id"]) for _, rule in _rules(part, ()))


def rules_in(part: object) -> Iterator[Document]:
    """All rules in a part of a document."""
    return (rule for _, rule in _rules(part, ()))


def misnamed(part: object) -> Iterator[tuple[Path, str, str]]:
    """The ways to rules whose id does not fit the table that they stand in, with that id and what it should be."""
    for path, rule in _rules(part, ()):
        tables = [name.replace("_", "-") for name in path if isinstance(name, str) and name != "changes"]
        in_a_list = any(isinstance(step, int) for step in path)
        if not _fits(place_of(rule["id"]).split("."), tables, in_a_list):
            meant = [*(tables[:-1] or tables), "…"] if in_a_list else tables
            yield path, rule["id"], ".".join((rule["id"].partition(".")[0], *meant))


def path_of(id: str, part: object) -> Path | None:
    """The way to the rule with this id in a part of a document; None where it is not there."""
    return next((path for path, rule in _rules(part, ()) if rule["id"] == id), None)


def beside_rules(part: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The ways to what is neither a rule nor holds only rules."""
    if path and is_rule(part):
        return
    inner = list(_inner(part))
    if not inner:
        yield path
    for name, value in inner:
        yield from beside_rules(value, (*path, str(name)))


def is_rule(part: object) -> bool:
    """Whether this part of a document is one rule: it says something under an id."""
    return isinstance(part, dict) and isinstance(part.get("id"), str) and "says" in part


def _fits(words: list[str], tables: list[str], in_a_list: bool) -> bool:
    """Whether a place, word by word, is that of a rule in these tables.

    In a list, and in a table below no other, the last word is free; tables between the first and the last may be left
    out, as `booking.self_booking.deadline` is `booking.deadline`.
    """
    *around, last = words
    if in_a_list:
        return around in (tables, tables[:-1])
    if len(tables) == 1:
        return tables in (words, around) or (tables == ["rule"] and not around)
    return last == tables[-1] and around in (tables[:-1], tables[:1])


def _rules(part: object, path: Path) -> Iterator[tuple[Path, Document]]:
    """Below the top, which is no rule: a sentence that slipped out of its table does not make it one."""
    if path and isinstance(part, dict) and is_rule(part):
        yield path, part
        return
    for name, value in _inner(part):
        yield from _rules(value, (*path, name))


def _inner(part: object) -> Iterable[tuple[str | int, Any]]:
    """What a table or a list holds by name or number."""
    if isinstance(part, dict):
        return part.items()
    return enumerate(part) if isinstance(part, list) else ()


def _without(part: Any, removed: set[str]) -> Any:
    if is_rule(part):
        return part
    if isinstance(part, list):
        return [_without(value, removed) for value in part if not _is_at(value, removed)]
    if isinstance(part, dict):
        return {name: _without(value, removed) for name, value in part.items() if not _is_at(value, removed)}
    return part


def _is_at(part: object, where: set[str]) -> bool:
    return isinstance(part, dict) and is_rule(part) and place_of(part["id"]) in where


def _merged(earlier: Any, later: Any) -> Any:
    if is_rule(earlier):
        return _replaced(earlier, later)
    if isinstance(earlier, dict) and isinstance(later, dict):
        return {**earlier, **{name: _merged(earlier.get(name), value) for name, value in later.items()}}
    if isinstance(earlier, list) and isinstance(later, list) and all(is_rule(rule) for rule in (*earlier, *later)):
        changed = {place_of(rule["id"]): rule for rule in later}
        kept = [changed.pop(place_of(rule["id"]), rule) for rule in earlier]
        return [*kept, *changed.values()]
    return later


def _replaced(earlier: Document, later: Any) -> Any:
    if not is_rule(later) or place_of(later["id"]) != place_of(earlier["id"]):
        raise OtherPlace(f"what replaces {earlier['id']} is a rule with the same name after its first dot")
    return later
