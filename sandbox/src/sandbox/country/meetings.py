"""How an office deals with the meetings it owes: they are held, missed, or moved to another day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from samspil.calendar import add_working_days
from samspil.events import jobcentre, unemployment_fund
from samspil.events.contact_course import MeetingInvited, MeetingRescheduled, MeetingWaived, WaiverReason
from samspil.events.event import OutsideEvent
from samspil.events.values import MeetingForm, MeetingOutcome
from sandbox.country.chance import lot
from sandbox.country.hearing import Heard
from sandbox.country.law import is_voluntary
from sandbox.country.saying import Saying, Voice

MISSED = 0.14
MOVED = 0.12


class Diary(Protocol):
    """What an office knows of the people it invites."""

    def number(self, citizen_id: str) -> int:
        """Who it is."""
        ...

    def case(self, citizen_id: str) -> str:
        """The office's own reference."""
        ...

    def is_away(self, citizen_id: str, day: date) -> bool:
        """Whether the citizen is known to be absent on this day."""
        ...


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its office knows it."""

    id: str
    citizen_id: str
    on: date
    limit: date
    form: MeetingForm
    round: int
    pondered: bool = False
    """The office has thought about another day."""
    called_off: bool = False
    """It fell away after it took place: that it was held can still be reported, that it was missed is no news."""


class Meetings:
    """The meetings of one office."""

    def __init__(self, voice: Voice, diary: Diary) -> None:
        self.voice = voice
        self.diary = diary
        self._open: dict[str, Meeting] = {}

    def hear(self, heard: Heard) -> None:
        """Follow what is told of meetings."""
        event = heard.event
        if isinstance(event, MeetingInvited):
            invited = Meeting(event.meeting_id, heard.subject, event.on, event.limit, event.form, event.round)
            self._open[invited.id] = invited
        elif isinstance(event, MeetingRescheduled) and (known := self._open.get(event.meeting_id)):
            self._open[known.id] = replace(known, on=event.on)
        elif isinstance(event, MeetingWaived) and (known := self._open.pop(event.meeting_id, None)):
            took_place = event.reason is WaiverReason.HOLDER_CHANGED and known.on < heard.day
            self._open |= {known.id: replace(known, called_off=True)} if took_place else {}

    def speak(self, day: date) -> Iterator[Saying]:
        """What the office says of its meetings on `day`, its own day to speak."""
        for meeting in list(self._open.values()):
            if meeting.on <= day:
                del self._open[meeting.id]
                yield from self._outcome(meeting, day)
            elif not meeting.pondered:
                self._open[meeting.id] = replace(meeting, pondered=True)
                yield from self._another_day(meeting, day)

    def _outcome(self, meeting: Meeting, day: date) -> Iterator[Saying]:
        missed = self._chance("missed", meeting) < MISSED
        if missed and (meeting.called_off or is_voluntary(meeting.on)):
            return
        outcome = MeetingOutcome.MISSED if missed else MeetingOutcome.HELD
        kind = self._events.MeetingReported
        told = kind(meeting_id=meeting.id, outcome=outcome, on=meeting.on, form=meeting.form)
        yield self._says(told, meeting, day, outcome)

    def _another_day(self, meeting: Meeting, day: date) -> Iterator[Saying]:
        """Whoever moves a meeting has it in the diary at once: the answer is all that comes back."""
        later = add_working_days(meeting.on, 1 + int(3 * self._chance("later", meeting)))
        if self._chance("moved", meeting) < MOVED and later <= meeting.limit and not self._away(meeting, later):
            self._open[meeting.id] = replace(meeting, on=later, pondered=True)
            yield self._says(self._events.MeetingMoved(meeting_id=meeting.id, to=later), meeting, day, "moved")

    def _away(self, meeting: Meeting, day: date) -> bool:
        return self.diary.is_away(meeting.citizen_id, day)

    def _chance(self, what: str, meeting: Meeting) -> float:
        """The same whatever else happened before: drawn by the meeting and its day."""
        return lot(self.voice.seed, what, meeting.id, meeting.on, meeting.round)

    def _says(self, told: OutsideEvent, meeting: Meeting, day: date, what: str) -> Saying:
        number, case = self.diary.number(meeting.citizen_id), self.diary.case(meeting.citizen_id)
        saying = self.voice.says(told, day, case, what, meeting.id, str(meeting.on), str(meeting.round))
        return replace(saying, citizen=meeting.citizen_id, number=number)

    @property
    def _events(self) -> _Events:
        return FUND if self.voice.party.kind == "unemployment-fund" else JOBCENTRE


@dataclass(frozen=True, slots=True)
class _Events:
    """The classes with which one kind of party speaks of meetings."""

    MeetingReported: type[unemployment_fund.MeetingReported] | type[jobcentre.MeetingReported]
    MeetingMoved: type[unemployment_fund.MeetingMoved] | type[jobcentre.MeetingMoved]


FUND = _Events(unemployment_fund.MeetingReported, unemployment_fund.MeetingMoved)
JOBCENTRE = _Events(jobcentre.MeetingReported, jobcentre.MeetingMoved)
