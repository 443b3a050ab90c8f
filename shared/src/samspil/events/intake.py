"""What intake decided."""

from datetime import date
from typing import ClassVar

from samspil.calendar import Month
from samspil.events.event import Event
from samspil.events.values import EndReason, Hours, Insurance, MeetingForm, MunicipalityCode, Need, RulesCause, Track
from samspil.reference.parties import Party


class RegistrationAccepted(Event):
    """A spell of unemployment (ledighedsperiode) begins.

    `pack` names its rules: the pack of its start, and after a plus whatever lies over it, like `R2020+T2020`.
    """

    type: ClassVar[str] = "intake.registration.accepted.v1"

    spell_id: str
    unemployed_from: date
    registered_on: date
    fund: Party
    municipality: MunicipalityCode
    insurance: Insurance
    hours_before: Hours
    pack: str
    needs: tuple[Need, ...] = ()
    form_preference: MeetingForm | None = None


class TrackSuggested(Event):
    """The track that intake's rules suggest; a caseworker decides."""

    type: ClassVar[str] = "intake.track.suggested.v1"

    spell_id: str
    track: Track
    grounds: tuple[Need, ...]


class BenefitHoursCounted(Event):
    """Reported benefit hours of the running benefit period after one more report. `total` includes the hours before."""

    type: ClassVar[str] = "intake.benefit-hours.counted.v1"

    spell_id: str
    month: Month
    hours: Hours
    total: Hours
    reported_on: date


class RulesChanged(Event):
    """From `since` on other rules hold for an open spell. Rules are named as in a registration: `R2020+R2023`."""

    type: ClassVar[str] = "intake.rules.changed.v1"

    spell_id: str
    previous: str
    rules: str
    since: date
    cause: RulesCause


class MunicipalityChanged(Event):
    """The citizen of an open spell lives in another municipality from `moved_on`."""

    type: ClassVar[str] = "intake.municipality.changed.v1"

    spell_id: str
    previous: MunicipalityCode
    municipality: MunicipalityCode
    moved_on: date


class SpellClosed(Event):
    """The spell ended; from `ended_on` nobody owes the citizen meetings in it."""

    type: ClassVar[str] = "intake.spell.closed.v1"

    spell_id: str
    ended_on: date
    reason: EndReason
