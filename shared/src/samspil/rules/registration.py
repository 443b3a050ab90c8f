"""What a registration must fulfil, so that a spell begins."""

from typing import Self

from pydantic import Field, model_validator

from samspil.rules.rule import Rule, Terms


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

    @model_validator(mode="after")
    def _somebody_is_of_age(self) -> Self:
        if self.from_years >= self.below_years:
            raise ValueError(f"nobody is from {self.from_years} and below {self.below_years} years old")
        return self


class Registration(Terms):
    """What a registration must fulfil."""

    back_dating: BackDatingRule
    future: FutureRule
    age: AgeRule
