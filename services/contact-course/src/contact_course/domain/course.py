"""The state of a contact course (kontaktforløb): a citizen's spell of unemployment, its holders, meetings, absences.

It is parsed and written for every event, so it holds nothing that can be derived.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from samspil.calendar import ONE_DAY, Month
from samspil.events.contact_course import WaiverReason
from samspil.events.values import Insurance, MeetingForm
from samspil.flow.decision import State
from samspil.reference.parties import Party


class Part(BaseModel):
    """A part of the state."""

    model_config = ConfigDict(frozen=True)


class Holding(Part):
    """From the midnight that begins `since`, `holder` is responsible."""

    holder: Party
    since: date
    screened: bool = False
    """A caseworker's screening (visitation) moved the course there."""
    anew: bool = False
    """Entering or leaving a trial moved the course there, and so began it anew."""


class Coming(Part):
    """A holder of a spell whom no waking has taken over yet."""

    spell: str
    holding: Holding


class Absence(Part):
    """Days on which the citizen cannot be met, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the citizen is absent on `day`."""
        return self.first <= day <= self.last


class Stage(StrEnum):
    """Where a meeting stands."""

    REQUIRED = "required"
    INVITED = "invited"
    MISSED = "missed"
    HELD = "held"
    WAIVED = "waived"


class Meeting(Part):
    """One meeting (samtale) that is owed from `opens` to `limit`, both included, and planned for about `aim`."""

    rule: str
    holding: int
    """The place in `Spell.holdings` of the holder who owes it."""
    opens: date
    limit: date
    aim: date
    stage: Stage = Stage.REQUIRED
    on: date | None = None
    """The day it is planned for, or was held or missed."""
    round: int = 0
    """How often the citizen was invited to it."""
    warned: bool = False
    """WindowAtRisk was told."""
    reason: WaiverReason | None = None
    """Why it is no longer owed."""

    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.stage in (Stage.REQUIRED, Stage.INVITED, Stage.MISSED)

    def is_unplanned(self) -> bool:
        """Whether it is owed and no invitation stands."""
        return self.stage in (Stage.REQUIRED, Stage.MISSED)

    def stands(self, today: date) -> bool:
        """Whether the citizen is invited for today or a later day."""
        return self.stage is Stage.INVITED and self.on is not None and self.on >= today

    def becomes(self, stage: Stage, on: date | None) -> Self:
        """The meeting at another stage; `on` is its day there."""
        return self.model_copy(update={"stage": stage, "on": on, "reason": None})


class Spell(Part):
    """A spell of unemployment (ledighedsperiode) and the course that runs in it."""

    id: str
    pack: str
    ruled_since: date | None = None
    """The day on which the rules of `pack` began to hold; none where they have held from the beginning."""
    fund: Party
    begins: date
    registered: date
    insurance: Insurance
    preference: MeetingForm | None = None
    """The form of meeting that the citizen would like."""
    hours: Decimal
    """All hours of the running benefit period, those before the spell included."""
    counted: Month | None = None
    """The last month that `hours` covers; none before the first report."""
    voluntary_since: date | None = None
    """The first day of a suspension, as long as it lasts: nobody need come to a meeting."""
    ended: date | None = None
    """The first day after the spell, once it has ended."""
    holdings: tuple[Holding, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    absences: tuple[Absence, ...] = ()

    def holder_of(self, meeting: Meeting) -> Party:
        """Who owes the meeting."""
        return self.holdings[meeting.holding].holder

    def id_of(self, meeting: Meeting) -> str:
        """The name that parties use for the meeting: the same for as long as spell, holder and rule are."""
        return f"{self.id}.{meeting.holding}.{meeting.rule}"

    def meeting(self, id_: str) -> Meeting | None:
        """The meeting of this name."""
        return next((meeting for meeting in self.meetings if self.id_of(meeting) == id_), None)

    def absence_on(self, day: date) -> Absence | None:
        """The absence that covers `day`."""
        return next((absence for absence in self.absences if absence.covers(day)), None)

    def with_meetings(self, meetings: Iterable[Meeting]) -> Self:
        """The spell with these meetings."""
        return self.model_copy(update={"meetings": tuple(meetings)})

    def with_meeting(self, changed: Meeting) -> Self:
        """The spell with what has become of one meeting, which rule and holding name."""
        name = (changed.rule, changed.holding)
        return self.with_meetings(changed if (each.rule, each.holding) == name else each for each in self.meetings)


class Course(State):
    """What contact-course knows of one citizen. Without a spell it only waits for a registration that is on its way."""

    spell: Spell | None = None
    coming: tuple[Coming, ...] = ()
    """Holders for the next waking: a day's topics arrive in any order, so nothing follows before it is complete."""
    wakes: date | None = None
    """The next day on which there is something to do."""

    def due(self) -> date | None:
        return self.wakes

    def with_spell(self, spell: Spell) -> "Course":
        """The course with what has become of its spell."""
        return Course(spell=spell, coming=self.coming, wakes=self.wakes)

    def looked_at_tomorrow(self, spell: Spell, today: date) -> "Course":
        """The same, and it wakes tomorrow, when all that this day brings is known."""
        return Course(spell=spell, coming=self.coming, wakes=today + ONE_DAY)
