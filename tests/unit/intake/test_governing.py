"""Which rules hold for a spell: told at its start, and again on each day on which they change."""

from datetime import date

import pytest

from tests.unit.intake.told import AARHUS, COPENHAGEN, beginning, changes_until, rules_at_start, state_of

HJOERRING = "0860"


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
    assert rules_at_start(beginning(day, municipality)) == rules


def test_who_begins_in_a_municipality_with_a_trial_for_everybody_is_in_it() -> None:
    assert rules_at_start(beginning(date(2018, 3, 1), HJOERRING)).startswith("R2015+F2017")
    assert rules_at_start(beginning(date(2018, 3, 1), COPENHAGEN)) == "R2015"


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


def test_a_spell_that_is_over_sleeps() -> None:
    citizen = state_of(beginning(date(2020, 3, 2)))
    assert citizen.spell is not None
    over = citizen.model_copy(update={"spell": citizen.spell.model_copy(update={"ended_on": date(2020, 3, 5)})})

    assert citizen.due() == date(2020, 3, 12)
    assert over.due() is None
