"""Tells a jobcentre weeks ahead that a citizen will probably come over, so that it can plan the first meetings.

The forecast follows from what was reported, not from the day on which somebody looks: a late report repeats nothing.
"""

from dataclasses import replace
from datetime import date, timedelta

from handover.domain.dossier import Registration, Spell
from handover.domain.package import Said
from samspil.events.handover import HandoverForecast
from samspil.rules import forecast_handover_day


def tell_forecast(spell: Spell, known: Registration, said: Said, today: date) -> tuple[Spell, Said]:
    """Tell the takeover when it comes within the pack's weeks, and again whenever its day or its jobcentre changes."""
    expected = expected_takeover(spell, known)
    if expected is None or expected <= today:
        return spell, said
    receiver = known.residence.on(expected).jobcentre
    told = spell.forecast
    if told == (expected, receiver) or (told is None and today < first_day_to_tell(expected, known)):
        return spell, said
    forecast = HandoverForecast(spell_id=spell.id, receiver=receiver, expected_on=expected, total_hours=known.hours)
    said = said.tell(forecast).tell_to(receiver, forecast)
    if told is not None and told[1] != receiver:
        said = said.tell_to(told[1], forecast)
    return replace(spell, forecast=(expected, receiver)), said


def next_look(spell: Spell, known: Registration, today: date) -> date | None:
    """The day on which the forecast comes within the pack's weeks, if that is still to come."""
    expected = expected_takeover(spell, known)
    if expected is None or spell.forecast is not None:
        return None
    first_day = first_day_to_tell(expected, known)
    return first_day if first_day > today else None


def expected_takeover(spell: Spell, known: Registration) -> date | None:
    """The probable day of the takeover by hours; None where the jobcentre has the citizen or no hours hand over."""
    if spell.holder != known.fund:
        return None
    return forecast_handover_day(known.count, known.rules, known.counted_on)


def first_day_to_tell(expected: date, known: Registration) -> date:
    return expected - timedelta(weeks=known.rules.handover.forecast.weeks_ahead)
