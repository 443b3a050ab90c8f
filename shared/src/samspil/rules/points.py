"""Points in a contact course, from which windows open and at which they end."""

from datetime import date
from functools import cache
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from samspil.calendar import add_months
from samspil.rules.rule import Authority, Terms

ROUGHLY: Final = 7
"""By so many days at most accumulated unemployment differs from the calendar for whoever works not at all."""


class Point(Terms):
    """A point in a course: so many units after the registration, after the takeover or of accumulated unemployment."""

    count: int = Field(ge=0)
    unit: Literal["days", "weeks", "months"]
    counted_from: Literal["registration", "takeover", "accumulated unemployment"] = Field(alias="from")

    @model_validator(mode="after")
    def _unemployment_accumulates_in_weeks_and_months(self) -> Self:
        if self.counted_from == "accumulated unemployment" and self.unit == "days":
            raise ValueError("accumulated unemployment is counted in weeks or months")
        return self

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        after = "of" if self.counted_from == "accumulated unemployment" else "after the"
        return f"{self.count} {unit} {after} {self.counted_from}"

    def later(self, by: int) -> Self:
        """The point so many of its units later."""
        return self.model_copy(update={"count": self.count + by})

    def surely_ends_before(self, opens: Self, course: Authority) -> bool:
        """Whether a window that ends here is empty for everybody in a full course: unemployed from its first day on.

        Where both are counted alike it is certain. Otherwise they are compared by the fewest and the most days that
        they can lie after the first day; how late a fund's course is taken over nobody can say.
        """
        if (self.unit, self.counted_from) == (opens.unit, opens.counted_from):
            lies_behind = self.counted_from == "accumulated unemployment"  # on the day after it is full
            return opens.count + lies_behind > self.count
        if self.counted_from == "takeover" != opens.counted_from and course != "jobcentre":
            return False
        return opens._days[0] > self._days[1]

    @property
    def _days(self) -> tuple[int, int]:
        """The fewest and the most days from what it is counted from."""
        fewest, most = _months(self.count) if self.unit == "months" else (self._plain_days, self._plain_days)
        if self.counted_from != "accumulated unemployment":
            return fewest, most
        return (fewest - ROUGHLY, most + ROUGHLY) if self.count else (-1, -1)

    @property
    def _plain_days(self) -> int:
        return self.count * (7 if self.unit == "weeks" else 1)


@cache
def _months(count: int) -> tuple[int, int]:
    """The fewest and the most days of so many months: of those that begin in four years, one of them a leap year."""
    firsts = [date(year, month, 1) for year in range(2021, 2025) for month in range(1, 13)]
    spans = [(add_months(first, count) - first).days for first in firsts]
    return min(spans), max(spans)
