"""Which rules hold for one citizen on one day: the pack of the spell's start and whatever lies over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from samspil.events.values import Insurance
from samspil.reference.parties import Party
from samspil.rules.documents import amended
from samspil.rules.loading import document_of, overlay, overlays, pack, pack_for, read_document
from samspil.rules.overlay import Municipality, Overlay
from samspil.rules.pack import Pack, all_rules


@dataclass(frozen=True, slots=True)
class Assignment:
    """The citizen entered a trial on a day, and has not left it."""

    overlay: str
    entered: date


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one resolved rule comes from, and why it holds."""

    rule: str
    document: str
    """The pack or overlay that says it."""
    why: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What holds: one pack with everything laid over it. `pack` is what decisions read."""

    pack: Pack
    overlays: tuple[str, ...]
    """What lies over the pack, in the order in which it was laid."""

    def origins(self) -> tuple[Origin, ...]:
        """Each rule's origin, in the order of the pack's file."""
        return tuple(self._origin(rule.id) for rule in all_rules(self.pack))

    def _origin(self, rule: str) -> Origin:
        document, _, _ = rule.partition(".")
        if document == self.pack.id:
            return Origin(rule, document, f"spells that begin from {self.pack.valid_from} follow it")
        over = overlay(document)
        return Origin(rule, document, f"{over.kind}: {over.title}")


def rules_for(
    spell_start: date,
    day: date,
    municipality: Municipality,
    fund: Party,
    insurance: Insurance | None = None,
    age: int | None = None,
    assignments: Iterable[Assignment] = (),
) -> RuleSet:
    """The rules that hold on `day` for a spell that began on `spell_start`. Raises NoPack before the first pack.

    `insurance` and `age` (completed years) matter only where a document is for some grades or ages; who is not known to
    be of them is not covered. `assignments` are the trials that the citizen is in: they hold until he or she leaves them, also after they closed.
    Amendments, dispensations and suspensions hold for everybody in their scope while they run.
    """
    return _rules_for(spell_start, day, municipality, fund, tuple(assignments))


@lru_cache(maxsize=65_536)
def _rules_for(
    spell_start: date, day: date, municipality: Municipality, fund: Party, assignments: tuple[Assignment, ...]
) -> RuleSet:
    base = pack_for(spell_start)
    entered = {each.overlay for each in assignments if each.entered <= day}
    laid = tuple(
        each.id for each in overlays() if base.id in each.over and _holds(each, entered, day, municipality, fund)
    )
    return RuleSet(laid_over(base.id, laid), laid)


def _holds(each: Overlay, entered: set[str], day: date, municipality: Municipality, fund: Party) -> bool:
    return each.id in entered if each.kind == "trial" else _in_force(each, day, municipality, fund)


def _in_force(each: Overlay, day: date, municipality: Municipality, fund: Party) -> bool:
    return each.runs_on(day) and each.scope.covers(municipality, fund)


@lru_cache(maxsize=1024)
def laid_over(pack_id: str, overlay_ids: tuple[str, ...]) -> Pack:
    """The pack with these overlays laid over it, one after the other. Raises BadPack where they do not go together."""
    if not overlay_ids:
        return pack(pack_id)
    document = document_of(pack_id)
    for id in overlay_ids:
        over = overlay(id)
        document = amended(document, over.changes, over.removes)
    return read_document(f"{pack_id} with {', '.join(overlay_ids)}", document)


def entered_at_start(spell_start: date, municipality: Municipality, fund: Party) -> tuple[Assignment, ...]:
    """The trials that everybody enters whose spell begins on this day, in this municipality and fund."""
    base = pack_for(spell_start)
    return tuple(
        Assignment(each.id, spell_start)
        for each in overlays()
        if each.entry == "scope" and base.id in each.over and _in_force(each, spell_start, municipality, fund)
    )


def may_enter(id: str, day: date, municipality: Municipality, fund: Party) -> bool:
    """Whether a citizen may enter this trial on `day`."""
    trial = overlay(id)
    return trial.kind == "trial" and _in_force(trial, day, municipality, fund)
