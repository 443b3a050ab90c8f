"""The ledger of responsibility: who holds a citizen's contact course in the open spell."""

from dataclasses import dataclass
from datetime import date

from handover.domain.residence import Residence
from samspil.calendar import Month
from samspil.events.values import Hours, Insurance, MoveCause
from samspil.flow.decision import State
from samspil.reference.parties import Party
from samspil.rules import Authority, named
from samspil.rules.pack import TransferRule


@dataclass(frozen=True, slots=True)
class Transfer:
    """Who takes over at which midnight, and the rule that says so."""

    on: date
    cause: MoveCause
    rule: str
    to: Authority


@dataclass(frozen=True, slots=True)
class Counted:
    """The hours of the running benefit period up to the end of `month`, as they were last told."""

    total: Hours
    month: Month
    reported_on: date


class Ledger(State):
    """The holder of an open spell, and the transfers that a midnight to come will bring.

    Only what took effect is told; a transfer still to come can be overtaken by an earlier one or fall away.
    """

    spell_id: str
    pack: str
    fund: Party
    insurance: Insurance
    residence: Residence
    holder: Party
    since: date
    counted: Counted | None = None
    """What is judged again when other rules begin to hold: before the first report the hours of before the spell."""
    by_hours: date | None = None
    """The midnight at which the benefit hours hand over; none as long as they are within the limit."""
    by_screening: date | None = None
    """The midnight at which a caseworker's screening hands over."""
    by_trial: Transfer | None = None
    """What entering or leaving a trial brings. Kept with its rule: the rules after a trial no longer speak of it."""

    def due(self) -> date | None:
        """The next midnight at which something may change."""
        by_trial = self.by_trial.on if self.by_trial else None
        days = (self.by_hours, self.by_screening, by_trial, self.residence.next_move)
        return min((day for day in days if day is not None), default=None)

    @property
    def fund_holds(self) -> bool:
        return self.holder == self.fund

    def rule_for(self, cause: MoveCause) -> TransferRule | None:
        """The rule by which `cause` moves responsibility, or None where the spell's rules know no such cause."""
        return next((rule for rule in named(self.pack).responsibility.transfers if rule.cause == cause), None)
