"""Who is exempt for a time from job search, meetings and offers (mindre intensiv indsats, LAB §106)."""

from typing import Literal

from pydantic import Field

from samspil.rules.rule import Authority, Rule, Terms

Duty = Literal["job search", "meetings", "offers"]


class ExemptRule(Rule):
    """One ground, and what it exempts from."""

    ground: Literal["job or other support soon", "sent home", "work sharing", "vocational study soon"]
    begins_within_weeks: int | None = Field(default=None, ge=1, description="How near what is documented must be")
    exempt_from: tuple[Duty, ...] = Field(min_length=1)
    job_search_exempt_weeks: int | None = Field(default=None, ge=1, description="Then the duty to search comes back")


class KeptDutyRule(Rule):
    """Who can decide after a concrete assessment that the duty stays."""

    decided_by: Authority


class SummonsRule(Rule):
    """Whether meetings are summoned in the time of an exemption."""

    meetings_summoned: bool


class Exemptions(Terms):
    """The grounds of exemption."""

    grounds: tuple[ExemptRule, ...] = Field(min_length=1)
    kept_duty: KeptDutyRule
    summons: SummonsRule
