"""One owner always: whatever a life brings, each midnight of an open spell has exactly one responsible authority."""

from datetime import date, timedelta

from hypothesis import given

from samspil.calendar import ONE_DAY
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved
from samspil.events.values import MoveCause
from samspil.flow.record import Outgoing
from samspil.reference.parties import Party
from tests.unit.handover.lane import RESPONSIBILITY, Lane, event_of, record_of
from tests.unit.handover.lives import BEGINS, Act, Spell, Teller, lives

Told = ResponsibilityMoved | ResponsibilityEnded
Log = list[tuple[date, Told]]
"""What the ledger told, each with the day on which it did."""


def live(acts: list[Act]) -> tuple[Log, list[Spell]]:
    """What the ledger tells in a life and two weeks after, and the spells as intake knows them in the end."""
    lane, teller, log, today, number = Lane(RESPONSIBILITY), Teller(), Log(), BEGINS, 0
    for gap, act, choice in [*acts, (14, "nothing", 0)]:
        for _ in range(gap):
            today += ONE_DAY
            log += told_by(lane.wake(today), today)
            assert_one_holder_as_known(log, teller.spells, today)
        for event, source in teller.tell(act, choice, today):
            number += 1
            log += told_by(lane.facts([record_of(event, source, number, today)], today), today)
    return log, teller.spells


def told_by(out: list[Outgoing], today: date) -> Log:
    events = [event_of(each) for each in out if each.topic == "responsibility.v1"]
    return [(today, event) for event in events if isinstance(event, ResponsibilityMoved | ResponsibilityEnded)]


def holders_of_spell(log: Log, spell: Spell, midnight: date) -> list[Party]:
    """Who says to hold this spell at a midnight: each holder from its day until the next one's, or the end."""
    told = [event for _, event in log if event.spell_id == spell.id]
    until = [event.effective for event in told[1:]] + [date.max]
    return [
        event.holder
        for event, ends in zip(told, until, strict=True)
        if isinstance(event, ResponsibilityMoved) and event.effective <= midnight < ends
    ]


def holder_by_last_word(log: Log, midnight: date) -> Party | None:
    """Whom a reader of the log takes for the holder at a midnight: a word counts from its day on, the last one wins."""
    words = [event for _, event in log if event.effective <= midnight]
    return words[-1].holder if words and isinstance(words[-1], ResponsibilityMoved) else None


def midnights(spell: Spell, until: date) -> list[date]:
    """The midnights at which a spell is open, up to a day."""
    last = min(until, spell.ended_on - ONE_DAY) if spell.ended_on else until
    return [spell.starts_on + timedelta(days=days) for days in range((last - spell.starts_on).days + 1)]


def assert_one_holder_as_known(log: Log, spells: list[Spell], today: date) -> None:
    """At this midnight, as it is known now: one holder with an open spell, none without."""
    is_open = bool(spells) and spells[-1].ended_on is None
    assert (holder_by_last_word(log, today) is not None) == is_open


@given(lives)
def test_each_midnight_of_an_open_spell_has_one_holder_and_no_other_midnight_has_two(acts: list[Act]) -> None:
    log, spells = live(acts)
    last_day = BEGINS + timedelta(days=sum(gap for gap, _, _ in acts) + 14)
    for spell in spells:
        for midnight in midnights(spell, last_day):
            assert len(holders_of_spell(log, spell, midnight)) == 1, (spell, midnight)
            assert holder_by_last_word(log, midnight) is not None, (spell, midnight)


@given(lives)
def test_a_transfer_is_told_on_the_midnight_from_which_it_holds_and_no_date_moves_back(acts: list[Act]) -> None:
    log, spells = live(acts)
    starts = {spell.id: spell.starts_on for spell in spells}
    for spell in spells:
        told = [(day, event) for day, event in log if event.spell_id == spell.id]
        assert [event.effective for _, event in told] == sorted(event.effective for _, event in told)
        for day, event in told:
            if isinstance(event, ResponsibilityMoved) and event.cause is not MoveCause.FIRST_OWNER:
                assert event.effective == day > starts[spell.id]


@given(lives)
def test_only_one_jobcentre_or_the_fund_can_follow_and_never_the_same_twice(acts: list[Act]) -> None:
    log, spells = live(acts)
    for spell in spells:
        told = [event for _, event in log if event.spell_id == spell.id and isinstance(event, ResponsibilityMoved)]
        assert [event.previous for event in told] == [None, *(event.holder for event in told[:-1])]
        assert all(event.holder != event.previous for event in told)
        assert all(event.holder.kind == "jobcentre" for event in told[1:])
        assert len({event.transfer_id for event in told}) == len(told)


@given(lives)
def test_the_same_life_gives_the_same_ledger(acts: list[Act]) -> None:
    assert live(acts) == live(acts)
