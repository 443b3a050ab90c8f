"""What a jobcentre tells."""

from datetime import date
from typing import ClassVar

from samspil.events.event import OutsideEvent
from samspil.events.values import HandoverRejection, MeetingForm, MeetingOutcome


class HandoverReceived(OutsideEvent):
    """The package reached the jobcentre and could be decrypted (modtaget). Judged by handover."""

    type: ClassVar[str] = "jobcentre.handover.received.v1"

    handover_id: str


class HandoverAccepted(OutsideEvent):
    """The jobcentre takes the citizen over (accepteret). Judged by handover."""

    type: ClassVar[str] = "jobcentre.handover.accepted.v1"

    handover_id: str


class HandoverRejected(OutsideEvent):
    """The jobcentre says it cannot take the citizen over (afvist); the ledger stays. Judged by handover."""

    type: ClassVar[str] = "jobcentre.handover.rejected.v1"

    handover_id: str
    reason: HandoverRejection


class MeetingReported(OutsideEvent):
    """How a meeting at the jobcentre ended. Judged by contact-course."""

    type: ClassVar[str] = "jobcentre.meeting.reported.v1"

    meeting_id: str
    outcome: MeetingOutcome
    on: date
    form: MeetingForm


class MeetingMoved(OutsideEvent):
    """A planned meeting at the jobcentre was moved to another day. Judged by contact-course."""

    type: ClassVar[str] = "jobcentre.meeting.moved.v1"

    meeting_id: str
    to: date
