"""Each parameter of each pack and overlay is seen to change what the services decide, or is listed as unused."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from samspil.rulebook.usage import unused
from samspil.rules import Pack, named, overlays, packs
from samspil.rules.documents import Document
from tests.unit.rules.parameters import Parameter, changed, document, parameters, rule_in
from tests.unit.rules.small_country import lives, outcome, under

PACKS = [each.id for each in packs()]
OVER = [f"{pack}+{each.id}" for each in overlays() for pack in each.over]
NAMES = tuple(lives(date(2026, 8, 3)))


def is_listed(each: Parameter) -> bool:
    return any(entry.about(each.place) and entry.parameter in (None, each.name) for entry in unused())


def begins_under(pack: Pack) -> date:
    """A Monday in the pack, in the spring where the pack has one."""
    day = date(pack.valid_from.year + 1, 3, 1)
    day = day if pack.begins_on(day) else pack.valid_from + timedelta(days=31)
    return day + timedelta(days=-day.weekday() % 7)


@cache
def as_it_is(version: str, name: str) -> list[Any]:
    return lived(version, document(version), name)


def lived(version: str, rules: Document, name: str) -> list[Any]:
    """What is decided in one life under these rules."""
    begins = begins_under(named(version))
    with under(dict(rules)):
        return outcome(lives(begins)[name], begins)


def differs(version: str, before: Document, after: Document) -> bool:
    """Whether the services decide anything otherwise."""
    whole = before == document(version)
    return any(
        (as_it_is(version, n) if whole else lived(version, before, n)) != lived(version, after, n) for n in NAMES
    )


@pytest.mark.parametrize("version", [*PACKS, *OVER])
def test_each_parameter_that_is_not_listed_as_unused_changes_what_is_decided(version: str) -> None:
    blind = [str(each) for each in own(version) if not is_listed(each) and not is_seen(each)]
    assert not blind, "these change nothing: let a service read them, or list them in unused.toml with the reason"


def own(version: str) -> list[Parameter]:
    """The parameters of the pack; where an overlay lies over it, those of the overlay."""
    return [each for each in parameters(version) if each.document == version.rpartition("+")[2]]


def is_seen(each: Parameter) -> bool:
    """Whether another value shows, or there can be no other: of a yes or no, or where the file leaves the default."""
    others = list(changed(document(each.version), each))
    if not others:
        return isinstance(each.value, bool) or each.name not in rule_in(document(each.version), each.rule)
    return any(differs(each.version, before, after) for before, after in others)


@pytest.mark.parametrize("version", [*PACKS, *OVER])
def test_nothing_that_is_listed_as_unused_changes_what_is_decided(version: str) -> None:
    other = with_others_where_listed(version)
    if numbers(other) != numbers(document(version)):  # another kind may be numbered with others, which is not unused
        other = with_others_where_listed(version, but="kind")
    assert (other != document(version)) == any(map(is_listed, own(version)))
    assert not differs(version, document(version), other)


def with_others_where_listed(version: str, but: str = "") -> Document:
    """All that is listed as unused is something else at once, as far as it still makes a pack together."""
    other = document(version)
    for each in own(version):
        if is_listed(each) and each.name != but and (changes := next(changed(other, each), None)):
            other = changes[1]
    return other


def numbers(rules: Document) -> list[tuple[str, Any]]:
    return [(each["id"], each["numbers"]) for each in rules["meetings"]["required"]]
