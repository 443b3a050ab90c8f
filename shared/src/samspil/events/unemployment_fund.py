"""What an unemployment fund (a-kasse) tells."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from samspil.calendar import Month
from samspil.events.event import OutsideEvent
from samspil.events.values import (
    AbsenceKind,
    EndReason,
    Hours,
    Insurance,
    MeetingForm,
    MeetingOutcome,
    MunicipalityCode,
    Need,
    ScreeningOutcome,
    TrialId,
)


class MemberRegistered(OutsideEvent):
    """A member became unemployed (nyledig). Judged by intake."""

    type: ClassVar[str] = "unemployment-fund.member.registered.v1"
    names_person: ClassVar[bool] = True

    unemployed_from: date
    municipality: MunicipalityCode
    insurance: Insurance
    hours_before: Hours = Field(description="Benefit hours already paid in the running benefit period (indplacering)")
    needs: tuple[Need, ...] = ()
    form_preference: MeetingForm | None = None
    birth_year: int = Field(ge=1900, le=2100)
    trials: tuple[TrialId, ...] = Field(
        default=(),
        description="Trials that the member is in from the first day on, beside those that everybody there enters",
    )


class SpellEnded(OutsideEvent):
    """The member is no longer unemployed from `ended_on`. Judged by intake."""

    type: ClassVar[str] = "unemployment-fund.spell.ended.v1"

    ended_on: date
    reason: EndReason


class BenefitHoursReported(OutsideEvent):
    """Benefit hours paid for one month; a later report of the same month replaces it. Judged by intake."""

    type: ClassVar[str] = "unemployment-fund.benefit-hours.reported.v1"

    month: Month
    hours: Hours


class MemberScreened(OutsideEvent):
    """A caseworker screened the member (visitation). Judged by the ledger of responsibility."""

    type: ClassVar[str] = "unemployment-fund.member.screened.v1"

    outcome: ScreeningOutcome
    grounds: Need


class TrialEntered(OutsideEvent):
    """The member is in a trial (forsøg) of the contact course from now on. Judged by intake.

    A trial that the member is in from the spell's first day on is named in the registration.
    """

    type: ClassVar[str] = "unemployment-fund.trial.entered.v1"

    trial: TrialId


class AbsenceReported(OutsideEvent):
    """The member cannot be met from `first` to `last`, both included. Judged by contact-course."""

    type: ClassVar[str] = "unemployment-fund.absence.reported.v1"

    kind: AbsenceKind
    first: date
    last: date


class MeetingReported(OutsideEvent):
    """How a meeting at the fund ended. Judged by contact-course."""

    type: ClassVar[str] = "unemployment-fund.meeting.reported.v1"

    meeting_id: str
    outcome: MeetingOutcome
    on: date
    form: MeetingForm


class MeetingMoved(OutsideEvent):
    """A planned meeting at the fund was moved to another day. Judged by contact-course."""

    type: ClassVar[str] = "unemployment-fund.meeting.moved.v1"

    meeting_id: str
    to: date
