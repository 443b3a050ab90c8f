"""Notes what three topics tell of a spell. Nothing is told here: the waking works through it."""

from dataclasses import replace

from handover.domain.dossier import Dossier, Registration, Transfer, noted
from handover.domain.residence import Residence
from samspil.calendar import ONE_DAY
from samspil.events.contact_course import MeetingHeld
from samspil.events.handover import MeetingSummary
from samspil.events.intake import (
    BenefitHoursCounted,
    MunicipalityChanged,
    RegistrationAccepted,
    RulesChanged,
    SpellClosed,
)
from samspil.events.responsibility import ResponsibilityMoved
from samspil.flow.decision import Context, Decision, ignore, note


def note_registration(dossier: Dossier | None, told: RegistrationAccepted, ctx: Context) -> Decision[Dossier]:
    """A spell begins: what the fund said about it once, nobody is asked for again."""
    registration = Registration(
        fund=told.fund,
        residence=Residence(told.municipality),
        unemployed_from=told.unemployed_from,
        insurance=told.insurance,
        pack=told.pack,
        needs=told.needs,
        form=told.form_preference,
        hours=told.hours_before,
        counted_until=told.unemployed_from - ONE_DAY,
        counted_on=told.registered_on,
    )
    return note(noted(dossier, told.spell_id, ctx, registration=registration))


def note_hours(dossier: Dossier | None, told: BenefitHoursCounted, ctx: Context) -> Decision[Dossier]:
    """The running total goes into the package, and moves the forecast."""
    known = dossier.spell(told.spell_id).registration if dossier else None
    if known is None:
        return ignore()
    until = max(known.counted_until, told.month.last)
    counted = replace(known, hours=told.total, counted_until=until, counted_on=told.reported_on)
    return note(noted(dossier, told.spell_id, ctx, registration=counted))


def note_rules(dossier: Dossier | None, told: RulesChanged, ctx: Context) -> Decision[Dossier]:
    """Other rules may move the forecast, and give receipts more or less time."""
    known = dossier.spell(told.spell_id).registration if dossier else None
    if known is None:
        return ignore()
    return note(noted(dossier, told.spell_id, ctx, registration=replace(known, pack=told.rules)))


def note_municipality(dossier: Dossier | None, told: MunicipalityChanged, ctx: Context) -> Decision[Dossier]:
    """Another jobcentre may have to be forewarned."""
    known = dossier.spell(told.spell_id).registration if dossier else None
    if known is None:
        return ignore()
    residence = known.residence.moving(told.municipality, told.moved_on, ctx.today)
    return note(noted(dossier, told.spell_id, ctx, registration=replace(known, residence=residence)))


def note_holder(dossier: Dossier | None, told: ResponsibilityMoved, ctx: Context) -> Decision[Dossier]:
    """A jobcentre that became responsible is owed a package, unless the fund followed before any was sent."""
    awaiting: tuple[Transfer, ...] = ()
    if told.holder.kind == "jobcentre":
        so_far = (dossier or Dossier()).spell(told.spell_id).awaiting
        awaiting = (*so_far, Transfer(told.transfer_id, told.holder, told.cause, told.effective))
    return note(noted(dossier, told.spell_id, ctx, holder=told.holder, awaiting=awaiting))


def note_meeting(dossier: Dossier | None, told: MeetingHeld, ctx: Context) -> Decision[Dossier]:
    """Held meetings go into the package, so that the citizen is not asked the same again."""
    held = (dossier or Dossier()).spell(told.spell_id).held
    summary = MeetingSummary(meeting_id=told.meeting_id, rule=told.rule, holder=told.holder, on=told.on, form=told.form)
    return note(noted(dossier, told.spell_id, ctx, held=(*held, summary)))


def note_end(dossier: Dossier | None, told: SpellClosed, ctx: Context) -> Decision[Dossier]:
    """From here on no receipt counts any more; the waking closes what was open."""
    if dossier is None:
        return ignore()
    return note(noted(dossier, told.spell_id, ctx, closed=True))
