"""Who must be responsible under the laws before 2024: the jobcentre, from the first day, until a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from samspil.calendar import Month
from samspil.events.values import EndReason, Insurance, Need, ScreeningOutcome
from samspil.reference.parties import Party
from sandbox.country.due import Account, account_of, packages_due
from sandbox.country.life import Ended, Move, Paid, Screening, Spell
from sandbox.country.population import populate

FUND, AALBORG, AARHUS = (
    Party("unemployment-fund", "hk"), Party("jobcentre", "0851"), Party("jobcentre", "0751"),
)  # fmt: skip
NOVEMBER_1, NOVEMBER_2, UNTIL = date(2023, 11, 1), date(2023, 11, 2), date(2024, 6, 30)
[SOMEBODY] = populate(1, 2023, Random("people 7"))


def account(insurance: Insurance = "full_time", **told: Any) -> Account:
    spell = Spell(**{
        "registered": NOVEMBER_1, "starts": NOVEMBER_1, "fund": FUND, "municipality": "0851",
        "hours_before": Decimal(0), **told,
    })  # fmt: skip
    return account_of(replace(SOMEBODY, insurance=insurance), spell, UNTIL)


@pytest.mark.parametrize("hours_before", ["0", "410.00", "410.01", "900"])
def test_the_jobcentre_is_responsible_from_the_first_day_whatever_was_paid_before(hours_before: str) -> None:
    found = account(starts=date(2023, 10, 25), hours_before=Decimal(hours_before))

    assert found.holders == [(date(2023, 10, 25), AALBORG)]
    assert found.packages == [(NOVEMBER_2, AALBORG)]


def test_its_package_is_due_the_day_after_the_registration() -> None:
    found = account()
    pair = (SOMEBODY.number, NOVEMBER_1, AALBORG)

    assert packages_due((found,), NOVEMBER_1) == set()
    assert packages_due((found,), NOVEMBER_2) == {pair}


@pytest.mark.parametrize("insurance", ["full_time", "part_time"])
def test_no_hours_hand_over_also_after_the_law_has_changed(insurance: Insurance) -> None:
    paid = (
        Paid(date(2023, 12, 4), Month(2023, 11), Decimal("411")),
        Paid(date(2024, 1, 3), Month(2023, 12), Decimal("160.33")),
        Paid(date(2024, 4, 3), Month(2024, 3), Decimal("160.33")),
    )

    assert account(insurance, paid=paid).holders == [(NOVEMBER_1, AALBORG)]


@pytest.mark.parametrize("outcome", [ScreeningOutcome.TO_JOBCENTRE, ScreeningOutcome.STAYS])
def test_a_screening_moves_nobody(outcome: ScreeningOutcome) -> None:
    screened = Screening(date(2023, 11, 15), outcome, Need.HEALTH)

    assert account(screening=screened).holders == [(NOVEMBER_1, AALBORG)]


@pytest.mark.parametrize(("on", "midnight"), [(10, 13), (13, 13), (15, 15)])
def test_a_move_hands_over_to_the_next_jobcentre_on_its_day_or_the_next_midnight(on: int, midnight: int) -> None:
    found = account(moves=(Move(date(2023, 11, 12), date(2023, 11, on), "0751"),))

    expected = (date(2023, 11, midnight), AARHUS)
    assert found.holders == [(NOVEMBER_1, AALBORG), expected]
    assert found.packages == [(NOVEMBER_2, AALBORG), expected]


def test_a_move_to_a_municipality_of_the_same_jobcentre_hands_nobody_over() -> None:
    """Christiansø is served by Bornholm."""
    found = account(municipality="0400", moves=(Move(date(2023, 11, 12), date(2023, 11, 12), "0411"),))

    assert found.holders == [(NOVEMBER_1, Party("jobcentre", "0400"))]


@pytest.mark.parametrize(("starts", "first"), [(date(2023, 12, 31), AALBORG), (date(2024, 1, 1), FUND)])
def test_the_first_day_decides_not_the_day_of_the_registration(starts: date, first: Party) -> None:
    found = account(registered=date(2024, 1, 3), starts=starts)

    assert found.holders == [(starts, first)]
    assert bool(found.packages) == (first == AALBORG)


def test_nobody_is_responsible_before_the_spell_and_from_its_end_on() -> None:
    found = account(ended=Ended(date(2023, 11, 20), date(2023, 11, 18), EndReason.JOB))

    days = [date(2023, 10, 31), NOVEMBER_1, date(2023, 11, 17), date(2023, 11, 18)]
    assert [found.holder_on(day) for day in days] == [None, AALBORG, AALBORG, None]
