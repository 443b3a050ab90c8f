"""What lies over a pack for some people or some time: amendments, trials, dispensations, suspensions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from samspil.reference.parties import Party
from samspil.rules.rule import Rule, Terms

OverlayKind = Literal["amendment", "trial", "dispensation", "suspension"]
OverlayState = Literal["proposed", "refused", "running", "superseded", "closed"]
Ending = Literal["move", "fund change", "new placement"]
Municipality = str


class Since(Terms):
    """A state of an overlay from a day on. Only a running one is entered or in force."""

    state: OverlayState
    since: date


class Scope(Terms):
    """For whom an overlay is. What is left out does not narrow it; where no source lists them, `unknown` says so."""

    municipalities: frozenset[Municipality] | None = Field(default=None, min_length=1)
    except_municipalities: frozenset[Municipality] = frozenset()
    funds: frozenset[str] | None = Field(default=None, min_length=1, description="Slugs, like `hk`")
    unknown: str | None = Field(default=None, min_length=1, description="What no source says about whom it covers")

    def covers(self, municipality: Municipality, fund: Party) -> bool:
        """Whether a citizen of this municipality and fund can be in it."""
        in_municipality = self.municipalities is None or municipality in self.municipalities
        in_fund = self.funds is None or fund.code in self.funds
        return in_municipality and in_fund and municipality not in self.except_municipalities


class OverlayRule(Rule):
    """What an overlay is and on what it stands."""


class Overlay(Terms):
    """One overlay. It names the packs that it may lie on, and changes or takes away rules of theirs by place.

    A trial is entered: by everybody in scope whose spell begins while it runs, or by those whom it selects. The citizen
    keeps it until one of `ends_by`, also after it closed. All others hold for everybody in scope while they run; after
    the last day the pack holds again by itself.
    """

    id: str = Field(pattern=r"^[A-Z][0-9]{4}[a-z]?$")
    kind: OverlayKind
    title: str
    rule: OverlayRule
    over: tuple[str, ...] = Field(min_length=1, description="The packs that it may lie on")
    states: tuple[Since, ...] = Field(min_length=1)
    scope: Scope
    entry: Literal["scope", "selection"] | None = Field(default=None, description="Who enters a trial")
    ends_by: frozenset[Ending] = frozenset()
    removes: tuple[str, ...] = Field(default=(), description="Places of rules that do not hold")
    changes: dict[str, Any] = Field(default_factory=dict, description="Rules that hold instead, as in a pack's file")

    @model_validator(mode="after")
    def _states_follow_each_other(self) -> Self:
        for earlier, later in pairwise(self.states):
            if later.since <= earlier.since:
                raise ValueError(f"{later.state} comes on {later.since}, not after {earlier.state}")
        return self

    @model_validator(mode="after")
    def _only_trials_are_entered_and_left(self) -> Self:
        if (self.entry is not None) != (self.kind == "trial"):
            raise ValueError("a trial says in `entry` who enters it, and nothing else does")
        if self.ends_by and self.kind != "trial":
            raise ValueError(f"a {self.kind} ends by its last day, not by {', '.join(sorted(self.ends_by))}")
        return self

    def state_on(self, day: date) -> OverlayState | None:
        """Its state on a day; None before it was proposed."""
        states = [each.state for each in self.states if each.since <= day]
        return states[-1] if states else None

    def runs_on(self, day: date) -> bool:
        """Whether it can be entered, or is in force, on a day."""
        return self.state_on(day) == "running"
