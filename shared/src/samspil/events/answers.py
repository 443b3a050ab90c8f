"""The one answer that every message from outside gets, on its sender's own topic."""

from typing import ClassVar

from pydantic import Field

from samspil.events.event import Event


class MessageAccepted(Event):
    """The message had its effect. `citizen_id` is how Samspil names the citizen from here on."""

    type: ClassVar[str] = "samspil.message.accepted.v1"

    message_id: str
    message_type: str
    citizen_id: str


class MessageRefused(Event):
    """The message had no effect. `reason` is a word of a list, `detail` says what is wrong, where and what to do."""

    type: ClassVar[str] = "samspil.message.refused.v1"

    message_id: str = Field(description="The message's `ce_id`; empty where the bytes carried none")
    message_type: str
    reason: str
    detail: str
    citizen_id: str | None = None
    topic: str | None = None
    partition: int | None = None
    offset: int | None = None


class MessageRepeated(Event):
    """The same message was received before; it has no second effect, and its first answer stands."""

    type: ClassVar[str] = "samspil.message.repeated.v1"

    message_id: str
    message_type: str
    first_received: str
