"""What the civil registration (CPR) tells."""

from datetime import date
from typing import ClassVar

from samspil.events.event import OutsideEvent
from samspil.events.values import MunicipalityCode


class PersonMoved(OutsideEvent):
    """A person has a new municipality of residence from `moved_on`. Judged by intake."""

    type: ClassVar[str] = "civil-registration.person.moved.v1"
    names_person: ClassVar[bool] = True

    municipality: MunicipalityCode
    moved_on: date


class PersonDied(OutsideEvent):
    """A person died. Judged by intake."""

    type: ClassVar[str] = "civil-registration.person.died.v1"
    names_person: ClassVar[bool] = True

    died_on: date
