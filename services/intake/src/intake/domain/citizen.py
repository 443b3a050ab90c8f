"""What intake remembers of a citizen: the latest spell, the hours of the running placement, and death."""

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict

from samspil.calendar import Month
from samspil.events.values import Hours, Insurance, MunicipalityCode
from samspil.flow.decision import State
from samspil.reference.parties import Party
from samspil.rules import Assignment


class Spell(BaseModel):
    """A spell of unemployment (ledighedsperiode) with its fund; from the midnight of `ended_on` it is over."""

    model_config = ConfigDict(frozen=True)

    id: str
    fund: Party
    municipality: MunicipalityCode
    starts_on: date
    insurance: Insurance
    birth_year: int
    rules: str
    """The name of the rules that were told last."""
    trials: tuple[Assignment, ...] = ()
    """The trials that the citizen is in."""
    rules_may_change_on: date | None = None
    moved_on: date | None = None
    """The day of the latest move that was told, also where it is still to come."""
    announced: MunicipalityCode | None = None
    """Where the citizen will live from `moved_on` on, until that day has begun."""
    ended_on: date | None = None

    @property
    def running(self) -> bool:
        return self.ended_on is None

    @property
    def told_municipality(self) -> MunicipalityCode:
        """Where the citizen lives after all moves that were told."""
        return self.announced or self.municipality

    def due(self) -> date | None:
        """The next day on which other rules may hold: the law may change then, or the citizen moves."""
        days = (self.rules_may_change_on, self.moved_on if self.announced else None)
        return min((day for day in days if day is not None), default=None)

    def age_on(self, day: date) -> int:
        """The age that the citizen reaches in the year of `day`: only the year of birth is known."""
        return day.year - self.birth_year


class Placement(BaseModel):
    """The benefit hours of a placement in a benefit period (indplacering): those before Samspil heard of it, and
    one report for each month from `since`. Hours run on through jobs and back; only a new placement resets them."""

    model_config = ConfigDict(frozen=True)

    since: Month
    before: Hours
    months: tuple[tuple[Month, Hours], ...] = ()

    @property
    def total(self) -> Decimal:
        return self.before + self.reported

    @property
    def reported(self) -> Decimal:
        return sum((hours for _, hours in self.months), Decimal(0))

    def with_month(self, month: Month, hours: Decimal) -> Self:
        """With this report in place of an earlier one of the same month."""
        others = {told: paid for told, paid in self.months if told != month}
        return self.model_copy(update={"months": tuple(sorted((others | {month: hours}).items()))})

    def continued(self, hours_before: Decimal) -> Self | None:
        """The same placement in a later spell that names `hours_before`; None where fewer hours than were reported
        show that the member was placed anew."""
        if hours_before < self.total:
            return None
        return self.model_copy(update={"before": hours_before - self.reported})


class Citizen(State):
    """Everything that intake decides by. The spell is the latest one, running or over."""

    spell: Spell | None = None
    placement: Placement | None = None
    died_on: date | None = None

    def due(self) -> date | None:
        """The next day on which other rules may hold for a running spell."""
        return self.running.due() if self.running else None

    @property
    def running(self) -> Spell | None:
        """The spell that is not over."""
        return self.spell if self.spell and self.spell.running else None
