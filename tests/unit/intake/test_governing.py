"""Which rules hold for a spell: told at its start, and again on each day on which they change."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from intake.domain.citizen import Citizen
from intake.domain.governing import begin_day, judge_trial
from intake.domain.registrations import judge_registration
from intake.domain.spells import judge_move
from samspil.events.civil_registration import PersonMoved
from samspil.events.intake import MunicipalityChanged, RegistrationAccepted, RulesChanged
from samspil.events.unemployment_fund import TrialEntered
from samspil.events.values import RulesCause
from samspil.flow.decision import Decision
from tests.unit.intake.told import OTHER_FUND, accepted, by_civil_registration, on, reason, registration, state_of

ONE_DAY = timedelta(days=1)
AARHUS, AALBORG, HJOERRING, COPENHAGEN = "0751", "0851", "0860", "0101"
IN_2022 = date(2022, 5, 2)


def beginning(day: date, municipality: str = AARHUS) -> Decision[Citizen]:
    born = day.year - 40
    return judge_registration(
        None, registration(unemployed_from=day, municipality=municipality, birth_year=born), on(day)
    )


def rules_at_start(day: date, municipality: str = AARHUS) -> str:
    opened = accepted(beginning(day, municipality))[0]
    assert isinstance(opened, RegistrationAccepted)
    return opened.pack


def changes_until(citizen: Citizen, until: date) -> list[tuple[date, str]]:
    """The days on which other rules were told, woken as a lane would, and their names."""
    told = []
    while (day := citizen.due()) is not None and day <= until:
        decision = begin_day(citizen, on(day))
        citizen = state_of(decision)
        told += [(each.since, each.rules) for each in decision.told if isinstance(each, RulesChanged)]
    return told


def in_trial() -> Citizen:
    entered = judge_trial(state_of(beginning(IN_2022)), TrialEntered(trial="T2020"), on(IN_2022 + ONE_DAY))
    return state_of(entered)


@pytest.mark.parametrize(
    ("day", "municipality", "rules"),
    [
        (date(2015, 7, 1), AARHUS, "R2015"),
        (date(2022, 5, 2), AARHUS, "R2020"),
        (date(2023, 6, 1), AARHUS, "R2020+R2023"),
        (date(2020, 4, 1), AARHUS, "R2020+D2020+S2020"),
        (date(2026, 8, 3), AARHUS, "R2026"),
    ],
)
def test_a_registration_names_the_pack_of_its_day_and_what_lies_over_it(
    day: date, municipality: str, rules: str
) -> None:
    assert rules_at_start(day, municipality) == rules


def test_who_begins_in_a_municipality_with_a_trial_for_everybody_is_in_it() -> None:
    assert rules_at_start(date(2018, 3, 1), HJOERRING).startswith("R2015+F2017")
    assert rules_at_start(date(2018, 3, 1), COPENHAGEN) == "R2015"


def test_an_amendment_begins_for_running_spells_on_its_day_and_not_again() -> None:
    citizen = state_of(beginning(date(2023, 3, 1)))

    assert changes_until(citizen, date(2023, 12, 31)) == [(date(2023, 3, 22), "R2020+R2023")]


def test_a_suspension_and_a_dispensation_begin_and_fall_back_by_themselves() -> None:
    citizen = state_of(beginning(date(2020, 3, 2)))

    assert changes_until(citizen, date(2022, 1, 1)) == [
        (date(2020, 3, 12), "R2020+S2020"),
        (date(2020, 3, 30), "R2020+D2020+S2020"),
        (date(2020, 5, 27), "R2020+D2020"),
        (date(2021, 8, 1), "R2020"),
    ]


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


def test_who_moves_within_a_trial_stays_in_it() -> None:
    moved = judge_move(
        in_trial(), PersonMoved(municipality=COPENHAGEN, moved_on=IN_2022), by_civil_registration(date(2022, 6, 1))
    )

    assert [type(told) for told in accepted(moved)] == [MunicipalityChanged]


def test_who_is_in_a_trial_keeps_its_rules_when_it_ends_and_the_amendment_comes_under_them() -> None:
    assert changes_until(in_trial(), date(2024, 12, 31)) == [(date(2023, 3, 22), "R2020+R2023+T2020")]


def test_a_spell_that_is_over_sleeps() -> None:
    citizen = state_of(beginning(date(2020, 3, 2)))
    assert citizen.spell is not None
    over = citizen.model_copy(update={"spell": citizen.spell.model_copy(update={"ended_on": date(2020, 3, 5)})})

    assert citizen.due() == date(2020, 3, 12)
    assert over.due() is None
