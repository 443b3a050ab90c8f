"""What is so for every citizen on every day, whatever lies over the packs."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.events.values import Insurance
from samspil.reference.municipalities import municipalities
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import unemployment_funds
from samspil.rules import Assignment, RuleSet, all_rules, entered_at_start, left_by, may_enter, overlays, rules_for
from samspil.rules.documents import place_of
from samspil.rules.law import Law
from samspil.rules.loading import the_law
from samspil.rules.reading import documents

DAYS: Final = st.dates(date(2015, 7, 1), date(2030, 12, 31))
PLACES: Final = st.sampled_from([each.code for each in municipalities()])
FUNDS: Final = st.sampled_from([Party("unemployment-fund", each.slug) for each in unemployment_funds()])
GRADES: Final = st.sampled_from(["full_time", "part_time", None])
AGES: Final = st.one_of(st.none(), st.integers(18, 66))
PEOPLE: Final = st.tuples(PLACES, FUNDS, GRADES, AGES)
TRIALS: Final = [each.id for each in overlays() if each.kind == "trial"]
LIVES: Final = st.lists(st.tuples(DAYS, PLACES, FUNDS, st.sampled_from(TRIALS)), max_size=8)

READY: Final = the_law().ready()
"""All sets of overlays over packs that were made when the law was read."""


@cache
def the_law_without(id: str) -> Law:
    others = [each for each in overlays() if each.id != id]
    return Law.of(documents("packs"), [each.model_copy(update={"excludes": each.excludes - {id}}) for each in others])


def lived(start: date, municipality: str, fund: Party, life: list[tuple[date, str, Party, str]]) -> Iterator[RuleSet]:
    """The rules of a citizen who moves, changes fund, begins a new placement and enters what may be entered."""
    trials = entered_at_start(start, municipality, fund)
    for day, place, other_fund, trial in sorted(life, key=lambda each: each[0]):
        if day < start:
            continue
        left = left_by(trials, "move", place, fund) if place != municipality else ()
        left += left_by(trials, "fund change", place, other_fund) if other_fund != fund else ()
        municipality, fund = place, other_fund
        trials = tuple(each for each in trials if each not in left)
        if may_enter(trial, day, municipality, fund, start, assignments=trials):
            trials = (*(each for each in trials if each.overlay != trial), Assignment(trial, day))
        yield rules_for(start, day, municipality, fund, assignments=trials)


def test_every_set_of_overlays_that_can_occur_was_laid_over_its_packs_when_the_law_was_read() -> None:
    assert {("R2020", "R2023", "T2020"), ("R2020", "T2020", "D2020", "S2020"), ("R2015", "F2017a", "F2017b")} <= READY
    assert ("R2027", "T2027b", "T2027c") not in READY
    assert {pack for pack, *_ in READY} == {pack for each in overlays() if each.running for pack in each.over}


@given(DAYS, PLACES, FUNDS, LIVES)
def test_no_life_leads_to_a_set_of_overlays_that_was_not_checked_when_the_law_was_read(
    start: date, municipality: str, fund: Party, life: list[tuple[date, str, Party, str]]
) -> None:
    for found in lived(start, municipality, fund, life):
        assert not found.overlays or (found.pack.id, *found.overlays) in READY


@given(DAYS, DAYS, PEOPLE, st.permutations(TRIALS))
def test_a_resolved_set_is_of_the_spell_s_pack_and_has_one_rule_at_each_place(
    start: date, day: date, who: tuple[str, Party, Insurance | None, int | None], wanted: list[str]
) -> None:
    trials: list[Assignment] = []
    for each in wanted:
        if may_enter(each, start, who[0], who[1], start, assignments=trials):
            trials.append(Assignment(each, start))
    found = rules_for(start, day, *who, trials)
    assert found.pack.id == the_law().pack_for(start).id
    ids = [rule.id for rule in all_rules(found.pack)]
    where = [place_of(id) for id in ids]
    assert len(set(ids)) == len(ids)
    assert len(set(where)) == len(where)
    assert [each.rule for each in found.origins()] == ids
    assert {each.document for each in found.origins()} <= {found.pack.id, *found.overlays}


@given(DAYS, DAYS, PLACES, FUNDS)
def test_without_an_overlay_in_scope_the_set_is_exactly_the_pack(
    start: date, day: date, municipality: str, fund: Party
) -> None:
    in_scope = [
        each
        for each in overlays()
        if each.kind != "trial" and each.can_be_held(day) and each.scope.reaches(municipality, fund)
    ]
    found = rules_for(start, day, municipality, fund)
    if not in_scope:
        assert found.pack is the_law().pack_for(start)
        assert found.overlays == ()
    assert set(found.overlays) <= {each.id for each in in_scope}


@pytest.mark.parametrize("id", [each.id for each in overlays()])
@given(data=st.data(), start=DAYS, day=DAYS, municipality=PLACES, fund=FUNDS)
def test_an_overlay_changes_no_answer_outside_its_scope_or_time(
    id: str, data: st.DataObject, start: date, day: date, municipality: str, fund: Party
) -> None:
    each = the_law().overlay(id)
    others = [other for other in TRIALS if other != id and may_enter(other, start, municipality, fund, start)]
    trials = [Assignment(other, start) for other in data.draw(st.sets(st.sampled_from(others)))] if others else []
    inside = (
        the_law().pack_for(start).id in each.over
        and each.can_be_held(day)
        and each.scope.reaches(municipality, fund)
        and each.kind != "trial"
    )
    before = rules_for(start, day, municipality, fund, assignments=trials, law=the_law_without(id))
    after = rules_for(start, day, municipality, fund, assignments=trials)
    if not inside:
        assert after.overlays == before.overlays
        assert after.pack == before.pack


@given(DAYS, PLACES, FUNDS)
def test_who_enters_at_the_start_is_in_scope_and_in_time(start: date, municipality: str, fund: Party) -> None:
    for each in entered_at_start(start, municipality, fund):
        assert may_enter(each.overlay, start, municipality, fund, start)
        assert each.overlay in rules_for(start, start, municipality, fund, assignments=[each]).overlays
