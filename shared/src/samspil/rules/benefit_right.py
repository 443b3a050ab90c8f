"""How long unemployment benefit (dagpenge) is paid, and from when a change of insurance grade counts."""

from typing import Literal

from pydantic import Field

from samspil.rules.rule import BenefitHours, Rule, Terms


class YearRule(Rule):
    """The benefit hours of a full-time year and of the whole right to benefit."""

    year_hours: BenefitHours
    whole_hours: BenefitHours
    within_years: int = Field(ge=1, description="The years in which the whole right must be used")


class InsuranceChangeRule(Rule):
    """From when a change between full-time and part-time insurance counts."""

    counts_from: Literal["the first of the next month"]


class BenefitRight(Terms):
    """The right to benefit, as far as meetings and offers lean on it."""

    year: YearRule
    insurance_change: InsuranceChangeRule
