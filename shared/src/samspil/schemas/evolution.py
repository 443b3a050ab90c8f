"""Which change of a schema breaks somebody, within one version of a type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

Schema = dict[str, Any]


class Fact(NamedTuple):
    """One thing that a schema promises: at this place is this field, code, duty or form."""

    place: str
    what: str
    name: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.name}"


KEPT: Final = frozenset({"field", "code"})
"""These may be added, and are never removed."""
FIXED: Final = frozenset({"duty", "form"})
"""These stay as they are. A duty is a field that is always told; a form is a pattern or a format."""


def breaches(old: Schema, new: Schema) -> list[str]:
    """What `new` breaks for whoever wrote or reads by `old`, in plain words; empty where both understand each other.

    Whatever stands here takes a new version of the type. Whether a field still takes the same kinds and ranges of
    values is for a schema checker to say: here stands what those overlook.
    """
    before, after = set(_facts(old, old, "")), set(_facts(new, new, ""))
    known = {fact.place for fact in before}
    gone = [f"{fact} was removed" for fact in before - after if fact.what in KEPT | FIXED]
    added = [f"{fact} was added" for fact in after - before if fact.what in FIXED and fact.place in known]
    return sorted(gone + added)


def _facts(root: Schema, node: Any, path: str) -> Iterator[Fact]:
    """Everything that a schema promises. References are followed, so that a shared shape counts where it is used."""
    if not isinstance(node, dict):
        return
    if reference := node.get("$ref"):
        yield from _facts(root, root["$defs"][reference.rsplit("/", 1)[1]], path)
    here = path or "event"
    yield Fact(here, "place", here)
    yield from (Fact(here, "code", str(value)) for value in node.get("enum", ()))
    yield from (Fact(here, "duty", name) for name in node.get("required", ()))
    yield from (Fact(here, "form", node[name]) for name in ("format", "pattern") if name in node)
    for name, field in node.get("properties", {}).items():
        yield Fact(here, "field", name)
        yield from _facts(root, field, f"{path}.{name}" if path else name)
    for each in (*node.get("anyOf", ()), node.get("items")):
        yield from _facts(root, each, path)
