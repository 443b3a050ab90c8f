"""The waking of a day: everything noted since the last one is worked through, the same whatever came in first."""

from dataclasses import replace
from datetime import date

from handover.domain.dossier import Dossier, Registration, Spell
from handover.domain.follow_up import follow_up, next_follow_up
from handover.domain.forecast import next_look, tell_forecast
from handover.domain.package import Said, close_handovers, send_packages
from samspil.flow.decision import Context, Decision


def work_through(dossier: Dossier, ctx: Context) -> Decision[Dossier]:
    """Send packages, follow those sent, forecast, and put away spells that closed."""
    said: Said = Decision()
    kept, looks, past = [], [], dossier.past
    for spell in dossier.spells:
        known = spell.registration
        if known is None:
            continue  # a late word about a spell that is put away
        if spell.closed:
            said = close_handovers(spell, said)[1]
            past = tuple(handover.id for handover in spell.handovers)
            continue
        lived, said = live_through(spell, known, said, ctx)
        kept.append(lived)
        looks += next_days(lived, known, ctx.today)
    if not kept and not past:
        return said.become(None)
    return said.become(Dossier(spells=tuple(kept), past=past, look=min(looks, default=None)))


def live_through(spell: Spell, known: Registration, said: Said, ctx: Context) -> tuple[Spell, Said]:
    """What this day brings for an open spell."""
    here = replace(known, residence=known.residence.on(ctx.today))
    spell = replace(spell, registration=here)
    if spell.holder == here.fund:
        spell, said = close_handovers(spell, said)
    spell, said = send_packages(spell, here, said, ctx)
    spell, said = follow_up(spell, here, said, ctx.today)
    return tell_forecast(spell, here, said, ctx.today)


def next_days(spell: Spell, known: Registration, today: date) -> list[date]:
    """The days on which there may be something to do again, if nothing happens."""
    return [day for day in (next_follow_up(spell, known), next_look(spell, known, today)) if day is not None]
