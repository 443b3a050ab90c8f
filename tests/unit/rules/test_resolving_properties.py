"""What is so for every citizen on every day, whatever lies over the packs."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.calendar import ONE_DAY
from samspil.events.values import Insurance
from samspil.reference.municipalities import municipalities
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import unemployment_funds
from samspil.rules import (
    Assignment,
    Overlay,
    RuleSet,
    all_rules,
    entered_at_start,
    left_by,
    may_enter,
    overlays,
    rules_for,
)
from samspil.rules.documents import place_of
from samspil.rules.law import Law
from samspil.rules.reading import documents
from tests.unit.rules.lawmaking import TRIAL, dispensation, read

LAW: Final = Law.of(documents("packs"), [*overlays(), *read(TRIAL, dispensation())])
"""The law, with a trial and a dispensation more that are narrow: one municipality, two funds."""
READY: Final = LAW.ready()
"""All sets of overlays over packs that were made when the law was read."""
TURNS: Final = sorted(
    {day for each in LAW.overlays for since in each.states for day in (since.since - ONE_DAY, since.since)}
)
FIRST, LAST = date(2015, 7, 1), date(2030, 12, 31)

DAYS: Final = st.one_of(st.sampled_from([day for day in TURNS if day >= FIRST]), st.dates(FIRST, LAST))
PLACES: Final = st.one_of(
    st.sampled_from(["0851", "0860", "0751", "0101"]), st.sampled_from([each.code for each in municipalities()])
)
SLUGS: Final = st.one_of(st.sampled_from(["hk", "3f"]), st.sampled_from([each.slug for each in unemployment_funds()]))
FUNDS: Final = SLUGS.map(lambda slug: Party("unemployment-fund", slug))
PEOPLE: Final = st.tuples(
    PLACES, FUNDS, st.sampled_from(["full_time", "part_time", None]), st.none() | st.integers(18, 66)
)
TRIALS: Final = [each.id for each in LAW.overlays if each.kind == "trial"]
LIVES: Final = st.lists(st.tuples(DAYS, PLACES, FUNDS, st.sampled_from(TRIALS)), max_size=8)


@cache
def the_law_without(id: str) -> Law:
    others = [each for each in LAW.overlays if each.id != id]
    return Law.of(documents("packs"), [each.model_copy(update={"excludes": each.excludes - {id}}) for each in others])


def lived(start: date, municipality: str, fund: Party, life: list[tuple[date, str, Party, str]]) -> Iterator[RuleSet]:
    """The rules of a citizen who moves, changes fund and enters what may be entered, then and on all days of change."""
    trials = entered_at_start(start, municipality, fund, law=LAW)
    stays = (start, municipality, fund, "")
    for day, place, other_fund, trial in [stays, *sorted(each for each in life if each[0] >= start)]:
        left = left_by(trials, "move", place, fund, law=LAW) if place != municipality else ()
        left += left_by(trials, "fund change", place, other_fund, law=LAW) if other_fund != fund else ()
        municipality, fund = place, other_fund
        trials = tuple(each for each in trials if each not in left)
        if trial and may_enter(trial, day, municipality, fund, start, assignments=trials, law=LAW):
            trials = (*(each for each in trials if each.overlay != trial), Assignment(trial, day))
        for later in (day, *(turn for turn in TURNS if turn > day)):
            yield rules_for(start, later, municipality, fund, assignments=trials, law=LAW)


def test_every_set_of_overlays_that_can_occur_was_laid_over_its_packs_when_the_law_was_read() -> None:
    assert {("R2020", "R2023", "T2020"), ("R2020", "T2020", "D2020", "S2020"), ("R2015", "F2017a", "F2017b")} <= READY
    assert ("R2027", "T2027b", "T2027c") not in READY
    assert {pack for pack, *_ in READY} == {pack for each in LAW.overlays if each.running for pack in each.over}


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
    trials = [*entered_at_start(start, *who, law=LAW)]
    for each in wanted:
        if may_enter(each, start, who[0], who[1], start, assignments=trials, law=LAW):
            trials = [*(kept for kept in trials if kept.overlay != each), Assignment(each, start)]
    found = rules_for(start, day, *who, trials, law=LAW)
    assert found.pack.id == LAW.pack_for(start).id
    ids = [rule.id for rule in all_rules(found.pack)]
    where = [place_of(id) for id in ids]
    assert len(set(ids)) == len(ids)
    assert len(set(where)) == len(where)
    assert [each.rule for each in found.origins()] == ids
    assert {each.document for each in found.origins()} <= {found.pack.id, *found.overlays}


def holds(each: Overlay, start: date, day: date, municipality: str, fund: Party) -> bool:
    """The same told by states: it runs, or those keep it whose spell began before it ceased."""
    in_scope = LAW.pack_for(start).id in each.over and each.scope.reaches(municipality, fund)
    ceased = each.states[-1].since if each.running else date.max
    kept = each.is_kept and start < ceased <= day
    return each.kind != "trial" and in_scope and (each.state_on(day) == "running" or kept)


@given(DAYS, DAYS, PLACES, FUNDS)
def test_without_trials_exactly_what_runs_in_its_scope_lies_over_the_pack(
    start: date, day: date, municipality: str, fund: Party
) -> None:
    found = rules_for(start, day, municipality, fund, law=LAW)
    assert list(found.overlays) == [each.id for each in LAW.overlays if holds(each, start, day, municipality, fund)]
    assert (found.pack is LAW.pack_for(start)) is (found.overlays == ())


def entered_on_the_first_day(trial: str, start: date, municipality: str, fund: Party) -> bool:
    """Whether everybody enters the trial whose spell begins so, or those who are selected may."""
    by_all = any(each.overlay == trial for each in entered_at_start(start, municipality, fund, law=LAW))
    return by_all or may_enter(trial, start, municipality, fund, start, law=LAW)


@pytest.mark.parametrize("id", [each.id for each in LAW.overlays])
@given(data=st.data(), start=DAYS, day=DAYS, municipality=PLACES, fund=FUNDS)
def test_an_overlay_changes_no_answer_outside_its_scope_or_time(
    id: str, data: st.DataObject, start: date, day: date, municipality: str, fund: Party
) -> None:
    each = LAW.overlay(id)
    others = [other for other in TRIALS if other != id and entered_on_the_first_day(other, start, municipality, fund)]
    trials = [Assignment(other, start) for other in data.draw(st.sets(st.sampled_from(others)))] if others else []
    inside = holds(each, start, day, municipality, fund)
    before = rules_for(start, day, municipality, fund, assignments=trials, law=the_law_without(id))
    after = rules_for(start, day, municipality, fund, assignments=trials, law=LAW)
    if not inside:
        assert after.overlays == before.overlays
        assert after.pack == before.pack


@given(DAYS, PLACES, FUNDS)
def test_who_enters_at_the_start_is_in_scope_and_in_time(start: date, municipality: str, fund: Party) -> None:
    for each in entered_at_start(start, municipality, fund, law=LAW):
        assert may_enter(each.overlay, start, municipality, fund, start, assignments=[each], law=LAW)
        assert each.overlay in rules_for(start, start, municipality, fund, assignments=[each], law=LAW).overlays


@given(DAYS, DAYS, PLACES, FUNDS, st.sets(st.sampled_from(TRIALS)))
def test_nobody_enters_later_what_everybody_enters_at_the_start(
    start: date, day: date, municipality: str, fund: Party, entered: set[str]
) -> None:
    for each in LAW.overlays:
        trials = [Assignment(other, start) for other in entered - {each.id}]
        if each.takes_everybody:
            assert not may_enter(each.id, day, municipality, fund, start, assignments=trials, law=LAW)
