"""What the citizen's letters remember: what is to go with the next morning's post, and little else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict

from samspil.events.notifications import LetterKind
from samspil.events.values import MeetingForm
from samspil.flow.decision import State
from samspil.reference.parties import Party

DANISH = "da"
ENGLISH = "en"


class Letter(BaseModel):
    """A letter that waits for the next morning's post. `subject` is the meeting or spell it speaks of."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: LetterKind
    cause: str
    subject: str
    spell: str
    holder: Party
    about: date | None = None
    previous: date | None = None
    form: MeetingForm | None = None
    gone: bool = False
    """Its cause went away while it waited."""


class EndedSpell(BaseModel):
    """A spell that was closed since the last post; from `on` it is over."""

    model_config = ConfigDict(frozen=True)

    spell: str
    on: date


class Letters(State):
    """One citizen's letters. Both lists are emptied every morning, and sorted: arrival says nothing."""

    language: str = DANISH
    dead: bool = False
    waiting: tuple[Letter, ...] = ()
    ended: tuple[EndedSpell, ...] = ()
    post: date | None = None
    """The morning on which the waiting letters are looked through; none where nothing happened since the last."""

    def due(self) -> date | None:
        return self.post

    def on(self, subject: str) -> Letter | None:
        """The letter on this meeting or spell that waits and still has its cause."""
        return next((letter for letter in self.waiting if letter.subject == subject and not letter.gone), None)

    def losing(self, subject: str, *instead: Letter) -> tuple[Letter, ...]:
        """What waits once the letter on this subject has lost its cause and others, if any, take its place."""
        kept = (letter.model_copy(update={"gone": letter.gone or letter.subject == subject}) for letter in self.waiting)
        return tuple(sorted((*kept, *instead), key=lambda letter: letter.id))

    def still_true(self, letter: Letter, today: date) -> bool:
        """Whether there is still reason to send this letter on the morning of `today`."""
        if self.dead or letter.gone:
            return False
        if letter.kind in MEETINGS:
            return letter.about is None or letter.about >= today
        over = max(today, letter.about or today)
        return not any(ended.spell == letter.spell and ended.on <= over for ended in self.ended)


MEETINGS = frozenset((LetterKind.INVITATION, LetterKind.CHANGE, LetterKind.CANCELLATION))

ORDER = (
    LetterKind.WELCOME, LetterKind.NEW_HOLDER, LetterKind.CANCELLATION, LetterKind.CHANGE, LetterKind.INVITATION
)  # fmt: skip
"""How the letters of one morning lie in the pile: who cares for you, what is called off, what is new."""


def as_piled(letters: Iterable[Letter]) -> list[Letter]:
    """The letters in the order in which a citizen should read them."""
    return sorted(letters, key=lambda letter: (ORDER.index(letter.kind), letter.about or date.min, letter.id))
