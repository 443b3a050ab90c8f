"""The trials that the law has: who comes in and out, what each changes, and who keeps it."""

from datetime import date
from decimal import Decimal

import pytest

from samspil.reference.municipalities import municipalities
from samspil.reference.parties import Party
from samspil.rules import Assignment, Overlay, Pack, entered_at_start, left_by, may_enter, overlay, rules_for

HK = Party("unemployment-fund", "hk")
CA = Party("unemployment-fund", "ca")
AALBORG, AARHUS, HJOERRING, KOEBENHAVN, MORSOE = "0851", "0751", "0860", "0101", "0773"
CHRISTIANSOE = "0411"
"""In the list of codes, but no municipality."""


def rules_on(day: date, *trials: Assignment, start: date, municipality: str = AARHUS, fund: Party = HK) -> Pack:
    return rules_for(start, day, municipality, fund, assignments=trials).pack


def covered(each: Overlay, fund: Party = HK) -> set[str]:
    return {place.code for place in municipalities() if each.scope.reaches(place.code, fund)}


# The trial with more responsibility for funds (T2020)

IN_2021 = date(2021, 3, 1)
IN = Assignment("T2020", IN_2021)


def test_the_trial_of_2020_is_for_nine_funds_in_83_municipalities() -> None:
    trial = overlay("T2020")
    assert len(trial.scope.funds or ()) == 9
    assert len(covered(trial)) == 83
    assert covered(trial, CA) == set()
    assert trial.scope.unknown is not None


def test_nobody_is_in_the_trial_of_2020_by_the_start_of_a_spell_alone() -> None:
    assert entered_at_start(IN_2021, AARHUS, HK) == ()
    rules = rules_on(IN_2021, start=IN_2021)
    assert rules.responsibility.first_owner.owner == "jobcentre"
    assert rules.handover.hours is None


def test_in_the_trial_of_2020_the_fund_is_responsible_until_410_or_333_hours() -> None:
    rules = rules_on(IN_2021, IN, start=IN_2021)
    assert rules.responsibility.first_owner.owner == "unemployment-fund"
    assert rules.handover.limit("full_time") == Decimal(410)
    assert rules.handover.limit("part_time") == Decimal(333)
    assert rules.handover.rule("part_time").certainty == "sourced"
    causes = {rule.cause: rule.to for rule in rules.responsibility.transfers}
    assert causes["hours"] == causes["screening"] == causes["trial-exit"] == "jobcentre"
    assert causes["trial-entry"] == "unemployment-fund"


def test_in_the_trial_of_2020_the_notice_period_is_the_fund_s_and_what_is_not_known_of_it_is_said() -> None:
    rule = rules_on(IN_2021, IN, start=IN_2021).coverage.notice_period
    assert (rule.id, rule.certainty) == ("T2020.coverage.notice-period", "believed")
    assert (rule.contact_on_request, rule.duty_to_meet) == (True, False)
    assert "notice period" in (rule.doubt or "")


def test_in_the_trial_of_2020_the_fund_holds_the_first_meetings_and_the_jobcentre_the_later_ones() -> None:
    owed = rules_on(IN_2021, IN, start=IN_2021).meetings_for("unemployment-fund")
    before = [(rule.kind, rule.by) for rule in owed if rule.before_takeover]
    assert before == [(kind, "unemployment-fund") for kind in ("cv", "job", "availability")]
    assert {rule.by for rule in owed if rule.opens.counted_from == "takeover"} == {"jobcentre"}


def test_the_jobcentre_owes_whomever_the_trial_of_2020_screens_out_the_meetings_that_it_owes_outside_of_it() -> None:
    inside, outside = rules_on(IN_2021, IN, start=IN_2021), rules_on(IN_2021, start=IN_2021)
    assert inside.meetings_for("jobcentre") == outside.meetings_for("jobcentre")


@pytest.mark.parametrize(
    ("day", "municipality", "fund", "start", "may"),
    [
        (date(2019, 12, 31), AARHUS, HK, date(2020, 1, 1), False),
        (date(2020, 1, 1), AARHUS, HK, date(2020, 1, 1), True),
        (date(2020, 1, 1), AARHUS, HK, date(2019, 12, 31), False),
        (date(2020, 1, 1), AALBORG, HK, date(2020, 1, 1), False),
        (date(2020, 1, 1), AARHUS, CA, date(2020, 1, 1), False),
        (date(2023, 12, 31), AARHUS, HK, date(2023, 12, 31), True),
        (date(2024, 1, 1), AARHUS, HK, date(2023, 12, 31), False),
    ],
)
def test_who_may_enter_it_and_when(day: date, municipality: str, fund: Party, start: date, may: bool) -> None:
    assert may_enter("T2020", day, municipality, fund, start) is may


def test_who_is_in_the_trial_of_2020_stays_in_it_after_it_closed() -> None:
    late = Assignment("T2020", date(2023, 12, 1))
    assert rules_on(date(2024, 2, 1), late, start=date(2023, 12, 1)).handover.hours is not None


def test_a_trial_holds_from_the_day_of_entry_on() -> None:
    later = Assignment("T2020", date(2021, 4, 1))
    assert rules_on(date(2021, 3, 31), later, start=IN_2021).handover.hours is None
    assert rules_on(date(2021, 4, 1), later, start=IN_2021).handover.hours is not None


def test_a_change_of_fund_a_move_outside_complex_problems_and_a_new_placement_take_one_out() -> None:
    trials = (IN,)
    assert left_by(trials, "fund change", AARHUS, Party("unemployment-fund", "3f")) == trials
    assert left_by(trials, "move", AALBORG, HK) == trials
    assert left_by(trials, "move", KOEBENHAVN, HK) == ()
    assert left_by(trials, "screening", AARHUS, HK) == trials
    assert left_by(trials, "new placement", AARHUS, HK) == trials


def test_only_a_new_placement_begins_it_again_and_annuls_what_the_jobcentre_booked() -> None:
    trial = overlay("T2020")
    again = [rule.by for rule in trial.endings if rule.then == "it begins again"]
    assert again == ["new placement"]
    assert trial.entry is not None
    assert trial.entry.annuls_bookings


def test_whoever_left_the_trial_of_2020_follows_the_pack_as_if_it_had_never_been() -> None:
    assert rules_on(IN_2021, start=IN_2021) == rules_on(IN_2021, start=IN_2021, fund=CA)


# The trials of 2027

IN_2027 = date(2027, 2, 1)


def test_each_municipality_is_in_one_of_the_two() -> None:
    assert len(covered(overlay("T2027b"))) == 19
    assert covered(overlay("T2027b")) == covered(overlay("T2027c"))
    assert len(covered(overlay("T2027a"))) == 98 - 19
    both = covered(overlay("T2027a")) | covered(overlay("T2027b"))
    assert both == {each.code for each in municipalities()} - {CHRISTIANSOE}
    assert covered(overlay("T2027a")) & covered(overlay("T2027b")) == set()


@pytest.mark.parametrize(("trial", "municipality"), [("T2027a", AARHUS), ("T2027b", KOEBENHAVN)])
def test_four_months_at_the_fund_are_one_month_of_hours_more(trial: str, municipality: str) -> None:
    rules = rules_on(IN_2027, Assignment(trial, IN_2027), start=IN_2027, municipality=municipality)
    assert Decimal("480.99") < rules.handover.limit("full_time") < 4 * Decimal("160.33")
    assert Decimal("390.00") < rules.handover.limit("part_time") < 4 * Decimal("130.00")
    assert rules.handover.rule("full_time").certainty == "believed"


def test_who_chooses_the_municipality_begins_there() -> None:
    chosen = Assignment("T2027c", IN_2027)
    rules = rules_on(IN_2027, chosen, start=IN_2027, municipality=KOEBENHAVN)
    assert rules.responsibility.first_owner.owner == "jobcentre"
    assert rules.responsibility.transfer("trial-entry").to == "jobcentre"


def test_one_cannot_choose_both_fund_and_municipality() -> None:
    chosen = (Assignment("T2027b", IN_2027),)
    assert may_enter("T2027c", IN_2027, KOEBENHAVN, HK, IN_2027)
    assert not may_enter("T2027c", IN_2027, KOEBENHAVN, HK, IN_2027, assignments=chosen)


def test_in_a_running_spell_one_enters_only_a_trial_that_says_who_takes_over_then() -> None:
    later = date(2027, 3, 1)
    assert may_enter("T2027a", IN_2027, AARHUS, HK, IN_2027)
    assert not may_enter("T2027a", later, AARHUS, HK, IN_2027)
    assert may_enter("T2027a", later, AARHUS, HK, IN_2027, assignments=[Assignment("T2027a", IN_2027)])
    assert may_enter("T2027c", later, KOEBENHAVN, HK, IN_2027)
    assert may_enter("T2020", date(2021, 4, 1), AARHUS, HK, IN_2021)


def test_the_trials_of_2027_begin_with_the_year_and_a_move_to_the_other_trial_ends_them() -> None:
    assert not may_enter("T2027a", date(2026, 12, 31), AARHUS, HK, IN_2027)
    assert overlay("T2027a").state_on(date(2026, 11, 1)) == "proposed"
    trials = (Assignment("T2027a", IN_2027),)
    assert left_by(trials, "move", AALBORG, HK) == ()
    assert left_by(trials, "move", KOEBENHAVN, HK) == trials


# The free municipalities of North Jutland

IN_2018 = date(2018, 5, 1)


def test_everybody_is_in_the_trials_of_north_jutland_whose_spell_begins_there_while_it_runs() -> None:
    both = (Assignment("F2017a", IN_2018), Assignment("F2017b", IN_2018))
    assert entered_at_start(IN_2018, HJOERRING, CA) == both
    assert entered_at_start(date(2017, 9, 30), HJOERRING, CA) == ()
    assert entered_at_start(IN_2018, AARHUS, CA) == ()
    assert entered_at_start(IN_2018, MORSOE, CA) == ()
    assert [each.overlay for each in entered_at_start(date(2020, 1, 1), HJOERRING, CA)] == ["F2017a"]


def test_no_fund_puts_anybody_into_them_later() -> None:
    begun_before, now = date(2017, 9, 30), date(2018, 5, 1)
    assert not may_enter("F2017a", now, HJOERRING, HK, begun_before)
    assert not may_enter("F2017a", now, HJOERRING, HK, IN_2018, assignments=[Assignment("F2017b", IN_2018)])
    assert may_enter("F2017a", now, HJOERRING, HK, IN_2018, assignments=entered_at_start(IN_2018, HJOERRING, HK))


def test_the_monthly_meetings_are_switched_off_and_their_number_stays() -> None:
    trials = entered_at_start(IN_2018, HJOERRING, HK)
    there = rules_for(IN_2018, IN_2018, HJOERRING, HK, assignments=trials)
    elsewhere = rules_for(IN_2018, IN_2018, AARHUS, HK)
    assert [each.rule for each in there.switched_off()] == [
        f"R2015.meetings.monthly.{number}" for number in (2, 3, 4, 5)
    ]
    assert {each.document for each in there.switched_off()} == {"F2017b"}
    assert len(there.pack.meetings_for("jobcentre")) == len(elsewhere.pack.meetings_for("jobcentre"))


def test_the_citizen_keeps_the_rules_of_entry_after_the_law_of_2020_and_the_end() -> None:
    trials = entered_at_start(IN_2018, HJOERRING, HK)
    for day in (date(2019, 12, 31), date(2020, 6, 1), date(2022, 2, 1)):
        assert rules_for(IN_2018, day, HJOERRING, HK, assignments=trials).overlays[:2] == ("F2017a", "F2017b")


def test_a_move_within_the_network_changes_nothing_and_one_out_of_it_ends_both() -> None:
    trials = entered_at_start(IN_2018, HJOERRING, HK)
    assert left_by(trials, "move", AALBORG, HK) == ()
    assert left_by(trials, "move", AARHUS, HK) == trials
    assert left_by(trials, "fund change", HJOERRING, CA) == ()


def test_a_wish_that_was_not_granted_changes_nothing_and_nobody_enters_it() -> None:
    assert overlay("F2017c").state_on(date(2019, 1, 1)) == "refused"
    assert not may_enter("F2017c", date(2019, 1, 1), HJOERRING, HK, IN_2018)
