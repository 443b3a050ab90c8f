"""The topics of one day arrive in any order between each other; nobody must be able to tell from the outcome."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contact_course.flow import STAGE
from samspil import topics
from samspil.events.values import MoveCause
from samspil.flow.fold import Stage
from tests.unit.broken_folds import BREACHES, broken, is_reported
from tests.unit.contact_course.any_life import Lane, Plan, Said, intake, ledger, plans, play
from tests.unit.contact_course.life import AALBORG, HK, RANDERS, absent, ended, held, holds, registered, to
from tests.unit.contact_course.meetings import FIRST


def merged(said: list[Said], places: tuple[int, ...]) -> list[Said]:
    """One day in another order: the ledger's records come at `places`, each topic keeps its own order."""
    ledgers = iter([each for each in said if each[0] == topics.RESPONSIBILITY.name])
    others = iter([each for each in said if each[0] != topics.RESPONSIBILITY.name])
    return [next(ledgers) if place in places else next(others) for place in range(len(said))]


def orders(said: list[Said]) -> Iterator[list[Said]]:
    """One day in every order."""
    count = sum(each[0] == topics.RESPONSIBILITY.name for each in said)
    return (merged(said, places) for places in combinations(range(len(said)), count))


def replay(script: list[tuple[date, list[Said]]], stage: Stage = STAGE) -> Lane:
    """What becomes of a life that is told day by day."""
    lane = Lane(stage)
    for today, said in script:
        lane.begin(today)
        for each in said:
            lane.says(each, today)
    return lane


def has_one_outcome(plan: Plan, chance: st.DataObject, stage: Stage = STAGE) -> None:
    """Told again with the topics of each day in another order, a life ends as it did."""
    lane, script = play(plan)
    another = [
        (today, chance.draw(st.sampled_from(list(orders(said)))) if len(said) > 1 else said) for today, said in script
    ]
    live = lane if stage is STAGE else replay(script, stage)

    assert replay(another, stage).outcome() == live.outcome()


@settings(max_examples=80)
@given(plan=plans, chance=st.data())
def test_a_life_has_one_outcome_in_whatever_order_its_days_are_told(plan: Plan, chance: st.DataObject) -> None:
    has_one_outcome(plan, chance)


@pytest.mark.parametrize("breach", BREACHES)
def test_a_fold_that_looks_at_the_order_or_outside_is_reported(breach: Callable[[], Any]) -> None:
    assert is_reported(lambda plan, chance: has_one_outcome(plan, chance, broken(STAGE, breach)), plans, st.data())


CROWDED = [
    intake(held(FIRST, "2025-02-12"), HK),
    intake(absent("2025-02-20", "2025-03-01"), HK),
    intake(ended("2025-02-12")),
    intake(registered("2025-02-12", spell="spell-2")),
    intake(to(FIRST, "2025-02-14"), HK),
    ledger(holds(AALBORG, since="2025-02-12", cause=MoveCause.SCREENING)),
    ledger(holds(HK, since="2025-02-12", spell="spell-2")),
    ledger(holds(RANDERS, since="2025-02-13", cause=MoveCause.SCREENING, spell="spell-2")),
]
"""A day on which a meeting is held, the spell ends, another begins, and holders change in both."""


def crowded(day: list[Said]) -> Lane:
    """A life of which one day is crowded."""
    quiet: list[tuple[date, list[Said]]] = [(date(2025, 2, day), []) for day in range(4, 12)]
    begins = (date(2025, 2, 3), [intake(registered("2025-02-03")), ledger(holds(HK, since="2025-02-03"))])
    return replay([begins, *quiet, (date(2025, 2, 12), day), (date(2025, 2, 13), []), (date(2025, 2, 14), [])])


@pytest.mark.parametrize("day", list(orders(CROWDED)))
def test_a_crowded_day_has_one_outcome_in_every_order(day: list[Said]) -> None:
    assert crowded(day).outcome() == crowded(CROWDED).outcome()
