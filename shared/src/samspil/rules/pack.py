"""A rule pack: everything that one version of the law says, with the dates between which spells begin under it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from samspil.events.values import Insurance
from samspil.rules.documents import place_of
from samspil.rules.meetings import MeetingRule, Meetings, MeetingSeries
from samspil.rules.rule import Authority, BenefitHours, Rule, Terms

TransferCause = Literal["hours", "screening", "move"]


class NoRule(LookupError):
    """The pack has no rule about this."""


class TransitionRule(Rule):
    """Which pack a spell follows when the law changes under way."""

    keeps: Literal["pack of the spell's start"]


class OwnerRule(Rule):
    """Who is responsible for a spell from its first day."""

    owner: Authority


class TransferRule(Rule):
    """What moves the responsibility of a running spell, and to whom."""

    cause: TransferCause
    to: Authority


class Responsibility(Terms):
    """Who is responsible first, and what changes it."""

    first_owner: OwnerRule
    above_limit: OwnerRule | None = Field(default=None, description="For a spell that begins above the hours limit")
    transfers: tuple[TransferRule, ...]

    def transfer(self, cause: TransferCause) -> TransferRule:
        """The rule by which `cause` moves responsibility. Raises NoRule where it does not under this pack."""
        for rule in self.transfers:
            if rule.cause == cause:
                return rule
        raise NoRule(f"no rule moves responsibility by {cause}")


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


class Handover(Terms):
    """The rules about the handover from the fund to the jobcentre."""

    hours: HandoverHours | None = None
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


class Measure(Terms):
    """The benefit hours of a full month and of one weekday."""

    month_hours: BenefitHours = Field(gt=0)
    weekday_hours: BenefitHours = Field(gt=0)


class CountingRule(Rule):
    """How benefit hours become months of unemployment, and how many a month not yet reported is estimated at."""

    full_time: Measure
    part_time: Measure

    def measure(self, insurance: Insurance) -> Measure:
        """The measure for a grade of insurance."""
        return self.full_time if insurance == "full_time" else self.part_time


class BackDatingRule(Rule):
    """How many days before its registration is received a spell may begin."""

    at_most_days: int = Field(ge=0)


class FutureRule(Rule):
    """How many days after its registration is received a spell may begin."""

    at_most_days_ahead: int = Field(ge=0)


class AgeRule(Rule):
    """The ages, in completed years, at which a spell may begin: from the first, and below the second."""

    from_years: int = Field(ge=0)
    below_years: int = Field(ge=0)


class Registration(Terms):
    """What a registration must fulfil."""

    back_dating: BackDatingRule
    future: FutureRule
    age: AgeRule


class Pack(Terms):
    """One version of the rules. A spell that begins from `valid_from` to `valid_until`, both included, follows it."""

    id: str = Field(pattern=r"^[A-Z][0-9]{4}$")
    title: str
    valid_from: date
    valid_until: date | None = None
    transition: TransitionRule
    responsibility: Responsibility
    handover: Handover
    counting: CountingRule
    registration: Registration
    meetings: Meetings

    @model_validator(mode="after")
    def _every_place_has_one_rule(self) -> Self:
        where = [place_of(rule.id) for rule in all_rules(self)]
        if twice := sorted({place for place in where if where.count(place) > 1}):
            raise ValueError(f"more than one rule says something about {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _hours_hand_over_if_and_only_if_there_is_a_limit(self) -> Self:
        by_hours = any(rule.cause == "hours" for rule in self.responsibility.transfers)
        if by_hours != (self.handover.hours is not None):
            raise ValueError("the transfer cause `hours` and the limits in handover.hours come together")
        return self

    def begins_on(self, day: date) -> bool:
        """Whether a spell that begins on `day` follows this pack."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def meetings_for(self, course: Authority) -> tuple[MeetingRule, ...]:
        """The meetings owed, in order, in a course that began at the fund or at the jobcentre."""
        return self.meetings.by_course[course]


def all_rules(pack: Pack) -> tuple[Rule, ...]:
    """Every rule of a pack that a decision can name, in the order of the file; a series as its single meetings."""
    return tuple(_rules_in(pack))


def _rules_in(part: object) -> Iterator[Rule]:
    if isinstance(part, MeetingSeries):
        yield from part.meetings()
    elif isinstance(part, Rule):
        yield part
    elif isinstance(part, Terms):
        for _, value in part:
            yield from _rules_in(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from _rules_in(value)
