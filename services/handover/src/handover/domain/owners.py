"""How responsibility begins and ends with a spell, and who is told whenever it changes."""

from handover.domain.ledger import Counted, Ledger
from handover.domain.residence import Residence
from samspil.calendar import Month
from samspil.events.intake import RegistrationAccepted, SpellClosed
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved, ResponsibilityStated
from samspil.events.values import MoveCause
from samspil.flow.decision import Context, Decision, ignore, note
from samspil.reference.parties import Party
from samspil.rules import Authority, first_owner, named


def open_ledger(ledger: Ledger | None, told: RegistrationAccepted, ctx: Context) -> Decision[Ledger]:
    """The first holder holds from the spell's first day, back-dated days included."""
    rule = first_owner(told.hours_before, told.insurance, named(told.pack))
    residence = Residence(told.municipality)
    opened = Ledger(
        spell_id=told.spell_id,
        pack=told.pack,
        fund=told.fund,
        insurance=told.insurance,
        residence=residence,
        holder=authority(rule.owner, told.fund, residence),
        since=told.unemployed_from,
        counted=Counted(told.hours_before, Month.of(told.unemployed_from).plus(-1), told.registered_on),
    )
    return announce(opened, None, MoveCause.FIRST_OWNER, rule.id, ctx)


def close_ledger(ledger: Ledger | None, told: SpellClosed, ctx: Context) -> Decision[Ledger]:
    """Nobody holds from the spell's end on, or from the last transfer if that took effect later: what was told stands.

    Transfers still to come fall away.
    """
    if ledger is None or ledger.spell_id != told.spell_id:
        return ignore()
    effective = max(told.ended_on, ledger.since)
    ended = ResponsibilityEnded(spell_id=ledger.spell_id, holder=ledger.holder, effective=effective)
    stated = ResponsibilityStated(spell_id=ledger.spell_id, holder=None, since=effective)
    decision: Decision[Ledger] = Decision(state=None, told=(ended, stated))
    return tell_parties(decision, ended, ledger.fund, ledger.holder)


def announce(ledger: Ledger, previous: Party | None, cause: MoveCause, rule: str, ctx: Context) -> Decision[Ledger]:
    """Tell everybody whom it concerns that `ledger.holder` holds from `ledger.since` on."""
    moved = ResponsibilityMoved(
        spell_id=ledger.spell_id,
        transfer_id=ctx.id_for("transfer"),
        holder=ledger.holder,
        previous=previous,
        cause=cause,
        effective=ledger.since,
        rule=rule,
    )
    stated = ResponsibilityStated(spell_id=ledger.spell_id, holder=ledger.holder, since=ledger.since)
    return tell_parties(note(ledger).tell(moved, stated), moved, ledger.fund, previous, ledger.holder)


def tell_parties(
    decision: Decision[Ledger], told: ResponsibilityMoved | ResponsibilityEnded, *parties: Party | None
) -> Decision[Ledger]:
    """The event to each of the parties, once."""
    for party in dict.fromkeys(parties):
        if party is not None:
            decision = decision.tell_to(party, told)
    return decision


def authority(kind: Authority, fund: Party, residence: Residence) -> Party:
    """Which party an authority named in a rule is for this citizen."""
    return fund if kind == "unemployment-fund" else residence.jobcentre
