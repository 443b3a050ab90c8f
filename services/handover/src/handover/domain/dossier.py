"""What the handover of a citizen is made of: the spell as its packages need it, and the handovers under way."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from handover.domain.residence import Residence
from samspil.calendar import ONE_DAY
from samspil.events.handover import MeetingSummary
from samspil.events.values import Hours, Insurance, MeetingForm, MoveCause, Need
from samspil.flow.decision import Context, State
from samspil.reference.parties import Party
from samspil.rules import BenefitCount, Pack, named


class Progress(StrEnum):
    """How far a handover has come. Only an acceptance ends it well; closed means that nothing more is awaited."""

    PREPARED = "prepared"
    SENT = "sent"
    RECEIVED = "received"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Handover:
    """One package on its way to a jobcentre. `since` is the day it was sent, until then the day it was prepared."""

    id: str
    receiver: Party
    since: date
    progress: Progress = Progress.PREPARED
    reminded: bool = False
    escalated: bool = False

    @property
    def is_open(self) -> bool:
        return self.progress not in (Progress.ACCEPTED, Progress.CLOSED)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A jobcentre became responsible and is owed a package."""

    id: str
    receiver: Party
    cause: MoveCause
    effective: date


@dataclass(frozen=True, slots=True)
class Registration:
    """What intake tells of a spell, as far as packages and forecasts need it.

    `hours` are what the fund reported up to `counted_until`; its last report came on `counted_on`.
    """

    fund: Party
    residence: Residence
    unemployed_from: date
    insurance: Insurance
    pack: str
    needs: tuple[Need, ...]
    form: MeetingForm | None
    hours: Hours
    counted_until: date
    counted_on: date

    @property
    def rules(self) -> Pack:
        """The rules that hold for the spell."""
        return named(self.pack)

    @property
    def count(self) -> BenefitCount:
        """The hours as the rules count them."""
        return BenefitCount(self.hours, self.unemployed_from, self.counted_until, self.insurance)


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell. Each topic writes fields of its own, so it does not matter which topic is read first within a day."""

    id: str
    registration: Registration | None = None
    closed: bool = False
    holder: Party | None = None
    awaiting: tuple[Transfer, ...] = ()
    held: tuple[MeetingSummary, ...] = ()
    forecast: tuple[date, Party] | None = None
    """The takeover that was last told, and to whom."""
    handovers: tuple[Handover, ...] = ()

    def with_handover(self, changed: Handover) -> "Spell":
        """With this handover in the place of the one with its id."""
        return replace(self, handovers=tuple(changed if each.id == changed.id else each for each in self.handovers))


class Dossier(State):
    """The spells that a day touched, in practice one, and what is left of the spell before.

    Packages, forecasts and reminders are made at the waking, from everything that is known by then.
    """

    spells: tuple[Spell, ...] = ()
    past: tuple[str, ...] = ()
    """Ids of the handovers of the last closed spell: their late receipts get a better answer than "unknown"."""
    look: date | None = None

    def due(self) -> date | None:
        """The day on which something noted is worked through, or something awaited may be late."""
        return self.look

    def spell(self, id: str) -> Spell:
        """The spell with this id; an empty one where a topic speaks of it before the others did."""
        return next((spell for spell in self.spells if spell.id == id), Spell(id))

    def having(self, changed: Spell) -> "Dossier":
        """With this spell in the place of the one with its id."""
        others = [spell for spell in self.spells if spell.id != changed.id]
        return self.model_copy(update={"spells": tuple(sorted((*others, changed), key=lambda spell: spell.id))})

    def looking(self, day: date) -> "Dossier":
        """Woken on `day` at the latest."""
        return self.model_copy(update={"look": min(self.look or day, day)})

    def find(self, handover_id: str) -> tuple[Spell, Handover] | None:
        """A handover of a spell that is not yet put away."""
        found = ((spell, each) for spell in self.spells for each in spell.handovers if each.id == handover_id)
        return next(found, None)


def noted(dossier: Dossier | None, spell_id: str, ctx: Context, **changes: Any) -> Dossier:
    """With these fields of the spell changed, and woken tomorrow to work it through."""
    dossier = dossier or Dossier()
    return dossier.having(replace(dossier.spell(spell_id), **changes)).looking(ctx.today + ONE_DAY)
