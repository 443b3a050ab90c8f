"""What an event is: immutable data with a type name; the envelope around it travels in CloudEvents headers."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

CATALOGUE: dict[str, type[Event]] = {}
"""Every event class by its type name, filled as the modules of this package are imported."""


class Event(BaseModel):
    """One fact or message. Unknown fields are ignored, so that a newer sender can be read by an older reader."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str] = ""
    """`<owner>.<subject>.<verb in the past>.v<major>`; the owner is the party or stage that says it."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if "type" not in cls.__dict__:
            return  # a shared shape, not an event of its own
        if CATALOGUE.setdefault(cls.type, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"two event classes claim the type {cls.type}: {CATALOGUE[cls.type]} and {cls}")

    @classmethod
    def owner(cls) -> str:
        return cls.type.split(".", 1)[0]

    @classmethod
    def read(cls, value: bytes | str) -> Self:
        """The event from its JSON. Raises pydantic's ValidationError.

        Straight from pydantic's core, as `written` is: its model_validate_json takes twice as long for an event.
        """
        event: Self = cls.__pydantic_validator__.validate_json(value)
        return event

    def written(self) -> bytes:
        """The event as JSON."""
        return self.__pydantic_serializer__.to_json(self)


class OpenEnum(StrEnum):
    """A code list that may grow: a value this version does not know is read as `unknown`, never refused."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls.__members__.get("UNKNOWN")


class Person(BaseModel):
    """Personal data as a party tells it. Goes into intake's vault and nowhere else; printed, it shows nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    cpr: str = Field(
        pattern=r"^[0-9]{10}$", repr=False, description="Civil registration number (personnummer), ten digits, no dash"
    )
    name: str | None = Field(default=None, max_length=200, repr=False)
    address: str | None = Field(default=None, max_length=400, repr=False)
    email: str | None = Field(default=None, max_length=200, repr=False)
    phone: str | None = Field(default=None, max_length=40, repr=False)


class OutsideEvent(Event):
    """A message that a party outside sends. Its sender is proved by its topic, never by what it says of itself."""

    names_person: ClassVar[bool] = False
    """Whether the message carries a `person` block beside its own fields. The gate moves that block into the vault."""
