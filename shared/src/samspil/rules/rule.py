"""What every rule has, whatever it is about."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

Certainty = Literal["sourced", "believed"]
"""sourced: read in a public source. believed: what we take for true until a source says so."""

Authority = Literal["unemployment-fund", "jobcentre"]
"""Who can be responsible for a contact course and who can hold its meetings. The kinds of `Party`."""


def _row(value: object) -> object:
    return tuple(map(_row, value)) if isinstance(value, list) else value


def _as_number(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_as_number)]
"""A number with or without decimals: a file has 410 as well as 410.00."""

BenefitHours = Annotated[Number, Field(ge=0, le=Decimal("9999.99"), decimal_places=2)]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that says something: blanks alone do not."""

Share = Annotated[Number, Field(gt=0, le=1)]
"""A part of all citizens: 0.75 are three in four."""

LARGEST: Final = 9_999
"""No number of days, weeks, months or pieces in a law is larger: it would be a slip, and lead to no day that exists."""

T = TypeVar("T")

RULE_ID: Final = r"^[A-Z][0-9A-Za-z]*(\.[a-z0-9-]+)+$"


Set = Annotated[frozenset[T], Field(strict=False)]
"""What a file lists in any order."""


class NoRule(LookupError):
    """A pack has no rule about this."""


class Terms(BaseModel):
    """A part of a rule pack: immutable, nothing unknown in it, and no value taken for another: "410" is no number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _lists_are_rows(cls, part: Any) -> Any:
        """TOML has lists; what does not change is a tuple here."""
        return {name: _row(value) for name, value in part.items()} if isinstance(part, Mapping) else part

    @field_validator("*")
    @classmethod
    def _numbers_are_those_of_a_law(cls, value: Any) -> Any:
        if isinstance(value, int) and value > LARGEST:
            raise ValueError(f"{value} is too large: no number in a law is above {LARGEST}")
        return value


class Rule(Terms):
    """One rule of a pack, with where it comes from. Decisions name the `id` of the rule they followed."""

    id: str = Field(pattern=RULE_ID)
    says: Text = Field(description="The rule in one sentence")
    basis: Text = Field(description='The law it stands on, or "design" for a service rule of our own')
    source: Text = Field(description="Where it was read")
    certainty: Certainty
    doubt: Text | None = Field(default=None, description="What is not known about it")

    @model_validator(mode="after")
    def _who_believes_says_what_is_not_known(self) -> Self:
        if self.certainty == "believed" and self.doubt is None:
            raise ValueError("a believed rule says in `doubt` what is not known")
        return self
