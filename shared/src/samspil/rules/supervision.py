"""Heightened supervision of municipalities (skærpet tilsyn): the measures a municipality is looked at by."""

from pydantic import Field

from samspil.rules.offers import OfferKind
from samspil.rules.rule import Rule, Terms

Percent = int


class LookedAtRule(Rule):
    """Which municipalities are looked at."""

    only_worse_than_expected: bool
    worst_case_under_administration: bool


class PassiveRule(Rule):
    """The share of long unemployed with neither an offer nor enough hours of work."""

    seniority_months: int = Field(ge=1)
    in_last_months: int = Field(ge=1)
    at_least_offers: int = Field(ge=1)
    at_least_work_hours: int = Field(ge=1)
    below_percent: Percent = Field(ge=1, le=100)
    not_counted: tuple[OfferKind, ...] = ()


class FewMeetingsRule(Rule):
    """The share of long unemployed with too few meetings."""

    seniority_months: int = Field(ge=1)
    in_last_months: int = Field(ge=1)
    at_least_meetings: int = Field(ge=1)
    below_percent: Percent = Field(ge=1, le=100)


class Supervision(Terms):
    """The measures."""

    looked_at: LookedAtRule
    passive: PassiveRule
    few_meetings: FewMeetingsRule
