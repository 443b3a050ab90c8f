"""The parameters of a rule in words with their units, read off the rule's own fields.

Where a field's name carries its unit, the number goes before it: `at_least_days = 8` is "at least 8 days". Only names
that do not speak for themselves have a phrase of their own here; every other field is told as "name: value".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch
from typing import Final, get_args

from samspil.reference.municipalities import municipality
from samspil.rulebook.places import fields_of
from samspil.rules.points import Point
from samspil.rules.rule import Authority, Rule, Terms

UNITS: Final = ("days", "weeks", "months", "years", "hours", "minutes", "meetings")

PHRASES: Final = {
    "aims": "planned at {} of the window",
    "before_takeover": "ends before the takeover: {}",
    "by": "held by the {}",
    "cause": "by {}",
    "course": "in courses that began at the {}",
    "limits": "window ends {}",
    "more_than": "more than {} benefit hours",
    "numbers": "{} meetings",
    "opens": "window opens {}",
    "purpose": "about: {}",
    "share": "share {}",
    "step": "each window {} of its units after the one before",
    "to": "to the {}",
    "who": "{}",
}

NAMES: Final = {"unemployment-fund": "unemployment fund"}
"""Codes that people write otherwise."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a rule. `phrase` holds {} where `value` goes; `name` is dotted inside a part of the rule."""

    name: str
    phrase: str
    value: str

    def __str__(self) -> str:
        return self.phrase.format(self.value)


def parameters(rule: Rule, leaving_out: Set[str] = frozenset()) -> tuple[Parameter, ...]:
    """What a rule demands, in the order of its fields; fields that hold nothing or the
    usual are left out, and those in `leaving_out`."""
    return tuple(_in_part(rule, leaving_out | Rule.model_fields.keys()))


def in_words(part: Terms) -> str:
    """All that a part of a pack or overlay holds, in one line."""
    return "; ".join(map(str, _in_part(part, frozenset())))


def _in_part(part: Terms, leaving_out: Set[str], before: str = "") -> Iterator[Parameter]:
    usual = {name: field.get_default() for name, field in type(part).model_fields.items()}
    for name, value in fields_of(part):
        if name in leaving_out or value is None or value == usual[name]:
            continue
        if isinstance(value, Terms) and not isinstance(value, Point):
            yield from _in_part(value, leaving_out, f"{before}{name}.")
        else:
            said = _value(name, value)
            yield Parameter(before + name, _context(before) + _phrase(name, value, said), said)


def _context(before: str) -> str:
    return before.replace(".", ": ").replace("_", " ")


def _phrase(name: str, value: object, said: str) -> str:
    phrase = PHRASES.get(name) or _phrase_of_name(name, value)
    if name == "by" and value not in get_args(Authority):
        phrase = "by {}"
    return _singular(phrase) if said == "1" else phrase


def _phrase_of_name(name: str, value: object) -> str:
    words = name.split("_")
    unit = next((word for word in reversed(words) if word in UNITS), None)
    if unit is None or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return " ".join(words) + ": {}"
    at = words.index(unit)
    at -= words[at - 1 : at] == ["working"]
    return " ".join([*words[:at], "{}", *words[at:]])


def _singular(phrase: str) -> str:
    return " ".join(word.removesuffix("s") if word in UNITS else word for word in phrase.split(" "))


def _value(name: str, value: object) -> str:
    if name == "share" and isinstance(value, Decimal):
        return f"{_plain(value * 100)} %"
    if name.endswith("municipalities") and isinstance(value, frozenset):
        return ", ".join(sorted(f"{municipality(code).name} ({code})" for code in value))
    if name == "numbers" and isinstance(value, tuple):
        return str(len(value))
    if name == "limits" and isinstance(value, tuple) and len(value) > 1:
        return f"{' or '.join(map(_said, value))}, whichever comes first"
    return _said(value)


@singledispatch
def _said(value: object) -> str:
    """Any value in words."""
    return NAMES.get(str(value), str(value).replace("_", " "))


@_said.register
def _(value: bool) -> str:
    return "yes" if value else "no"


@_said.register
def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


@_said.register
def _(part: Terms) -> str:
    return ", ".join(map(str, _in_part(part, frozenset())))


@_said.register
def _(table: Mapping) -> str:  # type: ignore[type-arg]  # what is dispatched on takes no parameters
    return ", ".join(f"{_said(key)}: {_said(each)}" for key, each in table.items())


@_said.register
def _(codes: frozenset) -> str:  # type: ignore[type-arg]  # what is dispatched on takes no parameters
    return ", ".join(sorted(map(_said, codes)))


@_said.register
def _(row: tuple) -> str:  # type: ignore[type-arg]  # what is dispatched on takes no parameters
    between = "; " if any(isinstance(each, Terms) for each in row) else ", "
    return between.join(map(_said, row)) or "none"


@_said.register
def _(point: Point) -> str:
    if point.counted_from == "accumulated unemployment":
        return f"at {_count(point)} of accumulated unemployment"
    return f"{_count(point)} after the {point.counted_from}" if point.count else f"at the {point.counted_from}"


def _count(point: Point) -> str:
    return _singular(f"1 {point.unit}") if point.count == 1 else f"{point.count} {point.unit}"
