"""A fund reports the benefit hours of a month."""

from datetime import date
from decimal import Decimal

from intake.domain.citizen import Citizen
from intake.domain.hours import judge_hours
from intake.domain.registrations import judge_registration
from intake.domain.spells import judge_end
from samspil.events.intake import BenefitHoursCounted
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.reference.parties import Party
from tests.unit.intake.told import (
    HK,
    MONDAY,
    OTHER_FUND,
    accepted,
    hours,
    on,
    reason,
    registered,
    registration,
    state_of,
)

SEPTEMBER_1 = date(2026, 9, 1)
SEPTEMBER_10 = date(2026, 9, 10)
OCTOBER_1 = date(2026, 10, 1)


def report(citizen: Citizen | None, month: str, paid: str, day: date, fund: Party = HK) -> tuple[Citizen, Decimal]:
    """The citizen after an accepted report, and the total that was told."""
    decision = judge_hours(citizen, hours(month, paid), on(day, fund))
    (counted,) = accepted(decision)
    assert isinstance(counted, BenefitHoursCounted)
    return state_of(decision), counted.total


def after_a_job(hours_before: str) -> Citizen:
    """A spell from August with 100 hours reported, over on 4 September; a new one from 10 September."""
    first, _ = report(registered(), "2026-08", "100", SEPTEMBER_1)
    told = SpellEnded(ended_on=date(2026, 9, 4), reason=EndReason.JOB)
    ended = state_of(judge_end(first, told, on(SEPTEMBER_10)))
    anew = registration(unemployed_from=SEPTEMBER_10, hours_before=hours_before)
    return state_of(judge_registration(ended, anew, on(SEPTEMBER_10, message="m9")))


def test_hours_add_up_over_the_months_and_on_top_of_those_before() -> None:
    citizen, first = report(registered(hours_before="200"), "2026-08", "150.33", SEPTEMBER_1)
    _, second = report(citizen, "2026-09", "160.33", OCTOBER_1)

    assert (first, second) == (Decimal("350.33"), Decimal("510.66"))


def test_what_is_told_names_the_spell_the_month_and_the_day_of_the_report() -> None:
    citizen = registered()

    (counted,) = accepted(judge_hours(citizen, hours("2026-08", "150.33"), on(SEPTEMBER_1)))

    assert citizen.spell is not None
    assert counted.model_dump(mode="json") == {
        "spell_id": citizen.spell.id,
        "month": "2026-08",
        "hours": 150.33,
        "total": 150.33,
        "reported_on": "2026-09-01",
    }


def test_a_later_report_of_a_month_replaces_the_earlier_one() -> None:
    citizen, _ = report(registered(), "2026-08", "150.33", SEPTEMBER_1)
    _, total = report(citizen, "2026-08", "88.80", SEPTEMBER_10)

    assert total == Decimal("88.80")


def test_the_month_that_runs_can_be_reported_and_the_next_one_not() -> None:
    report(registered(), "2026-08", "10", MONDAY)

    assert reason(judge_hours(registered(), hours("2026-09", "10"), on(MONDAY))) == "future_month"


def test_a_month_before_the_placement_is_refused_since_its_hours_are_among_those_before() -> None:
    assert reason(judge_hours(registered(), hours("2026-07", "10"), on(MONDAY))) == "month_before_placement"


def test_more_than_a_full_month_is_a_slip_of_the_pen() -> None:
    report(registered(), "2026-08", "160.33", SEPTEMBER_1)

    assert reason(judge_hours(registered(), hours("2026-08", "160.34"), on(SEPTEMBER_1))) == "too_many_hours"


def test_a_total_that_no_placement_can_hold_is_refused() -> None:
    assert (
        reason(judge_hours(registered(hours_before="9999"), hours("2026-08", "1"), on(SEPTEMBER_1))) == "too_many_hours"
    )


def test_the_last_month_of_a_spell_is_reported_after_its_end() -> None:
    ended = judge_end(registered(), SpellEnded(ended_on=date(2026, 8, 20), reason=EndReason.JOB), on(SEPTEMBER_1))

    _, total = report(state_of(ended), "2026-08", "90", SEPTEMBER_1)

    assert total == Decimal("90")


def test_hours_run_on_through_a_job_and_the_months_before_it_can_still_be_corrected() -> None:
    citizen, total = report(after_a_job(hours_before="100"), "2026-09", "80", OCTOBER_1)
    _, corrected = report(citizen, "2026-08", "110", OCTOBER_1)

    assert (total, corrected) == (Decimal("180"), Decimal("190"))


def test_hours_that_were_never_reported_here_count_too_when_the_fund_names_them() -> None:
    _, total = report(after_a_job(hours_before="130"), "2026-09", "80", OCTOBER_1)

    assert total == Decimal("210")


def test_a_new_placement_begins_again_at_its_own_hours() -> None:
    citizen, total = report(after_a_job(hours_before="0"), "2026-09", "80", OCTOBER_1)

    assert total == Decimal("80")
    assert reason(judge_hours(citizen, hours("2026-08", "110"), on(OCTOBER_1))) == "month_before_placement"


def test_only_the_fund_of_the_spell_reports() -> None:
    assert reason(judge_hours(registered(), hours("2026-08", "10"), on(SEPTEMBER_1, OTHER_FUND))) == "not_responsible"


def test_without_any_spell_there_is_nothing_to_count_in() -> None:
    assert reason(judge_hours(None, hours("2026-08", "10"), on(SEPTEMBER_1))) == "no_spell"
    assert reason(judge_hours(Citizen(died_on=MONDAY), hours("2026-08", "10"), on(SEPTEMBER_1))) == "no_spell"
