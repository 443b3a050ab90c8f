"""What a life is made of: the simulated period, spells of unemployment and what happens in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from samspil.calendar import Month
from samspil.events.values import AbsenceKind, EndReason, Insurance, Need, ScreeningOutcome
from samspil.reference.parties import Party
from sandbox.country.hours import LIMIT
from sandbox.country.law import Law, law_of
from sandbox.country.population import Citizen
from sandbox.country.trials import Trial


@dataclass(frozen=True, slots=True)
class Period:
    """The simulated days, both included."""

    first: date
    last: date

    def days(self) -> list[date]:
        return [self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Absence:
    """Told on a day: from `first` to `last` the citizen cannot be met."""

    told: date
    kind: AbsenceKind
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Move:
    """Told on a day: from `on` the citizen lives in another municipality."""

    told: date
    on: date
    municipality: str


@dataclass(frozen=True, slots=True)
class Paid:
    """A fund's report of the hours paid for a month. A later one of the same month replaces it."""

    told: date
    month: Month
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Ended:
    """Told on a day that the spell is over from `on`; by the civil registration where the reason is death."""

    told: date
    on: date
    reason: EndReason


@dataclass(frozen=True, slots=True)
class Screening:
    """A caseworker of the fund screened the member."""

    told: date
    outcome: ScreeningOutcome
    grounds: Need


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell of unemployment with everything that is told of it."""

    registered: date
    starts: date
    fund: Party
    municipality: str
    hours_before: Decimal
    ended: Ended | None = None
    paid: tuple[Paid, ...] = ()
    absences: tuple[Absence, ...] = ()
    moves: tuple[Move, ...] = ()
    screening: Screening | None = None
    doubled: tuple[date, Party] | None = None
    """Another fund registers the same person, which must be refused."""
    trial: Trial | None = None
    """The fund registers its member in it."""

    @property
    def law(self) -> Law:
        """The law of its first day, which it keeps to its end. Raises LookupError where none is known."""
        law = law_of(self.starts)
        if law is None:
            raise LookupError(f"no law is known for a spell that begins on {self.starts}")
        return law

    @property
    def fund_first(self) -> bool:
        """Whether the fund has the first months by the trial it begins in, or else by its law."""
        return self.trial.fund_first if self.trial else self.law.fund_first

    def limit(self, insurance: Insurance) -> Decimal:
        """The hours above which the fund has no first months, and hands over, as long as no trial is left."""
        return self.trial.limit[insurance] if self.trial else LIMIT[insurance]

    def open_until(self, period: Period) -> date:
        """The last day on which messages of the open spell are told."""
        return self.ended.told - timedelta(days=1) if self.ended else period.last


@dataclass(frozen=True, slots=True)
class Life:
    """A citizen and what becomes of them in the period."""

    citizen: Citizen
    spells: tuple[Spell, ...]


def total_of(paid: tuple[Paid, ...]) -> Decimal:
    """The hours that are reported, the last word on each month counting."""
    return sum({each.month: each.hours for each in paid}.values(), Decimal(0))
