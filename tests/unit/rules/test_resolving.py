"""How packs and overlays come together for one citizen on one day: what holds, from where, and until when."""

from datetime import date

import pytest

from samspil.events.values import Insurance
from samspil.reference.parties import Party
from samspil.rules import Assignment, NoPack, entered_at_start, left_by, may_enter, next_change, rules_for
from samspil.rules.law import Law
from tests.unit.rules.lawmaking import TRIAL, called, dispensation, law_with, without
from tests.unit.rules.small_country import ruled_by

HK = Party("unemployment-fund", "hk")
CA = Party("unemployment-fund", "ca")
AALBORG, AARHUS = "0851", "0751"
START = date(2026, 1, 1)
RUNS = date(2026, 2, 1)
OVER = date(2026, 9, 1)
IN = Assignment("T2030", START)
AMENDMENT = (
    dispensation("A2030")
    .replace('kind = "dispensation"', 'kind = "amendment"')
    .replace("A2030.meetings", "A2030.meetings")
)
KEPT_AMENDMENT = AMENDMENT.replace("while it runs", "to the spell's end")


def notice(law: Law, day: date, *trials: Assignment, start: date = START, municipality: str = AALBORG) -> int:
    found = rules_for(start, day, municipality, HK, assignments=trials, law=law)
    return found.pack.meetings.notice.at_least_days


def test_there_are_no_rules_for_a_spell_before_the_first_pack() -> None:
    with pytest.raises(NoPack, match=r"^no pack for this date$"):
        rules_for(date(2015, 6, 30), START, AALBORG, HK)


def test_where_nothing_lies_over_it_the_pack_itself_holds() -> None:
    law = law_with(TRIAL)
    found = rules_for(START, RUNS, AALBORG, HK, law=law)
    assert found.pack is found.base is law.pack_for(START)
    assert found.overlays == ()
    assert found.switched_off() == ()


def test_a_trial_holds_for_those_who_entered_it_from_that_day_on() -> None:
    law = law_with(TRIAL)
    assert notice(law, RUNS) == 8
    assert notice(law, RUNS, IN) == 21
    assert notice(law, date(2026, 1, 31), Assignment("T2030", RUNS)) == 8


def test_a_trial_that_closed_is_kept_where_it_says_so_and_not_where_it_does_not() -> None:
    assert notice(law_with(TRIAL), OVER, IN) == 21
    fleeting = law_with(TRIAL.replace("to the spell's end", "while it runs"))
    assert notice(fleeting, date(2026, 8, 31), IN) == 21
    assert notice(fleeting, OVER, IN) == 8


def test_a_citizen_keeps_a_trial_wherever_he_or_she_is_until_told_to_have_left_it() -> None:
    assert notice(law_with(TRIAL), RUNS, IN, municipality=AARHUS) == 21


def test_a_trial_lies_only_on_the_packs_that_it_names() -> None:
    selected = TRIAL.replace("everybody in scope", "selected")
    law = law_with(selected.replace('"R2024", "R2026"', '"R2026"'))
    assert notice(law, RUNS, IN) == 8
    assert may_enter("T2030", RUNS, AALBORG, HK, RUNS, law=law_with(selected))
    assert not may_enter("T2030", RUNS, AALBORG, HK, RUNS, law=law)


def test_what_is_no_trial_cannot_have_been_entered() -> None:
    law = law_with(TRIAL, dispensation())
    with pytest.raises(LookupError, match="D2030 is no trial, it is a dispensation"):
        notice(law, RUNS, Assignment("D2030", START))
    with pytest.raises(LookupError, match=r"no overlay has the id 'T1999'; there are T2030, D2030"):
        may_enter("T1999", RUNS, AALBORG, HK, START, law=law)


def test_a_dispensation_holds_for_everybody_in_its_scope_and_falls_back_by_itself() -> None:
    law = law_with(dispensation())
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2026, 8, 31), OVER]
    start = date(2025, 6, 1)
    assert [notice(law, day, start=start) for day in days] == [8, 21, 21, 8]
    assert [notice(law, day, start=start, municipality=AARHUS) for day in days] == [8] * 4


def test_it_follows_the_citizen_s_move_on_the_day_of_the_move() -> None:
    law = law_with(dispensation())
    assert (notice(law, RUNS, municipality=AARHUS), notice(law, RUNS)) == (8, 21)


def test_an_amendment_may_be_kept_by_spells_that_had_begun_when_it_ceased() -> None:
    before, after = date(2026, 8, 31), OVER
    assert notice(law_with(AMENDMENT), OVER, start=before) == 8
    kept = law_with(KEPT_AMENDMENT)
    assert notice(kept, date(2027, 3, 1), start=before) == 21
    assert notice(kept, date(2027, 3, 1), start=after) == 8
    assert notice(kept, date(2025, 6, 30), start=before) == 8


def test_what_lets_off_a_duty_lies_over_a_trial_and_a_trial_over_an_amendment() -> None:
    law = law_with(dispensation().replace("at_least_days = 21", "at_least_days = 1"), TRIAL, KEPT_AMENDMENT)
    found = rules_for(START, RUNS, AALBORG, HK, assignments=[IN], law=law)
    assert found.overlays == ("A2030", "T2030", "D2030")
    assert found.pack.meetings.notice.at_least_days == 1
    assert notice(law, OVER, IN) == 21


def test_each_rule_says_where_it_comes_from_and_why() -> None:
    found = rules_for(START, RUNS, AALBORG, HK, assignments=[IN], law=law_with(TRIAL))
    origins = {each.rule: (each.document, each.why) for each in found.origins()}
    assert origins["T2030.meetings.notice"] == (
        "T2030",
        "trial from 2025-07-01 to 2026-08-31: Three weeks' notice in Aalborg",
    )
    assert origins["R2024.meetings.forms"] == (
        "R2024",
        "spells that begin from 2024-01-01 to 2026-06-30 follow it",
    )
    assert "R2024.meetings.notice" not in origins


def test_a_rule_that_is_switched_off_says_by_what() -> None:
    found = rules_for(START, RUNS, AALBORG, HK, assignments=[IN], law=law_with(TRIAL))
    assert [(each.rule, each.document) for each in found.switched_off()] == [
        ("R2024.responsibility.screening", "T2030")
    ]


def test_of_two_trials_that_exclude_each_other_the_one_entered_later_holds() -> None:
    other = called("T2031").replace("at_least_days = 21", "at_least_days = 30")
    other = other.replace("excludes = []", 'excludes = ["T2030"]').replace('"everybody in scope"', '"selected"')
    law = law_with(TRIAL, other)
    later = Assignment("T2031", RUNS)
    assert [notice(law, day, IN, later) for day in (date(2026, 1, 31), RUNS)] == [21, 30]
    assert notice(law, RUNS, later, IN) == 30
    assert may_enter("T2031", RUNS, AALBORG, HK, RUNS, law=law)
    assert not may_enter("T2031", RUNS, AALBORG, HK, RUNS, assignments=[IN], law=law)


def test_everybody_in_scope_enters_at_the_start_and_those_who_are_selected_do_not() -> None:
    assert entered_at_start(START, AALBORG, HK, law=law_with(TRIAL)) == (IN,)
    assert entered_at_start(START, AALBORG, CA, law=law_with(TRIAL)) == ()
    assert entered_at_start(START, AARHUS, HK, law=law_with(TRIAL)) == ()
    assert entered_at_start(OVER, AALBORG, HK, law=law_with(TRIAL)) == ()
    assert entered_at_start(START, AALBORG, HK, law=law_with(TRIAL.replace("everybody in scope", "selected"))) == ()


def test_a_trial_of_everybody_is_entered_at_the_start_of_the_spell_and_never_again() -> None:
    law = law_with(TRIAL)
    before = date(2025, 6, 30)
    assert entered_at_start(before, AALBORG, HK, law=law) == ()
    assert not may_enter("T2030", date(2025, 7, 1), AALBORG, HK, before, law=law)
    assert not may_enter("T2030", START, AALBORG, HK, START, law=law)
    assert may_enter("T2030", RUNS, AALBORG, HK, START, assignments=[IN], law=law)
    assert not may_enter("T2030", RUNS, AARHUS, HK, START, assignments=[IN], law=law)
    assert not may_enter("T2030", OVER, AALBORG, HK, START, assignments=[IN], law=law)


def test_a_move_takes_nobody_out_of_a_trial_that_is_also_there() -> None:
    law = law_with(TRIAL.replace('["0851"]', '["0851", "0860"]'))
    assert left_by([IN], "move", "0860", HK, law=law) == ()
    assert left_by([IN], "move", AARHUS, HK, law=law) == (IN,)
    assert left_by([IN], "fund change", AALBORG, CA, law=law) == ()
    stays = law_with(without(TRIAL, "[[endings]]"))
    assert left_by([IN], "move", AARHUS, HK, law=stays) == ()


def test_a_scope_by_age_covers_those_who_are_known_to_be_of_it() -> None:
    law = law_with(dispensation().replace("[scope]", "[scope]\nages = { from_years = 30, below_years = 50 }"))
    ages = (29, 30, 49, 50, None)
    covered = [rules_for(START, RUNS, AALBORG, HK, "full_time", age, law=law).overlays for age in ages]
    assert covered == [(), ("D2030",), ("D2030",), (), ()]


def test_a_scope_by_insurance_covers_those_who_are_known_to_be_of_it() -> None:
    law = law_with(dispensation().replace("[scope]", '[scope]\ninsurance = "part_time"'))
    grades: tuple[Insurance | None, ...] = ("part_time", "full_time", None)
    covered = [rules_for(START, RUNS, AALBORG, HK, grade, 40, law=law).overlays for grade in grades]
    assert covered == [("D2030",), (), ()]


def test_a_scope_may_be_pairs_of_fund_and_municipality() -> None:
    text = dispensation().replace(
        'municipalities = ["0851"]\nfunds = ["hk", "3f"]', 'pairs = [["hk", "0851"], ["ca", "0751"]]'
    )
    law = law_with(text)
    covered = [(AALBORG, HK), (AARHUS, HK), (AALBORG, CA), (AARHUS, CA)]
    assert [bool(rules_for(START, RUNS, *each, law=law).overlays) for each in covered] == [True, False, False, True]


def test_what_outlasts_a_move_or_a_change_of_fund_is_checked_with_what_holds_elsewhere() -> None:
    both = ("R2024", "T2030", "D2030")
    stays = without(TRIAL, "[[endings]]")
    by_fund = TRIAL.replace('by = "move"', 'by = "fund change"')
    elsewhere, others = dispensation().replace("0851", "0860"), dispensation().replace('"hk", "3f"', '"ca"')
    assert both in law_with(stays, elsewhere).ready()
    assert both not in law_with(TRIAL, elsewhere).ready()
    assert both in law_with(TRIAL, others).ready()
    assert both not in law_with(by_fund, others).ready()


def test_looking_up_again_finds_the_very_same_set() -> None:
    law = law_with(TRIAL)
    first = rules_for(START, RUNS, AALBORG, HK, "full_time", 30, [IN], law=law)
    assert rules_for(date(2026, 3, 3), OVER, AARHUS, CA, "part_time", 60, [IN], law=law) is first


def test_where_something_is_for_some_ages_other_rules_may_hold_with_each_new_year() -> None:
    young = dispensation().replace("[scope]", "[scope]\nages = { from_years = 18, below_years = 30 }")
    with ruled_by(law_with(dispensation())):
        assert next_change(START, OVER) is None
    with ruled_by(law_with(young)):
        assert next_change(START, OVER) == date(OVER.year + 1, 1, 1)
