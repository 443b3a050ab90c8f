"""The judge of absences (fravær): days on which the citizen cannot be met."""

from datetime import date, timedelta

from contact_course.domain.course import Absence, Course, Spell
from samspil import rules
from samspil.events.contact_course import AbsenceNoted
from samspil.events.unemployment_fund import AbsenceReported
from samspil.events.values import AbsenceKind
from samspil.flow.decision import Context, Decision, accept, refuse


def judge_absence(course: Course | None, told: AbsenceReported, ctx: Context) -> Decision[Course]:
    """Accepted from the fund of the open spell, which follows the citizen whoever has the course.

    What is planned inside is moved at the next waking.
    """
    if course is None or course.spell is None or course.spell.ended:
        return refuse("no_open_course", "The citizen has no open spell of unemployment; register it first")
    spell = course.spell
    if spell.fund != ctx.cause.party:
        return refuse(
            "not_responsible", "The citizen's spell was registered by another fund; only that one reports absences"
        )
    if told.last < told.first or told.last < spell.begins:
        return refuse("wrong_dates", f"An absence has a last day on or after its first, and not before {spell.begins}")
    absence = Absence(first=told.first, last=last_day_without_duty(spell, told))
    noted = AbsenceNoted(spell_id=spell.id, kind=told.kind, first=told.first, last=told.last)
    after = spell.model_copy(update={"absences": (*spell.absences, absence)})
    return accept().become(course.looked_at_tomorrow(after, ctx.today)).tell(noted)


def last_day_without_duty(spell: Spell, told: AbsenceReported) -> date:
    """The last day on which the citizen need not come: of an illness only the first days count."""
    if told.kind is not AbsenceKind.ILLNESS:
        return told.last
    no_duty = timedelta(days=rules.named(spell.pack).meetings.illness.no_duty_days - 1)
    return min(told.last, told.first + no_duty)
