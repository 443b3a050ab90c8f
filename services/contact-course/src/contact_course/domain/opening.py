"""A course begins with its spell, follows the spell's hours, and ends with it."""

from datetime import date

from contact_course.domain.course import Course, Spell, Stage
from contact_course.domain.planning import is_voluntary
from contact_course.domain.telling import aloud
from contact_course.domain.waiving import waive_all
from samspil.events.contact_course import CourseClosed, CourseOpened, WaiverReason
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted, RulesChanged, SpellClosed
from samspil.flow.decision import Context, Decision, ignore, note


def open_course(course: Course | None, told: RegistrationAccepted, ctx: Context) -> Decision[Course]:
    """A new spell, a new course. Its meetings are derived at the next waking, when its holder is known."""
    spell = Spell(
        id=told.spell_id,
        pack=told.pack,
        fund=told.fund,
        begins=told.unemployed_from,
        registered=told.registered_on,
        insurance=told.insurance,
        preference=told.form_preference,
        hours=told.hours_before,
    )
    opened = CourseOpened(spell_id=told.spell_id, pack=told.pack, starts_on=told.unemployed_from)
    return note((course or Course()).looked_at_tomorrow(spell, ctx.today)).tell(opened)


def follow_rules(course: Course | None, told: RulesChanged, ctx: Context) -> Decision[Course]:
    """Other rules hold from now on; what they change about the meetings, the next waking works out."""
    if course is None or course.spell is None or not is_open(course.spell, told.spell_id):
        return ignore()
    spell = course.spell.model_copy(update={"pack": told.rules, "ruled_since": told.since})
    return note(course.looked_at_tomorrow(follow_suspension(spell, told.since), ctx.today))


def follow_suspension(spell: Spell, today: date) -> Spell:
    """A suspension may begin or end today. Invitations for its days bind nobody; after it the citizen is asked anew."""
    if is_voluntary(spell):
        return spell.model_copy(update={"voluntary_since": spell.voluntary_since or today})
    first = spell.voluntary_since
    if first is None:
        return spell
    asked_again = [
        each.becomes(Stage.REQUIRED, None)
        if each.stage is Stage.INVITED and each.on is not None and first <= each.on < today
        else each
        for each in spell.meetings
    ]
    return spell.with_meetings(asked_again).model_copy(update={"voluntary_since": None})


def count_hours(course: Course | None, told: BenefitHoursCounted, ctx: Context) -> Decision[Course]:
    """More hours move the windows of what is not planned yet; the next waking projects them again."""
    if course is None or course.spell is None or not is_open(course.spell, told.spell_id):
        return ignore()
    month = max(told.month, course.spell.counted or told.month)
    spell = course.spell.model_copy(update={"hours": told.total, "counted": month})
    return note(course.looked_at_tomorrow(spell, ctx.today))


def close_course(course: Course | None, told: SpellClosed, ctx: Context) -> Decision[Course]:
    """Nobody owes the citizen anything more. What was held before the end may still be reported."""
    if course is None or course.spell is None or not is_open(course.spell, told.spell_id):
        return ignore()
    spell, waived = waive_all(course.spell, WaiverReason.SPELL_CLOSED, ctx.today)
    ended = course.with_spell(spell.model_copy(update={"ended": told.ended_on}))
    closed = CourseClosed(spell_id=told.spell_id, ended_on=told.ended_on, reason=told.reason)
    return aloud(note(ended), waived).tell(closed)


def is_open(spell: Spell, spell_id: str) -> bool:
    """Whether this is the spell meant, and still open."""
    return spell.id == spell_id and spell.ended is None
