"""Values that several events share. Codes are open: a reader meets `unknown` instead of failing on a new one."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from samspil.events.event import OpenEnum

Hours = Annotated[
    Decimal,
    Field(ge=0, le=Decimal("9999.99"), max_digits=6, decimal_places=2, description="Benefit hours (dagpengetimer)"),
    PlainSerializer(float, return_type=float, when_used="json"),
]
MunicipalityCode = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="Municipality (kommune), four digits")]
TrialId = Annotated[
    str,
    Field(pattern=r"^[A-Z][0-9]{4}[a-z]?$", description="A trial (forsøg), by the id that the rules give it: T2020"),
]
Insurance = Literal["full_time", "part_time"]


class Authority(StrEnum):
    """Who can be responsible for a citizen's contact course (kontaktforløb)."""

    FUND = "unemployment-fund"
    JOBCENTRE = "jobcentre"


class MeetingForm(OpenEnum):
    """How a meeting (samtale) takes place."""

    PHYSICAL = "physical"
    PHONE = "phone"
    VIDEO = "video"
    UNKNOWN = "unknown"


class MeetingOutcome(OpenEnum):
    """How a planned meeting ended: held (afholdt) or the citizen did not come (udeblevet)."""

    HELD = "held"
    MISSED = "missed"
    UNKNOWN = "unknown"


class AbsenceKind(OpenEnum):
    """Why a citizen cannot be met (fravær). Leave is that at a birth (barsel), however long."""

    ILLNESS = "illness"
    HOLIDAY = "holiday"
    LEAVE = "leave"
    UNKNOWN = "unknown"


class EndReason(OpenEnum):
    """Why a spell of unemployment (ledighedsperiode) ended."""

    JOB = "job"
    EDUCATION = "education"
    LEFT_FUND = "left-fund"
    DEATH = "death"
    OTHER = "other"
    UNKNOWN = "unknown"


class Need(OpenEnum):
    """What a member needs help with, as told at registration; it steers the suggested track only."""

    LANGUAGE = "language"
    HEALTH = "health"
    DIGITAL_SKILL = "digital-skill"
    ADDICTION = "addiction"
    UNKNOWN = "unknown"


class Track(OpenEnum):
    """Suggested course: mostly personal or mostly virtual meetings. A caseworker decides."""

    PERSONAL = "personal"
    VIRTUAL = "virtual"
    UNKNOWN = "unknown"


class ScreeningOutcome(OpenEnum):
    """Result of a caseworker's screening (visitation, LAB §27(3))."""

    TO_JOBCENTRE = "to-jobcentre"
    STAYS = "stays"
    UNKNOWN = "unknown"


class RulesCause(OpenEnum):
    """Why other rules hold for a spell than before."""

    LAW = "law"
    TRIAL_ENTERED = "trial-entered"
    TRIAL_LEFT = "trial-left"
    UNKNOWN = "unknown"


class MoveCause(OpenEnum):
    """Why responsibility moved."""

    FIRST_OWNER = "first-owner"
    HOURS = "hours"
    SCREENING = "screening"
    MOVE = "move"
    TRIAL_ENTRY = "trial-entry"
    TRIAL_EXIT = "trial-exit"
    UNKNOWN = "unknown"


class HandoverRejection(OpenEnum):
    """Why a jobcentre rejects a handover package (afvist)."""

    WRONG_MUNICIPALITY = "wrong-municipality"
    INCOMPLETE = "incomplete"
    OTHER = "other"
    UNKNOWN = "unknown"
