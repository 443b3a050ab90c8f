"""The catalogue: one module per owner. Importing the package fills `CATALOGUE`."""

from samspil.events import (
    answers,
    civil_registration,
    contact_course,
    engine,
    handover,
    intake,
    jobcentre,
    notifications,
    operations,
    responsibility,
    unemployment_fund,
)
from samspil.events.event import CATALOGUE, Event, OpenEnum, OutsideEvent, Person

__all__ = [
    "CATALOGUE",
    "Event",
    "OpenEnum",
    "OutsideEvent",
    "Person",
    "answers",
    "civil_registration",
    "contact_course",
    "engine",
    "handover",
    "intake",
    "jobcentre",
    "notifications",
    "operations",
    "responsibility",
    "unemployment_fund",
]
