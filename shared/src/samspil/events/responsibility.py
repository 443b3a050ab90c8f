"""Who is responsible for a citizen: the ledger's facts. Each change has a cause, a rule, a moment."""

from datetime import date
from typing import ClassVar

from samspil.events.event import Event
from samspil.events.values import MoveCause
from samspil.reference.parties import Party


class ResponsibilityMoved(Event):
    """From the midnight that begins `effective`, `holder` is responsible. `rule` is the id of the rule that says so."""

    type: ClassVar[str] = "responsibility.holder.moved.v1"

    spell_id: str
    transfer_id: str
    holder: Party
    previous: Party | None
    cause: MoveCause
    effective: date
    rule: str


class ResponsibilityEnded(Event):
    """From the midnight that begins `effective`, nobody is responsible: the spell is over."""

    type: ClassVar[str] = "responsibility.holder.ended.v1"

    spell_id: str
    holder: Party
    effective: date


class ResponsibilityStated(Event):
    """The present holder as a value of the compacted topic; `holder` is empty once the spell is over."""

    type: ClassVar[str] = "responsibility.current.stated.v1"

    spell_id: str
    holder: Party | None
    since: date
