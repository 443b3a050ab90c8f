"""The rules of a pack as they stand in its file, by place. A row of like meetings is one rule here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from samspil.events.values import Insurance
from samspil.rules.documents import place_of
from samspil.rules.rule import Rule, Terms

GRADES: Final[tuple[Insurance, ...]] = get_args(Insurance)


def rules_by_place(part: object, insurance: Insurance | None = None) -> dict[str, Rule]:
    """Every rule in a part of a pack by its place, in the order of the models.

    With a grade of insurance, what is only for the other grades is left out.
    """
    return {place_of(rule.id): rule for rule in _rules_in(part, other_grades(insurance))}


def other_grades(insurance: Insurance | None) -> frozenset[str]:
    """The names of fields that say nothing about this grade of insurance."""
    return frozenset(GRADES) - {insurance} if insurance else frozenset()


def document_named_in(rule_id: str) -> str:
    """The pack or overlay that says a rule: "R2024.meetings.notice" is said by R2024."""
    return rule_id.partition(".")[0]


def fields_of(part: Terms) -> Iterator[tuple[str, object]]:
    """The fields of a part with their values; nothing that was only worked out from them."""
    return ((name, getattr(part, name)) for name in type(part).model_fields)


def _rules_in(part: object, leaving_out: frozenset[str]) -> Iterator[Rule]:
    if isinstance(part, Rule):
        yield part
        return
    inside = part if isinstance(part, tuple) else ()
    if isinstance(part, Terms):
        inside = tuple(value for name, value in fields_of(part) if name not in leaving_out)
    for value in inside:
        yield from _rules_in(value, leaving_out)
