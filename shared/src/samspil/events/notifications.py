"""What the citizen is told, and whether it arrived."""

from datetime import date
from typing import ClassVar

from samspil.events.event import Event, OpenEnum
from samspil.events.values import MeetingForm


class LetterKind(OpenEnum):
    """The kinds of letter a citizen gets."""

    WELCOME = "welcome"
    INVITATION = "invitation"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    NEW_HOLDER = "new-holder"
    UNKNOWN = "unknown"


class NotificationCreated(Event):
    """A letter is due because of the event `cause_id`; one cause never makes two letters of a kind."""

    type: ClassVar[str] = "notifications.letter.created.v1"

    notification_id: str
    kind: LetterKind
    cause_id: str
    language: str
    about: date | None
    holder: str | None
    form: MeetingForm | None = None
    previous: date | None = None


class NotificationSent(Event):
    """The channel took the letter over. Sent is not delivered."""

    type: ClassVar[str] = "notifications.letter.sent.v1"

    notification_id: str
    channel: str


class NotificationDelivered(Event):
    """The channel says that the letter arrived."""

    type: ClassVar[str] = "notifications.letter.delivered.v1"

    notification_id: str
    channel: str


class NotificationWithdrawn(Event):
    """The letter's cause was gone before it was sent."""

    type: ClassVar[str] = "notifications.letter.withdrawn.v1"

    notification_id: str
    kind: LetterKind | None = None
    cause_id: str = ""
