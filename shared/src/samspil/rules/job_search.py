"""What a citizen does to find a job, who looks at it, and where it is kept."""

from pydantic import Field

from samspil.rules.rule import Authority, Rule, Terms


class CvRule(Rule):
    """Until when the citizen puts a CV on Jobnet."""

    at_most_weeks_after_registration: int = Field(ge=1)


class CvCareRule(Rule):
    """Who sees to it that the CV is right, and to whom that can pass."""

    cared_for_by: Authority
    can_pass_to: Authority


class LogRule(Rule):
    """How often the citizen logs the job search, and how many jobs are expected at least."""

    logged_every_days: int = Field(ge=1)
    at_least_jobs_a_week: int = Field(ge=0)


class SuggestionsRule(Rule):
    """How often job suggestions are looked at, and what follows when they are not."""

    looked_at_every_days: int = Field(ge=1)
    days_after_reminder: int = Field(ge=1, description="Then the citizen is deregistered")
    omission_without_reminder: int = Field(ge=2, description="The number of the omission that is followed at once")
    within_months: int = Field(ge=1)


class AvailabilityRule(Rule):
    """Who examines whether the citizen is available to the labour market (rådighed), and whether at meetings."""

    examined_by: Authority
    throughout: bool
    meeting_only_when_needed: bool


class OwnSolutionsRule(Rule):
    """Whether a fund or municipality may offer a CV or job log of its own, kept the same as the common data."""

    allowed: bool


class JobSearch(Terms):
    """The search for a job."""

    cv: CvRule
    cv_care: CvCareRule
    log: LogRule
    suggestions: SuggestionsRule
    availability: AvailabilityRule
    own_solutions: OwnSolutionsRule | None = None
