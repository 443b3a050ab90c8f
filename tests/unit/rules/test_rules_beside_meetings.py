"""What the packs say about everything that is not a meeting's window, where the laws differ."""

from decimal import Decimal

import pytest

from samspil.rules import pack, packs

LAWS = ["R2015", "R2020", "R2024", "R2026", "R2027"]


@pytest.mark.parametrize(
    ("id", "jobcentre", "fund"),
    [
        ("R2015", "self-booking", "invitation"),
        ("R2020", "self-booking", "invitation"),
        ("R2024", "invitation", "invitation"),
        ("R2026", "invitation", "invitation"),
        ("R2027", "invitation", "invitation"),
    ],
)
def test_citizens_book_with_the_jobcentre_until_2023_and_are_invited_since(id: str, jobcentre: str, fund: str) -> None:
    booking = pack(id).booking
    first = {each.meetings_of: each.how for each in reversed(booking.arrangements) if each.kinds != ("availability",)}
    assert first == {"jobcentre": jobcentre, "unemployment-fund": fund}
    assert booking.self_booking is None or booking.self_booking.deadline.at_least_days == 8


@pytest.mark.parametrize(("id", "counts"), [("R2015", True), ("R2020", True), ("R2024", False), ("R2026", True)])
def test_other_guidance_is_the_offer_of_right_and_duty_but_for_2023_to_2026(id: str, counts: bool) -> None:
    assert ("other guidance and upskilling" in pack(id).offers.qualifying.kinds) is counts


@pytest.mark.parametrize("id", LAWS)
def test_the_offer_begins_by_six_months_and_lasts_two_weeks(id: str) -> None:
    offers = pack(id).offers
    assert (offers.right_and_duty.at_most_months, offers.right_and_duty.at_least_weeks) == (6, 2)
    assert (offers.wage_subsidy_start.at_most_weeks_after_deadline, offers.after_exemption.at_most_months) == (3, 1)
    assert (offers.wage_subsidy.private_at_most_months, offers.wage_subsidy.public_at_most_months) == (6, 4)
    assert offers.practice.at_most_weeks == 4


def test_the_young_and_the_old_had_it_sooner_before_2020() -> None:
    sooner = pack("R2015").offers.right_and_duty.sooner
    assert [(each.below_years, each.from_years, each.at_most_weeks) for each in sooner] == [
        (30, None, 13), (None, 50, 13)
    ]  # fmt: skip
    assert all(pack(id).offers.right_and_duty.sooner == () for id in LAWS[1:])


def test_the_jobcentre_makes_my_plan_until_2023_and_the_fund_since() -> None:
    assert [pack(id).plan.made.made_by for id in LAWS] == ["jobcentre"] * 2 + ["unemployment-fund"] * 3
    assert [pack(id).plan.content.holds_status_of_efforts for id in LAWS] == [True] * 2 + [False] * 3
    assert [pack(id).plan.young is not None for id in LAWS] == [False, False, True, True, False]


def test_supervision_was_heightened_from_2020_to_2026() -> None:
    supervised = {id: measures for id in LAWS if (measures := pack(id).supervision)}
    assert set(supervised) == {"R2020", "R2024"}
    assert [each.passive.below_percent for each in supervised.values()] == [30, 30]
    assert supervised["R2020"].passive.not_counted == ()
    assert supervised["R2024"].passive.not_counted == ("other guidance and upskilling",)


def test_one_in_four_may_be_left_out_since_july_2026() -> None:
    left_out = {id: rule.at_most_share for id in LAWS if (rule := pack(id).meetings.self_reliance)}
    assert left_out == {"R2026": Decimal("0.25"), "R2027": Decimal("0.25")}


@pytest.mark.parametrize("id", [each.id for each in packs()])
def test_what_every_law_has_alike(id: str) -> None:
    rules = pack(id)
    assert rules.meetings.warning.working_days_before_limit == 3
    assert rules.meetings.long_unemployment.at_most_months == 16
    assert rules.no_shows.quarantine.weeks == 3
    assert rules.no_shows.repeated.hours("full_time") == 300
    assert rules.no_shows.repeated.hours("part_time") == 150
    assert rules.no_shows.answer.decided_by == "unemployment-fund"
    assert rules.offers.decision.decided_by == "jobcentre"
    assert {each.code for each in rules.absences.codes.codes} >= {1, 2, 3, 4, 8, 10, 11}
    assert [each.ground for each in rules.exemptions.grounds] == [
        "job or other support soon", "sent home", "work sharing", "vocational study soon"
    ]  # fmt: skip


def test_every_three_months_a_meeting_before_2020_and_as_agreed_since() -> None:
    assert [pack(id).meetings.afterwards.every_months for id in LAWS] == [3, None, None, None, None]
