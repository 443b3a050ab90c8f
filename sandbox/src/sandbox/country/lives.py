"""What happens to each citizen: spells of unemployment, illness, moves, jobs, deaths, drawn once from the seed.

A life is planned so that every message about it has one right answer, whatever the services make of it meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from samspil.calendar import Month
from samspil.events.values import AbsenceKind, EndReason, Need, ScreeningOutcome
from samspil.reference.parties import Party
from sandbox.country.hours import LIMIT, WEEKDAY, months_between, paid_hours
from sandbox.country.law import law_of
from sandbox.country.life import Absence, Ended, Life, Move, Paid, Period, Screening, Spell, total_of
from sandbox.country.population import FUNDS, MUNICIPALITIES, Citizen
from sandbox.country.trials import TRIALS, Trial
from sandbox.country.turns import turn, turns

BACK_DATED_DAYS: Final = 10
"""So many days before its registration a spell may begin."""
IN_A_TRIAL: Final = 0.5
FIRST_RETURN: Final = 12
"""Nobody registers again before this day of the month after the job began: by then all hours are reported."""


def live(citizen: Citizen, period: Period, chance: Random) -> Life:
    """The citizen's life in the period."""
    first = first_spell(citizen, period, chance)
    second = return_from_job(citizen, first, period, chance)
    spells = (first, second) if second else (first,)
    return Life(citizen, tuple(replace(spell, trial=draw_trial(citizen, spell, chance)) for spell in spells))


def draw_trial(citizen: Citizen, spell: Spell, chance: Random) -> Trial | None:
    """One of two is registered in a trial, where there is one for him or her."""
    law = law_of(spell.starts)
    open_to = [
        trial
        for trial in TRIALS
        if law
        and trial.takes(law.pack, spell.starts, spell.fund, spell.municipality)
        and spell.hours_before <= trial.limit[citizen.insurance]
    ]
    return chance.choice(open_to) if open_to and chance.random() < IN_A_TRIAL else None


def first_spell(citizen: Citizen, period: Period, chance: Random) -> Spell:
    """A spell that is registered in the first months of the period, most of them early."""
    window = min(120, int(0.55 * (period.last - period.first).days))
    registered = turn("unemployment-fund", period.first + timedelta(days=int(window * chance.random() ** 1.6)))
    back = 0 if chance.random() < 0.55 else chance.randint(1, BACK_DATED_DAYS)
    starts, limit = registered - timedelta(days=back), LIMIT[citizen.insurance]
    over_a_month_end = starts.month != registered.month and chance.random() < 0.5
    spell = Spell(
        registered=registered,
        starts=starts,
        fund=citizen.fund,
        municipality=citizen.municipality,
        hours_before=just_below(limit, chance) if over_a_month_end else hours_before(limit, chance),
    )
    return with_events(citizen, spell, period, chance)


def return_from_job(citizen: Citizen, before: Spell, period: Period, chance: Random) -> Spell | None:
    """Some whose job was short register again, in the same benefit period or, rarely, in a new one."""
    back = chance.random() < 0.45
    if not (back and before.ended and before.ended.reason is EndReason.JOB):
        return None
    earliest = Month.of(before.ended.told).next().first + timedelta(days=FIRST_RETURN - 1)
    registered = turn("unemployment-fund", earliest + timedelta(days=chance.randint(0, 30)))
    if registered > period.last - timedelta(days=5):
        return None
    elsewhere = Party("unemployment-fund", chance.choice(FUNDS))
    spell = Spell(
        registered=registered,
        starts=registered - timedelta(days=chance.randint(0, 5)),
        fund=elsewhere if chance.random() < 0.25 else before.fund,
        municipality=before.moves[-1].municipality if before.moves else before.municipality,
        hours_before=Decimal(0) if chance.random() < 0.15 else before.hours_before + total_of(before.paid),
    )
    return with_events(citizen, spell, period, chance)


def hours_before(limit: Decimal, chance: Random) -> Decimal:
    """Hours paid before: for many none, for some so many that the first month hands over, for a few above the limit."""
    kind = chance.random()
    if kind < 0.48:
        return Decimal(0)
    if kind < 0.64:
        return cents(chance, 20, 250)
    if kind < 0.90:
        return cents(chance, int(limit) - 140, int(limit) - 2)
    return limit if kind < 0.92 else cents(chance, int(limit) + 1, int(limit) + 600)


def just_below(limit: Decimal, chance: Random) -> Decimal:
    """So many that a few days of a month that is already over hand over, as soon as they are reported."""
    return cents(chance, int(limit) - 9, int(limit) - 1)


def cents(chance: Random, low: int, high: int) -> Decimal:
    """A number of hours with two decimals."""
    return Decimal(chance.randint(100 * low, 100 * high)) / 100


def with_events(citizen: Citizen, spell: Spell, period: Period, chance: Random) -> Spell:
    """What is told of the spell. The order of drawing is fixed; each step sees what the steps before it drew."""
    spell = replace(spell, ended=draw_end(spell, period, chance))
    spell = replace(spell, ended=draw_death(spell, period, chance) or spell.ended)
    spell = replace(spell, screening=draw_screening(spell, period, chance))
    spell = replace(spell, moves=draw_move(spell, period, chance), absences=draw_absences(spell, period, chance))
    spell = replace(spell, doubled=draw_double(spell, period, chance))
    return replace(spell, paid=draw_paid(citizen, spell, period, chance))


def draw_end(spell: Spell, period: Period, chance: Random) -> Ended | None:
    """A job for many, education or another fund for a few, told on the day or up to four days late."""
    kind, lasts, late = chance.random(), chance.randint(18, 170), max(0, chance.randint(-4, 4))
    if kind > 0.55:
        return None
    reason = EndReason.JOB if kind < 0.43 else EndReason.EDUCATION if kind < 0.51 else EndReason.LEFT_FUND
    told = turn("unemployment-fund", spell.registered + timedelta(days=lasts))
    return Ended(told, told - timedelta(days=late), reason) if told <= period.last else None


def draw_death(spell: Spell, period: Period, chance: Random) -> Ended | None:
    """Rarely somebody dies; the civil registration tells it some days later."""
    dies, after, late = chance.random() < 0.02, chance.randint(14, 150), chance.randint(1, 6)
    told = turn("civil-registration", spell.registered + timedelta(days=after))
    if not dies or told > spell.open_until(period):
        return None
    return Ended(told, told - timedelta(days=late), EndReason.DEATH)


def draw_screening(spell: Spell, period: Period, chance: Random) -> Screening | None:
    """Early in a spell without former hours, so that the fund is surely still responsible if it ever was.

    Under a law that begins at the jobcentre the fund has nothing to screen; some try all the same, and are refused.
    """
    screened, after, stays = chance.random() < 0.12, chance.randint(7, 40), chance.random() < 0.2
    grounds = chance.choice((Need.LANGUAGE, Need.HEALTH, Need.ADDICTION))
    told = turn("unemployment-fund", spell.registered + timedelta(days=after))
    if not screened or spell.hours_before or told > spell.open_until(period):
        return None
    return Screening(told, ScreeningOutcome.STAYS if stays else ScreeningOutcome.TO_JOBCENTRE, grounds)


def draw_move(spell: Spell, period: Period, chance: Random) -> tuple[Move, ...]:
    """One in ten moves within the country, told up to three days before or after."""
    moves, shift = chance.random() < 0.12, chance.randint(-3, 3)
    to = chance.choice([code for code in MUNICIPALITIES if code != spell.municipality])
    days = turns("civil-registration", spell.registered, spell.open_until(period))
    if not moves or not days:
        return ()
    told = chance.choice(days)
    return (Move(told, told + timedelta(days=shift), to),)


def draw_absences(spell: Spell, period: Period, chance: Random) -> tuple[Absence, ...]:
    """Illness begins on the day it is told, holidays are told ahead. One of each at the most."""
    found = []
    for kind, likely, ahead in ((AbsenceKind.ILLNESS, 0.2, (0, 0)), (AbsenceKind.HOLIDAY, 0.12, (4, 20))):
        has, lasts, wait = chance.random() < likely, chance.randint(2, 24), chance.randint(*ahead)
        days = turns("unemployment-fund", spell.registered + timedelta(days=3), spell.open_until(period))
        if has and days:
            told = chance.choice(days)
            first = told + timedelta(days=wait)
            found.append(Absence(told, kind, first, first + timedelta(days=lasts)))
    return tuple(found)


def draw_double(spell: Spell, period: Period, chance: Random) -> tuple[date, Party] | None:
    """Another fund registers the same person while the spell is open: on a day of its own, and to be refused."""
    doubled, other = chance.random() < 0.07, Party("unemployment-fund", chance.choice(FUNDS))
    days = turns("unemployment-fund", spell.registered + timedelta(days=1), spell.open_until(period))
    if not doubled or not days or other == spell.fund:
        return None
    return chance.choice(days), other


def draw_paid(citizen: Citizen, spell: Spell, period: Period, chance: Random) -> tuple[Paid, ...]:
    """Each month's hours in the first days of the next month; few are corrected some days later."""
    reports: list[Paid] = []
    last = spell.ended.on - timedelta(days=1) if spell.ended else period.last
    for month in months_between(spell.starts, last):
        due = max(month.next().first, spell.registered + timedelta(days=1))
        day = chance.choice(turns("unemployment-fund", due, due + timedelta(days=5)))
        hours = paid_hours(month, spell.starts, last, citizen.insurance)
        corrected = hours > 50 and chance.random() < 0.04
        first = hours - WEEKDAY[citizen.insurance] * chance.randint(1, 3) if corrected else hours
        reports.append(Paid(day, month, first))
        if corrected:
            reports.append(Paid(turn("unemployment-fund", day + timedelta(days=1)), month, hours))
    return tuple(each for each in reports if each.told <= period.last)
