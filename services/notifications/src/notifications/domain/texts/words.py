"""What a language must have for our letters. A new language is one more module with its `WORDS`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samspil.events.notifications import LetterKind
from samspil.events.values import MeetingForm
from samspil.reference.parties import PartyKind


@dataclass(frozen=True)
class Words:
    """The words of one language. In `letters`, subject and body may name $holder, $day, $previous and $form."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day: str
    some_day: str
    holders: Mapping[PartyKind, str]
    somebody: str
    forms: Mapping[MeetingForm, str]
    letters: Mapping[LetterKind, tuple[str, str]]

    def write(self, day: date | None) -> str:
        """The day as the language writes it, or that it was agreed."""
        if day is None:
            return self.some_day
        weekday, month = self.weekdays[day.weekday()], self.months[day.month - 1]
        return self.day.format(weekday=weekday, day=day.day, month=month, year=day.year)
