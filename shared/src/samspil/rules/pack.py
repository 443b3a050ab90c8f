"""A rule pack: everything that one version of the law says, with the dates between which spells begin under it."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from samspil.rules.absences import Absences
from samspil.rules.benefit_right import BenefitRight
from samspil.rules.booking import Booking
from samspil.rules.counting import CountingRule
from samspil.rules.coverage import Coverage
from samspil.rules.documents import place_of
from samspil.rules.exemptions import Exemptions
from samspil.rules.handover import Handover
from samspil.rules.job_search import JobSearch
from samspil.rules.meetings import MeetingRule, Meetings, MeetingSeries
from samspil.rules.no_shows import NoShows
from samspil.rules.offers import Offers
from samspil.rules.plan import Plan
from samspil.rules.registration import Registration
from samspil.rules.rule import Authority, NoRule, Rule, Terms, Text
from samspil.rules.supervision import Supervision

TransferCause = Literal["hours", "screening", "move", "trial-entry", "trial-exit"]

EXPECTED: Final = "Expected: "
"""What a person reads first in the title and in each rule of a pack whose law is announced and not known."""


class TransitionRule(Rule):
    """Which pack a spell of this one follows when this one's law ends: it speaks of the next switch, not the last."""

    keeps: Literal["pack of the spell's start"]


class OwnerRule(Rule):
    """Who is responsible for a spell from its first day."""

    owner: Authority


class TransferRule(Rule):
    """What moves the responsibility of a running spell, and to whom."""

    cause: TransferCause
    to: Authority


class GroundsRule(Rule):
    """Why a caseworker screens somebody to the jobcentre."""

    grounds: tuple[Literal["education order below 25 years", "complex problems"], ...] = Field(min_length=1)


class Responsibility(Terms):
    """Who is responsible first, and what changes it."""

    first_owner: OwnerRule
    above_limit: OwnerRule | None = Field(default=None, description="For a spell that begins above the hours limit")
    transfers: tuple[TransferRule, ...]
    screening_grounds: GroundsRule | None = None

    @model_validator(mode="after")
    def _each_cause_moves_one_way(self) -> Self:
        causes = [rule.cause for rule in self.transfers]
        if twice := sorted({cause for cause in causes if causes.count(cause) > 1}):
            raise ValueError(f"more than one of `transfers` has the cause {', '.join(twice)}")
        return self

    def transfer(self, cause: TransferCause) -> TransferRule:
        """The rule by which `cause` moves responsibility. Raises NoRule where it does not under this pack."""
        for rule in self.transfers:
            if rule.cause == cause:
                return rule
        raise NoRule(f"no rule moves responsibility by {cause}")


class Pack(Terms):
    """One version of the rules. A spell that begins from `valid_from` to `valid_until`, both included, follows it."""

    id: str = Field(pattern=r"^[A-Z][0-9]{4}$")
    title: Text
    valid_from: date
    valid_until: date | None = None
    expected: bool = Field(default=False, description="The law is announced and its text not known")
    transition: TransitionRule
    coverage: Coverage
    responsibility: Responsibility
    handover: Handover
    counting: CountingRule
    benefit_right: BenefitRight
    registration: Registration
    meetings: Meetings
    booking: Booking
    plan: Plan
    job_search: JobSearch
    exemptions: Exemptions
    absences: Absences
    offers: Offers
    no_shows: NoShows
    supervision: Supervision | None = None

    @model_validator(mode="after")
    def _every_place_has_one_rule(self) -> Self:
        where = [place_of(rule.id) for rule in all_rules(self)]
        if twice := sorted({place for place in where if where.count(place) > 1}):
            raise ValueError(f"more than one rule says something about {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _what_is_expected_says_so(self) -> Self:
        own = [rule for rule in all_rules(self) if rule.id.startswith(f"{self.id}.")]
        said = [rule.id for rule in own if rule.certainty != "believed" or not rule.says.startswith(EXPECTED)]
        if self.expected and (said or not self.title.startswith(EXPECTED)):
            what = ", ".join(said) or "the title"
            raise ValueError(f"of an expected law all is believed and begins with {EXPECTED!r}, not so {what}")
        return self

    @model_validator(mode="after")
    def _is_in_force_for_a_day(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(f"valid_until {self.valid_until} comes before valid_from {self.valid_from}")
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
