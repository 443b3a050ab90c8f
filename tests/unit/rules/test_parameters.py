"""Each parameter of each pack is seen to change what the services decide, or is listed as unused, with the reason."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from samspil.rulebook.usage import unused
from samspil.rules import Pack, pack, packs
from samspil.rules.documents import Document
from tests.unit.rules.parameters import Parameter, changed, document, parameters, rule_in
from tests.unit.rules.small_country import lives, outcome, under

PACKS = [each.id for each in packs()]
NAMES = tuple(lives(date(2026, 8, 3)))


def is_listed(each: Parameter) -> bool:
    return any(entry.about(each.place) and entry.parameter in (None, each.name) for entry in unused())


def begins_under(pack: Pack) -> date:
    """A Monday in the pack, in the spring where the pack has one."""
    day = date(pack.valid_from.year + 1, 3, 1)
    day = day if pack.begins_on(day) else pack.valid_from + timedelta(days=31)
    return day + timedelta(days=-day.weekday() % 7)


@cache
def as_it_is(pack_id: str, name: str) -> list[Any]:
    return lived(document(pack_id), name)


def lived(rules: Document, name: str) -> list[Any]:
    """What is decided in one life under these rules."""
    begins = begins_under(pack(rules["id"]))
    with under(dict(rules)):
        return outcome(lives(begins)[name], begins)


def differs(before: Document, after: Document) -> bool:
    """Whether the services decide anything otherwise."""
    whole = before == document(before["id"])
    return any((as_it_is(before["id"], n) if whole else lived(before, n)) != lived(after, n) for n in NAMES)


@pytest.mark.parametrize("pack_id", PACKS)
def test_each_parameter_that_is_not_listed_as_unused_changes_what_is_decided(pack_id: str) -> None:
    blind = [str(each) for each in parameters(pack(pack_id)) if not is_listed(each) and not is_seen(each)]
    assert not blind, "these change nothing: let a service read them, or list them in unused.toml with the reason"


def is_seen(each: Parameter) -> bool:
    """Whether another value shows, or there can be no other: of a yes or no, or where the file leaves the default."""
    others = list(changed(document(each.pack), each))
    if not others:
        return isinstance(each.value, bool) or each.name not in rule_in(document(each.pack), each.rule)
    return any(differs(before, after) for before, after in others)


@pytest.mark.parametrize("pack_id", PACKS)
def test_nothing_that_is_listed_as_unused_changes_what_is_decided(pack_id: str) -> None:
    """All of them at once are something else, as far as they still make a pack together."""
    other, tried = document(pack_id), 0
    for each in parameters(pack(pack_id)):
        if is_listed(each) and (changes := next(changed(other, each), None)):
            other, tried = changes[1], tried + 1
    assert tried
    assert not differs(document(pack_id), other)
