"""What follows when a citizen does not come, refuses or leaves an offer (underretning, rådighed, karantæne)."""

from datetime import date
from typing import Literal

from pydantic import Field

from samspil.events.values import Insurance
from samspil.rules.rule import Authority, BenefitHours, Rule, Terms


class ReportRule(Rule):
    """Who reports it to whom (underretning)."""

    reported_by: Authority
    reported_to: Authority
    by_web_service_from: date


class AnswerRule(Rule):
    """Who decides what it means for the benefit, and how that is answered."""

    decided_by: Authority
    member_is_heard: bool
    codes_are_open: bool = Field(description="Whether codes that nobody knows yet are accepted")
    may_differ_from_report: bool
    without_report: bool = Field(description="Whether an answer may come to what nobody reported (fritflyvende)")


class OwnRule(Rule):
    """Whether the fund reports what happened in its own part of the course to anybody."""

    reported: bool


class MissedBenefitRule(Rule):
    """For how long no benefit is paid after a missed meeting."""

    until: Literal["contact with whoever was missed"]
    contact_the_same_day: Literal["that day is lost"]
    cancelled_before: Literal["that day is lost"]
    lawful: tuple[Literal["work", "job interview", "another summoned meeting", "offer"], ...] = Field(min_length=1)


class QuarantineRule(Rule):
    """For how long no benefit is paid after a refusal without a valid reason."""

    weeks: int = Field(ge=1)


class RepeatedRule(Rule):
    """When the right is lost until it is earned again by hours of work."""

    within_months: int = Field(ge=1)
    full_time_hours: BenefitHours
    part_time_hours: BenefitHours
    worked_within_months: int = Field(ge=1)

    def hours(self, insurance: Insurance) -> BenefitHours:
        """The hours of work that earn the right again."""
        return self.full_time_hours if insurance == "full_time" else self.part_time_hours


class NoShows(Terms):
    """The rules about no-shows and refusals. Only the fund decides about the benefit."""

    report: ReportRule
    answer: AnswerRule
    own: OwnRule | None = None
    missed: MissedBenefitRule
    quarantine: QuarantineRule
    repeated: RepeatedRule
