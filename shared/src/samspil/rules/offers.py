"""Offers (tilbud): by when, which kinds count, how long they last, and who decides."""

from typing import Literal, Self

from pydantic import Field, model_validator

from samspil.rules.rule import Authority, Rule, Terms

OfferKind = Literal[
    "company practice",  # virksomhedspraktik
    "useful work",  # nytteindsats
    "private wage subsidy",  # privat løntilskud
    "public wage subsidy",  # offentligt løntilskud
    "ordinary education",  # ordinær uddannelse
    "other guidance and upskilling",  # øvrig vejledning og opkvalificering (ØVO)
    "job rotation",  # jobrotation
    "trainee effort",  # trainee-indsats
    "mentor",  # mentor
    "adult apprenticeship",  # voksenlærling
    "small job",  # småjob
    "six weeks of job-oriented training",  # 6 ugers jobrettet uddannelse
]


class KindsRule(Rule):
    """Which kinds there are, by the three main categories, and what stands beside them."""

    practice_and_useful_work: tuple[OfferKind, ...] = Field(min_length=1)
    wage_subsidy: tuple[OfferKind, ...] = Field(min_length=1)
    guidance_and_upskilling: tuple[OfferKind, ...] = Field(min_length=1)
    beside_these: tuple[OfferKind, ...] = ()

    @property
    def all(self) -> tuple[OfferKind, ...]:
        """Every kind."""
        return (*self.practice_and_useful_work, *self.wage_subsidy, *self.guidance_and_upskilling, *self.beside_these)


class QualifyingRule(Rule):
    """Which kinds can be the offer that right and duty ask for."""

    kinds: tuple[OfferKind, ...] = Field(min_length=1)


class SoonerByAge(Terms):
    """An age from which or below which the offer comes sooner."""

    from_years: int | None = Field(default=None, ge=0)
    below_years: int | None = Field(default=None, ge=0)
    at_most_weeks: int = Field(ge=1)

    @model_validator(mode="after")
    def _one_bound_at_least(self) -> Self:
        if self.from_years is None and self.below_years is None:
            raise ValueError("an age is bounded by from_years or below_years")
        return self


class RightAndDutyRule(Rule):
    """Until when a first offer begins, in accumulated unemployment, and how long it lasts without a break."""

    at_most_months: int = Field(ge=1)
    sooner: tuple[SoonerByAge, ...] = ()
    at_least_weeks: int = Field(ge=1)


class WageSubsidyStartRule(Rule):
    """How long after the deadline a job with wage subsidy that was offered in time may begin."""

    at_most_weeks_after_deadline: int = Field(ge=0)


class AfterExemptionRule(Rule):
    """How soon the offer comes for somebody who was exempt at the deadline."""

    at_most_months: int = Field(ge=0)


class NotInsteadRule(Rule):
    """What cannot take the place of the offer."""

    courses: tuple[Literal["reading, writing and arithmetic", "dyslexia", "assessment of prior learning"], ...]


class DutyRule(Rule):
    """That the citizen accepts offers in the whole spell, and when not."""

    not_during: tuple[Literal["exemption", "job-oriented training"], ...]


class EducationRule(Rule):
    """Whether offers of education take an agreement, and whether that binds."""

    only_by_agreement: bool
    binds_once_agreed: bool


class PracticeRule(Rule):
    """How long company practice (virksomhedspraktik) lasts at most."""

    at_most_weeks: int = Field(ge=1)
    graduates_at_most_weeks: int | None = Field(default=None, ge=1)


class WageSubsidyRule(Rule):
    """When a job with wage subsidy (løntilskud) may begin, who need not wait, and how long it lasts."""

    earliest_after_weeks: int = Field(ge=0)
    without_waiting: tuple[Literal["no upper-secondary education", "above 50 years", "single parent"], ...] = ()
    private_at_most_months: int = Field(ge=1)
    public_at_most_months: int = Field(ge=1)


class CompanyRule(Rule):
    """Where practice and wage subsidy may take place, and how a company applies."""

    former_employer: bool
    applied_for_through: Literal["VITAS"]


class DecisionRule(Rule):
    """Who decides on offers, and who recommends them. A jobcentre that does not follow it may have to say why."""

    decided_by: Authority
    recommended_by: Authority | None = None
    refusal_is_justified: bool


class Offers(Terms):
    """The rules about offers."""

    kinds: KindsRule
    qualifying: QualifyingRule
    right_and_duty: RightAndDutyRule
    wage_subsidy_start: WageSubsidyStartRule
    after_exemption: AfterExemptionRule
    not_instead: NotInsteadRule
    duty: DutyRule
    education: EducationRule
    practice: PracticeRule
    wage_subsidy: WageSubsidyRule
    company: CompanyRule
    decision: DecisionRule

    @model_validator(mode="after")
    def _what_qualifies_is_a_kind(self) -> Self:
        known = self.kinds.all
        if len(set(known)) < len(known):
            raise ValueError("a kind of offer stands twice in kinds")
        if strays := sorted(set(self.qualifying.kinds) - set(known)):
            raise ValueError(f"what qualifies is not among the kinds: {', '.join(strays)}")
        return self
