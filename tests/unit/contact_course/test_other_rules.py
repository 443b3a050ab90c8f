"""Other rules hold from a day on: a trial begins or ends the course anew, a suspension binds nobody while it lasts."""

from samspil.events.contact_course import MeetingInvited, MeetingRequired, MeetingWaived, WaiverReason
from samspil.events.intake import RulesChanged
from samspil.events.values import MoveCause, RulesCause
from tests.unit.contact_course.life import (
    AALBORG,
    HK,
    RANDERS,
    Life,
    by_jobcentre,
    day,
    held,
    holds,
    missed,
    only,
    registered,
)


def rules(name: str, *, since: str, cause: RulesCause = RulesCause.LAW) -> RulesChanged:
    return RulesChanged(spell_id="spell-1", previous="R2020", rules=name, since=day(since), cause=cause)


def required(life: Life) -> list[str]:
    return [event.rule for event in only(MeetingRequired, life.told())]


def in_a_spell_of(begins: str) -> Life:
    life = Life(begins)
    life.intake(registered(begins))
    life.ledger(holds(RANDERS, since=begins))
    life.until(str(day(begins).replace(day=day(begins).day + 1)))
    return life


def test_who_enters_a_trial_has_a_course_of_the_fund_and_who_leaves_it_one_of_the_jobcentre() -> None:
    life = in_a_spell_of("2022-03-01")
    assert all(rule.startswith("R2020.meetings.jo") for rule in required(life))
    life.intake(rules("R2020+T2020", since="2022-03-02", cause=RulesCause.TRIAL_ENTERED))
    life.ledger(holds(HK, since="2022-03-03", cause=MoveCause.TRIAL_ENTRY))
    life.until("2022-03-03")
    assert all(rule.startswith("T2020.meetings.fund-") for rule in required(life))
    life.intake(rules("R2020", since="2022-03-03", cause=RulesCause.TRIAL_LEFT))
    life.ledger(holds(AALBORG, since="2022-03-04", cause=MoveCause.TRIAL_EXIT))
    life.until("2022-03-04")
    assert all(rule.startswith("R2020.meetings.jo") for rule in required(life))


def test_whoever_is_screened_out_of_a_trial_has_a_course_of_the_jobcentre_under_the_rules_of_the_trial() -> None:
    life = in_a_spell_of("2022-03-01")
    without_the_trial = required(life)
    life.intake(rules("R2020+T2020", since="2022-03-02", cause=RulesCause.TRIAL_ENTERED))
    life.ledger(holds(HK, since="2022-03-03", cause=MoveCause.TRIAL_ENTRY))
    life.until("2022-03-10")
    life.told()
    life.ledger(holds(RANDERS, since="2022-03-11", cause=MoveCause.SCREENING))
    life.until("2022-03-11")
    assert required(life) == without_the_trial


def test_who_leaves_a_trial_after_the_jobcentre_took_over_is_owed_the_course_of_the_jobcentre() -> None:
    """Between two municipalities of one jobcentre: nobody takes over, and the trial's meetings fall away."""
    life = Life("2021-03-01")
    life.intake(registered("2021-03-01").model_copy(update={"pack": "R2020+T2020"}))
    life.ledger(holds(HK, since="2021-03-01"))
    life.until("2021-06-01")
    life.ledger(holds(RANDERS, since="2021-06-02", cause=MoveCause.HOURS))
    life.until("2021-06-20")
    life.told()
    life.intake(rules("R2020", since="2021-06-20", cause=RulesCause.TRIAL_LEFT))
    life.until("2021-06-21")

    assert required(life) == [
        *(f"R2020.meetings.job.{number}" for number in (1, 2, 3, 4)),
        "R2020.meetings.joint-later.6",
    ]


def test_a_meeting_that_was_held_is_not_owed_again_under_the_rule_that_takes_its_rules_place() -> None:
    life = Life("2027-01-04")
    life.intake(registered("2027-01-04"))
    life.ledger(holds(HK, since="2027-01-04"))
    life.until("2027-02-25")
    later = next(each for each in life.spell().meetings if each.rule == "R2027.meetings.fund-later.2")
    assert life.says(HK, held(life.spell().id_of(later), on="2027-02-25")) == "accepted"
    life.told()
    life.intake(rules("R2027+T2027a", since="2027-02-25", cause=RulesCause.TRIAL_ENTERED))
    life.until("2027-02-26")

    assert required(life) == []


def test_a_meeting_whose_window_was_over_before_the_rules_that_ask_for_it_is_not_owed() -> None:
    life = Life("2018-03-01")
    life.intake(registered("2018-03-01").model_copy(update={"pack": "R2015+F2017a+F2017b"}))
    life.ledger(holds(AALBORG, since="2018-03-01"))
    life.until("2018-07-01")
    life.told()
    life.intake(rules("R2015", since="2018-07-01", cause=RulesCause.TRIAL_LEFT))
    life.until("2018-07-02")
    told = life.told()

    assert WaiverReason.WINDOW_PASSED not in [event.reason for event in only(MeetingWaived, told)]
    assert [event.rule for event in only(MeetingRequired, told)] == ["R2015.meetings.monthly.5"]


def test_a_meeting_whose_window_was_over_before_its_holder_came_is_not_owed() -> None:
    life = in_a_spell_of("2017-10-02")
    life.until("2017-11-20")
    life.told()
    life.ledger(holds(AALBORG, since="2017-11-21", cause=MoveCause.MOVE))
    life.intake(rules("R2015+F2017b", since="2017-11-20"))
    life.until("2017-11-21")
    life.told()
    life.intake(rules("R2015", since="2017-11-21", cause=RulesCause.TRIAL_LEFT))
    life.ledger(holds(RANDERS, since="2017-11-22", cause=MoveCause.MOVE))
    life.until("2017-11-22")
    told = life.told()
    assert "R2015.meetings.first.1" not in [event.rule for event in only(MeetingRequired, told)]
    assert WaiverReason.WINDOW_PASSED not in [event.reason for event in only(MeetingWaived, told)]


def test_an_invitation_for_a_day_of_the_suspension_binds_nobody_and_comes_again_after_it() -> None:
    life = in_a_spell_of("2020-01-13")
    life.until("2020-03-11")
    job = "spell-1.0.R2020.meetings.job.2"
    assert [event.on for event in only(MeetingInvited, life.told()) if event.meeting_id == job] == [day("2020-03-13")]
    life.intake(rules("R2020+S2020", since="2020-03-12"))
    life.until("2020-03-20")
    assert life.says(RANDERS, by_jobcentre(missed(job, "2020-03-13"))) == "voluntary"
    life.until("2020-05-26")
    life.intake(rules("R2020+D2020", since="2020-05-27"))
    life.until("2020-05-27")
    assert life.says(RANDERS, by_jobcentre(missed(job, "2020-03-13"))) == "wrong_day"
    again = [event for event in only(MeetingInvited, life.told()) if event.meeting_id == job]
    assert [(event.on, event.round) for event in again] == [(day("2020-06-04"), 2)]


def test_an_invitation_from_before_the_suspension_stands_as_it_stood() -> None:
    life = in_a_spell_of("2020-01-13")
    life.until("2020-03-11")
    life.intake(rules("R2020+S2020", since="2020-03-12"))
    life.until("2020-05-26")
    life.intake(rules("R2020", since="2020-05-27"))
    life.until("2020-05-27")
    job = "spell-1.0.R2020.meetings.job.1"
    assert [event.round for event in only(MeetingInvited, life.told()) if event.meeting_id == job] == [1]


def test_a_suspension_lets_nobody_off_what_was_over_before_it_began() -> None:
    life = in_a_spell_of("2019-10-01")
    life.until("2020-03-11")
    overdue = {event.meeting_id for event in only(MeetingRequired, life.told()) if event.limit < day("2020-03-12")}
    assert overdue
    life.intake(rules("R2015+S2020", since="2020-03-12"))
    life.until("2020-05-26")
    suspended = [event for event in only(MeetingWaived, life.told()) if event.reason is WaiverReason.SUSPENDED]
    assert {event.meeting_id for event in suspended} & overdue == set()
