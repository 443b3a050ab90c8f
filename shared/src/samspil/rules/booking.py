"""How a meeting gets its day: by invitation (indkaldelse), or booked by the citizen before a deadline (selvbooking)."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from samspil.rules.meetings import MeetingKind
from samspil.rules.rule import Authority, Rule, Terms

Ground = Literal[
    "very poor IT skills",
    "language barrier",
    "physical, cognitive or mental impairment",
    "special premises",
    "interpreter",
]
"""Why somebody need not book for himself or herself."""


class ArrangementRule(Rule):
    """How the meetings that an authority holds get their day, by kind of meeting."""

    meetings_of: Authority
    kinds: tuple[MeetingKind, ...] = Field(min_length=1)
    how: Literal["invitation", "self-booking"]
    compulsory_from: date | None = Field(default=None, description="From when self-booking is a duty, where not always")


class DeadlineRule(Rule):
    """How long the citizen has to book, at least; a shorter summons is the exception."""

    at_least_days: int = Field(ge=1)


class NotBookedRule(Rule):
    """What follows when the deadline passes without a booking."""

    deregistered: bool = Field(description="Whether the citizen loses registration and benefit")
    meeting_within_days: int = Field(ge=1, description="How near the meeting is that makes a new one count")


class ExemptionRule(Rule):
    """Who need not book; he or she is invited."""

    grounds: tuple[Ground, ...] = Field(min_length=1)


class RebookingRule(Rule):
    """Whether a booked meeting may be booked anew before its deadline, and whether it binds like an invitation."""

    allowed: bool
    binds_like_an_invitation: bool


class SelfBooking(Terms):
    """The rules for meetings that citizens book themselves."""

    deadline: DeadlineRule
    not_booked: NotBookedRule
    exemption: ExemptionRule
    rebooking: RebookingRule


class Booking(Terms):
    """How meetings get their day. Where nobody books alone, there are no rules about it."""

    arrangements: tuple[ArrangementRule, ...] = Field(min_length=1)
    self_booking: SelfBooking | None = None

    @model_validator(mode="after")
    def _self_booking_has_its_rules(self) -> Self:
        if (self.self_booking is not None) != any(each.how == "self-booking" for each in self.arrangements):
            raise ValueError("self-booking and the rules in self_booking come together")
        return self
