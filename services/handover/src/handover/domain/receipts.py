"""What a jobcentre answers to a package: received, accepted or rejected. The ledger never hears of it."""

from dataclasses import replace

from handover.domain.dossier import Dossier, Handover, Progress, Spell
from handover.domain.follow_up import escalation
from samspil.calendar import ONE_DAY
from samspil.events.handover import HandoverSent, ReceiptRecorded
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.values import HandoverRejection
from samspil.flow.decision import Context, Decision, Refusal, accept, ignore, note, refuse

UNANSWERED = (Progress.PREPARED, Progress.SENT)
MAY_FOLLOW = {
    Progress.RECEIVED: UNANSWERED,
    Progress.ACCEPTED: (*UNANSWERED, Progress.RECEIVED, Progress.REJECTED),
    Progress.REJECTED: (*UNANSWERED, Progress.RECEIVED),
}
"""After what a receipt may come. People can mend what was rejected, so it may still be accepted; that is final."""


def note_sent(dossier: Dossier | None, told: HandoverSent, ctx: Context) -> Decision[Dossier]:
    """The package left; from today its receiver's time runs.

    The day of preparing is the earliest, however fast the dispatcher was.
    """
    found = dossier.find(told.handover_id) if dossier else None
    if dossier is None or found is None or found[1].progress is not Progress.PREPARED:
        return ignore()
    spell, handover = found
    sent = replace(handover, progress=Progress.SENT, since=max(handover.since, ctx.today))
    return note(dossier.having(spell.with_handover(sent)).looking(sent.since + ONE_DAY))


def judge_received(dossier: Dossier | None, told: HandoverReceived, ctx: Context) -> Decision[Dossier]:
    """The package arrived and could be read (modtaget); an acceptance is still awaited."""
    return judge_receipt(dossier, told.handover_id, Progress.RECEIVED, None, ctx)


def judge_accepted(dossier: Dossier | None, told: HandoverAccepted, ctx: Context) -> Decision[Dossier]:
    """The jobcentre takes the citizen over (accepteret), and nothing more is awaited."""
    return judge_receipt(dossier, told.handover_id, Progress.ACCEPTED, None, ctx)


def judge_rejected(dossier: Dossier | None, told: HandoverRejected, ctx: Context) -> Decision[Dossier]:
    """The jobcentre says that it cannot (afvist): operators are called at once, and it stays responsible meanwhile."""
    return judge_receipt(dossier, told.handover_id, Progress.REJECTED, told.reason, ctx)


def judge_receipt(
    dossier: Dossier | None, handover_id: str, progress: Progress, reason: HandoverRejection | None, ctx: Context
) -> Decision[Dossier]:
    """Record a receipt, or say why it does not count."""
    found = dossier.find(handover_id) if dossier else None
    if dossier is None or found is None:
        return refuse_missing(dossier, handover_id)
    spell, handover = found
    if why := refusal_of(spell, handover, progress, ctx):
        return Decision(answer=why)
    changed = replace(handover, progress=progress, escalated=handover.escalated or progress is Progress.REJECTED)
    recorded = ReceiptRecorded(
        spell_id=spell.id, handover_id=handover_id, receiver=handover.receiver, state=progress.value, reason=reason
    )
    decision: Decision[Dossier] = accept().become(dossier.having(spell.with_handover(changed))).tell(recorded)
    return decision.tell(escalation(spell, changed, "rejected")) if progress is Progress.REJECTED else decision


def refusal_of(spell: Spell, handover: Handover, progress: Progress, ctx: Context) -> Refusal | None:
    """Why this receipt does not count, or None."""
    if ctx.cause.party != handover.receiver:
        return Refusal("not_receiver", "The package went to another jobcentre; only its receiver can answer it")
    if spell.closed or handover.progress is Progress.CLOSED:
        return CLOSED
    if handover.progress not in MAY_FOLLOW[progress]:
        return Refusal("already_answered", f"The handover is already {handover.progress}; no more receipt is needed")
    return None


def refuse_missing(dossier: Dossier | None, handover_id: str) -> Decision[Dossier]:
    """No such handover is under way: it is over, or there never was one."""
    if dossier is not None and handover_id in dossier.past:
        return Decision(answer=CLOSED)
    return refuse("unknown_handover", "No handover of this citizen has this id; send the `handover_id` of the package")


CLOSED = Refusal("handover_closed", "The spell ended or somebody else took over; nothing more is awaited")
