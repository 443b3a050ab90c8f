"""The rules about meetings (samtaler) in a pack: who holds which, from when, until when at the latest."""

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from samspil.rules.around_meetings import (
    AfterwardsRule,
    FormsRule,
    FundAtFirstRule,
    IllnessRule,
    LongUnemploymentRule,
    MissedRule,
    NoticeRule,
    Participation,
    SelfRelianceRule,
    VoluntaryRule,
    WarningRule,
)
from samspil.rules.points import Point
from samspil.rules.rule import Authority, Rule, Share, Terms, Text

MeetingKind = Literal["job", "joint", "cv", "availability"]
"""job: jobsamtale. joint: a job meeting in which the other authority takes part (fælles jobsamtale). cv: CV-samtale.
availability: rådighedssamtale."""


def _read_part(value: object) -> object:
    try:
        return Fraction(value) if isinstance(value, str | int) and not isinstance(value, bool) else value
    except ZeroDivisionError:
        raise ValueError(f"{value} divides by nothing") from None


Part = Annotated[Fraction, BeforeValidator(_read_part), Field(ge=0, le=1), PlainSerializer(str)]
"""A part of a window, written "6/13": 0 is its first day, 1 its last."""


class _MeetingTerms(Rule):
    """What a single meeting and a row of like meetings have in common."""

    kind: MeetingKind
    course: Authority = Field(description="Where the course began: the rule is for those courses only")
    by: Authority = Field(description="Who holds the meeting")
    taking_part: Participation | None = Field(default=None, description="Who else takes part in it")
    share: Share = Field(description="With what share of its citizens the authority must hold it")
    purpose: Text
    opens: Point = Field(description="The first day of the window")
    limits: tuple[Point, ...] = Field(min_length=1, description="The earliest of these is the last day of the window")
    before_takeover: bool = Field(description="Whether the window ends on the day before the jobcentre takes over")

    @model_validator(mode="after")
    def _joint_with_somebody_else(self) -> Self:
        if self.kind == "joint" and self.taking_part is None:
            raise ValueError("a joint meeting says in `taking_part` who else takes part")
        if self.taking_part is not None:
            self.taking_part.not_by(self.by)
        return self

    @model_validator(mode="after")
    def _is_owed_on_some_day(self) -> Self:
        for limit in self.limits:
            if limit.surely_ends_before(self.opens, self.course):
                raise ValueError(f"the window `opens` {self.opens} and ends before that, {limit}: nobody is owed it")
        if self.before_takeover and (self.by == "jobcentre" or self.opens.counted_from == "takeover"):
            raise ValueError("the window opens after the takeover and ends, by `before_takeover`, before it")
        return self

    @property
    def everybody(self) -> bool:
        """Whether the meeting is owed to everybody, not to a share."""
        return self.share == 1


class MeetingRule(_MeetingTerms):
    """One meeting that is owed. `aim` is the planned part of its window.

    `number` is its place among the course's meetings of its kind, from 1. Joint meetings are counted with job meetings.
    """

    number: int = Field(ge=1)
    aim: Part


class MeetingSeries(_MeetingTerms):
    """A rule of the law that makes one or more like meetings, as it stands in the pack's file."""

    numbers: tuple[int, ...] = Field(min_length=1)
    aims: tuple[Part, ...]
    step: int = Field(default=0, ge=0, description="By how many units each window lies after the one before it")

    @model_validator(mode="after")
    def _a_step_counts_in_one_unit(self) -> Self:
        if self.step and len({(point.unit, point.counted_from) for point in (self.opens, *self.limits)}) > 1:
            raise ValueError("a series with a step has all its points in one unit, counted from the same")
        return self

    @model_validator(mode="after")
    def _one_rising_aim_for_each(self) -> Self:
        if len(self.aims) != len(self.numbers):
            raise ValueError(f"{len(self.numbers)} meetings need as many aims, not {len(self.aims)}")
        if sorted(self.aims) != list(self.aims):
            raise ValueError("later meetings have later aims")
        return self

    def meetings(self) -> tuple[MeetingRule, ...]:
        """The single meetings; the id of each is the series' id and its number."""
        return tuple(self._meeting(place, number) for place, number in enumerate(self.numbers))

    def _meeting(self, place: int, number: int) -> MeetingRule:
        by = place * self.step
        own = {
            "id": f"{self.id}.{number}",
            "opens": self.opens.later(by),
            "limits": tuple(point.later(by) for point in self.limits),
        }
        common = {name: value for name, value in self if name not in ("numbers", "aims", "step")}
        return MeetingRule(**{**common, **own}, number=number, aim=self.aims[place])


_COUNTED_TOGETHER: Final[tuple[tuple[MeetingKind, ...], ...]] = (("job", "joint"), ("cv",), ("availability",))


class Meetings(Terms):
    """All rules about meetings in one pack."""

    forms: FormsRule
    notice: NoticeRule
    warning: WarningRule
    illness: IllnessRule
    missed: MissedRule
    fund_at_first: FundAtFirstRule | None = None
    afterwards: AfterwardsRule
    long_unemployment: LongUnemploymentRule
    self_reliance: SelfRelianceRule | None = None
    required: tuple[MeetingSeries, ...] = Field(min_length=1)
    voluntary: VoluntaryRule | None = Field(default=None, description="For a time in which meetings are suspended")

    @model_validator(mode="after")
    def _each_course_counts_from_one(self) -> Self:
        for course, rules in self.by_course.items():
            for kinds in _COUNTED_TOGETHER:
                numbers = [rule.number for rule in rules if rule.kind in kinds]
                if numbers != list(range(1, len(numbers) + 1)):
                    names = " and ".join(kinds)
                    raise ValueError(f"the {names} meetings of a course that begins at the {course} are {numbers}")
        return self

    @cached_property
    def by_course(self) -> dict[Authority, tuple[MeetingRule, ...]]:
        """The meetings owed, in order, by where the course began."""
        single = [rule for series in self.required for rule in series.meetings()]
        courses: tuple[Authority, ...] = ("unemployment-fund", "jobcentre")
        return {course: tuple(rule for rule in single if rule.course == course) for course in courses}
