"""Whether a letter makes sense in itself: a known type from the right kind of sender, its fields, its person."""

from dataclasses import dataclass, field
from typing import Final

from pydantic import ValidationError

from intake.domain.cpr import is_possible, looks_like_one
from intake.domain.entry import LARGEST_VALUE, Letter
from samspil.events.event import CATALOGUE, OutsideEvent, Person

SHOWN: Final = 5
"""So many wrong fields are named in an answer."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a letter: a word of a list, and a sentence on what to do. Never any of its content."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Sound:
    """A letter that makes sense in itself."""

    event: OutsideEvent
    person: Person | None = field(repr=False)


def look_into(letter: Letter, *, synthetic: bool) -> Sound | Complaint:
    """Everything that can be said of a letter without knowing any citizen."""
    kind = CATALOGUE.get(letter.type)
    if kind is None or not issubclass(kind, OutsideEvent):
        return Complaint("unknown_type", "No message of this type can be sent; see the list of types")
    if kind.owner() != letter.party.kind:
        return Complaint("wrong_sender", f"Only parties of the kind {kind.owner()} send messages of this type")
    if len(letter.value) > LARGEST_VALUE:
        return Complaint("too_large", f"The value is larger than {LARGEST_VALUE} bytes")
    try:
        event = kind.model_validate(letter.fields)
    except ValidationError as error:
        return Complaint("schema", _places(error))
    if any(isinstance(told, str) and looks_like_one(told, synthetic=synthetic) for told in letter.fields.values()):
        return Complaint("personal_data", "A CPR number stands outside the block `person`, where it would not be kept")
    person = _person(letter, synthetic) if kind.names_person else None
    return person if isinstance(person, Complaint) else Sound(event, person)


def _person(letter: Letter, synthetic: bool) -> Person | Complaint:
    told = letter.fields.get("person")
    if told is None:
        return Complaint("missing_person", "A message of this type names its person in the block `person`")
    try:
        person = Person.model_validate(told)
    except ValidationError as error:
        return Complaint("schema", _places(error, "person"))
    if not is_possible(person.cpr, synthetic=synthetic):
        return Complaint("impossible_cpr", "person.cpr does not begin with a possible date of birth")
    return person


def _places(error: ValidationError, *within: str) -> str:
    """Which fields are wrong and how, by place and kind only: what was written there stays out."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    named = "; ".join(
        f"{'.'.join((*within, *map(str, each['loc']))) or 'value'}: {each['type']}" for each in wrong[:SHOWN]
    )
    return f"Not as the schema says: {named}" + (f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else "")
