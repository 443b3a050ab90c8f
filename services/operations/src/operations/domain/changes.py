"""What each event changes in the read model. Pure: an event and its envelope in, named columns out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samspil.events import contact_course as courses
from samspil.events import engine, handover, intake, notifications, responsibility
from samspil.events.event import Event

RECEIPT_STATES = ("received", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a change needs of an event's record."""

    citizen_id: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """New values of one row; columns that it does not name stay as they are."""

    table: str
    key: tuple[str | int, ...]
    values: Mapping[str, Any]


Columns = Callable[[Any, Envelope], Change]


def change_of(event: Event, envelope: Envelope) -> Change | None:
    """What `event` changes beside the list of what was told; None for what is only read there."""
    columns = CHANGES.get(type(event))
    return columns(event, envelope) if columns else None


def _journey(told: Any, envelope: Envelope, **values: Any) -> Change:
    return Change("journey", (told.spell_id,), {"citizen_id": envelope.citizen_id, **values})


def _meeting(told: Any, envelope: Envelope, **values: Any) -> Change:
    named = {"citizen_id": envelope.citizen_id, "spell_id": told.spell_id, "holder": str(told.holder)}
    return Change("meeting", (told.meeting_id,), named | values)


def _receipt(told: Any, envelope: Envelope, **values: Any) -> Change:
    named = {"citizen_id": envelope.citizen_id, "spell_id": told.spell_id, "receiver": str(told.receiver)}
    return Change("receipt", (told.handover_id,), named | values)


def _letter(told: Any, envelope: Envelope, **values: Any) -> Change:
    return Change("letter", (told.notification_id,), {"citizen_id": envelope.citizen_id, **values})


def open_journey(told: intake.RegistrationAccepted, envelope: Envelope) -> Change:
    return _journey(
        told, envelope, unemployed_from=told.unemployed_from, fund=str(told.fund), municipality=told.municipality,
        insurance=told.insurance, pack=told.pack, hours=told.hours_before,
    )  # fmt: skip


def move_responsibility(told: responsibility.ResponsibilityMoved, envelope: Envelope) -> Change:
    return _journey(told, envelope, holder=str(told.holder), since=told.effective, rule=told.rule)


def owe_meeting(told: courses.MeetingRequired, envelope: Envelope) -> Change:
    return _meeting(
        told, envelope, rule=told.rule, opens=told.opens, latest=told.limit, on_day=told.aim, state="required"
    )  # fmt: skip


def record_receipt(told: handover.ReceiptRecorded, envelope: Envelope) -> Change:
    known = {f"{told.state}_at": envelope.time} if told.state in RECEIPT_STATES else {}
    return _receipt(told, envelope, **known, reason=told.reason)


def hold_back(told: engine.KeyParked, envelope: Envelope) -> Change:
    values = {
        "held": True, "since": envelope.time, "event_id": told.event_id, "event_type": told.event_type,
        "error": told.error, "attempts": told.attempts,
    }  # fmt: skip
    return Change("parked", (told.stage, told.fold, envelope.citizen_id), values)


def bury(told: engine.BytesUnreadable, envelope: Envelope) -> Change:
    values = {"sha256": told.sha256, "error": told.error, "told_at": envelope.time}
    return Change("dead_letter", (told.topic, told.partition, told.offset), values)


CHANGES: Mapping[type[Event], Columns] = {
    intake.RegistrationAccepted: open_journey,
    intake.TrackSuggested: lambda told, by: _journey(told, by, track=told.track),
    intake.BenefitHoursCounted: lambda told, by: _journey(told, by, hours=told.total),
    intake.RulesChanged: lambda told, by: _journey(told, by, pack=told.rules),
    intake.MunicipalityChanged: lambda told, by: _journey(told, by, municipality=told.municipality),
    intake.SpellClosed: lambda told, by: _journey(told, by, ended_on=told.ended_on, end_reason=told.reason),
    responsibility.ResponsibilityMoved: move_responsibility,
    courses.MeetingRequired: owe_meeting,
    courses.MeetingInvited: lambda told, by: _meeting(
        told, by, on_day=told.on, form=told.form, round=told.round, state="invited"
    ),
    courses.MeetingRescheduled: lambda told, by: _meeting(told, by, on_day=told.on),
    courses.MeetingHeld: lambda told, by: _meeting(told, by, on_day=told.on, form=told.form, state="held"),
    courses.MeetingMissed: lambda told, by: _meeting(told, by, state="missed"),
    courses.MeetingWaived: lambda told, by: _meeting(told, by, state="waived", reason=told.reason),
    courses.WindowAtRisk: lambda told, by: _meeting(told, by, at_risk=True),
    handover.HandoverForecast: lambda told, by: _journey(
        told, by, forecast_on=told.expected_on, forecast_receiver=str(told.receiver)
    ),
    handover.HandoverPrepared: lambda told, by: _receipt(
        told, by, cause=told.cause, effective=told.effective, prepared_at=by.time
    ),
    handover.HandoverSent: lambda told, by: _receipt(told, by, sent_at=by.time),
    handover.ReceiptRecorded: record_receipt,
    handover.HandoverReminded: lambda told, by: _receipt(told, by, reminded_at=by.time),
    handover.HandoverEscalated: lambda told, by: _receipt(told, by, escalated_at=by.time, grounds=told.grounds),
    handover.HandoverClosed: lambda told, by: _receipt(told, by, closed_at=by.time),
    notifications.NotificationCreated: lambda told, by: _letter(
        told, by, kind=told.kind, about=told.about, created_at=by.time
    ),
    notifications.NotificationSent: lambda told, by: _letter(told, by, channel=told.channel, sent_at=by.time),
    notifications.NotificationDelivered: lambda told, by: _letter(told, by, delivered_at=by.time),
    notifications.NotificationWithdrawn: lambda told, by: _letter(told, by, kind=told.kind, withdrawn_at=by.time),
    engine.KeyParked: hold_back,
    engine.KeyReleased: lambda told, by: Change("parked", (told.stage, told.fold, by.citizen_id), {"held": False}),
    engine.BytesUnreadable: bury,
}
