"""The morning's post: the waiting letters that still have a cause are written and given to the channel."""

from __future__ import annotations

from notifications.domain.letters import Letter, Letters, as_piled
from samspil.events.notifications import NotificationCreated, NotificationSent, NotificationWithdrawn
from samspil.flow.decision import Context, Decision, ignore, note

CHANNEL = "letters"
"""What the dispatcher orders by: one citizen's letters leave in the order of the pile."""


def write_letters(letters: Letters, ctx: Context) -> Decision[Letters]:
    """Wake: write what still has a cause, withdraw the rest, forget both. A letter's life goes on in its own events."""
    decision = note(letters.model_copy(update={"waiting": (), "ended": (), "post": None}))
    for letter in as_piled(letters.waiting):
        if letters.still_true(letter, ctx.today):
            created = written(letter, letters.language)
            decision = decision.tell(created).ask(CHANNEL, created)
        else:
            decision = decision.tell(withdrawn(letter))
    return decision


def await_receipt(letters: Letters | None, told: NotificationSent, ctx: Context) -> Decision[Letters]:
    """Sent is not delivered: ask the channel for the receipt."""
    return ignore().ask(CHANNEL, told)


def withdrawn(letter: Letter) -> NotificationWithdrawn:
    """What operators hear of a letter that is not written."""
    return NotificationWithdrawn(notification_id=letter.id, kind=letter.kind, cause_id=letter.cause)


def written(letter: Letter, language: str) -> NotificationCreated:
    """What is told of a letter: everything its text needs, and nothing personal."""
    return NotificationCreated(
        notification_id=letter.id,
        kind=letter.kind,
        cause_id=letter.cause,
        language=language,
        about=letter.about,
        holder=str(letter.holder),
        form=letter.form,
        previous=letter.previous,
    )
