"""How benefit hours become weeks and months of unemployment."""

from decimal import Decimal

from pydantic import Field

from samspil.events.values import Insurance
from samspil.rules.rule import BenefitHours, Rule, Terms


class Measure(Terms):
    """The benefit hours of a full month and of one weekday."""

    month_hours: BenefitHours = Field(gt=0)
    weekday_hours: BenefitHours = Field(gt=0)

    @property
    def week_hours(self) -> Decimal:
        """The benefit hours of a week of unemployment: five weekdays."""
        return 5 * self.weekday_hours


class CountingRule(Rule):
    """How benefit hours become months of unemployment, and how many a month not yet reported is estimated at."""

    full_time: Measure
    part_time: Measure

    def measure(self, insurance: Insurance) -> Measure:
        """The measure for a grade of insurance."""
        return self.full_time if insurance == "full_time" else self.part_time
