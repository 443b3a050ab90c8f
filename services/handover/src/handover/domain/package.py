"""The package that a jobcentre gets when it becomes responsible: built once, at the waking, from all that is known."""

from dataclasses import replace

from handover.domain.dossier import Dossier, Handover, Progress, Registration, Spell, Transfer
from samspil.events.handover import HandoverClosed, HandoverPrepared, PackageContent
from samspil.flow.decision import Context, Decision

Said = Decision[Dossier]
"""What the waking has decided so far; each step adds to it."""


def send_packages(spell: Spell, known: Registration, said: Said, ctx: Context) -> tuple[Spell, Said]:
    """Prepare a package for each jobcentre that became responsible; whoever was responsible before owes no receipt."""
    for transfer in spell.awaiting:
        spell, said = close_handovers(spell, said)
        prepared = package_for(transfer, spell, known, ctx)
        handover = Handover(prepared.handover_id, transfer.receiver, ctx.today)
        spell = replace(spell, handovers=(*spell.handovers, handover))
        said = said.tell(prepared).ask(str(transfer.receiver), prepared)
    return replace(spell, awaiting=()), said


def package_for(transfer: Transfer, spell: Spell, known: Registration, ctx: Context) -> HandoverPrepared:
    """The package for one transfer, without any personal data: the vault adds the person when it seals."""
    content = PackageContent(
        fund=known.fund,
        municipality=known.residence.municipality,
        unemployed_from=known.unemployed_from,
        insurance=known.insurance,
        total_hours=known.hours,
        pack=known.pack,
        needs=known.needs,
        form_preference=known.form,
        meetings=spell.held,
    )
    return HandoverPrepared(
        spell_id=spell.id,
        handover_id=ctx.id_for("handover", transfer.id),
        receiver=transfer.receiver,
        cause=transfer.cause,
        effective=transfer.effective,
        content=content,
    )


def close_handovers(spell: Spell, said: Said) -> tuple[Spell, Said]:
    """Nothing more is awaited of open handovers: the spell ended, or somebody else became responsible."""
    for handover in spell.handovers:
        if handover.is_open:
            closed = HandoverClosed(spell_id=spell.id, handover_id=handover.id, receiver=handover.receiver)
            spell, said = spell.with_handover(replace(handover, progress=Progress.CLOSED)), said.tell(closed)
    return spell, said
