"""What an overlay says of itself, how one comes in and out and keeps it, changes what is decided or is listed."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, Final, get_args

import pytest
from pydantic import ValidationError

from samspil.events.civil_registration import PersonMoved
from samspil.events.unemployment_fund import TrialEntered
from samspil.reference.municipalities import municipalities
from samspil.reference.parties import CIVIL_REGISTRATION
from samspil.rulebook.usage import unused
from samspil.rules import Overlay, Pack, overlay, overlays, pack
from samspil.rules.documents import place_of
from samspil.rules.law import Law
from samspil.rules.loading import document_of
from samspil.rules.overlay import Ending, EndingRule, OverlayTransition
from samspil.rules.reading import documents
from tests.unit.rules.small_country import HK, Life, outcome, ruled_by

OTHERS: Final[dict[str, tuple[Any, ...]]] = {
    "keeps": get_args(OverlayTransition.model_fields["keeps"].annotation),
    "who": ("everybody in scope", "selected"),
    "annuls_bookings": (True, False),
    "by": get_args(Ending),
    "then": get_args(EndingRule.model_fields["then"].annotation),
}


def own_rules(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield document["transition"]
    yield from [document["entry"]] if "entry" in document else []
    yield from document.get("endings", [])


def changed(over: str) -> Iterator[tuple[str, str, Overlay]]:
    """The overlay with one of its own parameters otherwise, as far as it still makes one: place, parameter, overlay."""
    original: dict[str, Any] = dict(documents("overlays")[over])
    for number, rule in enumerate(own_rules(original)):
        for name in OTHERS.keys() & rule.keys():
            for other in {*OTHERS[name]} - {rule[name]}:
                document = deepcopy(original)
                [*own_rules(document)][number][name] = other
                if found := overlay_or_none(document):
                    yield place_of(rule["id"]), name, found


def overlay_or_none(document: dict[str, Any]) -> Overlay | None:
    try:
        return Overlay.model_validate(document)
    except ValidationError:
        return None


def is_listed(place: str, name: str) -> bool:
    about = [each for each in unused() if each.about(place) and place != "transition"]  # that entry is about packs
    return any(each.parameter in (None, name) for each in about)


def begins(base: Pack, over: Overlay) -> Iterator[date]:
    """Days on which spells begin that meet its first day, and its last."""
    first, last = over.running[0]
    latest = base.valid_until or date.max
    yield min(max(first, base.valid_from) + timedelta(days=3), latest - timedelta(days=40))
    if last != date.max:
        yield min(last, latest) - timedelta(days=60)


def decided(base: Pack, over: Overlay) -> list[Any]:
    """What is decided for one in scope, for others who enter it and move out of it, and for one who begins in it."""
    inside = [each.code for each in municipalities() if over.scope.reaches(each.code, HK)]
    outside = [each.code for each in municipalities() if not over.scope.reaches(each.code, HK)] or inside[-1:]
    law = Law((base,), (over,), {base.id: document_of(base.id)})
    found = []
    with ruled_by(law):
        for begin in begins(base, over):
            moved = PersonMoved(municipality=outside[0], moved_on=begin + timedelta(days=40))
            enters, moves = (10, HK, TrialEntered(trial=over.id)), (40, CIVIL_REGISTRATION, moved)
            lives = [Life(municipality=inside[0], more=more) for more in ((), (enters,), (enters, moves))]
            if over.kind == "trial":
                begin_in_it = (Life(municipality=inside[0], trials=(over.id,), more=more) for more in ((), (moves,)))
                lives += begin_in_it
            found += [outcome(life, begin) for life in lives]
    return found


RUN = [each.id for each in overlays() if each.running]


@pytest.mark.parametrize("over", RUN)
def test_what_an_overlay_says_of_itself_changes_what_is_decided_or_is_listed_as_unused(over: str) -> None:
    base = [pack(id) for id in overlay(over).over]
    as_it_is = [decided(each, overlay(over)) for each in base]
    seen, tried = set[tuple[str, str]](), set[tuple[str, str]]()
    for place, name, other in changed(over):
        tried.add((place, name))
        if [decided(each, other) for each in base] != as_it_is:
            seen.add((place, name))
    assert {each for each in tried if not is_listed(*each)} == seen
    assert tried or overlay(over).kind in ("dispensation", "suspension")
