"""What changes or ends a spell: the fund's end, a move to another municipality, death."""

from datetime import date

from intake.domain.citizen import Citizen, Spell
from intake.domain.governing import arrive
from intake.domain.sender import proved_sender
from samspil.events.civil_registration import PersonDied, PersonMoved
from samspil.events.intake import MunicipalityChanged, SpellClosed
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.flow.decision import Context, Decision, accept, refuse
from samspil.reference.municipalities import UnknownMunicipality, municipality


def judge_end(citizen: Citizen | None, told: SpellEnded, ctx: Context) -> Decision[Citizen]:
    """End the running spell, if its own fund says so and not ahead of the day."""
    spell = citizen.running if citizen else None
    if citizen is None or spell is None:
        return refuse("no_open_spell", "The citizen has no running spell")
    if spell.fund != proved_sender(ctx):
        return refuse("not_responsible", "The running spell belongs to another fund")
    if told.ended_on > ctx.today:
        return refuse("future_date", f"ended_on lies after {ctx.today}; tell the end on that day")
    if told.ended_on < spell.starts_on:
        return refuse("before_start", f"ended_on lies before the spell's first day, {spell.starts_on}")
    return close(citizen, spell, told.ended_on, told.reason)


def judge_death(citizen: Citizen | None, told: PersonDied, ctx: Context) -> Decision[Citizen]:
    """Remember the death, which also stands against later registrations, and close a running spell."""
    if told.died_on > ctx.today:
        return refuse("future_date", f"died_on lies after {ctx.today}")
    dead = (citizen or Citizen()).model_copy(update={"died_on": told.died_on})
    if dead.running is None:
        return accept().become(dead)
    return close(dead, dead.running, max(told.died_on, dead.running.starts_on), EndReason.DEATH)


def close(citizen: Citizen, spell: Spell, ended_on: date, reason: EndReason) -> Decision[Citizen]:
    """The running spell is over from `ended_on`; it is kept, since later spells must not overlap it."""
    over = spell.model_copy(update={"ended_on": ended_on})
    closed = SpellClosed(spell_id=spell.id, ended_on=ended_on, reason=reason)
    return accept().become(citizen.model_copy(update={"spell": over})).tell(closed)


def judge_move(citizen: Citizen | None, told: PersonMoved, ctx: Context) -> Decision[Citizen]:
    """Follow the citizen of a running spell. A move told late that is older than one already known changes nothing;
    without a spell there is nothing to follow, since the next registration names the municipality itself.

    Everybody hears of a move that is told ahead; other rules begin on its day.
    """
    try:
        municipality(told.municipality)
    except UnknownMunicipality:
        return refuse("unknown_municipality", f"No municipality has the code {told.municipality}")
    spell = citizen.running if citizen else None
    if citizen is None or spell is None or (spell.moved_on is not None and told.moved_on < spell.moved_on):
        return accept()
    changed = MunicipalityChanged(
        spell_id=spell.id,
        previous=spell.told_municipality,
        municipality=told.municipality,
        moved_on=told.moved_on,
    )
    decision: Decision[Citizen] = accept() if told.municipality == spell.told_municipality else accept().tell(changed)
    moving = spell.model_copy(update={"moved_on": told.moved_on})
    if told.moved_on <= ctx.today:
        return arrive(decision, citizen, moving, told.municipality, ctx)
    announced = moving.model_copy(update={"announced": told.municipality})
    return decision.become(citizen.model_copy(update={"spell": announced}))
