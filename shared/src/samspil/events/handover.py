"""What handover decided: forecasts, packages and what became of them."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from samspil.events.event import Event
from samspil.events.values import HandoverRejection, Hours, Insurance, MeetingForm, MoveCause, MunicipalityCode, Need
from samspil.reference.parties import Party


class HandoverForecast(Event):
    """The jobcentre will probably take the citizen over on `expected_on`; told again when it changes."""

    type: ClassVar[str] = "handover.transfer.forecast.v1"

    spell_id: str
    receiver: Party
    expected_on: date
    total_hours: Hours


class MeetingSummary(BaseModel):
    """One held meeting as the package tells it."""

    model_config = ConfigDict(frozen=True)

    meeting_id: str
    rule: str
    holder: Party
    on: date
    form: MeetingForm


class PackageContent(BaseModel):
    """What the receiver of a handover is told beside the person's identity; no personal data."""

    model_config = ConfigDict(frozen=True)

    fund: Party
    municipality: MunicipalityCode
    unemployed_from: date
    insurance: Insurance
    total_hours: Hours
    pack: str
    needs: tuple[Need, ...]
    form_preference: MeetingForm | None
    meetings: tuple[MeetingSummary, ...]


class HandoverPrepared(Event):
    """The package is complete and goes to `receiver`, who is responsible from `effective`."""

    type: ClassVar[str] = "handover.package.prepared.v1"

    spell_id: str
    handover_id: str
    receiver: Party
    cause: MoveCause
    effective: date
    content: PackageContent


class HandoverSent(Event):
    """The package was encrypted for its receiver and given to the receiver's topic."""

    type: ClassVar[str] = "handover.package.sent.v1"

    spell_id: str
    handover_id: str
    receiver: Party


class PackageDelivered(Event):
    """The package itself, on the receiver's topic only.

    `jwe` is a JWE (RFC 7516, compact) for the receiver's key; inside is the JSON of HandoverPrepared with the citizen's
    `person` block beside it.
    """

    type: ClassVar[str] = "handover.package.delivered.v1"

    handover_id: str
    jwe: str


class ReceiptRecorded(Event):
    """The receiver said it received, accepted or rejected the package; `state` is one of these three words."""

    type: ClassVar[str] = "handover.receipt.recorded.v1"

    spell_id: str
    handover_id: str
    receiver: Party
    state: str
    reason: HandoverRejection | None = None


class HandoverReminded(Event):
    """No answer after the reminder time; the receiver is reminded."""

    type: ClassVar[str] = "handover.receipt.reminded.v1"

    spell_id: str
    handover_id: str
    receiver: Party


class HandoverEscalated(Event):
    """Rejected, or still silent after the escalation time: operators must act. The receiver stays responsible."""

    type: ClassVar[str] = "handover.receipt.escalated.v1"

    spell_id: str
    handover_id: str
    receiver: Party
    grounds: str


class HandoverClosed(Event):
    """The spell ended, or somebody else became responsible, before this was accepted; nothing more is awaited."""

    type: ClassVar[str] = "handover.package.closed.v1"

    spell_id: str
    handover_id: str
    receiver: Party
