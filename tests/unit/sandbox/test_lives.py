"""A life is planned so that every message about it has one right answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random

from samspil.events.values import EndReason
from sandbox.country.life import Life, Period, total_of
from sandbox.country.lives import live
from sandbox.country.population import populate
from sandbox.country.saying import REPEATED, Saying
from sandbox.country.script import script_of
from sandbox.country.turns import TURNS, has_turn

PERIOD = Period(date(2026, 7, 1), date(2027, 1, 31))
PEOPLE = populate(600, 2026, Random("people 7"))


def lives(seed: int = 7) -> list[Life]:
    return [live(citizen, PERIOD, Random(f"life {seed} {citizen.number}")) for citizen in PEOPLE]


LIVES = lives()
SCRIPTS = {life.citizen.number: list(script_of(life, PERIOD, 7)) for life in LIVES}


def registrations(script: list[Saying]) -> list[Saying]:
    return [saying for saying in script if saying.type.endswith("registered.v1") and saying.expected == "accepted"]


def test_the_same_seed_plans_the_same_lives_and_messages() -> None:
    assert lives() == LIVES
    assert lives(8) != LIVES
    again = [list(script_of(life, PERIOD, 7)) for life in lives()]
    assert again == list(SCRIPTS.values())


def test_parties_of_different_kinds_never_speak_on_the_same_day() -> None:
    days = [day for kind in TURNS.values() for day in kind]

    assert sorted(days) == sorted(set(days))
    for script in SCRIPTS.values():
        assert all(has_turn(saying.party.kind, saying.day) for saying in script)


def test_everything_is_said_within_the_period() -> None:
    assert all(PERIOD.first <= saying.day <= PERIOD.last for script in SCRIPTS.values() for saying in script)


def test_no_spell_is_registered_more_than_ten_days_after_it_began() -> None:
    late = [(spell.registered - spell.starts).days for life in LIVES for spell in life.spells]

    assert min(late) == 0
    assert max(late) == 10


def test_nothing_is_said_of_a_spell_after_its_end_but_the_hours_that_were_paid_in_it() -> None:
    for life in LIVES:
        for spell in life.spells:
            last = spell.open_until(PERIOD)
            told = [*(absence.told for absence in spell.absences), *(move.told for move in spell.moves)]
            told += [spell.screening.told] if spell.screening else []
            told += [spell.doubled[0]] if spell.doubled else []
            assert all(spell.registered < day <= last for day in told)


def test_the_dead_come_back_in_no_register() -> None:
    dead = [life for life in LIVES if any(s.ended and s.ended.reason is EndReason.DEATH for s in life.spells)]

    assert dead
    assert all(life.spells[-1].ended.reason is EndReason.DEATH for life in dead if life.spells[-1].ended)


def test_who_comes_back_has_all_hours_of_the_first_spell_reported() -> None:
    back = [life for life in LIVES if len(life.spells) == 2]

    assert len(back) > 20
    for first, second in (life.spells for life in back):
        assert first.ended
        assert all(paid.told < second.registered for paid in first.paid)
        assert second.starts > first.ended.on
        assert second.hours_before in (0, first.hours_before + total_of(first.paid))


def test_another_fund_that_registers_a_member_speaks_on_a_day_of_its_own() -> None:
    for life in LIVES:
        for spell in life.spells:
            if spell.doubled:
                day, other = spell.doubled
                assert other != spell.fund
                assert day not in (spell.registered, spell.ended.told if spell.ended else None)


def test_a_repeat_is_the_same_message_on_a_later_day() -> None:
    sent: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for script in SCRIPTS.values():
        for saying in script:
            sent[str(saying.party), saying.id].append(saying)
    repeated = [sayings for sayings in sent.values() if len(sayings) > 1]

    assert repeated
    for first, second in repeated:
        assert (first.expected == REPEATED, second.expected) == (False, REPEATED)
        assert first.day < second.day <= first.day + timedelta(days=7)
        assert (first.event, first.case, first.time, first.person) == (
            second.event,
            second.case,
            second.time,
            second.person,
        )


def test_the_country_has_everything_that_makes_it_a_test() -> None:
    spells = [spell for life in LIVES for spell in life.spells]
    found = Counter(
        {
            "above the limit": sum(1 for s in spells if s.hours_before > 410),
            "exactly at the limit": sum(1 for s in spells if s.hours_before == 410),
            "screened": sum(1 for s in spells if s.screening),
            "moved": sum(1 for s in spells if s.moves),
            "absent": sum(1 for s in spells if s.absences),
            "doubled": sum(1 for s in spells if s.doubled),
            "corrected": sum(1 for s in spells if len({p.month for p in s.paid}) < len(s.paid)),
            "dead": sum(1 for s in spells if s.ended and s.ended.reason is EndReason.DEATH),
            "job": sum(1 for s in spells if s.ended and s.ended.reason is EndReason.JOB),
        }
    )

    assert min(found.values()) > 0, found
