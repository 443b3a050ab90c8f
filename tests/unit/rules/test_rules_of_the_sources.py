"""docs/rules-of-the-sources.csv: what the sources say, and which rule carries it. Complete both ways."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Final

import pytest

from samspil.rules import packs
from samspil.rules.documents import rules_in
from samspil.rules.reading import documents
from tests.architecture.tree import ROOT

LIST: Final = ROOT / "docs" / "rules-of-the-sources.csv"
COLUMNS: Final = ("key", "section", "topic", "what the sources say", "rules", "no rule because", "source")
ROWS: Final = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
PACK_RULES: Final = {rule["id"] for document in documents("packs").values() for rule in rules_in(document)}
OVERLAY_RULES: Final = {rule["id"] for document in documents("overlays").values() for rule in rules_in(document)}

FACTS: Final = {
    "1.1 the law and its changes": 69,
    "1.2 meetings, My Plan, job search": 21,
    "1.3 responsibility and handover": 26,
    "1.4 screening, exemptions, absences": 13,
    "1.5 booking": 10,
    "1.6 offers": 13,
    "1.7 no-shows and refusals": 11,
    "1.8 heightened supervision": 5,
    "own rules of this service": 5,
}
"""How many facts were found for each section of the list. A fact goes only with its number here."""


def named_in(rules: str) -> Iterator[str]:
    """The ids in a cell: "R2015 R2020: meetings.cv; R2024..: meetings.forms"."""
    for part in filter(None, rules.split("; ")):
        ids, _, places = part.partition(": ")
        for id in chain.from_iterable(map(meant_by, ids.split())):
            yield from (f"{id}.{place}" for place in places.split())


def meant_by(name: str) -> list[str]:
    """The packs and overlays that a name means: `all` packs, or with two dots a pack and all later ones."""
    known = [each.id for each in packs()]
    if name.endswith(".."):
        return known[known.index(name.removesuffix("..")) :]
    return known if name == "all" else [name]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_a_row_names_rules_that_there_are_or_says_why_none(row: dict[str, str]) -> None:
    assert tuple(row) == COLUMNS
    assert all(row[column] for column in ("topic", "what the sources say", "source"))
    assert bool(row["rules"]) != bool(row["no rule because"])
    assert set(named_in(row["rules"])) <= PACK_RULES | OVERLAY_RULES


def test_every_fact_that_was_found_is_in_the_list_in_the_order_of_the_sections() -> None:
    keys = [
        (f"{title.split()[0]}-{number:02}", title) for title, count in FACTS.items() for number in range(1, count + 1)
    ]
    assert [(row["key"], row["section"]) for row in ROWS] == keys


def test_every_rule_of_every_pack_and_overlay_is_named() -> None:
    assert (PACK_RULES | OVERLAY_RULES) - {id for row in ROWS for id in named_in(row["rules"])} == set()


def test_names_are_put_before_each_of_the_places() -> None:
    assert [*named_in("R2015 R2020: a.b c; T2020: d")] == ["R2015.a.b", "R2015.c", "R2020.a.b", "R2020.c", "T2020.d"]
    assert [*named_in("all: transition")] == [f"{each.id}.transition" for each in packs()]
    assert [*named_in("R2026..: a")][:2] == ["R2026.a", "R2027.a"]
