"""What holds for meetings besides their windows: forms, notice, who takes part, and what follows the first 6 months."""

from typing import Literal, Self

from pydantic import Field, model_validator

from samspil.rules.rule import Authority, Rule, Share, Terms

Form = Literal["physical", "phone", "video"]


class Participation(Terms):
    """Another authority takes part in a meeting."""

    who: Authority
    when: Literal["always", "needed or asked for", "the citizen wishes"]
    citizen_may_decline: bool
    otherwise: Literal["held alone", "not owed"] = Field(description="What becomes of the meeting without it")

    def not_by(self, holder: Authority) -> None:
        """Raises ValueError where whoever holds the meeting is said to take part in it besides."""
        if self.who == holder:
            raise ValueError(f"the {holder} holds the meeting, so somebody else takes part")


class FormsRule(Rule):
    """How a meeting may take place: the first of its kind in a course, and those after it."""

    first: tuple[Form, ...] = Field(min_length=1)
    later: tuple[Form, ...] = Field(min_length=1)

    def allowed(self, number: int) -> tuple[Form, ...]:
        """The forms that the meeting with this number may take; the citizen chooses among them."""
        return self.first if number == 1 else self.later


class NoticeRule(Rule):
    """How many days before a meeting the citizen is invited, where its window allows."""

    at_least_days: int = Field(ge=0)


class IllnessRule(Rule):
    """For how many days of an illness there is no duty to attend; the first day of illness is the first of them."""

    no_duty_days: int = Field(ge=0)


class MissedRule(Rule):
    """Whether a new meeting is planned in the place of a missed one."""

    new_meeting: bool


class VoluntaryRule(Rule):
    """While this stands nobody has to come to a meeting, and no meeting has to be held."""

    declining_has_effect: bool = Field(description="Whether it counts against citizens that they do not come")


class WarningRule(Rule):
    """From how many working days before its limit a meeting for which no invitation stands endangers it."""

    working_days_before_limit: int = Field(ge=1)


class FundAtFirstRule(Rule):
    """Whether the fund takes part in the first meeting with the jobcentre after the takeover."""

    taking_part: Participation


class AfterwardsRule(Rule):
    """Meetings after the first months: every so many months, or, where that is left out, as agreed with the citizen."""

    after_months: int = Field(ge=1, description="Of accumulated unemployment")
    every_months: int | None = Field(default=None, ge=1)
    when_jobcentre_sees_need: bool
    on_request: bool = Field(description="Whether a citizen who asks for a meeting has a right to it")


class LongUnemploymentRule(Rule):
    """The meeting at which the jobcentre offers an intensified effort (intensiveret indsats)."""

    by: Authority
    at_most_months: int = Field(ge=1, description="Of accumulated unemployment")
    taking_part: Participation

    @model_validator(mode="after")
    def _somebody_else_takes_part(self) -> Self:
        self.taking_part.not_by(self.by)
        return self


class SelfRelianceRule(Rule):
    """How large a share may be left out of meetings and offers, each after an assessment that they find a job alone."""

    at_most_share: Share
    left_out_of: tuple[Literal["meetings", "offers"], ...] = Field(min_length=1)
    first_meeting_with_everybody: bool
