"""How a citizen comes into a trial and out of it, and who does not."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from intake.domain.citizen import Citizen
from intake.domain.registrations import judge_registration
from intake.domain.spells import judge_end, judge_move
from intake.domain.trials import judge_trial
from samspil.events.civil_registration import PersonMoved
from samspil.events.intake import MunicipalityChanged, RulesChanged
from samspil.events.unemployment_fund import SpellEnded, TrialEntered
from samspil.events.values import EndReason, RulesCause
from samspil.rules import Assignment
from tests.unit.intake.told import (
    AARHUS,
    COPENHAGEN,
    OTHER_FUND,
    accepted,
    beginning,
    by_civil_registration,
    changes_until,
    on,
    reason,
    registration,
    rules_at_start,
    state_of,
)

ONE_DAY = timedelta(days=1)
AALBORG = "0851"
IN_2022, IN_2027 = date(2022, 5, 2), date(2027, 3, 1)


def in_trial() -> Citizen:
    entered = judge_trial(state_of(beginning(IN_2022)), TrialEntered(trial="T2020"), on(IN_2022 + ONE_DAY))
    return state_of(entered)


# From the first day of the spell on


def test_whom_the_fund_registers_in_a_trial_begins_under_its_rules() -> None:
    decision = beginning(IN_2022, trials=("T2020",))

    assert rules_at_start(decision) == "R2020+T2020"
    spell = state_of(decision).spell
    assert spell is not None
    assert spell.trials == (Assignment("T2020", IN_2022),)


def test_a_registration_that_is_told_after_a_trial_closed_is_in_it_where_the_spell_began_before() -> None:
    last = date(2023, 12, 31)
    told = registration(unemployed_from=last, municipality=AARHUS, birth_year=1983, trials=("T2020",))

    assert rules_at_start(judge_registration(None, told, on(last + 5 * ONE_DAY))) == "R2020+R2023+T2020"


def test_who_is_in_a_trial_from_the_first_day_is_named_in_it_once() -> None:
    decision = beginning(IN_2022, trials=("T2020", "T2020"))

    assert decision == beginning(IN_2022, trials=("T2020",))
    assert accepted(judge_trial(state_of(decision), TrialEntered(trial="T2020"), on(IN_2022))) == ()


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"trials": ("T1999",)}, "unknown_trial"),
        ({"trials": ("R2023",)}, "unknown_trial"),
        ({"trials": ("T2020",), "municipality": AALBORG}, "not_in_trial"),
        ({"trials": ("T2027a",)}, "not_in_trial"),
        ({"trials": ("T2020",), "hours_before": Decimal("410.01")}, "above_limit"),
        ({"trials": ("T2020",), "hours_before": Decimal("410.00")}, None),
        ({"trials": ("T2020",), "hours_before": Decimal("333.01"), "insurance": "part_time"}, "above_limit"),
        ({"hours_before": Decimal("410.01")}, None),
    ],
)
def test_a_registration_in_a_trial_that_cannot_be_is_refused_with_the_reason(
    told: dict[str, Any], word: str | None
) -> None:
    decision = beginning(IN_2022, **told)

    if word:
        assert reason(decision) == word
    else:
        accepted(decision)


def test_nobody_begins_in_two_trials_that_exclude_each_other() -> None:
    assert reason(beginning(IN_2027, COPENHAGEN, trials=("T2027b", "T2027c"))) == "not_in_trial"


def test_the_hours_of_the_same_placement_count_for_the_trial_of_a_later_spell() -> None:
    first = state_of(beginning(IN_2022, hours_before=Decimal(400)))
    ended = judge_end(first, SpellEnded(ended_on=IN_2022 + ONE_DAY, reason=EndReason.JOB), on(IN_2022 + ONE_DAY))
    back = IN_2022 + 2 * ONE_DAY
    told = {"unemployed_from": back, "municipality": AARHUS, "birth_year": 1982, "trials": ("T2020",)}

    goes_on = judge_registration(state_of(ended), registration(**told, hours_before=Decimal("410.01")), on(back))
    anew = judge_registration(state_of(ended), registration(**told, hours_before=Decimal(0)), on(back))

    assert reason(goes_on) == "above_limit"
    assert rules_at_start(anew) == "R2020+T2020"


# In a running spell, and out again


def test_the_fund_takes_its_member_into_a_trial() -> None:
    citizen = state_of(beginning(IN_2022))
    assert citizen.spell is not None

    decision = judge_trial(citizen, TrialEntered(trial="T2020"), on(IN_2022 + ONE_DAY))

    assert accepted(decision) == (
        RulesChanged(
            spell_id=citizen.spell.id,
            previous="R2020",
            rules="R2020+T2020",
            since=IN_2022 + ONE_DAY,
            cause=RulesCause.TRIAL_ENTERED,
        ),
    )
    again = judge_trial(state_of(decision), TrialEntered(trial="T2020"), on(IN_2022 + 2 * ONE_DAY))
    assert accepted(again) == ()


def test_a_trial_is_refused_with_the_reason() -> None:
    told, citizen = TrialEntered(trial="T2020"), state_of(beginning(IN_2022))

    assert reason(judge_trial(None, told, on(IN_2022))) == "no_open_spell"
    assert reason(judge_trial(citizen, told, on(IN_2022, OTHER_FUND))) == "not_responsible"
    assert reason(judge_trial(citizen, TrialEntered(trial="T1999"), on(IN_2022))) == "unknown_trial"
    assert reason(judge_trial(citizen, TrialEntered(trial="R2023"), on(IN_2022))) == "unknown_trial"
    outside = state_of(beginning(IN_2022, AALBORG))
    assert reason(judge_trial(outside, told, on(IN_2022))) == "not_in_trial"
    of_another_law = state_of(beginning(date(2024, 2, 1)))
    assert reason(judge_trial(of_another_law, told, on(date(2024, 2, 1)))) == "not_in_trial"


@pytest.mark.parametrize(("before", "answer"), [("410.00", None), ("410.01", "above_limit")])
def test_who_has_used_the_hours_of_a_trial_does_not_enter_it(before: str, answer: str | None) -> None:
    told = registration(unemployed_from=IN_2022, municipality=AARHUS, birth_year=1982, hours_before=Decimal(before))
    citizen = state_of(judge_registration(None, told, on(IN_2022)))

    decision = judge_trial(citizen, TrialEntered(trial="T2020"), on(IN_2022))

    assert (reason(decision) if answer else None) == answer
    assert bool(decision.told) is (answer is None)


def test_who_chooses_the_municipality_may_have_used_any_hours() -> None:
    day = date(2027, 3, 1)
    told = registration(unemployed_from=day, municipality=COPENHAGEN, birth_year=1987, hours_before=Decimal(500))
    citizen = state_of(judge_registration(None, told, on(day)))

    assert accepted(judge_trial(citizen, TrialEntered(trial="T2027c"), on(day)))


def test_who_moves_out_of_a_trial_follows_the_pack_again() -> None:
    moved = judge_move(
        in_trial(), PersonMoved(municipality=AALBORG, moved_on=IN_2022), by_civil_registration(date(2022, 6, 1))
    )

    first, then = accepted(moved)
    assert isinstance(first, MunicipalityChanged)
    assert isinstance(then, RulesChanged)
    assert (then.previous, then.rules, then.cause) == ("R2020+T2020", "R2020", RulesCause.TRIAL_LEFT)


def test_a_move_that_is_announced_ends_a_trial_on_its_day_and_is_told_at_once() -> None:
    told, day = date(2022, 6, 1), date(2022, 7, 15)
    announced = judge_move(in_trial(), PersonMoved(municipality=AALBORG, moved_on=day), by_civil_registration(told))

    assert [type(each) for each in accepted(announced)] == [MunicipalityChanged]
    assert changes_until(state_of(announced), date(2022, 12, 31)) == [(day, "R2020")]


def test_a_move_that_is_announced_and_called_off_ends_no_trial() -> None:
    told, day = date(2022, 6, 1), date(2022, 7, 15)
    announced = judge_move(in_trial(), PersonMoved(municipality=AALBORG, moved_on=day), by_civil_registration(told))
    off = judge_move(
        state_of(announced), PersonMoved(municipality=AARHUS, moved_on=day), by_civil_registration(told + ONE_DAY)
    )

    (changed,) = accepted(off)
    assert isinstance(changed, MunicipalityChanged)
    assert (changed.previous, changed.municipality) == (AALBORG, AARHUS)
    assert changes_until(state_of(off), date(2022, 12, 31)) == []


def test_who_moves_within_a_trial_stays_in_it() -> None:
    moved = judge_move(
        in_trial(), PersonMoved(municipality=COPENHAGEN, moved_on=IN_2022), by_civil_registration(date(2022, 6, 1))
    )

    assert [type(told) for told in accepted(moved)] == [MunicipalityChanged]


def test_who_is_in_a_trial_keeps_its_rules_when_it_ends_and_the_amendment_comes_under_them() -> None:
    assert changes_until(in_trial(), date(2024, 12, 31)) == [(date(2023, 3, 22), "R2020+R2023+T2020")]
