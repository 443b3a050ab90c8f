"""Every number, date and yes or no of the packs and overlays, as written down by hand from the sources in facts.csv.

A line is about one parameter of some rules in some packs and overlays; `R2024..` is R2024 and all later packs, and the
rule `-` the file itself.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from samspil.rules.documents import is_rule, place_of, rules_in
from samspil.rules.reading import documents
from tests.unit.rules.test_rules_of_the_sources import meant_by

TABLE: Final = Path(__file__).parent / "facts.csv"
FACTS: Final = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
LAW: Final = {**documents("packs"), **documents("overlays")}
FOOTING: Final = {"id", "says", "basis", "source", "certainty", "doubt", "purpose"}
SAID_ELSEWHERE: Final = {"aims", "scope"}
"""The scheduler's plan and whom an overlay is for; the golden tables have them."""

Place = tuple[str, str, str]


def words(value: Any) -> str:
    """A value as a table has it: yes or no, the parts of a term after one another, several with a semicolon between."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(map(words, value.values()))
    return "; ".join(map(words, value)) if isinstance(value, list) else str(value)


def within(part: Any, path: str) -> Any:
    for step in path.split("."):
        part = part[step]
    return part


def said(fact: dict[str, str]) -> Iterator[tuple[Place, str]]:
    """The places that a line means, with the value it says."""
    for name in fact["in"].split():
        for id in meant_by(name):
            for rule in fact["rule"].split():
                yield (id, rule, fact["parameter"]), fact["value"]


def found_at(place: Place) -> Any:
    id, rule, _ = place
    return LAW[id] if rule == "-" else next(each for each in rules_in(LAW[id]) if place_of(each["id"]) == rule)


def carried(place: Place) -> str:
    return words(within(found_at(place), place[2]))


def counts(value: Any) -> bool:
    """Whether there is a number, a date, or a yes or no in it."""
    if isinstance(value, dict):
        return any(map(counts, value.values()))
    return any(map(counts, value)) if isinstance(value, list) else isinstance(value, int | float | Decimal | date)


def to_be_said() -> Iterator[Place]:
    for id, document in LAW.items():
        own = {"-": {name: value for name, value in document.items() if not holds_rules(value)}}
        for rule, part in [*own.items(), *((place_of(each["id"]), each) for each in rules_in(document))]:
            yield from ((id, rule, name) for name in part.keys() - FOOTING - SAID_ELSEWHERE if counts(part[name]))


def holds_rules(part: Any) -> bool:
    return is_rule(part) or any(True for _ in rules_in(part))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['in']}: {fact['rule']} {fact['parameter']}")
def test_a_pack_carries_what_was_read(fact: dict[str, str]) -> None:
    assert fact["source"]
    for place, value in said(fact):
        assert (place, carried(place)) == (place, value)


def test_a_rule_is_believed_where_one_of_its_parameters_is() -> None:
    believed = [place for fact in FACTS if "believed" in fact["source"] for place, _ in said(fact) if place[1] != "-"]
    assert believed
    assert [place for place in believed if found_at(place)["certainty"] != "believed"] == []


def test_every_number_date_and_yes_or_no_was_written_down() -> None:
    assert sorted(set(to_be_said()) - {place for fact in FACTS for place, _ in said(fact)}) == []


def test_nothing_is_written_down_twice() -> None:
    places = [place for fact in FACTS for place, _ in said(fact)]
    assert sorted({place for place in places if places.count(place) > 1}) == []
