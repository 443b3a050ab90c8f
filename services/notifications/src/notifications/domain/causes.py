"""Which fact makes which letter. During a day letters only wait: what gave them cause may be gone by the evening.

The topics of one day arrive in any order between each other, so nothing is decided here that depends on it: facts about
one meeting come on one topic, in order; whatever has to be weighed across topics is weighed in the morning (`post`).
"""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from notifications.domain.letters import DANISH, ENGLISH, EndedSpell, Letter, Letters
from samspil.calendar import ONE_DAY
from samspil.events.contact_course import MeetingInvited, MeetingRescheduled, MeetingWaived, WaiverReason
from samspil.events.intake import RegistrationAccepted, SpellClosed
from samspil.events.notifications import LetterKind
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.values import EndReason, MeetingForm, MoveCause, Need
from samspil.flow.decision import Context, Decision, ignore, note
from samspil.reference.parties import Party


class Details(TypedDict, total=False):
    """What a letter names beside its kind, holder and subject."""

    about: date | None
    previous: date | None
    form: MeetingForm | None


def welcome(letters: Letters | None, told: RegistrationAccepted, ctx: Context) -> Decision[Letters]:
    """A spell began: a welcome with rights and duties, in the language the citizen reads."""
    language = ENGLISH if Need.LANGUAGE in told.needs else DANISH
    known = (letters or Letters()).model_copy(update={"language": language})
    letter = letter_for(
        LetterKind.WELCOME, told.spell_id, told.spell_id, told.fund, ctx, {"about": told.unemployed_from}
    )
    return await_post(known, letter, ctx)


def name_new_holder(letters: Letters | None, told: ResponsibilityMoved, ctx: Context) -> Decision[Letters]:
    """Responsibility moved. A fund that has its own member from the first day is no news: the welcome says it."""
    if told.cause is MoveCause.FIRST_OWNER and told.holder.kind == "unemployment-fund":
        return ignore()
    subject = f"holder of {told.spell_id}"
    letter = letter_for(LetterKind.NEW_HOLDER, subject, told.spell_id, told.holder, ctx, {"about": told.effective})
    return await_post(letters or Letters(), letter, ctx)


def invite(letters: Letters | None, told: MeetingInvited, ctx: Context) -> Decision[Letters]:
    """A meeting has a day."""
    details: Details = {"about": told.on, "form": told.form}
    letter = letter_for(LetterKind.INVITATION, told.meeting_id, told.spell_id, told.holder, ctx, details)
    return await_post(letters or Letters(), letter, ctx)


def announce_change(letters: Letters | None, told: MeetingRescheduled, ctx: Context) -> Decision[Letters]:
    """A meeting has another day. Whoever has not been told the first day is simply invited to the new one."""
    known = letters or Letters()
    unsent = known.on(told.meeting_id)
    if unsent and unsent.kind is LetterKind.INVITATION:
        kind, details = LetterKind.INVITATION, Details(about=told.on, form=unsent.form)
    else:
        kind = LetterKind.CHANGE
        details = Details(about=told.on, previous=unsent.previous if unsent else told.previous)
    if details["about"] == details.get("previous"):
        return drop(known, told.meeting_id)
    return await_post(known, letter_for(kind, told.meeting_id, told.spell_id, told.holder, ctx, details), ctx)


def call_off(letters: Letters | None, told: MeetingWaived, ctx: Context) -> Decision[Letters]:
    """A meeting falls away. Whoever has not been told of it hears nothing; nor does anybody of one that is past."""
    known = letters or Letters()
    unsent = known.on(told.meeting_id)
    never_told = not told.invited or (unsent is not None and unsent.kind is LetterKind.INVITATION)
    if never_told or told.reason is WaiverReason.WINDOW_PASSED:
        return drop(known, told.meeting_id)
    details: Details = {"about": unsent.previous if unsent else told.on}
    letter = letter_for(LetterKind.CANCELLATION, told.meeting_id, told.spell_id, told.holder, ctx, details)
    return await_post(known, letter, ctx)


def end_spell(letters: Letters | None, told: SpellClosed, ctx: Context) -> Decision[Letters]:
    """A spell is over, or the citizen died: the morning's post is looked through with that in mind."""
    known = letters or Letters()
    ended = {*known.ended, EndedSpell(spell=told.spell_id, on=told.ended_on)}
    seen = {
        "dead": known.dead or told.reason is EndReason.DEATH,
        "ended": tuple(sorted(ended, key=lambda each: (each.spell, each.on))),
        "post": next_morning(ctx),
    }
    return note(known.model_copy(update=seen))


def letter_for(kind: LetterKind, subject: str, spell: str, holder: Party, ctx: Context, details: Details) -> Letter:
    """The letter that this cause asks for; its id comes from cause and kind, so there is never a second one."""
    return Letter(
        id=ctx.id_for(kind), kind=kind, cause=ctx.cause.id, subject=subject, spell=spell, holder=holder, **details
    )


def await_post(letters: Letters, letter: Letter, ctx: Context) -> Decision[Letters]:
    """The letter waits for the morning, in the place of an earlier one on the same subject."""
    waiting = letters.losing(letter.subject, letter)
    return note(letters.model_copy(update={"waiting": waiting, "post": next_morning(ctx)}))


def drop(letters: Letters, subject: str) -> Decision[Letters]:
    """The waiting letter on this subject, if there is one, has lost its cause."""
    if letters.on(subject) is None:
        return ignore()
    return note(letters.model_copy(update={"waiting": letters.losing(subject)}))


def next_morning(ctx: Context) -> date:
    """The morning after the lane's day: whatever its topics still have to say of this day is known by then."""
    return ctx.today + ONE_DAY
