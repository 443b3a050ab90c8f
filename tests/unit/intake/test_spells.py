"""A spell ends, its citizen moves or dies."""

from datetime import date, timedelta

import pytest

from intake.domain.citizen import Citizen
from intake.domain.spells import judge_death, judge_end, judge_move
from samspil.events.civil_registration import PersonDied, PersonMoved
from samspil.events.intake import MunicipalityChanged, SpellClosed
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from tests.unit.intake.told import (
    MONDAY,
    OTHER_FUND,
    accepted,
    by_civil_registration,
    on,
    reason,
    registered,
    state_of,
)

TUESDAY = MONDAY + timedelta(days=1)
FRIDAY = MONDAY + timedelta(days=4)


def end(on_day: date = FRIDAY) -> SpellEnded:
    return SpellEnded(ended_on=on_day, reason=EndReason.JOB)


def move(to: str, day: date = TUESDAY) -> PersonMoved:
    return PersonMoved(municipality=to, moved_on=day)


def spell_id(citizen: Citizen) -> str:
    assert citizen.spell is not None
    return citizen.spell.id


def test_the_fund_ends_its_spell() -> None:
    citizen = registered()
    decision = judge_end(citizen, end(), on(FRIDAY))

    assert accepted(decision) == (SpellClosed(spell_id=spell_id(citizen), ended_on=FRIDAY, reason=EndReason.JOB),)
    assert state_of(decision).running is None


def test_a_spell_that_is_over_cannot_end_again() -> None:
    ended = state_of(judge_end(registered(), end(), on(FRIDAY)))

    assert reason(judge_end(ended, end(), on(FRIDAY))) == "no_open_spell"
    assert reason(judge_end(None, end(), on(FRIDAY))) == "no_open_spell"


def test_another_fund_cannot_end_it() -> None:
    assert reason(judge_end(registered(), end(), on(FRIDAY, OTHER_FUND))) == "not_responsible"


def test_an_end_is_not_told_ahead_and_not_before_the_beginning() -> None:
    assert reason(judge_end(registered(), end(), on(TUESDAY))) == "future_date"
    assert reason(judge_end(registered(), end(MONDAY - timedelta(days=1)), on(FRIDAY))) == "before_start"
    accepted(judge_end(registered(), end(MONDAY), on(FRIDAY)))


def test_death_closes_the_running_spell() -> None:
    citizen = registered()
    decision = judge_death(citizen, PersonDied(died_on=TUESDAY), by_civil_registration(FRIDAY))

    assert accepted(decision) == (SpellClosed(spell_id=spell_id(citizen), ended_on=TUESDAY, reason=EndReason.DEATH),)
    assert state_of(decision).died_on == TUESDAY


def test_a_spell_that_began_after_the_death_is_over_on_its_first_day() -> None:
    died_before = PersonDied(died_on=MONDAY - timedelta(days=3))
    (closed,) = accepted(judge_death(registered(), died_before, by_civil_registration(FRIDAY)))

    assert isinstance(closed, SpellClosed)
    assert closed.ended_on == MONDAY


@pytest.mark.parametrize("citizen", [None, Citizen()])
def test_a_death_without_a_spell_is_remembered(citizen: Citizen | None) -> None:
    decision = judge_death(citizen, PersonDied(died_on=TUESDAY), by_civil_registration(FRIDAY))

    assert accepted(decision) == ()
    assert state_of(decision) == Citizen(died_on=TUESDAY)


def test_nobody_dies_ahead_of_the_day() -> None:
    assert (
        reason(judge_death(registered(), PersonDied(died_on=FRIDAY), by_civil_registration(TUESDAY))) == "future_date"
    )


def test_a_move_in_a_running_spell_is_told() -> None:
    citizen = registered()
    decision = judge_move(citizen, move("0751"), by_civil_registration(FRIDAY))

    assert accepted(decision) == (
        MunicipalityChanged(spell_id=spell_id(citizen), previous="0851", municipality="0751", moved_on=TUESDAY),
    )
    spell = state_of(decision).spell
    assert spell is not None
    assert spell.municipality == "0751"


def test_a_move_within_the_municipality_tells_nothing() -> None:
    assert accepted(judge_move(registered(), move("0851"), by_civil_registration(FRIDAY))) == ()


def test_an_older_move_that_is_told_late_does_not_undo_a_newer_one() -> None:
    moved = state_of(judge_move(registered(), move("0751", FRIDAY), by_civil_registration(FRIDAY)))
    late = judge_move(moved, move("0101", TUESDAY), by_civil_registration(FRIDAY))
    corrected = judge_move(moved, move("0101", FRIDAY), by_civil_registration(FRIDAY))

    assert accepted(late) == ()
    (changed,) = accepted(corrected)
    assert isinstance(changed, MunicipalityChanged)
    assert (changed.previous, changed.municipality) == ("0751", "0101")


@pytest.mark.parametrize("citizen", [None, Citizen()])
def test_a_move_without_a_spell_is_accepted_and_followed_by_nothing(citizen: Citizen | None) -> None:
    decision = judge_move(citizen, move("0751"), by_civil_registration(FRIDAY))

    assert accepted(decision) == ()


def test_nobody_moves_to_a_municipality_that_does_not_exist() -> None:
    assert reason(judge_move(registered(), move("0999"), by_civil_registration(FRIDAY))) == "unknown_municipality"
