"""Follows a package: a silent jobcentre is reminded, then operators are called. Nobody is handed back by it."""

from dataclasses import replace
from datetime import date

from handover.domain.dossier import Handover, Progress, Registration, Spell
from handover.domain.package import Said
from samspil.calendar import add_working_days, next_working_day
from samspil.events.handover import HandoverEscalated, HandoverReminded

AWAITED = (Progress.PREPARED, Progress.SENT, Progress.RECEIVED)
GROUNDS = {Progress.PREPARED: "not-sent", Progress.SENT: "silent", Progress.RECEIVED: "not-accepted"}


def follow_up(spell: Spell, known: Registration, said: Said, today: date) -> tuple[Spell, Said]:
    """Remind of packages without any receipt, and escalate what was not accepted in time."""
    for handover in spell.handovers:
        if is_due(reminder_day(handover, known), today):
            spell, said = remind(spell, handover, said)
    for handover in spell.handovers:
        if is_due(escalation_day(handover, known), today):
            spell, said = escalate(spell, handover, said)
    return spell, said


def remind(spell: Spell, handover: Handover, said: Said) -> tuple[Spell, Said]:
    """The receiver hears once that its receipt is missing."""
    reminded = HandoverReminded(spell_id=spell.id, handover_id=handover.id, receiver=handover.receiver)
    spell = spell.with_handover(replace(handover, reminded=True))
    return spell, said.tell(reminded).tell_to(handover.receiver, reminded)


def escalate(spell: Spell, handover: Handover, said: Said) -> tuple[Spell, Said]:
    """Operators hear once that a handover is stuck, and why."""
    told = escalation(spell, handover, GROUNDS[handover.progress])
    return spell.with_handover(replace(handover, escalated=True)), said.tell(told)


def is_due(limit: date | None, today: date) -> bool:
    return limit is not None and limit <= today


def escalation(spell: Spell, handover: Handover, grounds: str) -> HandoverEscalated:
    """Operators must act, for example because it is `silent` or `rejected`."""
    return HandoverEscalated(spell_id=spell.id, handover_id=handover.id, receiver=handover.receiver, grounds=grounds)


def next_follow_up(spell: Spell, known: Registration) -> date | None:
    """The next day on which something may be late."""
    days = [day(handover, known) for handover in spell.handovers for day in (reminder_day, escalation_day)]
    return min((day for day in days if day is not None), default=None)


def reminder_day(handover: Handover, known: Registration) -> date | None:
    """The day on which silence is reminded of; None where there is a receipt, or no package to have one for."""
    if handover.progress is not Progress.SENT or handover.reminded:
        return None
    return after_working_days(handover.since, known.rules.handover.follow_up.remind_after_working_days)


def escalation_day(handover: Handover, known: Registration) -> date | None:
    """The day on which operators are called; None where the receiver answered, or they were called."""
    if handover.progress not in AWAITED or handover.escalated:
        return None
    return after_working_days(handover.since, known.rules.handover.follow_up.escalate_after_working_days)


def after_working_days(sent_on: date, count: int) -> date:
    """The first working day before which the receiver had `count` whole working days, the day of sending included."""
    return add_working_days(next_working_day(sent_on), count)
