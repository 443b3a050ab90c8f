"""Who is responsible, told as lives."""

from datetime import date

import pytest

from samspil.events.event import Event
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved, ResponsibilityStated
from samspil.events.values import Insurance, MoveCause
from samspil.reference.parties import Party
from tests.unit.handover.life import AALBORG, AARHUS, BORNHOLM, HK, METAL, Life, ended, hours, moved, only, registered


def last_move(told: list[Event]) -> ResponsibilityMoved:
    return only(ResponsibilityMoved, told)[-1]


def moves(told: list[Event]) -> list[tuple[Party, str, str]]:
    """(holder, cause, first day) of every change that was told."""
    return [(each.holder, each.cause, str(each.effective)) for each in only(ResponsibilityMoved, told)]


def test_a_newly_unemployed_member_belongs_to_the_fund_from_the_first_day() -> None:
    life = Life("2026-07-06")
    life.intake(registered("2026-07-01", on="2026-07-06"))

    [told] = life.ledger()
    assert isinstance(told, ResponsibilityMoved)
    assert (told.holder, told.previous, told.cause) == (HK, None, MoveCause.FIRST_OWNER)
    assert told.effective == date(2026, 7, 1)
    assert told.rule == "R2026.responsibility.first-owner"
    assert life.to(HK) == [told]
    assert life.current() == ResponsibilityStated(spell_id="spell-1", holder=HK, since=date(2026, 7, 1))

    life.until("2026-12-31")
    assert life.ledger() == []
    assert life.to(HK) == []


def test_a_spell_that_begins_above_the_limit_begins_at_the_jobcentre() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="410.01"))

    told = last_move(life.ledger())
    assert (told.holder, told.cause, told.rule) == (AALBORG, MoveCause.FIRST_OWNER, "R2026.responsibility.above-limit")
    assert life.to(HK) == life.to(AALBORG) == [told]


def test_a_spell_that_begins_at_the_limit_begins_at_the_fund() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="410"))

    assert last_move(life.ledger()).holder == HK


@pytest.mark.parametrize(
    ("insurance", "within", "above"), [("full_time", "410", "410.01"), ("part_time", "333", "333.01")]
)
def test_more_hours_than_the_limit_hand_over_at_the_midnight_after_the_report(
    insurance: Insurance, within: str, above: str
) -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", insurance=insurance))
    life.until("2026-09-03")
    life.intake(hours("2026-08", within, on="2026-09-03"))
    life.until("2026-10-05")
    life.forget()
    life.intake(hours("2026-09", above, on="2026-10-05"))
    assert life.ledger() == []

    life.until("2026-10-06")
    told = last_move(life.ledger())
    assert (told.holder, told.previous, told.cause) == (AALBORG, HK, MoveCause.HOURS)
    assert (told.effective, told.rule) == (date(2026, 10, 6), "R2026.responsibility.hours")
    assert life.to(HK) == only(ResponsibilityMoved, life.to(AALBORG)) == [told]
    assert life.current() == ResponsibilityStated(spell_id="spell-1", holder=AALBORG, since=date(2026, 10, 6))

    life.until("2026-12-31")
    assert life.ledger() == []


def test_hours_reported_before_the_month_ends_hand_over_when_it_has_ended() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-25")
    life.intake(hours("2026-09", "480.33", on="2026-09-25"))
    life.forget()
    life.until("2026-09-30")
    assert life.ledger() == []
    life.until("2026-10-01")
    assert moves(life.ledger()) == [(AALBORG, "hours", "2026-10-01")]


def test_a_correction_before_the_month_ends_calls_the_transfer_off() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-25")
    life.intake(hours("2026-09", "480.33", on="2026-09-25"))
    life.until("2026-09-28")
    life.intake(hours("2026-09", "400", on="2026-09-28"))
    life.forget()
    life.until("2026-10-31")
    assert life.ledger() == []


def test_a_second_report_above_the_limit_does_not_put_the_transfer_off() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-30")
    life.intake(hours("2026-09", "480.33", on="2026-09-30"), hours("2026-10", "490.33", on="2026-09-30"))
    life.forget()
    life.until("2026-10-01")
    assert moves(life.ledger()) == [(AALBORG, "hours", "2026-10-01")]


def test_a_correction_after_the_transfer_moves_nobody_back() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-10-02")
    life.intake(hours("2026-09", "480.33", on="2026-10-02"))
    life.until("2026-10-05")
    assert last_move(life.ledger()).holder == AALBORG
    life.intake(hours("2026-09", "400", on="2026-10-05"))
    life.until("2026-11-30")
    assert life.ledger() == []
    assert life.current() == ResponsibilityStated(spell_id="spell-1", holder=AALBORG, since=date(2026, 10, 3))


def test_a_citizen_who_moves_before_the_handover_goes_to_the_new_jobcentre() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-25")
    life.intake(hours("2026-09", "480.33", on="2026-09-25"), moved("0751", on="2026-09-20"))
    life.forget()
    life.until("2026-10-01")
    assert moves(life.ledger()) == [(AARHUS, "hours", "2026-10-01")]


def test_a_move_announced_for_later_than_the_handover_makes_two_transfers() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-25")
    life.intake(moved("0751", on="2026-10-15"), hours("2026-09", "480.33", on="2026-09-25"))
    life.forget()
    life.until("2026-11-30")
    assert moves(life.ledger()) == [(AALBORG, "hours", "2026-10-01"), (AARHUS, "move", "2026-10-15")]


def test_a_citizen_of_a_jobcentre_who_moves_goes_over_at_the_next_midnight() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="411"))
    life.until("2026-09-10")
    life.forget()
    life.intake(moved("0751", on="2026-09-05"))
    assert life.ledger() == []

    life.until("2026-09-11")
    told = last_move(life.ledger())
    assert (told.holder, told.previous, told.cause) == (AARHUS, AALBORG, MoveCause.MOVE)
    assert (told.effective, told.rule) == (date(2026, 9, 11), "R2026.responsibility.move")
    assert life.to(HK) == life.to(AALBORG) == only(ResponsibilityMoved, life.to(AARHUS)) == [told]


def test_a_move_within_the_same_jobcentre_changes_nothing() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="411", municipality="0400"))
    assert last_move(life.ledger()).holder == BORNHOLM
    life.intake(moved("0411", on="2026-09-01"))
    life.until("2026-09-30")
    assert life.ledger() == []


def test_the_latest_word_on_where_a_citizen_lives_holds_from_its_day_on() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="411"))
    life.intake(moved("0751", on="2026-09-10"), moved("0101", on="2026-09-20"), moved("0400", on="2026-09-15"))
    life.forget()
    life.until("2026-09-30")
    assert moves(life.ledger()) == [(AARHUS, "move", "2026-09-10"), (BORNHOLM, "move", "2026-09-15")]


def test_a_spell_that_ends_leaves_nobody_responsible_and_what_was_to_come_falls_away() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-25")
    life.forget()
    life.intake(hours("2026-09", "480.33", on="2026-09-25"), ended("2026-09-24"))

    told = ResponsibilityEnded(spell_id="spell-1", holder=HK, effective=date(2026, 9, 24))
    assert life.ledger() == [told]
    assert life.to(HK) == [told]
    assert life.current() == ResponsibilityStated(spell_id="spell-1", holder=None, since=date(2026, 9, 24))
    life.until("2026-11-30")
    assert life.ledger() == []


def test_an_end_told_late_does_not_undo_a_transfer_that_took_effect() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="320"))
    life.until("2026-09-30")
    life.intake(hours("2026-09", "480.33", on="2026-09-30"))
    life.until("2026-10-05")
    life.forget()
    life.intake(ended("2026-09-28"))

    told = ResponsibilityEnded(spell_id="spell-1", holder=AALBORG, effective=date(2026, 10, 1))
    assert life.ledger() == life.to(HK) == life.to(AALBORG) == [told]


def test_a_second_spell_begins_from_the_start_at_another_fund() -> None:
    life = Life("2026-09-01")
    life.intake(registered("2026-09-01", hours="411"))
    life.until("2026-09-20")
    life.intake(ended("2026-09-15"))
    life.forget()
    life.until("2026-10-05")
    life.intake(registered("2026-10-01", on="2026-10-05", fund=METAL, hours="0", spell="spell-2"))

    told = last_move(life.ledger())
    assert (told.spell_id, told.holder, told.previous, told.effective) == ("spell-2", METAL, None, date(2026, 10, 1))
    assert life.to(METAL) == [told]
    assert life.to(AALBORG) == []


def test_words_about_another_spell_or_nobody_change_nothing() -> None:
    life = Life("2026-09-01")
    life.intake(hours("2026-09", "480", on="2026-09-01"), moved("0751", on="2026-09-01"), ended("2026-09-01"))
    life.until("2026-09-02")
    assert life.ledger() == []

    life.intake(registered("2026-09-01", hours="411"))
    life.forget()
    life.intake(moved("0751", on="2026-09-02", spell="spell-0"), ended("2026-09-02", spell="spell-0"))
    life.intake(hours("2026-09", "480", on="2026-09-02", spell="spell-0"))
    life.until("2026-09-30")
    assert life.ledger() == []


def test_a_spell_of_the_law_before_keeps_its_rules() -> None:
    life = Life("2026-06-30")
    life.intake(registered("2026-06-30"))
    assert last_move(life.ledger()).rule == "R2024.responsibility.first-owner"
    life.until("2026-10-01")
    life.intake(hours("2026-09", "480", on="2026-10-01"))
    life.until("2026-10-02")
    assert last_move(life.ledger()).rule == "R2024.responsibility.hours"
