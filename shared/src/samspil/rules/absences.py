"""Absences (fravær) as the common data (DFDG) code them, and what they mean for meetings."""

from typing import Literal, Self

from pydantic import Field, model_validator

from samspil.rules.rule import Rule, Terms


class AbsenceCode(Terms):
    """One code. Codes are an open list: readers accept others."""

    code: int = Field(ge=1)
    kind: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    at_most_days: int | None = Field(default=None, ge=1)


class CodesRule(Rule):
    """Which codes are known."""

    codes: tuple[AbsenceCode, ...] = Field(min_length=1)


class NotSummonedRule(Rule):
    """In which kinds of absence no meeting is summoned."""

    kinds: tuple[str, ...] = Field(min_length=1)


class FundCourseRule(Rule):
    """What the code "contact course is with the fund" does to what the jobcentre had arranged."""

    code: int
    annuls: tuple[Literal["self-booking deadlines", "booked job meetings", "summons to joint meetings"], ...]


class Absences(Terms):
    """The rules about absences."""

    codes: CodesRule
    not_summoned: NotSummonedRule
    fund_course: FundCourseRule | None = None

    @model_validator(mode="after")
    def _every_kind_has_a_code(self) -> Self:
        codes = self.codes.codes
        if len({each.code for each in codes}) < len(codes):
            raise ValueError("a code stands twice in codes")
        if strays := sorted(set(self.not_summoned.kinds) - {each.kind for each in codes}):
            raise ValueError(f"no code is known for {', '.join(strays)}")
        if self.fund_course and self.fund_course.code not in {each.code for each in codes}:
            raise ValueError(f"the code {self.fund_course.code} of fund_course is not among the codes")
        return self
