"""Who is responsible when a trial is entered or left, and what becomes of handovers that are under way."""

from datetime import date

from handover.domain.dossier import Progress
from samspil.events.handover import HandoverClosed, HandoverPrepared, HandoverReminded
from samspil.events.intake import RulesChanged
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.unemployment_fund import MemberScreened
from samspil.events.values import MoveCause, Need, RulesCause, ScreeningOutcome
from tests.unit.handover.life import AALBORG, HK, Life, hours, only, registered


def entered(rules: str) -> RulesChanged:
    return changed(rules, RulesCause.TRIAL_ENTERED)


def left(rules: str) -> RulesChanged:
    return changed(rules, RulesCause.TRIAL_LEFT)


def changed(rules: str, cause: RulesCause) -> RulesChanged:
    """As intake tells it; who decides here looks at neither the rules before nor the day."""
    return RulesChanged(spell_id="spell-1", previous="before", rules=rules, since=date(2022, 3, 1), cause=cause)


def transfers(life: Life) -> list[tuple[str, str, str]]:
    return [(str(each.effective), each.cause, str(each.holder)) for each in only(ResponsibilityMoved, life.ledger())]


def in_the_trial_of_four_months(total: str) -> Life:
    """Three months paid in T2027a, where the fund keeps the citizen up to 570 hours; R2027 hands over above 410."""
    life = Life("2027-01-04")
    life.intake(registered("2027-01-01", on="2027-01-04"), entered("R2027+T2027a"))
    life.until("2027-04-01")
    life.intake(hours("2027-03", total, on="2027-04-01"))
    life.until("2027-04-05")
    life.forget()
    return life


def test_hours_within_the_limit_of_a_trial_hand_over_nobody() -> None:
    life = in_the_trial_of_four_months("480.99")
    life.until("2027-06-01")

    assert transfers(life) == []


def test_who_leaves_a_trial_with_more_hours_than_the_other_rules_allow_is_handed_over_at_the_next_midnight() -> None:
    life = in_the_trial_of_four_months("480.99")
    life.intake(left("R2027"))
    life.until("2027-05-01")

    assert transfers(life) == [("2027-04-06", MoveCause.HOURS, str(AALBORG))]


def test_who_leaves_a_trial_within_the_limit_of_the_other_rules_stays_with_the_fund() -> None:
    life = in_the_trial_of_four_months("410.00")
    life.intake(left("R2027"))
    life.until("2027-05-01")

    assert transfers(life) == []


def test_who_leaves_the_choice_of_the_municipality_on_the_day_of_entry_stays_with_the_fund() -> None:
    """T2027c says who takes over at the entry, and nothing of the exit."""
    life = Life("2027-01-04")
    life.intake(registered("2027-01-04", on="2027-01-04"), entered("R2027+T2027c"), left("R2027"))
    life.until("2027-01-20")

    assert transfers(life) == [("2027-01-04", MoveCause.FIRST_OWNER, str(HK))]


def test_hours_of_before_the_spell_are_judged_too_when_a_trial_is_left_before_the_first_report() -> None:
    life = Life("2027-01-04")
    told = registered("2027-01-01", on="2027-01-04", hours="480.99")
    life.intake(told.model_copy(update={"pack": "R2027+T2027a"}))
    life.until("2027-01-20")
    life.forget()
    life.intake(left("R2027"))
    life.until("2027-01-31")

    assert transfers(life) == [("2027-01-21", MoveCause.HOURS, str(AALBORG))]


def test_who_enters_a_trial_within_its_limit_is_not_handed_over_by_the_limit_before() -> None:
    life = Life("2027-01-04")
    life.intake(registered("2027-01-01", on="2027-01-04"))
    life.until("2027-03-25")
    life.intake(hours("2027-03", "480.99", on="2027-03-25"))
    life.until("2027-03-26")
    life.intake(entered("R2027+T2027a"))
    life.forget()
    life.until("2027-05-01")

    assert transfers(life) == []


def at_the_jobcentre_since_march() -> Life:
    """Before 2024 the jobcentre is first owner; its package is on the way and nobody has answered."""
    life = Life("2022-03-01")
    life.intake(registered("2022-03-01"))
    life.until("2022-03-02")
    assert only(HandoverPrepared, life.handover())
    return life


def test_a_handover_under_way_is_closed_when_a_trial_makes_the_fund_responsible() -> None:
    life = at_the_jobcentre_since_march()
    life.intake(entered("R2020+T2020"))
    life.until("2022-03-03")

    assert transfers(life)[-1] == ("2022-03-03", MoveCause.TRIAL_ENTRY, str(HK))
    assert [type(each) for each in life.handover() if isinstance(each, HandoverClosed)] == [HandoverClosed]
    life.until("2022-03-20")
    assert only(HandoverReminded, life.to(AALBORG)) == []
    assert [each.progress for each in life.dossier().spells[0].handovers] == [Progress.CLOSED]


def test_whoever_is_screened_out_of_a_trial_goes_over_by_its_own_rule() -> None:
    life = Life("2022-03-01")
    life.intake(registered("2022-03-01"), entered("R2020+T2020"))
    life.until("2022-03-10")
    life.forget()
    life.says(HK, MemberScreened(outcome=ScreeningOutcome.TO_JOBCENTRE, grounds=Need.HEALTH))
    life.until("2022-03-20")

    [told] = only(ResponsibilityMoved, life.ledger())
    assert (told.effective, told.holder, told.rule) == (date(2022, 3, 11), AALBORG, "T2020.responsibility.screening")


def test_a_jobcentre_that_the_fund_follows_before_any_package_was_sent_gets_none() -> None:
    life = Life("2022-03-01")
    life.intake(registered("2022-03-01"), entered("R2020+T2020"))
    life.until("2022-03-20")

    assert only(HandoverPrepared, life.handover()) == []
