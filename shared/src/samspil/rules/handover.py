"""The rules about the handover from the fund to the jobcentre."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from samspil.events.values import Insurance
from samspil.rules.rule import BenefitHours, NoRule, Rule, Terms


class HoursRule(Rule):
    """The limit of paid benefit hours: with more than these at a month's end the jobcentre takes over."""

    more_than: BenefitHours


class HandoverHours(Terms):
    """The limit by grade of insurance."""

    full_time: HoursRule
    part_time: HoursRule


class FollowUpRule(Rule):
    """How long a receipt may take, in working days after the package was sent."""

    remind_after_working_days: int = Field(ge=1)
    escalate_after_working_days: int = Field(ge=1)

    @model_validator(mode="after")
    def _reminded_before_escalated(self) -> Self:
        if self.remind_after_working_days >= self.escalate_after_working_days:
            raise ValueError("a reminder comes before the escalation")
        return self


class ForecastRule(Rule):
    """How many weeks ahead the jobcentre is told of a coming handover."""

    weeks_ahead: int = Field(ge=0)


class CounterRule(Rule):
    """What the count of hours runs through, and what sets it back to nothing."""

    runs_through_jobs: bool
    reset_by: Literal["new placement"]


class Handover(Terms):
    """The rules about the handover from the fund to the jobcentre."""

    hours: HandoverHours | None = None
    counter: CounterRule | None = None
    follow_up: FollowUpRule
    forecast: ForecastRule

    def rule(self, insurance: Insurance) -> HoursRule:
        """The hours rule for a grade of insurance. Raises NoRule where no hours hand over."""
        if self.hours is None:
            raise NoRule("no hours hand over under this pack")
        return self.hours.full_time if insurance == "full_time" else self.hours.part_time

    def limit(self, insurance: Insurance) -> Decimal:
        """The limit in benefit hours; only *more* hands over. Raises NoRule where no hours hand over."""
        return self.rule(insurance).more_than
