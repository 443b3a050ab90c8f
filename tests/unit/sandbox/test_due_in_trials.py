"""Who must be responsible in a trial, and which packages are due: worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from samspil.calendar import Month
from samspil.events.values import Need, ScreeningOutcome
from samspil.reference.municipalities import municipalities
from samspil.reference.parties import Party
from sandbox.country.due import Account, account_of
from sandbox.country.life import Move, Paid, Screening, Spell
from sandbox.country.population import populate
from sandbox.country.trials import TRIALS, Trial

FUND, AARHUS, AALBORG, COPENHAGEN = (
    Party("unemployment-fund", "hk"),
    *(Party("jobcentre", code) for code in ("0751", "0851", "0101")),
)  # fmt: skip
NOVEMBER_1, JANUARY_4 = date(2023, 11, 1), date(2027, 1, 4)
BY_NAME = {trial.name: trial for trial in TRIALS}
[SOMEBODY] = populate(1, 2023, Random("people 7"))


def account(trial: str, starts: date, municipality: str, **told: Any) -> Account:
    spell = Spell(**{
        "registered": starts, "starts": starts, "fund": FUND, "municipality": municipality, "hours_before": Decimal(0),
        "trial": BY_NAME[trial], **told,
    })  # fmt: skip
    return account_of(replace(SOMEBODY, insurance="full_time"), spell, date(starts.year + 1, 6, 30))


def in_2020(**told: Any) -> Account:
    return account("T2020", NOVEMBER_1, "0751", **told)


def four_months(paid: str, moved: Move | None = None) -> Account:
    """In the trial of four months with hours paid for March, told on the 2nd of April."""
    hours = Paid(date(2027, 4, 2), Month(2027, 3), Decimal(paid))
    return account("T2027a", JANUARY_4, "0751", paid=(hours,), moves=(moved,) if moved else ())


@pytest.mark.parametrize(("hours", "over"), [("410.00", False), ("410.01", True)])
def test_in_the_trial_of_2020_the_fund_has_the_first_months_until_410_hours(hours: str, over: bool) -> None:
    found = in_2020(paid=(Paid(date(2023, 12, 4), Month(2023, 11), Decimal(hours)),))

    expected = [(date(2023, 12, 5), AARHUS)] if over else []
    assert (found.holders, found.packages) == ([(NOVEMBER_1, FUND), *expected], expected)


@pytest.mark.parametrize(("on", "midnight"), [(10, 13), (13, 13), (15, 15)])
def test_who_moves_out_of_the_trial_of_2020_goes_over_on_that_day_or_the_next_midnight(on: int, midnight: int) -> None:
    found = in_2020(moves=(Move(date(2023, 11, 12), date(2023, 11, on), "0851"),))

    assert found.packages == [(date(2023, 11, midnight), AALBORG)]


def test_who_moves_within_the_trial_stays_with_the_fund() -> None:
    found = in_2020(moves=(Move(date(2023, 11, 12), date(2023, 11, 12), "0101"),))

    assert found.holders == [(NOVEMBER_1, FUND)]


def test_the_fund_of_the_trial_of_2020_may_screen() -> None:
    screened = Screening(date(2023, 11, 15), ScreeningOutcome.TO_JOBCENTRE, Need.HEALTH)

    assert in_2020(screening=screened).packages == [(date(2023, 11, 16), AARHUS)]


@pytest.mark.parametrize(("hours", "packages"), [("570.00", []), ("570.01", [(date(2027, 4, 3), AARHUS)])])
def test_four_months_end_above_570_hours(hours: str, packages: list[tuple[date, Party]]) -> None:
    assert four_months(hours).packages == packages


@pytest.mark.parametrize(("hours", "packages"), [("410.00", []), ("410.01", [(date(2027, 4, 12), COPENHAGEN)])])
def test_who_leaves_the_four_months_is_measured_by_the_law(hours: str, packages: list[tuple[date, Party]]) -> None:
    moved = Move(date(2027, 4, 11), date(2027, 4, 10), "0101")

    assert four_months(hours, moved).packages == packages


def test_who_chose_the_municipality_begins_there_and_stays_with_a_jobcentre() -> None:
    found = account("T2027c", JANUARY_4, "0101", moves=(Move(date(2027, 2, 7), date(2027, 2, 7), "0751"),))

    assert found.packages == [(date(2027, 1, 5), COPENHAGEN), (date(2027, 2, 8), AARHUS)]


@pytest.mark.parametrize(("trial", "places"), [("T2020", 83), ("T2027a", 79), ("T2027b", 19), ("T2027c", 19)])
def test_each_trial_is_for_as_many_municipalities_as_were_announced(trial: str, places: int) -> None:
    assert sum(BY_NAME[trial].covers(FUND, each.code) for each in municipalities()) == places


@pytest.mark.parametrize(
    ("trial", "starts", "fund", "takes"),
    [
        ("T2020", date(2023, 12, 31), "hk", True),
        ("T2020", date(2024, 1, 1), "hk", False),
        ("T2020", date(2019, 12, 31), "hk", False),
        ("T2020", date(2023, 12, 31), "krifa", False),
        ("T2027a", date(2027, 1, 1), "krifa", True),
        ("T2027a", date(2030, 1, 1), "krifa", False),
    ],
)
def test_a_spell_begins_in_a_trial_only_while_it_runs(trial: str, starts: date, fund: str, takes: bool) -> None:
    found: Trial = BY_NAME[trial]

    assert found.takes(found.pack, starts, Party("unemployment-fund", fund), "0751") is takes
