"""For whom an overlay is: by municipality, fund, pairs of both, grade of insurance, age."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from samspil.events.values import Insurance
from samspil.reference.municipalities import municipalities, municipality
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import unemployment_fund, unemployment_funds
from samspil.rules.rule import Set, Terms, Text


def _known_municipality(code: str) -> str:
    try:
        return municipality(code).code
    except LookupError as error:
        raise ValueError(str(error)) from error


def _known_fund(slug: str) -> str:
    try:
        return unemployment_fund(slug).slug
    except LookupError as error:
        raise ValueError(str(error)) from error


Municipality = Annotated[str, AfterValidator(_known_municipality)]
"""The code of a municipality, four digits."""

Fund = Annotated[str, AfterValidator(_known_fund)]
"""The slug of an unemployment fund, like `hk`."""


class Person(NamedTuple):
    """What a scope asks about a citizen; None where it is not known, and who is not known to be in it is not."""

    municipality: str
    fund: Party
    insurance: Insurance | None = None
    age: int | None = None


class Ages(Terms):
    """Completed years: from the first, and below the second."""

    from_years: int = Field(ge=0)
    below_years: int = Field(ge=0)

    @model_validator(mode="after")
    def _there_is_an_age_between(self) -> Self:
        if self.from_years >= self.below_years:
            raise ValueError(f"nobody is from {self.from_years} and below {self.below_years} years old")
        return self


class Scope(Terms):
    """For whom an overlay is. What is left out does not narrow it; where no source lists them, `unknown` says so."""

    municipalities: Set[Municipality] | None = Field(default=None, min_length=1)
    except_municipalities: Set[Municipality] = frozenset()
    funds: Set[Fund] | None = Field(default=None, min_length=1)
    pairs: Set[tuple[Fund, Municipality]] | None = Field(default=None, min_length=1)
    insurance: Insurance | None = None
    ages: Ages | None = None
    unknown: Text | None = Field(default=None, description="What no source says about whom it covers")

    @model_validator(mode="after")
    def _who_is_named_is_not_excepted(self) -> Self:
        named = self.municipalities or frozenset()
        if both := sorted(named & self.except_municipalities):
            raise ValueError(f"municipalities and except_municipalities both name {', '.join(both)}")
        return self

    @model_validator(mode="after")
    def _somebody_is_reached(self) -> Self:
        funds = [Party("unemployment-fund", code) for code in self._whose]
        if not any(self.reaches(where, fund) for where in self._where for fund in funds):
            raise ValueError("no fund in any municipality is in this scope")
        return self

    @cached_property
    def is_everybody(self) -> bool:
        """Whether nothing narrows it."""
        return not self.model_fields_set - {"unknown"}

    @cached_property
    def narrows_person(self) -> bool:
        """Whether it asks for more than where the citizen lives and who insures them."""
        return self.insurance is not None or self.ages is not None

    def covers(self, who: Person) -> bool:
        """Whether it is for this citizen."""
        if self.is_everybody:
            return True
        return self.reaches(who.municipality, who.fund) and (not self.narrows_person or self._fits(who))

    def reaches(self, municipality: str, fund: Party) -> bool:
        """Whether it is for citizens of this municipality and fund."""
        in_municipality = self.municipalities is None or municipality in self.municipalities
        in_fund = self.funds is None or fund.code in self.funds
        in_pairs = self.pairs is None or (fund.code, municipality) in self.pairs
        return in_municipality and in_fund and in_pairs and municipality not in self.except_municipalities

    def shares_a_municipality(self, other: Scope) -> bool:
        """Whether one municipality is in both."""
        return bool(self._where & other._where)

    def shares_a_fund(self, other: Scope) -> bool:
        """Whether one fund is in both."""
        return bool(self._whose & other._whose)

    @cached_property
    def _where(self) -> frozenset[str]:
        named = (
            frozenset(each.code for each in municipalities()) if self.municipalities is None else self.municipalities
        )
        return named - self.except_municipalities

    @cached_property
    def _whose(self) -> frozenset[str]:
        everybody = frozenset(each.slug for each in unemployment_funds())
        named = everybody if self.pairs is None else frozenset(fund for fund, _ in self.pairs)
        return self.funds or named

    def _fits(self, who: Person) -> bool:
        of_grade = self.insurance is None or who.insurance == self.insurance
        if self.ages is None or not of_grade:
            return of_grade
        return who.age is not None and self.ages.from_years <= who.age < self.ages.below_years
