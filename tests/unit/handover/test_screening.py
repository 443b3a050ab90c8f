"""Screening (visitation): the word of the responsible fund's caseworker, and of nobody else."""

from datetime import date

from samspil.events.answers import MessageAccepted, MessageRefused
from samspil.events.event import Event
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.unemployment_fund import MemberScreened
from samspil.events.values import MoveCause, Need, ScreeningOutcome
from tests.unit.handover.life import AALBORG, HK, METAL, Life, ended, hours, only, registered

TO_THE_JOBCENTRE = MemberScreened(outcome=ScreeningOutcome.TO_JOBCENTRE, grounds=Need.HEALTH)
STAYS = MemberScreened(outcome=ScreeningOutcome.STAYS, grounds=Need.LANGUAGE)


def refusal(told: list[Event]) -> str:
    """The reason of the one refusal that the sender was told."""
    [answer] = told
    assert isinstance(answer, MessageRefused)
    return answer.reason


def accepted(told: list[Event]) -> bool:
    """Whether the one answer that the sender was told is a yes."""
    [answer] = told
    return isinstance(answer, MessageAccepted)


def test_a_citizen_screened_to_the_jobcentre_goes_over_at_the_next_midnight() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.until("2026-07-08")
    life.forget()
    assert accepted(life.says(HK, TO_THE_JOBCENTRE))
    assert life.ledger() == []

    life.until("2026-07-09")
    [told] = only(ResponsibilityMoved, life.ledger())
    assert (told.holder, told.cause, told.effective) == (AALBORG, MoveCause.SCREENING, date(2026, 7, 9))
    assert told.rule == "R2026.responsibility.screening"


def test_a_citizen_screened_to_stay_stays() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.forget()
    assert accepted(life.says(HK, STAYS))
    life.until("2026-08-01")
    assert life.ledger() == []


def test_a_caseworker_can_take_a_screening_back_on_the_same_day() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.forget()
    assert accepted(life.says(HK, TO_THE_JOBCENTRE))
    assert accepted(life.says(HK, STAYS))
    life.until("2026-08-01")
    assert life.ledger() == []


def test_a_screening_overtakes_hours_that_hand_over_later() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-20")
    life.intake(hours("2026-09", "480", on="2026-09-20"))
    life.says(HK, TO_THE_JOBCENTRE)
    life.forget()
    life.until("2026-11-01")
    assert [each.cause for each in only(ResponsibilityMoved, life.ledger())] == [MoveCause.SCREENING]


def test_of_hours_and_a_screening_for_one_midnight_the_caseworkers_word_is_the_cause() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-30")
    life.intake(hours("2026-09", "480", on="2026-09-30"))
    life.says(HK, TO_THE_JOBCENTRE)
    life.forget()
    life.until("2026-11-01")
    assert [each.cause for each in only(ResponsibilityMoved, life.ledger())] == [MoveCause.SCREENING]


def test_another_fund_cannot_screen() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.forget()
    assert refusal(life.says(METAL, TO_THE_JOBCENTRE)) == "not_responsible"
    life.until("2026-08-01")
    assert life.ledger() == []


def test_the_fund_cannot_screen_whom_the_jobcentre_has() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"))
    assert refusal(life.says(HK, TO_THE_JOBCENTRE)) == "not_responsible"


def test_nobody_can_screen_a_citizen_without_an_open_spell() -> None:
    life = Life("2026-07-01")
    assert refusal(life.says(HK, TO_THE_JOBCENTRE)) == "no_open_spell"
    life.intake(registered("2026-07-01"), ended("2026-07-01"))
    life.forget()
    assert refusal(life.says(HK, TO_THE_JOBCENTRE)) == "no_open_spell"


def test_an_outcome_of_a_later_version_is_refused_and_not_guessed() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    word = MemberScreened(outcome=ScreeningOutcome.UNKNOWN, grounds=Need.HEALTH)
    assert refusal(life.says(HK, word)) == "unknown_outcome"
