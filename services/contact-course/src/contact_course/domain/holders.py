"""Who is responsible, and what a change means for the meetings that are open."""

from datetime import date

from contact_course.domain.course import Coming, Course, Holding, Spell
from contact_course.domain.waiving import waive_all
from samspil.calendar import ONE_DAY
from samspil.events.contact_course import MeetingWaived, WaiverReason
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.values import MoveCause
from samspil.flow.decision import Context, Decision, note


def follow_holder(course: Course | None, told: ResponsibilityMoved, ctx: Context) -> Decision[Course]:
    """Only kept: its registration may still be on the way, and so may reports of the same day."""
    course = course or Course()
    holding = Holding(
        holder=told.holder,
        since=told.effective,
        screened=told.cause is MoveCause.SCREENING,
        anew=told.cause in (MoveCause.TRIAL_ENTRY, MoveCause.TRIAL_EXIT),
    )
    coming = (*course.coming, Coming(spell=told.spell_id, holding=holding))
    return note(Course(spell=course.spell, coming=coming, wakes=ctx.today + ONE_DAY))


def take_over(
    spell: Spell, coming: tuple[Coming, ...], today: date
) -> tuple[Spell, tuple[Coming, ...], list[MeetingWaived]]:
    """Whoever is responsible by `today` takes the spell over, and what the former holder still owed falls away.

    Returned beside the spell are the holders who are still to come.
    """
    own = [each for each in coming if each.spell == spell.id]
    later = tuple(each for each in own if each.holding.since > today)
    begun = tuple(each.holding for each in own if each.holding.since <= today)
    if not begun:
        return spell, later, []
    spell, waived = waive_all(spell, WaiverReason.HOLDER_CHANGED, today)
    return spell.model_copy(update={"holdings": spell.holdings + begun}), later, waived
