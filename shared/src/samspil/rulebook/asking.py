"""What applies to one citizen: the question with its defaults, and the answer rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from samspil.events.values import Insurance
from samspil.reference.parties import Party
from samspil.rulebook.names import Unknown, known_fund, known_municipality, known_trial, pack_on
from samspil.rulebook.places import document_named_in, other_grades, rules_by_place
from samspil.rulebook.told import Told
from samspil.rules import Assignment, RuleSet, entered_at_start, may_enter, overlay, rules_for
from samspil.rules.plan import YoungRule
from samspil.rules.rule import Rule
from samspil.rules.scope import Person

NOWHERE: Final = ""
"""In the place of a municipality: only what is for all of them, or for all but some, covers it."""
NO_FUND: Final = Party("unemployment-fund", "none")


@dataclass(frozen=True, slots=True)
class Question:
    """Whom it is about. What is not given narrows nothing, and what holds for single places or funds is left out."""

    starts: date
    """The first day of the spell."""
    day: date
    """The day on which the rules are looked up."""
    municipality: str | None = None
    fund: str | None = None
    insurance: Insurance | None = None
    age: int | None = None
    """Completed years."""
    trials: tuple[str, ...] = ()
    """Trials that the citizen entered at the spell's start, besides those that everybody in scope enters."""


@dataclass(frozen=True, slots=True)
class Applies:
    """One rule, and why it applies or does not."""

    rule: Told
    why: str

    def as_json(self) -> dict[str, Any]:
        """The rule as plain data, with why it applies or does not."""
        return {**self.rule.as_json(), "why": self.why}


@dataclass(frozen=True, slots=True)
class Answer:
    """All that applies. `notes` are what the asker should know about the answer."""

    asked: Question
    pack: str
    overlays: tuple[str, ...]
    rules: tuple[Applies, ...]
    off: tuple[Applies, ...]
    """The pack's rules that do not hold, since something laid over it takes them away."""
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        asked = {name: getattr(self.asked, name) for name in Question.__slots__}
        return {
            "asked": asked, "pack": self.pack, "overlays": self.overlays,
            "rules": [each.as_json() for each in self.rules], "switched_off": [each.as_json() for each in self.off],
            "notes": self.notes,
        }  # fmt: skip


def answer(asked: Question) -> Answer:
    """What applies. Raises Unknown where a name or a date in the question is not known."""
    if asked.day < asked.starts:
        raise Unknown(f"nothing applies on {asked.day} to a spell that begins on {asked.starts}; ask for a later --day")
    pack = pack_on(asked.starts)
    who = _who(asked)
    chosen = tuple(Assignment(known_trial(id).id, asked.starts) for id in asked.trials)
    entered = entered_at_start(asked.starts, *who)
    found = rules_for(asked.starts, asked.day, *who, assignments=dict.fromkeys((*entered, *chosen)))
    notes = (*_left_open(asked), *_about_trials(asked, entered, who, found), *_about_scope(found))
    return Answer(asked, pack.id, found.overlays, tuple(_applies(found, asked)), tuple(_off(found)), notes)


def _who(asked: Question) -> Person:
    where = known_municipality(asked.municipality) if asked.municipality else NOWHERE
    fund = Party("unemployment-fund", known_fund(asked.fund)) if asked.fund else NO_FUND
    return Person(where, fund, asked.insurance, asked.age)


def _applies(found: RuleSet, asked: Question) -> Iterator[Applies]:
    why = {each.document: each.why for each in found.origins()}
    for rule in rules_by_place(found.pack, asked.insurance).values():
        if _is_for(rule, asked.age):
            yield Applies(Told.of(rule, other_grades(asked.insurance)), why.get(document_named_in(rule.id), ""))


def _is_for(rule: Rule, age: int | None) -> bool:
    """Whether a rule is for somebody of this age; all but those for the young are for everybody."""
    return age is None or not isinstance(rule, YoungRule) or age < rule.below_years


def _off(found: RuleSet) -> Iterator[Applies]:
    """The rules of the pack that do not hold, with why not."""
    why = {each.rule: f"{each.document}, {each.why}" for each in found.switched_off()}
    for rule in rules_by_place(found.base).values():
        reasons = [said for id, said in why.items() if f"{id}.".startswith(f"{rule.id}.")]
        if reasons:
            yield Applies(Told.of(rule), reasons[0])


def _left_open(asked: Question) -> Iterator[str]:
    if asked.municipality is None:
        yield "No municipality was given: overlays for single municipalities are left out; name one by --municipality."
    if asked.fund is None:
        yield "No fund was given: overlays for single funds are left out; name one by --fund."


def _about_trials(asked: Question, entered: tuple[Assignment, ...], who: Person, found: RuleSet) -> Iterator[str]:
    pack = found.base
    for each in entered:
        yield f"{each.overlay} is entered by everybody in its scope whose spell begins on {asked.starts}."
    for id in asked.trials:
        trial = overlay(id)
        if pack.id not in trial.over:
            yield f"{id} lies over {', '.join(trial.over)} and not over {pack.id}: nothing of it holds here."
        elif id not in found.overlays:
            others = [each for each in found.overlays if each in asked.trials]
            why = f"nobody has it together with {others[0]}" if others else f"it is {trial.state_on(asked.day)}"
            yield f"{id} does not hold here on {asked.day}: {why}."
        elif not may_enter(id, asked.starts, who.municipality, who.fund, asked.starts, who.insurance, who.age, entered):
            yield f"{id} cannot be entered there on {asked.starts}: this is for somebody who is in it all the same."


def _about_scope(found: RuleSet) -> Iterator[str]:
    for each in found.laid:
        if each.scope.unknown:
            yield f"Whom {each.id} covers is not fully known: {each.scope.unknown}"
