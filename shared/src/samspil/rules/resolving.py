"""Which rules hold for one citizen on one day: the pack of the spell's start and whatever lies over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.events.values import Insurance
from samspil.reference.parties import Party
from samspil.rules.combining import exclude_each_other
from samspil.rules.law import Law
from samspil.rules.loading import the_law
from samspil.rules.overlay import Ending, Overlay
from samspil.rules.pack import Pack
from samspil.rules.resolved import Origin, RuleSet
from samspil.rules.scope import Person

__all__ = [
    "Assignment",
    "Origin",
    "RuleSet",
    "entered_at_start",
    "laid_over",
    "left_by",
    "may_enter",
    "rules_for",
]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The citizen entered a trial on a day, and has not left it."""

    overlay: str
    entered: date


def rules_for(  # noqa: PLR0913, PLR0917  # all that rules can depend on, in the order in which everybody names it
    spell_start: date,
    day: date,
    municipality: str,
    fund: Party,
    insurance: Insurance | None = None,
    age: int | None = None,
    assignments: Iterable[Assignment] = (),
    *,
    law: Law | None = None,
) -> RuleSet:
    """The rules that hold on `day` for a spell that began on `spell_start`. Raises NoPack before the first pack.

    `insurance` and `age` (completed years) matter only where a document is for some grades or ages; who is not known to
    be of them is not covered. `assignments` are the trials that the citizen is in (LookupError for one that is none):
    they hold until he or she leaves them, also after they closed where the trial says so. Amendments, dispensations and
    suspensions hold for everybody in their scope while they run.
    """
    law = law or the_law()
    pack = law.pack_for(spell_start)
    over = law.over(pack.id, day)
    held = _held(assignments, day, law) if assignments else ()
    if not over:
        return law.resolved(pack, ())
    who = Person(municipality, fund, insurance, age)
    return law.resolved(pack, tuple([each for each in over if _has(who, each, held, spell_start, day)]))


def laid_over(pack_id: str, overlay_ids: tuple[str, ...]) -> Pack:
    """The pack with these overlays laid over it in this order. Raises LookupError for an unknown id, else BadPack."""
    law = the_law()
    return law.resolved(law.pack(pack_id), tuple(law.overlay(id) for id in overlay_ids)).pack


def entered_at_start(
    spell_start: date,
    municipality: str,
    fund: Party,
    insurance: Insurance | None = None,
    age: int | None = None,
    *,
    law: Law | None = None,
) -> tuple[Assignment, ...]:
    """The trials that everybody enters whose spell begins on this day, in this municipality and fund."""
    law = law or the_law()
    who = Person(municipality, fund, insurance, age)
    over = law.over(law.pack_for(spell_start).id, spell_start)
    trials = [each for each in over if each.takes_everybody and each.runs_on(spell_start)]
    return tuple(Assignment(each.id, spell_start) for each in trials if each.scope.covers(who))


def may_enter(  # noqa: PLR0913, PLR0917  # what entry can depend on
    id: str,
    day: date,
    municipality: str,
    fund: Party,
    spell_start: date,
    insurance: Insurance | None = None,
    age: int | None = None,
    assignments: Iterable[Assignment] = (),
    *,
    law: Law | None = None,
) -> bool:
    """Whether a citizen who is in the trials of `assignments` may enter this one on `day`. LookupError for no trial.

    Whoever is in it already may. Nobody else enters one that everybody in scope is in from the start of the spell: it
    began before the trial or elsewhere, or the citizen has left the trial since. Nor does anybody enter one after the
    spell's first day that does not say who takes over then.
    """
    law = law or the_law()
    trial, pack = law.trial(id), law.pack_for(spell_start)
    if pack.id not in trial.over or not trial.runs_on(day):
        return False
    entered = {each.overlay for each in assignments}
    if id not in entered and (trial.takes_everybody or (day > spell_start and not _is_entered_later(trial, pack, law))):
        return False
    excluded = any(exclude_each_other(trial, law.trial(other)) for other in entered - {id})
    return not excluded and trial.scope.covers(Person(municipality, fund, insurance, age))


def left_by(
    assignments: Iterable[Assignment], ending: Ending, municipality: str, fund: Party, *, law: Law | None = None
) -> tuple[Assignment, ...]:
    """Which of these trials the citizen leaves by a rule of theirs (`overlay(id).ending(...)`), in the order given.

    `municipality` and `fund` are those after the move or the change. A move takes nobody out of a trial that is for the
    new municipality too. Where the rule says that the trial begins again, the citizen may enter it anew, if it runs.
    """
    law = law or the_law()
    return tuple(each for each in assignments if _leaves(law.trial(each.overlay), ending, municipality, fund))


def _is_entered_later(trial: Overlay, pack: Pack, law: Law) -> bool:
    transfers = law.resolved(pack, (trial,)).pack.responsibility.transfers
    return any(rule.cause == "trial-entry" for rule in transfers)


def _leaves(trial: Overlay, ending: Ending, municipality: str, fund: Party) -> bool:
    stays = ending == "move" and trial.scope.reaches(municipality, fund)
    return trial.ending(ending) is not None and not stays


def _has(who: Person, each: Overlay, held: Sequence[str], spell_start: date, day: date) -> bool:
    if each.kind == "trial":
        return each.id in held
    return each.scope.covers(who) and each.held_by(spell_start, day)


def _held(assignments: Iterable[Assignment], day: date, law: Law) -> Sequence[str]:
    """The trials that the citizen is in; of two that exclude each other the one entered later."""
    held: list[Overlay] = []
    for each in sorted(assignments, key=lambda each: each.entered, reverse=True):
        trial = law.trial(each.overlay)
        if each.entered <= day and not any(exclude_each_other(trial, other) for other in held):
            held.append(trial)
    return [trial.id for trial in held]
