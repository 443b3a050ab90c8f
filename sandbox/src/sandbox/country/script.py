"""The messages that a life makes, each with the answer it must get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from samspil.calendar import ONE_DAY
from samspil.events.civil_registration import PersonDied, PersonMoved
from samspil.events.unemployment_fund import (
    AbsenceReported,
    BenefitHoursReported,
    MemberRegistered,
    MemberScreened,
    SpellEnded,
)
from samspil.events.values import EndReason
from samspil.reference.parties import CIVIL_REGISTRATION, Party
from sandbox.country.chance import lot
from sandbox.country.due import account_of
from sandbox.country.life import Life, Period, Spell
from sandbox.country.population import Citizen
from sandbox.country.saying import ACCEPTED, NOT_RESPONSIBLE, REPEATED, Saying, Voice
from sandbox.country.turns import turn

REPEATS = 0.03
"""So many of the planned messages are sent once more, as a system does that did not see the answer."""


def script_of(life: Life, period: Period, seed: int) -> Iterator[Saying]:
    """Everything that is planned to be said of a citizen, repeats included."""
    citizen = life.citizen
    for number, spell in enumerate(life.spells):
        for saying in (*by_fund(citizen, spell, number, seed), *by_registry(citizen, spell, number, seed)):
            about = replace(saying, number=citizen.number)
            yield about
            yield from repeat_of(about, period, seed)


def by_fund(citizen: Citizen, spell: Spell, number: int, seed: int) -> Iterator[Saying]:
    """What the fund of the spell says of it, and the other fund that also wants to have it."""
    voice, case, name = Voice(seed, spell.fund), citizen.case_at(spell.fund), f"spell {number}"
    yield replace(voice.says(registration(citizen, spell), spell.registered, case, name), person=citizen.person)
    if spell.doubled:
        yield second_registration(citizen, spell, *spell.doubled, Voice(seed, spell.doubled[1]))
    for paid in spell.paid:
        hours = BenefitHoursReported(month=paid.month, hours=paid.hours)
        yield voice.says(hours, paid.told, case, name, "hours", str(paid.month))
    for absence in spell.absences:
        told = AbsenceReported(kind=absence.kind, first=absence.first, last=absence.last)
        yield voice.says(told, absence.told, case, name, "absence", absence.kind)
    if spell.screening:
        screened = MemberScreened(outcome=spell.screening.outcome, grounds=spell.screening.grounds)
        saying = voice.says(screened, spell.screening.told, case, name, "screening")
        holder = account_of(citizen, spell, saying.day).holder_on(saying.day)
        yield replace(saying, expected=ACCEPTED if holder == spell.fund else NOT_RESPONSIBLE)
    if spell.ended and spell.ended.reason is not EndReason.DEATH:
        ended = SpellEnded(ended_on=spell.ended.on, reason=spell.ended.reason)
        yield voice.says(ended, spell.ended.told, case, name, "end")


def by_registry(citizen: Citizen, spell: Spell, number: int, seed: int) -> Iterator[Saying]:
    """What the civil registration says during the spell."""
    voice, case = Voice(seed, CIVIL_REGISTRATION), f"person-{citizen.number:06d}"
    for move in spell.moves:
        moved = PersonMoved(municipality=move.municipality, moved_on=move.on)
        yield replace(voice.says(moved, move.told, case, f"move {number}"), person=citizen.person)
    if spell.ended and spell.ended.reason is EndReason.DEATH:
        died = PersonDied(died_on=spell.ended.on)
        yield replace(voice.says(died, spell.ended.told, case, "death"), person=citizen.person)


def registration(citizen: Citizen, spell: Spell) -> MemberRegistered:
    """The member became unemployed."""
    return MemberRegistered(
        unemployed_from=spell.starts,
        municipality=spell.municipality,
        insurance=citizen.insurance,
        hours_before=spell.hours_before,
        needs=citizen.needs,
        form_preference=citizen.preference,
        birth_year=citizen.birth_year,
        trials=(spell.trial.name,) if spell.trial else (),
    )


def second_registration(citizen: Citizen, spell: Spell, day: date, fund: Party, voice: Voice) -> Saying:
    """Another fund says the same of the same person while the spell is open."""
    told = registration(citizen, replace(spell, starts=day - timedelta(days=day.toordinal() % 6)))
    saying = voice.says(told, day, citizen.case_at(fund), "second registration")
    return replace(saying, person=citizen.person, expected="overlapping_spell")


def repeat_of(saying: Saying, period: Period, seed: int) -> Iterator[Saying]:
    """The same message again on the sender's next day, for some."""
    day = turn(saying.party.kind, saying.day + ONE_DAY)
    if lot(seed, "repeat", saying.id) < REPEATS and day <= period.last:
        yield replace(saying, day=day, expected=REPEATED)
