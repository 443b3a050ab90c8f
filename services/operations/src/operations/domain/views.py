"""What the pages show, as values: the same for people and for `?format=json`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from samspil.calendar import add_working_days, local_day

JourneyState = Literal["open", "closed"]
ReceiptState = Literal["prepared", "sent", "received", "accepted", "rejected", "closed"]


class View(BaseModel):
    """A row as it is read; unknown columns are left out."""

    model_config = ConfigDict(frozen=True, from_attributes=True, extra="ignore")


class Overview(View):
    """The figures above every page. `day` is the last day that all lanes of operations have finished."""

    day: date | None
    open_journeys: int
    closed_journeys: int
    parked: int
    open_receipts: int
    escalated: int
    letters: int
    dead_letters: int


class MeetingCounts(View):
    """One spell's meetings."""

    planned: int = 0
    held: int = 0
    missed: int = 0
    waived: int = 0


class Journey(View):
    """One spell of unemployment on its way through the course."""

    spell_id: str
    citizen_id: str
    unemployed_from: date | None
    fund: str | None
    municipality: str | None
    insurance: str | None
    pack: str | None
    track: str | None
    hours: Decimal | None
    holder: str | None
    since: date | None
    rule: str | None
    forecast_on: date | None
    forecast_receiver: str | None
    ended_on: date | None
    end_reason: str | None
    meetings: MeetingCounts = MeetingCounts()
    parked: bool = False
    awaits_receipt: bool = False

    @property
    def state(self) -> JourneyState:
        return "closed" if self.ended_on else "open"

    @property
    def awaits_handover(self) -> bool:
        """Whether the fund still has the citizen and a jobcentre is forecast to take over."""
        fund_has_it = self.holder is not None and self.holder == self.fund
        return self.state == "open" and self.forecast_on is not None and fund_has_it


class Told(View):
    """One event of a citizen's journey. `day` is the log's, `time` what the clock of the first sender said."""

    day: date
    time: datetime
    place: int
    sequence: int
    type: str
    source: str
    id: str
    correlation: str
    causation: str
    trace: str
    data: dict[str, Any] | None


class Meeting(View):
    """One meeting that somebody owes or owed the citizen."""

    meeting_id: str
    spell_id: str
    holder: str
    rule: str | None
    opens: date | None
    latest: date | None
    on_day: date | None
    form: str | None
    state: str | None
    reason: str | None
    at_risk: bool | None


class Receipt(View):
    """One handover package and what its receiver said to it."""

    handover_id: str
    spell_id: str
    citizen_id: str
    receiver: str
    cause: str | None
    effective: date | None
    prepared_at: datetime | None
    sent_at: datetime | None
    received_at: datetime | None
    accepted_at: datetime | None
    rejected_at: datetime | None
    reason: str | None
    reminded_at: datetime | None
    escalated_at: datetime | None
    grounds: str | None
    closed_at: datetime | None

    @property
    def state(self) -> ReceiptState:
        """The furthest that the handover has come."""
        if self.accepted_at:
            return "accepted"
        if self.closed_at:
            return "closed"
        if self.rejected_at:
            return "rejected"
        if self.received_at:
            return "received"
        return "sent" if self.sent_at else "prepared"

    def age(self, today: date | None) -> int | None:
        """Working days since the package was sent, as receipts are counted; None where that is not known."""
        begun = self.sent_at or self.prepared_at
        if begun is None or today is None:
            return None
        return working_days_between(local_day(begun), today)


class Letter(View):
    """One letter to the citizen."""

    notification_id: str
    kind: str | None
    about: date | None
    channel: str | None
    created_at: datetime | None
    sent_at: datetime | None
    delivered_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def state(self) -> str:
        """The furthest that the letter has come."""
        if self.delivered_at:
            return "delivered"
        if self.withdrawn_at:
            return "withdrawn"
        return "sent" if self.sent_at else "created"


class Parked(View):
    """One citizen held back in one fold."""

    stage: str
    fold: str
    citizen_id: str
    since: datetime | None
    event_id: str | None
    event_type: str | None
    error: str | None
    attempts: int | None

    @property
    def release_command(self) -> str:
        """What an operator types to try the held event again."""
        return (
            f"samspil operations release {self.citizen_id} --stage {self.stage} --fold {self.fold}"
            ' --note "why it will work now"'
        )


class Page(View):
    """Some journeys of a longer list."""

    journeys: tuple[Journey, ...]
    number: int
    more: bool


class Citizen(View):
    """Everything that is known of one citizen."""

    citizen_id: str
    journeys: tuple[Journey, ...]
    told: tuple[Told, ...]
    meetings: tuple[Meeting, ...]
    receipts: tuple[Receipt, ...]
    letters: tuple[Letter, ...]
    parked: tuple[Parked, ...]


def working_days_between(first: date, last: date) -> int:
    """How many working days after `first` lie on or before `last`."""
    count = 0
    while add_working_days(first, count + 1) <= last:
        count += 1
    return count
