"""Where a citizen lives on which day."""

from datetime import date

from handover.domain.residence import Residence
from tests.unit.handover.life import AALBORG, AARHUS

TODAY = date(2026, 9, 10)
AT_HOME = Residence("0851")


def test_a_move_told_late_counts_from_the_next_midnight() -> None:
    moving = AT_HOME.moving("0751", date(2026, 9, 1), TODAY)
    assert moving.next_move == date(2026, 9, 11)
    assert moving.on(TODAY).jobcentre == AALBORG
    assert moving.on(date(2026, 9, 11)) == Residence("0751")


def test_a_move_told_ahead_counts_from_its_day() -> None:
    moving = AT_HOME.moving("0751", date(2026, 10, 1), TODAY)
    assert moving.on(date(2026, 9, 30)).jobcentre == AALBORG
    assert moving.on(date(2026, 10, 1)).jobcentre == AARHUS


def test_several_moves_are_done_in_their_order() -> None:
    moving = AT_HOME.moving("0751", date(2026, 10, 1), TODAY).moving("0400", date(2026, 11, 1), TODAY)
    assert moving.on(date(2026, 10, 15)) == Residence("0751", ((date(2026, 11, 1), "0400"),))
    assert moving.on(date(2026, 12, 1)) == Residence("0400")


def test_a_later_word_for_an_earlier_day_replaces_what_was_to_come() -> None:
    moving = AT_HOME.moving("0400", date(2026, 11, 1), TODAY).moving("0751", date(2026, 10, 1), TODAY)
    assert moving.on(date(2026, 12, 1)) == Residence("0751")
