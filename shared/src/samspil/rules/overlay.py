"""What lies over a pack for some people or some time: amendments, trials, dispensations, suspensions."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from samspil.calendar import ONE_DAY
from samspil.rules.documents import beside_rules, places
from samspil.rules.rule import Rule, Set, Terms, Text
from samspil.rules.scope import Scope

OverlayKind = Literal["amendment", "trial", "dispensation", "suspension"]
OverlayState = Literal["proposed", "refused", "running", "superseded", "closed"]
Ending = Literal["move", "fund change", "new placement", "screening"]

Days = tuple[date, date]
"""The first and the last of some days in a row."""

LAID_IN_THIS_ORDER: Final[tuple[OverlayKind, ...]] = ("amendment", "trial", "dispensation", "suspension")
"""Where two say something about one rule, what is laid later holds."""

_AFTER: Final[dict[OverlayState, frozenset[OverlayState]]] = {
    "proposed": frozenset({"refused", "running", "superseded"}),
    "refused": frozenset(),
    "running": frozenset({"superseded", "closed"}),
    "superseded": frozenset(),
    "closed": frozenset({"running"}),
}


class Since(Terms):
    """A state of an overlay from a day on, until the next one. Only a running one is entered or in force."""

    state: OverlayState
    since: date


class OverlayRule(Rule):
    """What an overlay is and on what it stands."""


class OverlayTransition(Rule):
    """Whether those who had it when it stopped running keep it to their spell's end, or fall back to the pack."""

    keeps: Literal["to the spell's end", "while it runs"]


class EntryRule(Rule):
    """How one comes into a trial: everybody in scope whose spell begins while it runs, or those who are selected.

    A trial of everybody is entered at no other time; of the others those that say who takes over then, by a transfer
    for `trial-entry`.
    """

    who: Literal["everybody in scope", "selected"]
    annuls_bookings: bool = Field(description="Whether what another authority had booked with the citizen falls away")


class EndingRule(Rule):
    """What takes a citizen out of a trial; a move only where the trial is not for the new municipality.

    Where the trial begins again, the citizen may enter it anew on the same day, if it runs. Who is responsible after it
    is said by the transfers that the trial adds to the pack.
    """

    by: Ending
    then: Literal["it is over", "it begins again"]


class Overlay(Terms):
    """One overlay. It names the packs that it may lie on, and changes or takes away rules of theirs by place.

    A trial is entered and left; the citizen has it in between. All others hold for everybody in scope while they run.
    """

    id: str = Field(pattern=r"^[A-Z][0-9]{4}[a-z]?$")
    kind: OverlayKind
    title: Text
    rule: OverlayRule
    transition: OverlayTransition
    over: tuple[str, ...] = Field(min_length=1, description="The packs that it may lie on")
    states: tuple[Since, ...] = Field(min_length=1)
    scope: Scope
    excludes: Set[str] = Field(default=frozenset(), description="Trials that nobody has together with this one")
    entry: EntryRule | None = Field(default=None, description="How one comes into a trial")
    endings: tuple[EndingRule, ...] = Field(default=(), description="What takes one out of a trial")
    removes: tuple[str, ...] = Field(default=(), description="Places of rules that do not hold")
    changes: dict[str, Any] = Field(default_factory=dict, description="Rules that hold instead, as in a pack's file")

    @field_validator("changes")
    @classmethod
    def _only_rules_change(cls, changes: dict[str, Any]) -> dict[str, Any]:
        if odd := sorted(".".join(path) for path in beside_rules(changes) if path):
            raise ValueError(f"{', '.join(odd)} is no rule: a rule has an id and says something")
        return changes

    @model_validator(mode="after")
    def _one_word_about_a_place(self) -> Self:
        said = [*self.removes, *places(self.changes)]
        if twice := sorted({place for place in said if said.count(place) > 1}):
            raise ValueError(f"`removes` and `changes` say more than one thing about {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _names_each_document_once_and_not_itself(self) -> Self:
        if len({*self.over}) < len(self.over):
            raise ValueError("`over` names a pack twice")
        if self.id in self.excludes:
            raise ValueError(f"`excludes` names {self.id} itself")
        return self

    @model_validator(mode="after")
    def _states_follow_each_other(self) -> Self:
        if self.states[0].state not in ("proposed", "running"):
            raise ValueError(f"what was never proposed and never ran is not {self.states[0].state}")
        for earlier, later in pairwise(self.states):
            if later.since <= earlier.since:
                raise ValueError(f"{later.state} comes on {later.since}, not after {earlier.state}")
            if later.state not in _AFTER[earlier.state]:
                raise ValueError(f"what was {earlier.state} is not {later.state} afterwards")
        return self

    @model_validator(mode="after")
    def _only_trials_are_entered_and_left(self) -> Self:
        if (self.entry is not None) != (self.kind == "trial"):
            raise ValueError("a trial says in `entry` how one comes into it, and nothing else does")
        if self.kind != "trial" and (self.endings or self.excludes):
            raise ValueError(f"a {self.kind} is not left: it has no `endings` and no `excludes`")
        causes = [rule.by for rule in self.endings]
        if twice := sorted({cause for cause in causes if causes.count(cause) > 1}):
            raise ValueError(f"more than one of `endings` is by {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _what_lets_off_a_duty_ends_by_itself(self) -> Self:
        if self.kind not in ("dispensation", "suspension"):
            return self
        if self.states[-1].state == "running":
            raise ValueError(f"a {self.kind} has an end: its last state is not running")
        if self.transition.keeps != "while it runs":
            raise ValueError(f"nobody keeps a {self.kind} after its end")
        return self

    @model_validator(mode="after")
    def _what_runs_does_something(self) -> Self:
        if self.running and not self.changes and not self.removes:
            raise ValueError("it runs, and neither `changes` nor `removes` says what it does")
        return self

    @cached_property
    def running(self) -> tuple[Days, ...]:
        """The first and last days on which it runs."""
        ends = [each.since - ONE_DAY for each in self.states[1:]] + [date.max]
        return tuple(
            (each.since, last) for each, last in zip(self.states, ends, strict=True) if each.state == "running"
        )

    def state_on(self, day: date) -> OverlayState | None:
        """Its state on a day; None before it was proposed."""
        states = [each.state for each in self.states if each.since <= day]
        return states[-1] if states else None

    def runs_on(self, day: date) -> bool:
        """Whether it can be entered, or is in force for everybody in scope, on a day."""
        return any(first <= day <= last for first, last in self.running)

    @cached_property
    def is_kept(self) -> bool:
        """Whether those who had it when it stopped running keep it to their spell's end."""
        return self.transition.keeps == "to the spell's end"

    @cached_property
    def held(self) -> tuple[Days, ...]:
        """The days on which somebody can have it: those on which it runs, and for what is kept all after them."""
        return tuple((first, date.max if self.is_kept else last) for first, last in self.running)

    def can_be_held(self, day: date) -> bool:
        """Whether somebody can have it on a day."""
        return any(first <= day <= last for first, last in self.held)

    def held_by(self, spell_start: date, day: date) -> bool:
        """Whether a spell in its scope has it on a day on which somebody can: it runs, or ran while the spell did."""
        return not self.is_kept or any(first <= day and min(day, spell_start) <= last for first, last in self.running)

    @property
    def takes_everybody(self) -> bool:
        """Whether it is a trial that everybody in scope enters whose spell begins while it runs."""
        return self.entry is not None and self.entry.who == "everybody in scope"

    def ending(self, by: Ending) -> EndingRule | None:
        """The rule by which something takes citizens out of this trial, or None where it does not."""
        return next((rule for rule in self.endings if rule.by == by), None)

    @cached_property
    def touches(self) -> frozenset[str]:
        """The places of all rules that it changes, adds or takes away."""
        return frozenset((*self.removes, *places(self.changes)))

    def own_rules(self) -> tuple[Rule, ...]:
        """The rules about the overlay itself: what it is, how long one keeps it, how one comes in and out."""
        return (self.rule, self.transition, *((self.entry,) if self.entry else ()), *self.endings)
