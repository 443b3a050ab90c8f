"""My Plan (Min Plan): who makes it, who keeps it up, and what the citizen does with it."""

from typing import Literal

from pydantic import Field

from samspil.rules.rule import Authority, Rule, Terms


class MadeRule(Rule):
    """Who makes the plan, and when. Another authority may have drafted it."""

    made_by: Authority
    made_at: Literal["the first job meeting"]
    drafted_by: Authority | None = None


class KeptUpRule(Rule):
    """Who keeps the plan up: at first one authority for so many months, where the pack says so, then the other."""

    kept_up_first_by: Authority | None = None
    first_months: int | None = Field(default=None, ge=1)
    then_by: Authority


class YoungRule(Rule):
    """Young people whose plan another authority makes."""

    below_years: int = Field(ge=1)
    without: tuple[Literal["vocational education", "dependent child"], ...] = Field(min_length=1)
    only_screened_to_jobcentre: bool
    made_by: Authority


class AcknowledgedRule(Rule):
    """How the citizen acknowledges a version of the plan."""

    only_the_current: bool
    only_once: bool


class ContentRule(Rule):
    """Whether the plan holds the status of efforts begun and ended."""

    holds_status_of_efforts: bool


class RequirementsRule(Rule):
    """How long the requirements to the job search (krav til jobsøgning) hold."""

    through_the_whole_course: bool


class Plan(Terms):
    """My Plan."""

    made: MadeRule
    kept_up: KeptUpRule
    young: YoungRule | None = None
    acknowledged: AcknowledgedRule
    content: ContentRule
    requirements: RequirementsRule
