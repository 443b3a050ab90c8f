"""The meetings that the law asks for, reckoned without contact-course, and what is said of those that lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from samspil.calendar import Month
from samspil.events.contact_course import (
    MeetingHeld,
    MeetingInvited,
    MeetingMissed,
    MeetingRequired,
    MeetingRescheduled,
    MeetingWaived,
    WaiverReason,
)
from samspil.events.event import Event
from samspil.events.intake import RegistrationAccepted
from samspil.events.values import EndReason, MeetingForm, Need, ScreeningOutcome
from samspil.reference.parties import Party
from sandbox.country.due import Account, account_of
from sandbox.country.life import Ended, Life, Move, Paid, Screening, Spell
from sandbox.country.mail import Mail
from sandbox.country.observing import Observations, Seen
from sandbox.country.people import People
from sandbox.country.population import populate
from sandbox.country.promises import Books
from sandbox.country.promises.kept import every_meeting_of_the_law
from sandbox.country.promises.owed import Owed, expected_takeover, owed
from tests.unit.sandbox.breaches import everything, sentences, with_seen

FUND, AALBORG, AARHUS = (
    Party("unemployment-fund", "hk"), Party("jobcentre", "0851"), Party("jobcentre", "0751"),
)  # fmt: skip
JULY_1, JULY_15, UNTIL = date(2026, 7, 1), date(2026, 7, 15), date(2027, 3, 1)
OF_A_MEETING = (MeetingRequired, MeetingInvited, MeetingRescheduled, MeetingHeld, MeetingMissed, MeetingWaived)
SOMEBODY = replace(populate(1, 2026, Random("people 7"))[0], insurance="full_time", fund=FUND)


def account(**told: Any) -> Account:
    spell = Spell(**{
        "registered": JULY_1, "starts": JULY_1, "fund": FUND, "municipality": "0851", "hours_before": Decimal(0), **told
    })  # fmt: skip
    return account_of(SOMEBODY, spell, UNTIL)


def paid(month: int, told: date, hours: str = "160.33") -> Paid:
    return Paid(told, Month(2026, month), Decimal(hours))


QUARTER = (paid(7, date(2026, 8, 3)), paid(8, date(2026, 9, 2)), paid(9, date(2026, 10, 2)))
"""What hands over on 3 October."""


def demands(found: Account) -> list[tuple[str, int, date]]:
    return [(each.by, each.times, each.limit) for each in owed(found)]


def fund(times: int, limit: date) -> tuple[str, int, date]:
    return "unemployment-fund", times, limit


def jobcentre(times: int, limit: date) -> tuple[str, int, date]:
    return "jobcentre", times, limit


def test_the_fund_owes_the_first_meeting_within_two_weeks_and_all_of_them_before_its_three_months_are_over() -> None:
    assert demands(account()) == [fund(1, JULY_15), fund(2, date(2026, 9, 30))]


def test_the_two_weeks_are_exact_and_count_from_the_registration() -> None:
    first, later = owed(account(starts=date(2026, 7, 1), registered=date(2026, 7, 8)))

    assert first == Owed("unemployment-fund", 1, date(2026, 7, 22), timedelta(0))
    assert later.latest == date(2026, 10, 5)


def test_a_spell_from_before_july_2026_owes_three_meetings_and_three() -> None:
    june = date(2026, 6, 1)
    reports = tuple(Paid(date(2026, month + 1, 3), Month(2026, month), Decimal("160.33")) for month in (6, 7, 8))

    found = demands(account(starts=june, registered=june, paid=reports))

    assert found == [fund(1, date(2026, 6, 15)), fund(3, date(2026, 8, 31)), jobcentre(3, date(2026, 11, 30))]


def test_after_hours_handed_over_the_jobcentre_owes_two_by_six_months() -> None:
    assert demands(account(paid=QUARTER))[2:] == [jobcentre(2, date(2026, 12, 31))]


def test_hours_of_before_bring_the_limits_forward() -> None:
    found = demands(account(hours_before=Decimal("250.00"), paid=QUARTER[:1]))

    assert found == [fund(1, JULY_15), fund(2, date(2026, 7, 31)), jobcentre(2, date(2026, 11, 12))]


def test_a_course_that_begins_at_the_jobcentre_owes_four_there() -> None:
    assert demands(account(hours_before=Decimal("410.01"))) == [jobcentre(4, date(2026, 10, 14))]


def test_a_course_that_begins_there_after_six_months_owes_nothing() -> None:
    assert demands(account(hours_before=Decimal("962.00"))) == []


def test_a_screening_makes_the_course_the_jobcentres_own() -> None:
    screened = Screening(date(2026, 7, 20), ScreeningOutcome.TO_JOBCENTRE, Need.HEALTH)

    assert demands(account(screening=screened)) == [fund(1, JULY_15), jobcentre(4, date(2026, 12, 31))]


def test_what_the_fund_owed_falls_away_when_it_hands_over_before_the_limit() -> None:
    screened = Screening(date(2026, 7, 14), ScreeningOutcome.TO_JOBCENTRE, Need.HEALTH)

    assert demands(account(screening=screened)) == [jobcentre(4, date(2026, 12, 31))]


def test_nothing_is_owed_after_the_spell() -> None:
    ended = Ended(date(2026, 7, 22), date(2026, 7, 20), EndReason.JOB)

    assert demands(account(ended=ended)) == [fund(1, JULY_15)]


def test_a_fund_that_registers_a_member_whose_hours_are_up_already_owes_nothing() -> None:
    late = account(starts=date(2026, 7, 28), registered=date(2026, 8, 3), hours_before=Decimal("409.00"))

    assert demands(late) == []


def test_a_spell_from_before_2024_is_not_reckoned() -> None:
    assert demands(account(starts=date(2023, 12, 31), registered=date(2023, 12, 31))) == []


def test_the_least_that_was_reported_of_a_month_counts() -> None:
    short = paid(7, date(2026, 8, 3), "80.00")
    found = account(paid=(short, paid(7, date(2026, 8, 5)), *QUARTER[1:]))

    assert expected_takeover(found) == date(2026, 11, 1)


def test_a_move_just_before_the_limit_leaves_the_new_jobcentre_no_time() -> None:
    told = date(2026, 12, 20)

    def moving(on: int) -> Account:
        return account(paid=QUARTER, moves=(Move(told, date(2026, 12, on), "0751"),))

    assert demands(moving(25))[2:] == [jobcentre(2, date(2026, 12, 31))]
    assert demands(moving(28))[2:] == []


def books_of(found: Account, *told: tuple[date, Event], until: date = UNTIL) -> Books:
    """The books of one citizen, with the registration and these facts."""
    people = People([Life(SOMEBODY, (found.spell,))])
    people.learn("citizen", SOMEBODY.number)
    registered = RegistrationAccepted(
        spell_id="s", unemployed_from=found.spell.starts, registered_on=found.spell.registered, fund=FUND,
        municipality="0851", insurance="full_time", hours_before=Decimal(0), pack="R2026",
    )  # fmt: skip
    seen = Observations()
    for number, (day, event) in enumerate(((found.spell.registered, registered), *told), start=1):
        at = datetime.combine(day, time(9), UTC)
        seen.keep(Seen("facts", 0, number, f"event {number}", "", "citizen", at, event))
    return Books(until, people, (found,), Mail(), seen)


def invited(name: str, on: date, holder: Party = FUND) -> tuple[date, Event]:
    event = MeetingInvited(
        spell_id="s", meeting_id=name, holder=holder, on=on, form=MeetingForm.PHYSICAL, limit=on, round=1
    )
    return on - timedelta(days=8), event


def waived(name: str, day: date, reason: WaiverReason, holder: Party = FUND) -> tuple[date, Event]:
    return day, MeetingWaived(spell_id="s", meeting_id=name, holder=holder, reason=reason, invited=False)


def found_in(books: Books) -> str:
    return "\n".join(every_meeting_of_the_law(books))


FIRST_LACKS = f"owed 1 meetings by the unemployment-fund by {JULY_15}; 0 were invited to in time"


@pytest.mark.parametrize(("late", "lacks"), [(0, False), (1, True)])
def test_a_first_meeting_on_the_last_day_is_in_time_and_a_day_later_is_not(late: int, lacks: bool) -> None:
    books = books_of(account(), invited("m1", JULY_15 + timedelta(days=late)), until=date(2026, 8, 1))

    assert (FIRST_LACKS in found_in(books)) == lacks


@pytest.mark.parametrize(("by", "lacks"), [(JULY_15, False), (JULY_15 + timedelta(days=1), True)])
def test_a_first_meeting_that_an_absence_took_is_excused_if_that_was_said_in_time(by: date, lacks: bool) -> None:
    books = books_of(account(), waived("m1", by, WaiverReason.ABSENT), until=date(2026, 8, 1))

    assert (FIRST_LACKS in found_in(books)) == lacks


def test_only_limits_that_are_over_are_looked_at() -> None:
    assert found_in(books_of(account(), until=date(2026, 7, 14))) == ""
    assert FIRST_LACKS in found_in(books_of(account(), until=JULY_15))


def test_a_meeting_that_another_one_replaced_does_not_count_beside_it() -> None:
    moved = account(hours_before=Decimal("410.01"), moves=(Move(date(2026, 8, 2), date(2026, 8, 9), "0751"),))
    left = waived("old", date(2026, 8, 9), WaiverReason.HOLDER_CHANGED, AALBORG)
    met = [invited(name, date(2026, 9, 1), AARHUS) for name in ("1", "2", "3")]
    old, fourth = invited("old", date(2026, 8, 20), AALBORG), invited("4", date(2026, 10, 1), AARHUS)

    assert "owed 4 meetings by the jobcentre" in found_in(books_of(moved, old, left, *met))
    assert found_in(books_of(moved, old, left, *met, fourth)) == ""


def test_a_meeting_with_the_fund_is_none_with_the_jobcentre() -> None:
    met = [invited("1", date(2026, 7, 9)), invited("2", date(2026, 9, 1)), invited("3", date(2026, 12, 1), AALBORG)]

    found = found_in(books_of(account(paid=QUARTER), *met))

    assert "owed 2 meetings by the jobcentre by 2026-12-31; 1 were invited to in time" in found


def test_a_fund_that_leaves_its_second_meeting_to_the_takeover_is_named() -> None:
    left = waived("2", date(2026, 10, 3), WaiverReason.HOLDER_CHANGED)
    books = books_of(account(paid=QUARTER), invited("1", date(2026, 7, 9)), left, until=date(2026, 11, 1))

    assert "owed 2 meetings by the unemployment-fund by 2026-09-30; 1 were" in found_in(books)


def test_a_country_in_which_nobody_owes_a_meeting_is_noticed(true_books: Books) -> None:
    silent = with_seen(true_books, [seen for seen in everything(true_books.seen) if not of_a_meeting(seen)])

    assert "0 were invited to in time or have a reason" in sentences(silent)


def test_a_country_in_which_every_window_is_later_is_noticed(true_books: Books) -> None:
    later = with_seen(true_books, [a_quarter_later(seen) for seen in everything(true_books.seen)])

    assert "0 were invited to in time or have a reason" in sentences(later)


def test_each_first_meeting_that_is_taken_out_of_true_books_is_missed(true_books: Books) -> None:
    spells = {
        seen.event.spell_id
        for seen in true_books.seen.of(MeetingInvited)
        if isinstance(seen.event, MeetingInvited) and seen.event.on <= date(2026, 7, 31)
    }
    assert len(spells) > 10
    for spell in sorted(spells)[:3]:
        kept = [seen for seen in everything(true_books.seen) if not (of_a_meeting(seen) and of_spell(seen, spell))]
        assert "0 were invited to in time or have a reason" in sentences(with_seen(true_books, kept))


def of_a_meeting(seen: Seen) -> bool:
    return isinstance(seen.event, OF_A_MEETING)


def of_spell(seen: Seen, spell: str) -> bool:
    return getattr(seen.event, "spell_id", "") == spell


def a_quarter_later(seen: Seen) -> Seen:
    """The same, with the days of a meeting three months on."""
    if not isinstance(seen.event, MeetingRequired | MeetingInvited | MeetingHeld):
        return seen
    later = {
        name: getattr(seen.event, name) + timedelta(days=90) for name in ("on", "limit") if hasattr(seen.event, name)
    }
    return replace(seen, event=seen.event.model_copy(update=later))
