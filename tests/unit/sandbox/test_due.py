"""Who must be responsible when, and which packages are due: the sandbox's own arithmetic at its edges."""

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
from sandbox.country.hours import paid_hours
from sandbox.country.life import Ended, Move, Paid, Screening, Spell
from sandbox.country.population import populate

FUND, AALBORG, AARHUS = (
    Party("unemployment-fund", "hk"), Party("jobcentre", "0851"), Party("jobcentre", "0751"),
)  # fmt: skip
JULY_1, UNTIL = date(2026, 7, 1), date(2026, 12, 31)
[SOMEBODY] = populate(1, 2026, Random("people 7"))


def account(until: date = UNTIL, insurance: Insurance = "full_time", **told: Any) -> Account:
    spell = Spell(**{
        "registered": JULY_1, "starts": JULY_1, "fund": FUND, "municipality": "0851", "hours_before": Decimal(0), **told
    })  # fmt: skip
    return account_of(replace(SOMEBODY, insurance=insurance), spell, until)


def paid(month: int, hours: str, told: date) -> Paid:
    return Paid(told, Month(2026, month), Decimal(hours))


def holders(found: Account) -> list[tuple[date, Party]]:
    return found.holders


@pytest.mark.parametrize(
    ("insurance", "hours", "over"),
    [
        ("full_time", "410.00", False),
        ("full_time", "410.01", True),
        ("part_time", "333.00", False),
        ("part_time", "333.01", True),
    ],
)
def test_only_more_hours_than_the_limit_hand_over(insurance: Insurance, hours: str, over: bool) -> None:
    found = account(insurance=insurance, paid=(paid(7, hours, date(2026, 8, 3)),))

    expected = [(date(2026, 8, 4), AALBORG)] if over else []
    assert found.packages == expected
    assert found.holders == [(JULY_1, FUND), *expected]


def test_hours_of_many_months_and_of_before_count_together() -> None:
    months = (
        paid(7, "88.80", date(2026, 8, 3)),
        paid(8, "160.33", date(2026, 9, 2)),
        paid(9, "160.33", date(2026, 10, 2)),
    )

    assert account(paid=months).packages == []
    assert account(paid=months, hours_before=Decimal("0.55")).packages == [(date(2026, 10, 3), AALBORG)]


def test_hours_that_are_reported_before_the_month_is_over_hand_over_at_its_end() -> None:
    assert account(paid=(paid(7, "411", date(2026, 7, 20)),)).packages == [(date(2026, 8, 1), AALBORG)]


def test_a_correction_before_the_midnight_calls_the_transfer_off() -> None:
    early, corrected = paid(7, "411", date(2026, 7, 20)), paid(7, "160.33", date(2026, 7, 31))

    assert account(paid=(early, corrected)).packages == []


def test_a_spell_above_the_limit_begins_at_the_jobcentre_back_dated_days_included() -> None:
    found = account(starts=date(2026, 6, 25), hours_before=Decimal("410.01"))

    assert found.holders == [(date(2026, 6, 25), AALBORG)]
    assert found.packages == [(date(2026, 7, 2), AALBORG)]


def test_a_spell_at_the_limit_begins_at_the_fund() -> None:
    assert account(hours_before=Decimal(410)).holders == [(JULY_1, FUND)]


def test_a_screening_counts_from_the_next_midnight_and_stays_changes_nothing() -> None:
    told = date(2026, 7, 15)
    screened = Screening(told, ScreeningOutcome.TO_JOBCENTRE, Need.HEALTH)

    assert account(screening=screened).packages == [(date(2026, 7, 16), AALBORG)]
    assert account(screening=replace(screened, outcome=ScreeningOutcome.STAYS)).packages == []


def test_a_move_while_the_fund_is_responsible_changes_only_who_takes_over() -> None:
    moved = Move(date(2026, 7, 12), date(2026, 7, 10), "0751")

    found = account(moves=(moved,), paid=(paid(7, "411", date(2026, 8, 3)),))

    assert found.packages == [(date(2026, 8, 4), AARHUS)]


@pytest.mark.parametrize(("on", "midnight"), [(10, 13), (13, 13), (15, 15)])
def test_a_move_hands_a_jobcentres_citizen_over_on_its_day_or_the_next_midnight(on: int, midnight: int) -> None:
    moved = Move(date(2026, 7, 12), date(2026, 7, on), "0751")

    found = account(moves=(moved,), hours_before=Decimal(500))

    assert found.packages == [(date(2026, 7, 2), AALBORG), (date(2026, 7, midnight), AARHUS)]


def test_what_a_midnight_would_have_brought_falls_away_with_the_spell() -> None:
    reported = (paid(7, "411", date(2026, 8, 3)),)
    before = Ended(date(2026, 8, 3), date(2026, 8, 1), EndReason.JOB)
    after = replace(before, told=date(2026, 8, 4))

    assert account(paid=reported, ended=before).packages == []
    assert account(paid=reported, ended=after).packages == [(date(2026, 8, 4), AALBORG)]


def test_nobody_is_responsible_before_the_spell_and_from_its_end_on() -> None:
    found = account(ended=Ended(date(2026, 7, 20), date(2026, 7, 18), EndReason.JOB))

    days = [date(2026, 6, 30), JULY_1, date(2026, 7, 17), date(2026, 7, 18)]
    assert [found.holder_on(day) for day in days] == [None, FUND, FUND, None]


def test_only_packages_of_days_that_are_over_are_due() -> None:
    found = account(paid=(paid(7, "411", date(2026, 8, 3)),))
    pair = (SOMEBODY.number, JULY_1, AALBORG)

    assert packages_due((found,), date(2026, 8, 3)) == set()
    assert packages_due((found,), date(2026, 8, 4)) == {pair}


def test_a_part_of_a_month_is_the_full_month_less_the_weekdays_that_are_not_covered() -> None:
    july = Month(2026, 7)

    assert paid_hours(july, july.first, july.last, "full_time") == Decimal("160.33")
    assert paid_hours(july, date(2026, 7, 16), july.last, "full_time") == Decimal("160.33") - 11 * Decimal("7.40")
    assert paid_hours(july, date(2026, 7, 30), date(2026, 8, 9), "part_time") == Decimal("130.00") - 21 * Decimal(6)
    assert paid_hours(july, july.last, july.last, "full_time") == 0
    assert paid_hours(july, date(2026, 7, 4), date(2026, 7, 5), "full_time") == 0
